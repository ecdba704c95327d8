/** Actions that a meeting agrees to take off the log, under one of its items: rule Y10 of SPEC.md. */
import type { ActionState } from './action.ts';
import type { ActionId, ItemId } from './id.ts';

export type ActionClosingCommand = {
  readonly type: 'close-actions';
  readonly itemId: ItemId;
  readonly actionIds: readonly ActionId[];
  readonly as: Extract<ActionState, 'closed' | 'noLongerRequired'>;
};

export type ActionClosing = {
  readonly id: ActionId;
  readonly itemId: ItemId;
  readonly as: ActionClosingCommand['as'];
};
