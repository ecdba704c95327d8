/** The commands of a meeting: everything governed that happens to its agenda, session and minutes. */
import type { ActionClosingCommand } from './action-closing.ts';
import type { ItemKind, Part, Purpose, StandingItem } from './agenda.ts';
import type { AgreedCorrection, CorrectionCommand } from './correction.ts';
import type { Arrangements } from './meeting.ts';
import type { Attendee } from './attendance.ts';
import type {
  ActionId,
  ExclusionId,
  ItemId,
  MeetingId,
  MovementId,
  PersonId,
  ResolutionId
} from './id.ts';
import type { DeclarationCommand } from './declaration.ts';
import type { ProposalCommand } from './proposal.ts';
import type { SupplementCommand } from './supplement.ts';
import type { VoteCommand } from './vote.ts';
import type { ChairCommand } from './chair-command.ts';
import type { Privacy } from './privacy.ts';

export type ItemDetails = {
  readonly kind: ItemKind;
  readonly purpose: Purpose | null;
  readonly presenterId: PersonId | null;
  readonly presenter: string | null;
  readonly minutesAllotted: number | null;
  readonly minuted: boolean;
};

export type AgendaCommand =
  | ({
      readonly type: 'add-item';
      readonly itemId: ItemId;
      readonly title: string;
      readonly standing: StandingItem | null;
      readonly part: Part;
      /** Required for Part 2: why the item is private, in words that anybody may read. */
      readonly ground: string | null;
      readonly privacy?: Privacy | null;
      /** Stand before this item; at the end when null. */
      readonly before: ItemId | null;
    } & ItemDetails)
  | { readonly type: 'move-item'; readonly itemId: ItemId; readonly before: ItemId | null }
  | ({ readonly type: 'set-item-details'; readonly itemId: ItemId } & Partial<ItemDetails>)
  /**
   * An item's audience is fixed when it is made, so an item that changes part is made again under a
   * new id, in the same place; its documents are new.
   */
  | {
      readonly type: 'change-part';
      readonly itemId: ItemId;
      readonly newItemId: ItemId;
      readonly part: Part;
      readonly ground: string | null;
      readonly privacy?: Privacy | null;
    }
  | { readonly type: 'withdraw-item'; readonly itemId: ItemId }
  | { readonly type: 'defer-item'; readonly itemId: ItemId }
  | ({ readonly type: 'set-arrangements' } & Arrangements)
  | {
      readonly type: 'publish-agenda';
      /** ISO date, only where it was published elsewhere before it was entered here. */
      readonly publishedOn: string | null;
      readonly shortNoticeReason: string | null;
    };

/** What becomes of a meeting that is not held as it was called; always with the reason. */
export type CallingOffCommand =
  /**
   * `from` is the date the meeting had, as its sender saw it: the journal has to say so itself, for
   * the meeting's row, from which a replay begins, holds the date of today.
   */
  | ({
      readonly type: 'postpone-meeting';
      readonly from: string;
      readonly reason: string;
    } & Arrangements)
  | { readonly type: 'cancel-meeting'; readonly reason: string };

/** Open business without notice; `reason` is why it cannot wait, for the agenda and the minute. */
export type UrgentCommand = {
  readonly type: 'admit-urgent-item';
  readonly itemId: ItemId;
  readonly title: string;
  readonly reason: string;
} & Omit<ItemDetails, 'minuted'>;

/** `paragraphs` are those of Schedule 12A that are named; none where the ground is in words alone. */
export type ExclusionCommand =
  | {
      readonly type: 'resolve-exclusion';
      readonly exclusionId: ExclusionId;
      readonly itemIds: readonly ItemId[];
      readonly paragraphs: readonly number[];
    }
  | { readonly type: 'withdraw-exclusion'; readonly exclusionId: ExclusionId };

export type SessionCommand =
  /** Local time HH:MM; null takes the time of the command. */
  | { readonly type: 'start-meeting'; readonly startedAt: string | null }
  /** Local time HH:MM at which it is to resume, where that was said. */
  | { readonly type: 'adjourn'; readonly until?: string }
  | { readonly type: 'resume' }
  | { readonly type: 'close-meeting'; readonly finishedAt: string | null }
  | { readonly type: 'correct-times'; readonly startedAt: string; readonly finishedAt: string }
  | {
      readonly type: 'record-resolution';
      readonly resolutionId: ResolutionId;
      readonly itemId: ItemId;
    }
  | {
      readonly type: 'withdraw-resolution';
      readonly resolutionId: ResolutionId;
      readonly itemId: ItemId;
    }
  | {
      readonly type: 'raise-action';
      readonly actionId: ActionId;
      readonly itemId: ItemId;
      readonly owners: readonly { readonly personId: PersonId | null; readonly name: string }[];
      readonly dueOn: string | null;
    };

export type AttendanceCommand =
  /** There throughout, in attendance, or away. */
  | { readonly type: 'record-attendance'; readonly attendee: Attendee }
  | { readonly type: 'clear-attendance'; readonly key: string }
  /** By the member or the clerk; the substitute is one of those named for the member's seat. */
  | {
      readonly type: 'send-apologies';
      readonly attendee: Attendee & { readonly kind: 'apologies' };
      readonly substitute: (Attendee & { readonly kind: 'expected' }) | null;
    }
  | { readonly type: 'withdraw-apologies'; readonly key: string }
  /**
   * Local time HH:MM; null takes the time of the command. `movementId` is for a block in the minutes
   * that is to state it.
   */
  | {
      readonly type: 'record-arrival';
      readonly attendee: Attendee;
      readonly at: string | null;
      readonly movementId?: MovementId;
    }
  | {
      readonly type: 'record-departure';
      readonly key: string;
      readonly at: string | null;
      readonly movementId?: MovementId;
    }
  /** `seq` is that of the entry which last changed the register. */
  | { readonly type: 'undo-attendance'; readonly seq: number };

export type MinutesCommand =
  /** Where the record began elsewhere: the number of this meeting's first minute. */
  | { readonly type: 'number-minutes-from'; readonly first: number }
  /** ISO date by which corrections are asked for. */
  | { readonly type: 'circulate-minutes'; readonly correctionsBy: string | null }
  | { readonly type: 'recall-minutes' }
  | { readonly type: 'send-to-chair' }
  /** Back to the clerk; the note may speak of private business, and is for those who hold the pen. */
  | { readonly type: 'return-minutes'; readonly note: string }
  | {
      readonly type: 'approve-minutes';
      readonly ofMeetingId: MeetingId;
      readonly itemId: ItemId;
      /** Absent in journals begun before corrections were recorded. */
      readonly corrections?: readonly AgreedCorrection[];
      /** ISO date of the meeting whose minutes they are; the server adds it. */
      readonly heldOn?: string;
    }
  /** Written into the approved meeting's journal by the approving one; never sent by a person. */
  | {
      readonly type: 'record-approval';
      readonly byMeetingId: MeetingId;
      readonly meetingDate: string;
      readonly presidedBy: string;
      /** Absent in journals begun before minutes were signed here. */
      readonly presidedById?: PersonId;
      readonly corrections?: readonly AgreedCorrection[];
      readonly digest: string;
      /** The number of the first minute as approved. */
      readonly numberedFrom: number;
    };

export type Command =
  | AgendaCommand
  | SessionCommand
  | AttendanceCommand
  | MinutesCommand
  | CorrectionCommand
  | CallingOffCommand
  | UrgentCommand
  | ProposalCommand
  | VoteCommand
  | ChairCommand
  | ExclusionCommand
  | DeclarationCommand
  | ActionClosingCommand
  | SupplementCommand;
export type CommandType = Command['type'];
