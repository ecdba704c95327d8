/** What a meeting's pages are loaded with, and how lists show a meeting: both ends agree on it. */
import type { Action } from '#domain/action.ts';
import type { ActionChanges } from '#domain/action-changes.ts';
import type { Board, Seat } from '#domain/board.ts';
import type { DiaryChange } from '#domain/calling-off.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { MinuteBlock } from '#domain/minute-text.ts';
import type { Notice } from '#domain/notice.ts';
import type { Verb } from '#domain/permission.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import type { TimetableStep } from '#domain/timetable.ts';
import type { ItemText } from './live.ts';

/** One meeting as lists show it. */
export type MeetingSummary = Meeting & {
  readonly boardName: string;
  /** Last day to publish in time, and working days left to it; null once published or where no notice is asked. */
  readonly publishBy: { readonly date: string; readonly daysLeft: number } | null;
  /** That it was postponed or cancelled; null for one that is held as it was called. */
  readonly change: DiaryChange | null;
  /** What has to be done next about it; null when nothing has. */
  readonly next: TimetableStep | null;
};

export type MeetingPage = {
  readonly board: Board;
  readonly meeting: Meeting;
  readonly proceedings: Proceedings;
  readonly texts: Readonly<Record<string, ItemText>>;
  readonly minutes: Readonly<Record<string, readonly MinuteBlock[]>>;
  readonly actions: readonly Action[];
  readonly seats: readonly Seat[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly post: string }[];
  readonly today: string;
  /** The server's clock, a UTC instant. */
  readonly now: string;
  /** Every date of the meeting, and how far each thing has come. */
  readonly timetable: readonly TimetableStep[];
  readonly nextMeetingOn: string | null;
  /** Number of the first minute, as the board's scheme has it today. */
  readonly firstMinuteNumber: number;
  readonly notice: (Notice & { readonly latest: string }) | null;
  readonly publication: {
    readonly version: number;
    readonly on: string;
    readonly digest: string;
  } | null;
  /** Published versions of the agenda that no longer hold, the latest first. */
  readonly formerAgendas: readonly { readonly version: number; readonly on: string }[];
  /** Minutes that wait to be approved at this meeting. */
  readonly awaiting: readonly { readonly meetingId: string; readonly date: string }[];
  readonly can: Readonly<Record<PageVerb, boolean>>;
  /** Items whose minute this person may write now. */
  readonly writable: readonly string[];
  readonly seesPart2: readonly string[];
  readonly me: string;
};

/** The action log as a meeting takes it, as one person may see it. */
export type ActionLogAtMeeting = {
  readonly boardId: string;
  /** ISO date of the last meeting that was held; null for the first. */
  readonly since: string | null;
  readonly changes: ActionChanges;
  /** What was last said of the done ones, by action id: the evidence. */
  readonly evidence: Readonly<Record<string, string>>;
};

/** What the pages of a meeting ask of the rights table. */
export const PAGE_VERBS = [
  'arrange-agenda',
  'edit-agenda',
  'mark-part2',
  'publish-agenda',
  'run-meeting',
  'record-attendance',
  'record-own-attendance',
  'send-apologies',
  'ask-to-speak',
  'record-resolution',
  'raise-action',
  'propose-action',
  'circulate-minutes',
  'return-minutes',
  'request-correction',
  'answer-correction',
  'approve-minutes',
  'sign-minutes',
  'create-meeting',
  'see-agenda',
  'see-minute',
  'keep-notes',
  'admit-urgent-item',
  'show-on-screen',
  'propose-item',
  'close-action',
  'run-vote',
  'record-vote',
  'vote',
  'casting-vote',
  'declare-interest',
  'record-declarations'
] as const satisfies readonly Verb[];
export type PageVerb = (typeof PAGE_VERBS)[number];
