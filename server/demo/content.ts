/**
 * The shape of the demonstration's story: two boards, their meetings and their actions, told as
 * data. `seed.ts` plays it through the services as it would have happened, date by date. Texts may
 * run over several lines (white space is folded) and mark words in bold with two asterisks.
 */
import type { ActionCommand } from '#domain/action.ts';
import type { ItemKind, Purpose, StandingItem } from '#domain/agenda.ts';
import type { Arrangements } from '#domain/meeting.ts';
import type { BoardKey } from './boards.ts';
import type { PersonKey } from './people.ts';

/** Somebody known here, or only a name ("District councils"). */
export type DemoOwner = PersonKey | { readonly name: string };

export type DemoAction = {
  /** What the history in `actions.ts` calls it; its number comes from the board's log. */
  readonly key: string;
  readonly wording: string;
  readonly owners: readonly DemoOwner[];
  readonly dueOn: string | null;
  /** The clerk, unless it says otherwise; raised by a member it is only proposed. */
  readonly raisedBy?: PersonKey;
};

export type DemoBlock =
  /** A paragraph. */
  | string
  | { readonly list: readonly string[]; readonly ordered?: true }
  | { readonly resolved: readonly string[] }
  | { readonly action: DemoAction };

export type DemoItem = {
  readonly title: string;
  readonly standing?: StandingItem;
  readonly kind?: ItemKind;
  readonly purpose?: Purpose;
  readonly presenter?: PersonKey;
  readonly minutesAllotted?: number;
  readonly note?: string;
  readonly recommendations?: readonly string[];
  /** Private business: the note and the recommendations are then private too. */
  readonly part2?: { readonly paragraphs: readonly number[]; readonly ground: string };
  readonly notMinuted?: true;
  readonly minute?: readonly DemoBlock[];
  /** Date of the meeting of the same board whose minutes are approved under this item. */
  readonly approvesMinutesOf?: string;
};

export type DemoGuest = {
  readonly name: string;
  readonly post: string;
  readonly organisation: string;
};

export type DemoAttendance = {
  readonly present: readonly PersonKey[];
  readonly substitutes: readonly { readonly person: PersonKey; readonly inSeatOf: PersonKey }[];
  readonly inAttendance: readonly (PersonKey | DemoGuest)[];
  readonly apologies: readonly PersonKey[];
};

/** A sitting that has been held, and how far its minutes have come. Times are local, HH:MM. */
export type DemoSitting = {
  readonly startedAt: string;
  readonly finishedAt: string;
  /** null where a group keeps no list of who was there. */
  readonly attendance: DemoAttendance | null;
  /** Where the record began elsewhere: the number of the first minute. */
  readonly firstMinute?: number;
  readonly circulatedOn: string;
  readonly correctionsBy: string | null;
};

export type DemoMeeting = Arrangements & {
  readonly board: BoardKey;
  /** Dates on which the meeting was set up and its agenda published; null while it is open. */
  readonly createdOn: string;
  readonly publishedOn: string | null;
  readonly items: readonly DemoItem[];
  readonly sitting: DemoSitting | null;
};

/** An action added straight to a board's log. `at` is a UTC instant. */
export type DemoLoggedAction = DemoAction & { readonly board: BoardKey; readonly at: string };

/** What was done with an action afterwards, in the order in which it was done. */
export type DemoActionEvent = {
  readonly action: string;
  readonly at: string;
  readonly by: PersonKey;
  readonly command:
    | Exclude<ActionCommand, { type: 'assign-action' }>
    | { readonly type: 'assign-action'; readonly owners: readonly DemoOwner[] };
};
