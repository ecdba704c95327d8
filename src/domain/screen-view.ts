/**
 * What the big screen shows, made ready on the server: the screen gets this and not the journal, so
 * that nothing else can be read out of it, by whoever stands at the room's computer either. It is
 * made from the proceedings as somebody sees them who may see no private business (`withhold.ts`).
 * Rules B1 to B3 of SPEC.md.
 */
import { itemNumber, standingOnAgenda, type AgendaItem, type Purpose } from './agenda.ts';
import { attendeesOf, isQuorate } from './attendance.ts';
import type { Quorum } from './board.ts';
import { inRoom } from './declaration.ts';
import type { ItemId } from './id.ts';
import { timeLeft } from './item-time.ts';
import { openVote, voteJustTaken } from './proceedings-vote.ts';
import type { Proceedings } from './proceedings.ts';
import { outcomeOf, type VoteCount, type VoteOutcome } from './vote.ts';
import { withholdFromProceedings } from './withhold.ts';

export type ScreenView = {
  readonly board: string;
  /** ISO date and local HH:MM. */
  readonly date: string;
  readonly startTime: string;
  readonly phase: 'waiting' | 'inSession' | 'adjourned';
  /** Local HH:MM at which an adjourned meeting resumes, where that was said. */
  readonly resumesAt: string | null;
  readonly item: ScreenItem | null;
  readonly next: { readonly number: number; readonly title: string } | null;
  /** Members present, and the quorum; null where it is not to be shown. */
  readonly present: {
    readonly members: number;
    readonly quorum: number;
    readonly isQuorate: boolean;
  } | null;
};

export type ScreenItem = {
  readonly number: number;
  readonly of: number;
  readonly title: string;
} & (
  | { readonly isPrivate: true }
  | {
      readonly isPrivate: false;
      readonly presenter: string | null;
      readonly purpose: Purpose | null;
      readonly recommendations: readonly string[];
      /** As they were agreed; empty until then. */
      readonly resolutions: readonly string[];
      readonly time: ItemTime | null;
      /** The vote that is open, or was just taken; without names, whatever they are recorded for. */
      readonly vote: ScreenVote | null;
    }
);

export type ScreenVote = {
  readonly question: string | null;
  /** Null while the vote is open. */
  readonly result: { readonly count: VoteCount; readonly outcome: VoteOutcome } | null;
};

/** What is left of an item's time: running out at a UTC instant, or, standing still, in seconds. */
export type ItemTime = { readonly until: string } | { readonly left: number };

/** The agenda's shared wording by item; of a private item only the title is taken from it. */
export type ScreenTexts = Readonly<
  Record<ItemId, { readonly title: string; readonly recommendations: readonly string[] }>
>;

/** Null where there is nothing to show: the meeting has closed, or was cancelled. */
export function screenOf(
  board: { readonly name: string; readonly settings: { readonly quorum: Quorum } },
  proceedings: Proceedings,
  texts: ScreenTexts,
  resolutions: readonly string[]
): ScreenView | null {
  const shown = withholdFromProceedings(proceedings, () => false);
  const { phase, items, attendees, currentItemId, arrangements } = shown;
  if (phase === 'ended' || phase === 'cancelled') return null;
  const { date, startTime } = arrangements;
  const head = { board: board.name, date, startTime };
  const resumesAt = shown.adjournment?.until ?? null;
  const bare = { item: null, next: null, present: null, resumesAt };
  if (phase === 'agendaOpen') return { ...head, phase: 'waiting', ...bare };
  const standing = standingOnAgenda(items);
  const titled = (item: AgendaItem) => ({
    number: itemNumber(items, item.id) ?? 0,
    title: texts[item.id]?.title.trim() || item.title
  });
  const current = standing.find(({ id }) => id === currentItemId);
  const next = nextOf(standing, current);
  const coming = next ? titled(next) : null;
  if (phase === 'agendaPublished') return { ...head, phase: 'waiting', ...bare, next: coming };
  if (current?.part === 'part2') {
    const item = { ...titled(current), of: standing.length, isPrivate: true } as const;
    return { ...head, phase, ...bare, item };
  }
  const { quorum } = board.settings;
  // Before the register is taken a room full of members would read that nobody is there.
  const members = attendeesOf(attendees, 'present').length;
  return {
    ...head,
    phase,
    resumesAt,
    item: current
      ? {
          ...titled(current),
          of: standing.length,
          isPrivate: false,
          presenter: current.presenter,
          purpose: current.purpose,
          recommendations: (texts[current.id]?.recommendations ?? [])
            .map((each) => each.trim())
            .filter((each) => each !== ''),
          vote: voteOf(shown),
          resolutions,
          time: timeOf(shown, current)
        }
      : null,
    next: coming,
    present:
      members === 0
        ? null
        : { members, quorum: quorum.members, isQuorate: isQuorate(inRoom(proceedings), quorum) }
  };
}

/** The same for all who look, whenever they do: no clock is asked here. */
function timeOf(proceedings: Proceedings, item: AgendaItem): ItemTime | null {
  const running = proceedings.periods.find(({ until }) => until === null);
  const asOf = running?.from ?? proceedings.periods.at(-1)?.until;
  const left = asOf ? timeLeft(proceedings, item, asOf) : null;
  if (left === null) return null;
  if (!running) return { left };
  return { until: new Date(Date.parse(running.from) + left * 1000).toISOString() };
}

/** What the chair's key would open; before the meeting, its first item. */
function nextOf(
  standing: readonly AgendaItem[],
  current: AgendaItem | undefined
): AgendaItem | undefined {
  const business = standing.filter((item) => item.status !== 'deferred' || item === current);
  return business[current ? business.indexOf(current) + 1 : 0];
}

/** [V14] Of a vote on private business the proceedings given here know nothing. */
function voteOf(proceedings: Proceedings): ScreenVote | null {
  const vote = openVote(proceedings) ?? voteJustTaken(proceedings);
  if (!vote) return null;
  const outcome = outcomeOf(vote);
  const { question, count } = vote;
  return { question, result: outcome && count && { count, outcome } };
}
