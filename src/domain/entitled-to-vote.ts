/** Who may vote at this moment, and who presides: asked by every command and by every button. */
import { chairAmong, membersHere, type Attendance } from './attendance.ts';
import { inRoom } from './declaration.ts';
import type { PersonId } from './id.ts';
import type { Proceedings } from './proceedings.ts';

/** V2: members who are here, and substitutes in their seats; an item that is open may bar some. */
export const votersHere = (state: Proceedings): readonly Attendance[] => membersHere(inRoom(state));

export const mayVote = (state: Proceedings, key: PersonId): boolean =>
  votersHere(state).some((each) => each.key === key);

/** The chair, or while nobody in the chair is here the vice-chair. */
export const presiding = (state: Proceedings): Attendance | undefined =>
  chairAmong(inRoom(state)) ?? votersHere(state).find(({ office }) => office === 'Vice-Chair');

/** V3: the member whose vote it is: their own, or that of the seat a substitute sits in. */
export const seatOf = (state: Proceedings, key: PersonId): PersonId =>
  state.attendees.find((each) => each.key === key)?.substituteForId ?? key;
