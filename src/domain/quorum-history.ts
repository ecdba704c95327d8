/**
 * When a sitting meeting had no quorum, as the register and the interests have it: read off them anew
 * each time, so that a time put right there is right here. Rules I13 and I14 of SPEC.md.
 */
import { isUnattributed } from './attribution.ts';
import { attendeesOf, isQuorate, type Attendance } from './attendance.ts';
import type { Quorum } from './board.ts';
import { recordTime } from './civil-date.ts';
import type { ItemId, ResolutionId } from './id.ts';
import { listed } from './listed.ts';
import type { Proceedings } from './proceedings.ts';
import { WHOLE_MEETING } from './stay.ts';

export type Inquorate = {
  /** Local times HH:MM; `until` is null while it lasts, or to the end of the meeting. */
  readonly from: string;
  readonly until: string | null;
  /** Who left at that time; nobody where it began so. */
  readonly left: readonly string[];
};

/** [I13] Nothing before a member is recorded: of an empty register nobody knows who is there. */
export function inquorateTimes(state: Proceedings, quorum: Quorum): readonly Inquorate[] {
  const { startedAt, finishedAt } = state;
  const members = attendeesOf(state.attendees, 'present');
  if (startedAt === null || members.length === 0) return [];
  const times = [startedAt, ...members.flatMap((member) => changesOf(state, member))]
    .filter((time) => time >= startedAt && (finishedAt === null || time < finishedAt))
    .toSorted();
  const spells: Inquorate[] = [];
  for (const time of new Set(times)) {
    const here = members.filter((member) => isThereAt(state, member, time));
    const last = spells.at(-1);
    const isOn = last?.until === null;
    const quorate = isQuorate(here.map(withoutStays), quorum);
    if (last && isOn && quorate) spells[spells.length - 1] = { ...last, until: time };
    if (!isOn && !quorate) {
      const left = members.filter((member) => changesOf(state, member).includes(time));
      const gone = left.filter((member) => !here.includes(member)).map(({ name }) => name);
      spells.push({
        from: time,
        until: null,
        left: time === startedAt || isUnattributed(state) ? [] : gone
      });
    }
  }
  return spells;
}

/** Intervals in which somebody was in the room: their stays without the absences for an interest. */
const changesOf = (state: Proceedings, { key, stays }: Attendance): string[] =>
  [...(stays ?? []), ...absencesOf(state, key)]
    .flatMap(({ from, until }) => [from, until])
    .filter((time) => time !== null);

function isThereAt(state: Proceedings, { key, stays }: Attendance, time: string): boolean {
  const isWithin = ({ from, until }: { from: string | null; until: string | null }) =>
    (from ?? '') <= time && (until === null || time < until);
  return (stays ?? [WHOLE_MEETING]).some(isWithin) && !absencesOf(state, key).some(isWithin);
}

const absencesOf = ({ declarations, absences }: Proceedings, key: string) =>
  absences.filter(({ declarationId }) =>
    declarations.some((each) => each.id === declarationId && each.key === key)
  );

/** Who is there at the time in question is there: how long they stayed is not asked. */
const withoutStays = ({ stays: _, ...attendee }: Attendance): Attendance => attendee;

/** [I13] "The meeting became inquorate at 3.12 pm when Amir Khan left, and was quorate again at 3.30 pm." */
export function inquorateWords({ from, until, left }: Inquorate): string {
  const began =
    left.length === 0
      ? `The meeting was inquorate from ${recordTime(from)}`
      : `The meeting became inquorate at ${recordTime(from)} when ${listed(left)} left`;
  return until === null ? `${began}.` : `${began}, and was quorate again at ${recordTime(until)}.`;
}

/** [I14] Resolutions recorded while there was no quorum, and the items they are of. */
export const resolutionsAtRisk = (
  state: Proceedings,
  quorum: Quorum
): readonly { readonly id: ResolutionId; readonly itemId: ItemId }[] => {
  const spells = inquorateTimes(state, quorum);
  return state.resolutions.filter(({ at }) => {
    return spells.some(
      ({ from, until }) => at !== undefined && from <= at && (until === null || at < until)
    );
  });
};
