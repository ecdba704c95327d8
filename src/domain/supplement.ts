/** A supplement: an item that comes onto an agenda after it was published, with its own notice. */
import type { Part } from './agenda.ts';
import type { ItemDetails } from './command.ts';
import type { ItemId } from './id.ts';
import { refuse, type Refusal } from './refusal.ts';

/** `reason` is why it is late, for everybody to read; `note` is what goes with the item. */
export type SupplementCommand = {
  readonly type: 'publish-supplement';
  readonly itemId: ItemId;
  readonly title: string;
  readonly note: string;
  readonly reason: string;
  readonly part: Part;
  readonly ground: string | null;
} & ItemDetails;

export type Supplement = {
  readonly itemId: ItemId;
  /** Of the agenda with it. */
  readonly version: number;
  /** ISO date of its publication. */
  readonly on: string;
  readonly reason: string;
};

/**
 * [Y12] On the day it is urgent business, and that is for whoever presides. Asked when it is
 * published and not where the journal is replayed, which begins with the date the meeting has today.
 */
export const supplementRefusal = (today: string, meetingDate: string): Refusal | undefined =>
  today < meetingDate ? undefined : refuse('supplement-too-late');
