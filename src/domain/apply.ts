/**
 * `apply` is the one judge of a command, held by server and browser alike: the server keeps the
 * accepted ones in order and everybody replays them. Rights are asked before (`permission.ts`); here
 * a command is judged against the meeting alone.
 */
import type { Command } from './command.ts';
import { momentOf } from './london-time.ts';
import { applyActionClosingCommand } from './proceedings-action-closing.ts';
import { applyAgendaCommand } from './proceedings-agenda.ts';
import { applyCallingOffCommand } from './proceedings-calling-off.ts';
import { applyChairCommand } from './proceedings-chair.ts';
import { applyAttendanceCommand } from './proceedings-attendance.ts';
import { applyDeclarationCommand, followInterests } from './proceedings-declaration.ts';
import { applyExclusionCommand } from './proceedings-exclusion.ts';
import { applyCorrectionCommand } from './proceedings-corrections.ts';
import { applyMinutesCommand } from './proceedings-minutes.ts';
import { applyProposalCommand } from './proceedings-proposal.ts';
import { applySupplementCommand } from './proceedings-supplement.ts';
import { applySessionCommand } from './proceedings-session.ts';
import { applyUrgentCommand } from './proceedings-urgent.ts';
import { applyVoteCommand, leavesOpenVote } from './proceedings-vote.ts';
import type { Entry, Moment, Outcome, Proceedings } from './proceedings.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

/** Judges one command. The state returned has the next `seq`; the one given is untouched. */
export function apply(state: Proceedings, command: Command, moment: Moment): Outcome | Refusal {
  // O4: nothing more is done to a meeting that is not to be held.
  if (state.phase === 'cancelled') return refuse('meeting-cancelled');
  const judged =
    applyAgendaCommand(state, command, moment) ??
    applySessionCommand(state, command, moment) ??
    applyCallingOffCommand(state, command, moment) ??
    applyUrgentCommand(state, command) ??
    applyProposalCommand(state, command, moment) ??
    applyExclusionCommand(state, command) ??
    applyDeclarationCommand(state, command) ??
    applyActionClosingCommand(state, command) ??
    applySupplementCommand(state, command, moment) ??
    applyAttendanceCommand(state, command, moment) ??
    applyVoteCommand(state, command) ??
    applyChairCommand(state, command, moment) ??
    applyCorrectionCommand(state, command, moment) ??
    applyMinutesCommand(state, command);
  if (isRefusal(judged)) return judged;
  if (leavesOpenVote(judged.state)) return refuse('vote-open');
  const { state: next, effects } = followInterests(state, judged, moment);
  return { state: { ...next, seq: state.seq + 1 }, effects };
}

/** The state after an entry that the server has accepted; a gap or a refused entry is corruption. */
export function replay(state: Proceedings, entry: Entry): Proceedings {
  if (entry.seq !== state.seq + 1) throw new JournalGap(state.seq, entry.seq);
  if (entry.command.type === 'withheld') return { ...state, seq: entry.seq };
  const outcome = apply(state, entry.command, momentOf(entry.at));
  if (isRefusal(outcome)) throw new JournalCorrupt(entry.seq, outcome.refused);
  return outcome.state;
}

export class JournalGap extends Error {
  override name = 'JournalGap';
  constructor(have: number, got: number) {
    super(`journal entry ${got} arrived after ${have}`);
  }
}

export class JournalCorrupt extends Error {
  override name = 'JournalCorrupt';
  constructor(seq: number, code: string) {
    super(`journal entry ${seq} is refused by the rules (${code})`);
  }
}
