/**
 * Parked items: business that waits for an agenda to take it. Most were proposed by somebody at the
 * board; the others were put off by a meeting that did not take them. Rules Y1 to Y8 of SPEC.md.
 */
import { REASON_LIMIT, TITLE_LIMIT, type Part } from './agenda.ts';
import type { ItemDetails } from './command.ts';
import type { BoardId, ItemId, MeetingId, PersonId } from './id.ts';
import { refuse, type Refusal } from './refusal.ts';

/** `accepted`: it stands on an agenda. `withdrawn`: whoever put it here took it back. */
export type ParkedState = 'parked' | 'accepted' | 'declined' | 'withdrawn';

export type Place = {
  readonly meetingId: MeetingId;
  readonly itemId: ItemId;
  /** ISO date of the meeting. */
  readonly date: string;
};

export type ParkedItem = {
  readonly id: string;
  readonly boardId: BoardId;
  readonly title: string;
  /** Why it is proposed; empty for what a meeting put off. */
  readonly why: string;
  readonly part: Part;
  readonly ground: string | null;
  readonly details: ItemDetails;
  readonly parkedAt: string;
  readonly parkedBy: { readonly personId: PersonId; readonly name: string };
  /** The meeting that did not take it; null for a proposal. */
  readonly origin: Place | null;
  readonly state: ParkedState;
  /** What the clerk or the chair last said to the proposer. */
  readonly reply: string | null;
  /** The agenda that took it. */
  readonly takenBy: Place | null;
};

export type Proposed = {
  readonly title: string;
  readonly why: string;
  readonly minutes: number | null;
  readonly part: Part;
  readonly ground: string | null;
};

export type Answer = { readonly as: 'kept' | 'declined'; readonly reply: string };

export type ProposalCommand =
  /** Puts a parked item on the agenda, under the id of an item of its own. */
  | ({
      readonly type: 'accept-item';
      readonly itemId: ItemId;
      readonly parkedId: string;
      readonly title: string;
      readonly part: Part;
      readonly ground: string | null;
      readonly before: ItemId | null;
    } & ItemDetails)
  /** Brings an item that was put off back to this meeting. */
  | { readonly type: 'reinstate-item'; readonly itemId: ItemId };

/** Nobody fills the list: proposals of one person that wait at one board. */
export const PROPOSALS_AT_MOST = 20;
const MINUTES_AT_MOST = 600;

/** [Y1] Why an item cannot be proposed so; undefined when it can. */
export function proposalRefusal({ title, why, minutes, part, ground }: Proposed) {
  if (title.trim() === '') return refuse('title-missing', 'title');
  if (title.trim().length > TITLE_LIMIT) return refuse('text-too-long', 'title');
  if (why.trim() === '') return refuse('reason-missing', 'why');
  if (why.length > REASON_LIMIT) return refuse('text-too-long', 'why');
  if (minutes !== null && !(Number.isInteger(minutes) && minutes > 0 && minutes <= MINUTES_AT_MOST))
    return refuse('number-unreal', 'minutes');
  if (part === 'part1') return undefined;
  if (!ground || ground.trim() === '') return refuse('ground-missing', 'ground');
  return ground.length > REASON_LIMIT ? refuse('text-too-long', 'ground') : undefined;
}

/** [Y5] Why a parked item cannot be answered so; declining says why. */
export function answerRefusal(state: ParkedState, { as, reply }: Answer): Refusal | undefined {
  if (state !== 'parked') return refuse('item-not-parked');
  if (as === 'declined' && reply.trim() === '') return refuse('reason-missing', 'reply');
  return reply.length > REASON_LIMIT ? refuse('text-too-long', 'reply') : undefined;
}

/** A proposed item as it would stand on an agenda, until somebody there says otherwise. */
export const detailsOfProposal = (minutes: number | null): ItemDetails => ({
  kind: 'report',
  purpose: 'discuss',
  presenterId: null,
  presenter: null,
  minutesAllotted: minutes,
  minuted: true
});

/** The command that takes a parked item as it is. */
export const acceptanceOf = (
  { id, title, part, ground, details }: ParkedItem,
  itemId: ItemId,
  before: ItemId | null
): Extract<ProposalCommand, { type: 'accept-item' }> => ({
  type: 'accept-item',
  itemId,
  parkedId: id,
  title,
  part,
  ground,
  before,
  ...details
});

/** [Y8] What a meeting on this date takes by itself: whatever an earlier one put off, and still waits. */
export const carriedTo = (date: string, parked: readonly ParkedItem[]): readonly ParkedItem[] =>
  parked.filter(({ state, origin }) => state === 'parked' && origin !== null && origin.date < date);
