/**
 * The register of a meeting: apologies and substitutes before it, arrivals and departures during it.
 * A seat is one voice: its member's arrival ends whatever a substitute does there. Rules Q5, Q7 and
 * E1 to E8.
 */
import { hasCome, isAttendeeKey, isHere, type Attendance, type Attendee } from './attendance.ts';
import { isRealTime } from './civil-date.ts';
import type { AttendanceCommand, Command } from './command.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { noted, withoutMovementsOf } from './proceedings-movement.ts';
import { whileUncirculated, whileWritable } from './proceedings-session.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';
import { WHOLE_MEETING, type Stay } from './stay.ts';

type Judged = Outcome | Refusal;
type Sent<Type extends AttendanceCommand['type']> = Extract<AttendanceCommand, { type: Type }>;

export function applyAttendanceCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'record-attendance':
      return whileUncirculated(state) ?? record(state, command, moment);
    case 'clear-attendance':
      return whileUncirculated(state) ?? change(state, without(state, command.key));
    case 'send-apologies':
      return beforeClose(state) ?? sendApologies(state, command);
    case 'withdraw-apologies':
      return beforeClose(state) ?? withdrawApologies(state, command.key);
    case 'record-arrival':
      return whileWritable(state) ?? noted(state, command, arrive(state, command, moment));
    case 'record-departure':
      return whileWritable(state) ?? noted(state, command, depart(state, command, moment));
    case 'undo-attendance':
      return whileUncirculated(state) ?? undo(state, command.seq);
    default:
      return undefined;
  }
}

function record(
  state: Proceedings,
  { attendee }: Sent<'record-attendance'>,
  moment: Moment
): Judged {
  const unsound = unsoundness(state, attendee);
  if (unsound) return unsound;
  const substitute = substituteOf(state, attendee);
  if (substitute && isSitting(state)) {
    return arrive(state, { type: 'record-arrival', attendee, at: null }, moment);
  }
  // Of a meeting that is over, nobody can know when without being told.
  if (substitute && state.finishedAt !== null) {
    return refuse('seat-substituted', 'key');
  }
  const before = find(state, attendee.key);
  const stays = before?.stays && hasCome(before) && hasCome(attendee) ? before.stays : null;
  return change(state, putIn(state, { ...attendee, ...(stays && { stays }) }));
}

/** E6: where a substitute holds the member's seat, it is the member's from that time. */
function arrive(
  state: Proceedings,
  { attendee, at }: Sent<'record-arrival'>,
  moment: Moment
): Judged {
  const unsound = unsoundness(state, attendee) ?? unlessComing(attendee);
  if (unsound) return unsound;
  const before = find(state, attendee.key);
  if (before && isHere(before) && at === null) return { state, effects: [] };
  const stays = before && hasCome(before) ? (before.stays ?? [WHOLE_MEETING]) : [];
  // E5: of somebody who is here, a time puts right when they came.
  const earlier = stays.filter(({ until }) => until !== null);
  const substitute = substituteOf(state, attendee);
  const left = substitute && isHere(substitute) ? substitute : undefined;
  const least = latest(earlier.at(-1)?.until, left?.stays?.at(-1)?.from);
  const from = timeOf(state, at, least, moment);
  if (isRefusal(from)) return from;
  const isFromStart = earlier.length === 0 && from === state.startedAt;
  const come = withStays(attendee, [...earlier, { from: isFromStart ? null : from, until: null }]);
  const attendees = putIn(state, come);
  if (!left) return change(state, attendees);
  const relieved = { ...leaving(left, from), relievedBy: attendee.name };
  return change(
    state,
    attendees.map((each) => (each.key === left.key ? relieved : each))
  );
}

function depart(state: Proceedings, { key, at }: Sent<'record-departure'>, moment: Moment): Judged {
  const before = find(state, key);
  if (!before || !hasCome(before)) return refuse('not-found', 'key');
  if (before.relievedBy !== undefined) return refuse('seat-returned', 'key');
  if (!isHere(before) && at === null) return { state, effects: [] };
  const until = timeOf(state, at, before.stays?.at(-1)?.from, moment);
  if (isRefusal(until)) return until;
  return change(state, putIn(state, leaving(before, until)));
}

/** E1, E2: the member is away, and so their seat is for nobody or for the substitute they name. */
function sendApologies(
  state: Proceedings,
  { attendee, substitute }: Sent<'send-apologies'>
): Judged {
  const unsound = unsoundness(state, attendee);
  if (unsound) return unsound;
  const before = find(state, attendee.key);
  if (before && hasCome(before) && state.startedAt !== null) return refuse('already-here', 'key');
  const expecting = state.attendees.filter((each) => !isExpectedFor(attendee.key)(each));
  const next = { ...state, attendees: expecting };
  if (!substitute) return change(state, putIn(next, attendee));
  const taken = unsoundness(next, substitute);
  if (taken) return taken;
  const known = find(next, substitute.key);
  const isSeated = known?.substituteSeatId === substitute.substituteSeatId;
  if (known && hasCome(known) && isSeated) return change(state, putIn(next, attendee));
  if (known && known.kind !== 'apologies') return refuse('substitute-engaged', 'substitute');
  const named = { ...substitute, substituteForId: attendee.key };
  return change(state, putIn({ ...next, attendees: putIn(next, attendee) }, named));
}

function withdrawApologies(state: Proceedings, key: string): Judged {
  if (find(state, key)?.kind !== 'apologies') return refuse('not-found', 'key');
  return change(state, without(state, key));
}

/** E8: by the entry that is to be undone, so that nobody undoes what somebody else did since. */
function undo(state: Proceedings, seq: number): Judged {
  const before = state.registerBefore;
  if (before?.seq !== seq) return refuse('register-changed', 'seq');
  const undone = {
    ...state,
    attendees: before.attendees,
    registerBefore: null,
    movements: withoutMovementsOf(seq, state)
  };
  return { state: undone, effects: [{ type: 'rights-changed' }] };
}

const change = (state: Proceedings, attendees: readonly Attendance[]): Outcome => ({
  state: {
    ...state,
    attendees,
    registerBefore: { seq: state.seq + 1, attendees: state.attendees }
  },
  effects: [{ type: 'rights-changed' }]
});

const find = (state: Proceedings, key: string): Attendance | undefined =>
  state.attendees.find((each) => each.key === key);

/** Whoever came into this member's seat. */
const substituteOf = (state: Proceedings, { key, kind }: Attendee): Attendance | undefined =>
  state.attendees.find(
    (each) => kind === 'present' && each.kind === 'present' && each.substituteForId === key
  );

const isExpectedFor =
  (memberId: string) =>
  ({ kind, substituteForId }: Attendance): boolean =>
    kind === 'expected' && substituteForId === memberId;

const without = (state: Proceedings, key: string): readonly Attendance[] =>
  state.attendees.filter((each) => each.key !== key && !isExpectedFor(key)(each));

/**
 * The register with this entry, in the place that its person had. Who comes into a seat ends what was
 * expected of it: a member their substitute, also one ticked in before the start; a substitute another.
 */
function putIn(state: Proceedings, entry: Attendance): readonly Attendance[] {
  const kept = state.attendees.filter(
    (each) => each.key === entry.key || !isEndedBy(state, entry)(each)
  );
  return kept.some(({ key }) => key === entry.key)
    ? kept.map((each) => (each.key === entry.key ? entry : each))
    : [...kept, entry];
}

const isEndedBy =
  ({ startedAt }: Proceedings, entry: Attendance) =>
  (each: Attendance): boolean => {
    if (entry.kind !== 'present') return false;
    const isOfMember = each.substituteForId === entry.key;
    const isOfSeat =
      each.substituteSeatId !== null && each.substituteSeatId === entry.substituteSeatId;
    return (
      (each.kind === 'expected' && (isOfMember || isOfSeat)) ||
      (each.kind === 'present' && isOfMember && startedAt === null)
    );
  };

function unsoundness(state: Proceedings, attendee: Attendee): Refusal | undefined {
  if (!isAttendeeKey(attendee.key)) return refuse('malformed', 'key');
  if (attendee.name.trim() === '') return refuse('name-missing', 'name');
  if (attendee.kind !== 'present' && attendee.kind !== 'expected') return undefined;
  if (seatIsTaken(state, attendee)) return refuse('seat-substituted', 'substituteSeatId');
  const isBack = find(state, attendee.key)?.relievedBy !== undefined;
  return isBack && attendee.substituteSeatId !== null ? refuse('seat-returned', 'key') : undefined;
}

const unlessComing = (attendee: Attendee): Refusal | undefined =>
  hasCome(attendee) ? undefined : refuse('malformed', 'kind');

/** Q7: one substitute a seat; that its member is not there as well, the service sees to. */
const seatIsTaken = (state: Proceedings, { key, substituteSeatId }: Attendee): boolean =>
  substituteSeatId !== null &&
  state.attendees.some(
    (each) =>
      each.key !== key && each.kind === 'present' && each.substituteSeatId === substituteSeatId
  );

function withStays(attendee: Attendee, stays: readonly Stay[]): Attendance {
  const [only, ...more] = stays;
  const isWhole = more.length === 0 && !only?.from && !only?.until;
  return isWhole ? attendee : { ...attendee, stays };
}

const leaving = (attendance: Attendance, until: string): Attendance => {
  const stays = attendance.stays ?? [WHOLE_MEETING];
  return {
    ...attendance,
    stays: [...stays.slice(0, -1), { ...(stays.at(-1) ?? WHOLE_MEETING), until }]
  };
};

/**
 * E4: a time as given, or else the moment's while the meeting sits. The clock's own time is never
 * before what is already recorded: minutes may be taken after the day, and clocks go back in October.
 */
function timeOf(
  state: Proceedings,
  at: string | null,
  after: string | null | undefined,
  moment: Moment
): string | Refusal {
  const least = latest(state.startedAt, after);
  if (at === null)
    return isSitting(state) ? latest(moment.time, least) : refuse('time-missing', 'at');
  if (!isRealTime(at)) return refuse('time-unreal', 'at');
  const isLate = state.finishedAt !== null && at > state.finishedAt;
  return at < least || isLate ? refuse('time-out-of-order', 'at') : at;
}

const latest = (...times: readonly (string | null | undefined)[]): string =>
  times.reduce<string>((last, time) => (time && time > last ? time : last), '');

const isSitting = ({ phase }: Proceedings): boolean =>
  phase === 'inSession' || phase === 'adjourned';

const beforeClose = ({ phase }: Proceedings): Refusal | undefined =>
  phase === 'ended' || phase === 'cancelled' ? refuse('meeting-not-in-session') : undefined;
