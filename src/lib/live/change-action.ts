import type { ActionCommand } from '#domain/action.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { connection } from './connection.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Asks the server to change one action; what became of it reaches everybody as an event. */
export async function changeAction(
  actionId: string,
  command: ActionCommand
): Promise<{ ok: true } | Refusal> {
  try {
    return await connection()
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('change-action', { actionId, command });
  } catch {
    return refuse('no-connection');
  }
}
