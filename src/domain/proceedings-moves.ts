/** From one item to another and back. Rules Q2, H1 and H2. */
import type { MoveCommand } from './chair-command.ts';
import type { Command } from './command.ts';
import { needsExclusion } from './exclusion.ts';
import type { ItemId } from './id.ts';
import { runClock, type ItemPeriod } from './item-time.ts';
import { changeItem, hasItem, withStatus } from './proceedings-agenda.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

/** The last move between items, with what it takes to undo it. */
export type Move = {
  readonly seq: number;
  readonly from: ItemId;
  readonly to: ItemId;
  /** The move considered the item it left: nobody had left it before. */
  readonly considered: boolean;
  readonly periodsBefore: readonly ItemPeriod[];
};

export function applyMoveCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'open-item':
      return whileInSession(state) ?? openItem(state, command, moment);
    case 'undo-move':
      return whileInSession(state) ?? undoMove(state, command.seq);
    default:
      return undefined;
  }
}

/** Q2: the item the meeting leaves has been considered; going back to one is allowed. */
function openItem(
  state: Proceedings,
  { itemId, leaving }: Extract<MoveCommand, { type: 'open-item' }>,
  moment: Moment
): Judged {
  const item = state.items.find(({ id }) => id === itemId);
  if (!item || !hasItem(state, itemId)) return refuse('not-found', 'itemId');
  const left = state.currentItemId;
  if (leaving !== undefined && leaving !== left) return refuse('meeting-moved', 'leaving');
  if (left === itemId) return { state, effects: [] };
  const before = state.items.find(({ id }) => id === left);
  const considered = before?.status === 'accepted';
  const leftBehind = considered ? changeItem(state, before.id, withStatus('considered')) : null;
  if (isRefusal(leftBehind)) return leftBehind;
  const moved: Proceedings = {
    ...(leftBehind?.state ?? state),
    currentItemId: itemId,
    periods: runClock(state.periods, itemId, moment.at),
    // Those who asked to speak on the item just left are asking again if the move is undone.
    speakers: state.speakers.filter((speaker) => speaker.itemId === left),
    speaking: null,
    lastMove: before
      ? {
          seq: state.seq + 1,
          from: before.id,
          to: itemId,
          considered,
          periodsBefore: state.periods
        }
      : null
  };
  // I2: journals from before resolutions were asked for replay; the service refuses it from now on.
  return {
    state: moved,
    effects: needsExclusion(state, item) ? [{ type: 'opened-unresolved' }] : []
  };
}

/** H2: as though the meeting had never moved; by the entry, so that nobody undoes another's move. */
function undoMove(state: Proceedings, seq: number): Judged {
  const move = state.lastMove;
  if (move?.seq !== seq) return refuse('meeting-moved', 'seq');
  const back = move.considered
    ? changeItem(state, move.from, (item) =>
        item.status === 'considered' ? withStatus('accepted')(item) : item
      )
    : { state, effects: [] };
  if (isRefusal(back)) return back;
  const item = state.items.find(({ id }) => id === move.from);
  return {
    state: {
      ...back.state,
      currentItemId: move.from,
      periods: move.periodsBefore,
      speakers: state.speakers.filter(({ itemId }) => itemId === move.from),
      speaking: null,
      lastMove: null
    },
    effects: item && needsExclusion(state, item) ? [{ type: 'opened-unresolved' }] : []
  };
}

const whileInSession = ({ phase }: Proceedings): Refusal | undefined =>
  phase === 'inSession' ? undefined : refuse('meeting-not-in-session');
