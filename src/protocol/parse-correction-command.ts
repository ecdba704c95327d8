/** Corrections, signing and approval as they come from browsers and scripts: shape only. */
import type { MinutesCommand } from '#domain/command.ts';
import type { CorrectionCommand } from '#domain/correction.ts';
import { id, list, literal, nullable, object, oneOf, partial, text, type Reader } from './shape.ts';

const WORDS = text(20_000);

type Approve = Extract<MinutesCommand, { type: 'approve-minutes' }>;

const agreedCorrection = object({
  itemId: id,
  correctionId: nullable(id),
  quoted: WORDS,
  wording: WORDS
});

export const CORRECTION_READERS: {
  readonly [Type in (CorrectionCommand | Approve)['type']]: Reader<
    Extract<CorrectionCommand | Approve, { type: Type }>
  >;
} = {
  'request-correction': object({
    type: literal('request-correction'),
    correctionId: id,
    itemId: id,
    quoted: WORDS,
    proposed: WORDS,
    reason: WORDS
  }),
  'answer-correction': object({
    type: literal('answer-correction'),
    correctionId: id,
    itemId: id,
    answer: oneOf('accept', 'decline'),
    wording: nullable(WORDS),
    reply: WORDS
  }),
  'sign-minutes': object({ type: literal('sign-minutes'), digest: text(64) }),
  'approve-minutes': (value) => {
    const named = object({ type: literal('approve-minutes'), ofMeetingId: id, itemId: id })(value);
    const given = partial({ corrections: list(agreedCorrection, 200) })(value);
    return named && given && { ...named, ...given };
  }
};
