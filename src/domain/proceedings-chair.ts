/** What the chair does during the sitting: moves, decisions, who speaks. */
import type { Command } from './command.ts';
import { applyDecisionCommand } from './proceedings-decisions.ts';
import { applyMoveCommand } from './proceedings-moves.ts';
import { applySpeakerCommand } from './proceedings-speakers.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import type { Refusal } from './refusal.ts';

export const applyChairCommand = (
  state: Proceedings,
  command: Command,
  moment: Moment
): Outcome | Refusal | undefined =>
  applyMoveCommand(state, command, moment) ??
  applyDecisionCommand(state, command, moment) ??
  applySpeakerCommand(state, command);
