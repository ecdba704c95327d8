/** The work programme: what a board plans to take at the meetings of a municipal year. */
import { TITLE_LIMIT } from './agenda.ts';
import { municipalYearOf } from './civil-date.ts';
import type { BoardId, ItemId, MeetingId } from './id.ts';
import { isMeetingDate } from './meeting.ts';

import type { ProposalCommand } from './proposal.ts';
import { refuse, type Refusal } from './refusal.ts';

export type RequestedBy = 'members' | 'officers';

export type Topic = {
  readonly id: string;
  readonly boardId: BoardId;
  readonly title: string;
  /** The role or the people who answer for it, as they are to be printed. */
  readonly lead: string;
  readonly requestedBy: RequestedBy;
  /** ISO date of the meeting it is planned for; of the one that has it on its agenda. */
  readonly meetingOn: string;
  /** The agenda that took it. */
  readonly takenBy: { readonly meetingId: MeetingId; readonly itemId: ItemId } | null;
};

export type TopicWords = Pick<Topic, 'title' | 'lead' | 'requestedBy' | 'meetingOn'>;

/** One date of the programme, whether or not a meeting is in the diary for it yet. */
export type ProgrammeDate = {
  readonly date: string;
  readonly meetingId: MeetingId | null;
  readonly topics: readonly Topic[];
};

const LEAD_LIMIT = 200;

/** [Y14] Why a topic cannot be planned so; undefined when it can. */
export function topicRefusal({ title, lead, meetingOn }: TopicWords): Refusal | undefined {
  if (title.trim() === '') return refuse('title-missing', 'title');
  if (title.trim().length > TITLE_LIMIT) return refuse('text-too-long', 'title');
  if (lead.trim().length > LEAD_LIMIT) return refuse('text-too-long', 'lead');
  return isMeetingDate(meetingOn) ? undefined : refuse('date-unreal', 'meetingOn');
}

/** [Y14] The dates of one municipal year, with what is planned for each. */
export function programmeOf(
  year: string,
  topics: readonly Topic[],
  meetings: readonly { readonly id: MeetingId; readonly date: string }[]
): readonly ProgrammeDate[] {
  const dates = new Set([
    ...meetings.map(({ date }) => date),
    ...topics.map(({ meetingOn }) => meetingOn)
  ]);
  return [...dates]
    .filter((date) => municipalYearOf(date) === year)
    .toSorted()
    .map((date) => ({
      date,
      meetingId: meetings.find((meeting) => meeting.date === date)?.id ?? null,
      topics: topics.filter(({ meetingOn }) => meetingOn === date)
    }));
}

/** [Y15] What a meeting on this date takes by itself. */
export const dueOn = (date: string, topics: readonly Topic[]): readonly Topic[] =>
  topics.filter(({ meetingOn, takenBy }) => meetingOn === date && takenBy === null);

export const topicAcceptance = (
  { id, title, lead }: Topic,
  itemId: ItemId
): Extract<ProposalCommand, { type: 'accept-item' }> => ({
  type: 'accept-item',
  itemId,
  parkedId: id,
  title,
  part: 'part1',
  ground: null,
  before: null,
  kind: 'report',
  purpose: 'discuss',
  presenterId: null,
  presenter: lead || null,
  minutesAllotted: null,
  minuted: true
});
