/**
 * Proceedings: what a meeting's journal adds up to, the entries it is made of, and what follows from
 * a command besides (`apply.ts` judges them).
 */
import type { Supplement } from './supplement.ts';
import type { ActionClosing } from './action-closing.ts';
import type { AgendaItem } from './agenda.ts';
import type { Attendance } from './attendance.ts';
import type { AttributionPolicy } from './attribution.ts';
import type { Cancellation, Postponement } from './calling-off.ts';
import type { Approved } from './approval-words.ts';
import type { Command } from './command.ts';
import type { Agreement } from './decision.ts';
import type { Absence, Declaration } from './declaration.ts';
import type { Exclusion } from './exclusion.ts';
import type { AgreedCorrection, CorrectionRequest, Signature } from './correction.ts';
import type { ActionId, ItemId, MeetingId, PersonId, ResolutionId } from './id.ts';
import type { ItemPeriod } from './item-time.ts';
import type { Arrangements, MeetingPhase, MinutesStage } from './meeting.ts';
import type { Movement } from './movement.ts';
import type { Vote } from './vote.ts';
import type { Move } from './proceedings-moves.ts';
import type { Speaker } from './proceedings-speakers.ts';

export type Proceedings = {
  readonly meetingId: MeetingId;
  /** Number of journal entries applied; the next one is `seq + 1`. */
  readonly seq: number;
  readonly arrangements: Arrangements;
  readonly phase: MeetingPhase;
  readonly items: readonly AgendaItem[];
  /** Ids of items that were made again under another; never given to a second item. */
  readonly formerItemIds: readonly ItemId[];
  readonly publication: { readonly version: number; readonly on: string } | null;
  readonly attendees: readonly Attendance[];
  /** The register before its last change, and the entry that changed it. */
  readonly registerBefore: {
    readonly seq: number;
    readonly attendees: readonly Attendance[];
  } | null;
  readonly currentItemId: ItemId | null;
  /** Local times HH:MM as the record prints them. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly resolutions: readonly {
    readonly id: ResolutionId;
    readonly itemId: ItemId;
    /** Local time HH:MM it was recorded at; absent where the meeting no longer sat. */
    readonly at?: string;
  }[];
  readonly actions: readonly { readonly id: ActionId; readonly itemId: ItemId }[];
  readonly minutes: {
    readonly stage: MinutesStage | null;
    readonly numberedFrom: number | null;
    readonly correctionsBy: string | null;
    /** K2: what the chair wrote when the draft last came back; null once it has gone on. */
    readonly returnNote: string | null;
    readonly approval: {
      readonly byMeetingId: MeetingId;
      readonly meetingDate: string;
      readonly presidedBy: string;
      readonly presidedById?: PersonId;
      readonly digest: string;
      readonly corrections?: readonly AgreedCorrection[];
    } | null;
    readonly signature: Signature | null;
  };
  /** Meetings whose minutes this meeting approved, by the item they were approved under. */
  readonly approvals: readonly Approved[];
  /** Asked for while these minutes were circulated. */
  readonly corrections: readonly CorrectionRequest[];
  /** Dates it was not held on, first to last. */
  readonly postponements: readonly Postponement[];
  readonly cancellation: Cancellation | null;
  /** Arrivals and departures that the minutes may state. */
  readonly movements: readonly Movement[];
  /** In the order they were opened; those that were abandoned stay. */
  readonly votes: readonly Vote[];
  /** When each item was open, in the order they were. */
  readonly periods: readonly ItemPeriod[];
  /** The last move between items, as long as it can be undone. */
  readonly lastMove: Move | null;
  /** Local times HH:MM of an adjournment, and of its end where that was said. */
  readonly adjournment: { readonly at: string; readonly until: string | null } | null;
  readonly agreements: readonly Agreement[];
  /** Items for which a decision was sought and which were left without one on purpose. */
  readonly leftUndecided: readonly ItemId[];
  /** Who has asked to speak, in order, on the open item and on the one just left. */
  readonly speakers: readonly Speaker[];
  /** Whom the chair called last. */
  readonly speaking: Speaker | null;
  /** Resolutions to exclude the public, by the items they are for. */
  readonly exclusions: readonly Exclusion[];
  /** Interests declared and not withdrawn, in the order they were declared. */
  readonly declarations: readonly Declaration[];
  /** When people were out of the room because of them. */
  readonly absences: readonly Absence[];
  /** Actions that the meeting agreed to take off the log, by the item it did so under. */
  readonly closedActions: readonly ActionClosing[];
  /** Items that came after publication, in the order of their versions. */
  readonly supplements: readonly Supplement[];
  /** Fixed when the meeting is made, so that its records are of one kind. */
  readonly attribution: AttributionPolicy;
};

/** A journal entry: an accepted command with who and when. `withheld` where the reader may not see it. */
export type Entry = {
  readonly seq: number;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly by: PersonId;
  readonly command: Command | Withheld;
};

export type Withheld = { readonly type: 'withheld' };

/** What a command means when it is judged: facts only the server's clock and calendar know. */
export type Moment = {
  /** UTC instant, and the local date and time it is in London. */
  readonly at: string;
  readonly today: string;
  readonly time: string;
};

/** What has to be done besides keeping the entry; the service performs them in one transaction. */
export type Effect =
  | {
      readonly type: 'texts-needed';
      readonly itemId: ItemId;
      readonly title: string;
      readonly from: ItemId | null;
    }
  | { readonly type: 'texts-dropped'; readonly itemId: ItemId }
  | { readonly type: 'started-unpublished' }
  | {
      readonly type: 'agenda-published';
      readonly version: number;
      readonly on: string;
      readonly shortNoticeReason: string | null;
    }
  | { readonly type: 'rights-changed' }
  | {
      readonly type: 'action-raised';
      readonly actionId: ActionId;
      readonly itemId: ItemId;
      readonly owners: readonly { personId: PersonId | null; name: string }[];
      readonly dueOn: string | null;
    }
  | {
      readonly type: 'resolution-recorded';
      readonly resolutionId: ResolutionId;
      readonly itemId: ItemId;
    }
  | { readonly type: 'resolution-withdrawn'; readonly resolutionId: ResolutionId }
  /** The meeting has closed, and its minutes are a draft from now on. */
  | { readonly type: 'minutes-drafted' }
  | {
      readonly type: 'item-agreed' | 'agreement-undone';
      readonly itemId: ItemId;
      readonly resolutionIds: readonly ResolutionId[];
    }
  | { readonly type: 'opened-unresolved' }
  | { readonly type: 'exclusion-resolved'; readonly exclusion: Exclusion }
  | { readonly type: 'minutes-circulated' }
  | {
      readonly type: 'minutes-approved';
      readonly ofMeetingId: MeetingId;
      readonly corrections: readonly AgreedCorrection[];
    }
  | { readonly type: 'minutes-signed' }
  | {
      readonly type: 'item-accepted';
      readonly itemId: ItemId;
      readonly parkedId: string;
      readonly title: string;
    }
  /** Not taken by this meeting; it waits for another, and waits no more once it is reinstated. */
  | { readonly type: 'item-put-off' | 'item-reinstated'; readonly itemId: ItemId }
  | { readonly type: 'item-withdrawn'; readonly itemId: ItemId }
  | {
      readonly type: 'supplement-published';
      readonly supplement: Supplement;
      readonly title: string;
      readonly note: string;
    }
  | {
      readonly type: 'actions-closed';
      readonly itemId: ItemId;
      readonly actionIds: readonly ActionId[];
      readonly as: ActionClosing['as'];
    };

export type Outcome = { readonly state: Proceedings; readonly effects: readonly Effect[] };

export const beginProceedings = (
  meetingId: MeetingId,
  arrangements: Arrangements,
  attribution: AttributionPolicy = 'named'
): Proceedings => ({
  meetingId,
  seq: 0,
  arrangements,
  phase: 'agendaOpen',
  items: [],
  formerItemIds: [],
  publication: null,
  attendees: [],
  registerBefore: null,
  currentItemId: null,
  startedAt: null,
  finishedAt: null,
  resolutions: [],
  actions: [],
  minutes: {
    stage: null,
    numberedFrom: null,
    correctionsBy: null,
    returnNote: null,
    approval: null,
    signature: null
  },
  approvals: [],
  corrections: [],
  postponements: [],
  cancellation: null,
  movements: [],
  votes: [],
  periods: [],
  lastMove: null,
  adjournment: null,
  agreements: [],
  leftUndecided: [],
  speakers: [],
  speaking: null,
  exclusions: [],
  declarations: [],
  absences: [],
  closedActions: [],
  supplements: [],
  attribution
});
