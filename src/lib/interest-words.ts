/** Kinds of interest as the form asks for them, in the words of codes of conduct made plain. */
import { INTEREST_KINDS, type InterestKind } from '#domain/declaration.ts';

export type KindWords = { readonly text: string; readonly hint: string };

const WORDS: Record<InterestKind, KindWords> = {
  dpi: {
    text: 'Disclosable pecuniary interest',
    hint: 'A registered money interest. You leave the room and do not vote.'
  },
  ori: {
    text: 'Other registrable interest',
    hint: 'A registered membership or the like. You speak only where the public may, then leave.'
  },
  nonPecuniary: {
    text: 'Non-pecuniary interest',
    hint: 'You say what it is, stay and vote.'
  },
  nri: {
    text: 'Non-registrable interest',
    hint: 'Of yours, a relative or an associate. You say what it is.'
  }
};

export const KINDS: readonly ({ readonly kind: InterestKind } & KindWords)[] = INTEREST_KINDS.map(
  (kind) => ({ kind, ...WORDS[kind] })
);
