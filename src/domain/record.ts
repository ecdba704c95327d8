/**
 * The record: what an agenda or a set of minutes says, once, for every page, export and public
 * view. `compile-agenda.ts` and `compile-minutes.ts` make it; `layout.ts` puts it in printing
 * order; `server/export` and `RecordView.svelte` print the layout. It is plain JSON, so that what
 * is approved or published can be frozen as bytes.
 */
import type { AttributionPolicy } from './attribution.ts';
import type { Run } from './minute-text.ts';
import type { Part, Purpose } from './agenda.ts';
import type { Stay } from './stay.ts';

export type RecordHead = {
  readonly board: { readonly name: string; readonly strapline: string | null };
  /** ISO date of the meeting, and its local times as HH:MM. */
  readonly date: string;
  readonly startTime: string;
  readonly place: string | null;
  readonly contact: { readonly name: string; readonly post: string; readonly email: string } | null;
  /** Only of a meeting whose records do not say who took part. */
  readonly attribution?: AttributionPolicy;
};

/** A person as the record prints them; `office` only where it is said ("Chair"). */
export type PrintedPerson = {
  readonly name: string;
  readonly office: string | null;
  readonly organisation: string | null;
  readonly post: string | null;
  readonly substituteFor: string | null;
  /** Only of whoever was not there throughout, and of a substitute whose member arrived. */
  readonly stays?: readonly Stay[];
  readonly relievedBy?: string;
};

export type AgendaRecordItem = {
  readonly itemId: string;
  readonly number: number;
  readonly title: string;
  readonly part: Part;
  /** Part 2 only: why the item is private, in words. */
  readonly ground: string | null;
  /** True where the reader may see only the title and the ground. */
  readonly withheld: boolean;
  readonly purpose: Purpose | null;
  readonly presenter: string | null;
  readonly minutesAllotted: number | null;
  readonly note: string | null;
  readonly recommendations: readonly string[];
  readonly urgentReason: string | null;
  /** Of an item that came in a supplement: when it was published, and why it was late. */
  readonly supplement?: { readonly on: string; readonly reason: string };
  /** ISO dates of the meetings whose minutes are to be approved under it, the earliest first. */
  readonly minutesOf?: readonly string[];
};

export type AgendaRecord = RecordHead & {
  readonly kind: 'agenda';
  /** False for a body that meets in private, whose agenda must not invite public and press. */
  readonly openToPublic: boolean;
  /** null while it is a draft; 1 for the first publication, 2 and on for supplements. */
  readonly version: number | null;
  readonly publishedOn: string | null;
  readonly membership: readonly PrintedPerson[];
  readonly substitutes: readonly PrintedPerson[];
  readonly items: readonly AgendaRecordItem[];
  /** Put on when it is read and never frozen: what became of the meeting after it was published. */
  readonly calledOff?: CalledOff;
};

export type CalledOff = {
  readonly reason: string;
  /** ISO date of the meeting it was put off to; null for one that is cancelled. */
  readonly postponedTo: string | null;
};

export type RecordBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly RecordBlock[])[];
    }
  /** What the proceedings say of a vote, a declaration, an arrival or a departure. */
  | { readonly kind: 'statement'; readonly text: string }
  /** Resolutions that follow one another print as one numbered RESOLVED block. */
  | { readonly kind: 'resolved'; readonly sentences: readonly (readonly Run[])[] }
  | {
      readonly kind: 'action';
      /** The board's number for it, cited as "Action 14"; null if its row is not known. */
      readonly number: number | null;
      readonly runs: readonly Run[];
      readonly owners: readonly string[];
      readonly dueOn: string | null;
    };

export type RecordedMinute = {
  readonly itemId: string;
  readonly itemNumber: number;
  readonly minuteNumber: number;
  readonly title: string;
  readonly part: Part;
  readonly ground: string | null;
  readonly withheld: boolean;
  /** The resolution by which the public was excluded, for every reader; only under a private item. */
  readonly exclusion?: string;
  readonly blocks: readonly RecordBlock[];
  /** What the meeting that approved them changed; absent where it changed nothing. */
  readonly corrections?: readonly { readonly was: string; readonly now: string }[];
};

export type MinutesRecord = RecordHead & {
  readonly kind: 'minutes';
  readonly state: 'draft' | 'approved';
  readonly finishTime: string | null;
  readonly present: readonly PrintedPerson[];
  readonly inAttendance: readonly PrintedPerson[];
  readonly apologies: readonly PrintedPerson[];
  /** Unnumbered statement before the first minute, such as the recording notice. */
  readonly opening: string | null;
  readonly minutes: readonly RecordedMinute[];
  readonly approval: {
    /** ISO date of the meeting that approved these minutes. */
    readonly meetingDate: string;
    /** null where the record does not say who took part. */
    readonly presidedBy: string | null;
  } | null;
  /** Put on when it is read and never frozen; the digest is of the record without it. */
  readonly since?: SinceApproval;
};

/** What became of approved minutes later on. */
export type SinceApproval = {
  /** The number that the minute of their approval has today. */
  readonly approvedByMinute: number | null;
  readonly signature: {
    readonly name: string;
    readonly office: string;
    /** UTC instant. */
    readonly at: string;
    /** SHA-256 of the record that was signed. */
    readonly digest: string;
  } | null;
};

export type PrintedRecord = AgendaRecord | MinutesRecord;
