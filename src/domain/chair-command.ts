/** What is done from the chair between opening and closing: moves, decisions, who speaks next. */
import type { ItemId, PersonId, ResolutionId } from './id.ts';

export type MoveCommand =
  /**
   * `leaving` is the item its sender saw open: of two people who press "next" at once, the second
   * must not skip an item. Absent where it does not matter what was open.
   */
  | { readonly type: 'open-item'; readonly itemId: ItemId; readonly leaving?: ItemId }
  /** `seq` is that of the entry which moved the meeting. */
  | { readonly type: 'undo-move'; readonly seq: number };

export type DecisionCommand =
  /**
   * The item's recommendations become its resolutions: an id for each, in their order, and one where
   * it has none. `withChanges`: the wording is still to be made what was agreed.
   */
  | {
      readonly type: 'agree-item';
      readonly itemId: ItemId;
      readonly resolutionIds: readonly ResolutionId[];
      readonly withChanges: boolean;
    }
  | { readonly type: 'undo-agreement'; readonly itemId: ItemId }
  /** The changes that were agreed have been written. */
  | { readonly type: 'confirm-wording'; readonly itemId: ItemId }
  | { readonly type: 'leave-undecided'; readonly itemId: ItemId };

/** The name is what the server says the person is called. */
export type SpeakerCommand =
  | {
      readonly type: 'ask-to-speak';
      readonly itemId: ItemId;
      readonly personId: PersonId;
      readonly name: string;
    }
  | {
      readonly type: 'withdraw-request-to-speak';
      readonly itemId: ItemId;
      readonly personId: PersonId;
    }
  | { readonly type: 'call-speaker'; readonly itemId: ItemId; readonly personId: PersonId };

export type ChairCommand = MoveCommand | DecisionCommand | SpeakerCommand;
