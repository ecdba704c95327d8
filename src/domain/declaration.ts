/**
 * Interests that people declare, and what follows from one: who leaves the room for an item and for
 * how long. `proceedings-declaration.ts` judges the commands. Rules I5 to I12 of SPEC.md.
 */
import { hasCome, isHere, type Attendance } from './attendance.ts';
import { isUnattributed } from './attribution.ts';
import { itemNumber } from './agenda.ts';
import { recordTime } from './civil-date.ts';
import type { DeclarationId, ItemId, PersonId } from './id.ts';
import type { Proceedings } from './proceedings.ts';
import { listed } from './listed.ts';

/** Disclosable pecuniary, other registrable, non-registrable, and the older non-pecuniary. */
export type InterestKind = 'dpi' | 'ori' | 'nri' | 'nonPecuniary';

export const INTEREST_KINDS: readonly InterestKind[] = ['dpi', 'ori', 'nonPecuniary', 'nri'];

export type Declaration = {
  readonly id: DeclarationId;
  /** The person's, as attendees have them. */
  readonly key: PersonId;
  readonly name: string;
  /** null: in the business of the meeting as a whole. */
  readonly itemId: ItemId | null;
  readonly kind: InterestKind;
  /** null where the register of interests says it; `WITHHELD_NATURE` for whoever may not know it. */
  readonly nature: string | null;
  /** Its existence is stated and its nature is not: section 32 of the Localism Act 2011. */
  readonly sensitive: boolean;
  /** Declared once for all meetings. */
  readonly standing: boolean;
  /** Why the person may take part all the same. */
  readonly dispensation: string | null;
};

/** When somebody was out of the room because of an interest: local times HH:MM. */
export type Absence = {
  readonly declarationId: DeclarationId;
  readonly from: string;
  readonly until: string | null;
};

export type DeclarationCommand =
  | ({
      readonly type: 'declare-interest';
      readonly declarationId: DeclarationId;
    } & Omit<Declaration, 'id' | 'dispensation'>)
  /** `key` is that of the person who declared it. */
  | {
      readonly type: 'withdraw-declaration';
      readonly declarationId: DeclarationId;
      readonly key: PersonId;
    }
  | {
      readonly type: 'grant-dispensation';
      readonly declarationId: DeclarationId;
      readonly reason: string;
    };

export const WITHHELD_NATURE = 'Withheld';

/** I7: whether the person may take no part in the item. */
export const isBarring = ({ itemId, kind, dispensation }: Declaration): boolean =>
  itemId !== null && dispensation === null && (kind === 'dpi' || kind === 'ori');

/** The person may not vote on the item or write of it, now or afterwards. */
export const isBarredFrom = (state: Proceedings, key: PersonId, itemId: ItemId): boolean =>
  state.declarations.some((each) => each.key === key && each.itemId === itemId && isBarring(each));

/** I7: nothing of the item is for the person until it ends: `left the room`. */
export const isOutFor = (state: Proceedings, key: PersonId, itemId: ItemId): boolean =>
  isBarredFrom(state, key, itemId) && !hasEnded(state, itemId);

function hasEnded({ phase, items, currentItemId }: Proceedings, itemId: ItemId): boolean {
  if (phase === 'ended' || phase === 'cancelled') return true;
  if (itemId === currentItemId) return false;
  return items.some(({ id, status }) => id === itemId && status !== 'accepted');
}

/** I9: the register without those who are out of the room for the item that is open. */
export function inRoom(state: Proceedings): readonly Attendance[] {
  const { attendees, currentItemId } = state;
  if (currentItemId === null) return attendees;
  return attendees.filter(({ key }) => !isOutFor(state, key, currentItemId));
}

/** Whether somebody who has to leave was there: as registered, or before there is a register. */
export function wasThere({ attendees }: Proceedings, key: PersonId): boolean {
  const entry = attendees.find((each) => each.key === key);
  return entry ? isHere(entry) : !attendees.some(hasCome);
}

/** I11: whether a record, which anybody may read, says what the interest is. */
const isPublic = ({ sensitive, itemId }: Declaration, state: Proceedings): boolean =>
  // F2: what somebody is a trustee of tells who they are.
  !isUnattributed(state) &&
  !sensitive &&
  state.items.find(({ id }) => id === itemId)?.part !== 'part2';

const KIND_WORDS: Record<InterestKind, string> = {
  dpi: 'a disclosable pecuniary interest',
  ori: 'an other registrable interest',
  nri: 'a non-registrable interest',
  nonPecuniary: 'a non-pecuniary interest'
};

/**
 * [I12] The sentences a record prints: "Amir Khan declared a disclosable pecuniary interest in item 6,
 * and left the meeting from 2.41 pm until 2.58 pm." Undefined for one that was withdrawn.
 */
export function declarationWords(id: DeclarationId, state: Proceedings): string | undefined {
  const found = state.declarations.find((each) => each.id === id);
  if (!found) return undefined;
  const { itemId, kind, sensitive, standing } = found;
  const name = isUnattributed(state)
    ? 'A participant'
    : (state.attendees.find(({ key }) => key === found.key)?.name ?? found.name);
  const number = itemId === null ? null : itemNumber(state.items, itemId);
  const where = number === null ? '' : ` in item ${number}`;
  const what = standing ? KIND_WORDS[kind].replace(/^an? /, 'a standing ') : KIND_WORDS[kind];
  const { nature: given } = found;
  const isTold = given !== null && given !== WITHHELD_NATURE && isPublic(found, state);
  const nature = isTold ? `: ${unstopped(given)}` : '';
  const secret = sensitive ? ', which is sensitive, so that its nature is not stated' : '';
  const first = `${name} declared ${what}${where}${secret}${nature}`;
  const rest = leavingWords(found, state);
  if (rest === '') return `${first}.`;
  return nature === '' && secret === '' ? `${first}, and ${rest}.` : `${first}. ${name} ${rest}.`;
}

function leavingWords(declaration: Declaration, state: Proceedings): string {
  const { id, itemId, dispensation } = declaration;
  if (dispensation !== null)
    return isPublic(declaration, state)
      ? `took part under a dispensation (${unstopped(dispensation)})`
      : 'took part under a dispensation';
  if (!isBarring(declaration)) return '';
  const absences = state.absences.filter(({ declarationId }) => declarationId === id);
  if (absences.length > 0) return `left the meeting ${listed(absences.map(absenceWords))}`;
  const isOver = state.items.some((each) => each.id === itemId && each.status === 'considered');
  return isOver ? '' : 'will leave the meeting while it is considered';
}

const absenceWords = ({ from, until }: Absence): string =>
  until === null ? `at ${recordTime(from)}` : `from ${recordTime(from)} until ${recordTime(until)}`;

const unstopped = (text: string): string => text.trim().replace(/\.$/, '');

/** Every declaration, under the item that asks for them; and those of an item under that item. */
export const declarationsUnder = (itemId: ItemId, state: Proceedings): readonly DeclarationId[] => {
  const asksForAll = state.items.find(({ id }) => id === itemId)?.standing === 'declarations';
  return state.declarations
    .filter((each) => asksForAll || each.itemId === itemId)
    .map(({ id }) => id);
};
