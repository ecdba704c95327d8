/**
 * Follows a board's action log: each action that changes, as this person may see it, and everything
 * else that calls for the page's data to be fetched again.
 */
import type { Action } from '#domain/action.ts';
import { connection, listen } from './connection.ts';
import { followBoard } from './follow-board.ts';

export function followActions(
  boardId: string,
  {
    onAction,
    onChange
  }: {
    readonly onAction: (action: Action) => void;
    readonly onChange: () => void;
  }
): () => void {
  const { io } = connection();
  const unfollow = followBoard(boardId, onChange);
  const stopListening = listen({
    action: (said) => {
      if (said.boardId === boardId) onAction(said.action);
    }
  });
  // What happened while the line was down was told to nobody.
  io.on('reconnect', onChange);
  return () => {
    unfollow();
    stopListening();
    io.off('reconnect', onChange);
  };
}
