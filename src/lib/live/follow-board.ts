import { connection, listen } from './connection.ts';

/**
 * Tells when something that a board's lists show has changed, or what the person may see of it.
 * Answers what stops it.
 */
export function followBoard(boardId: string, onChange: () => void): () => void {
  const ask = () => void connection().emit('follow-board', { boardId }, () => {});
  const stopListening = listen({
    connect: ask,
    'board-changed': (said) => {
      if (said.boardId === boardId) onChange();
    },
    'rights-changed': onChange
  });
  if (connection().connected) ask();
  return stopListening;
}
