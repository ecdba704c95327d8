/** From the draft to a correct record: rules C1 to C6 of SPEC.md. */
import { REASON_LIMIT } from './agenda.ts';
import type { Command, MinutesCommand } from './command.ts';
import { isRealDate } from './civil-date.ts';
import { isBeingSettled } from './meeting.ts';
import { agreedRefusal } from './proceedings-corrections.ts';
import { hasItem } from './proceedings-agenda.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applyMinutesCommand(state: Proceedings, command: Command): Judged {
  switch (command.type) {
    case 'number-minutes-from':
      return numberFrom(state, command.first);
    case 'circulate-minutes':
      return circulate(state, command.correctionsBy);
    case 'send-to-chair':
      return state.minutes.stage === 'draft'
        ? atStage(state, { stage: 'withChair', returnNote: null })
        : refuse('minutes-not-draft');
    case 'return-minutes':
      return giveBack(state, command.note.trim());
    case 'recall-minutes':
      return state.minutes.stage === 'circulated'
        ? atStage(state, { stage: 'draft', correctionsBy: null })
        : refuse('minutes-not-circulated');
    case 'approve-minutes':
      return approve(state, command);
    case 'record-approval':
      return recordApproval(state, command);
    default:
      return refuse('malformed', 'type');
  }
}

function numberFrom(state: Proceedings, first: number): Judged {
  if (!Number.isSafeInteger(first) || first < 1 || first > 99_999)
    return refuse('malformed', 'first');
  if (state.minutes.stage === 'circulated' || state.minutes.stage === 'approved') {
    return refuse('minutes-locked');
  }
  return atStage(state, { numberedFrom: first });
}

/** K2: whoever gives the draft back says what is to be put right. */
function giveBack(state: Proceedings, note: string): Judged {
  if (state.minutes.stage !== 'withChair') return refuse('minutes-not-with-chair');
  if (note === '') return refuse('note-missing', 'note');
  if (note.length > REASON_LIMIT) return refuse('text-too-long', 'note');
  return atStage(state, { stage: 'draft', returnNote: note });
}

function circulate(state: Proceedings, correctionsBy: string | null): Judged {
  if (state.minutes.stage === 'approved') return refuse('already-approved');
  if (!isBeingSettled(state.minutes.stage)) return refuse('meeting-not-ended');
  if (correctionsBy !== null && !isRealDate(correctionsBy))
    return refuse('date-unreal', 'correctionsBy');
  const { state: circulated, effects } = atStage(state, {
    stage: 'circulated',
    correctionsBy,
    returnNote: null
  });
  return { state: circulated, effects: [{ type: 'minutes-circulated' }, ...effects] };
}

/** C3: minutes are approved by another meeting in session, under an item of its agenda. */
function approve(
  state: Proceedings,
  { type: _, ...approved }: Extract<MinutesCommand, { type: 'approve-minutes' }>
): Judged {
  const { ofMeetingId, itemId, corrections = [] } = approved;
  if (ofMeetingId === state.meetingId) return refuse('same-meeting', 'ofMeetingId');
  if (state.phase !== 'inSession') return refuse('meeting-not-in-session');
  if (!hasItem(state, itemId)) return refuse('not-found', 'itemId');
  if (state.approvals.some((each) => each.ofMeetingId === ofMeetingId))
    return refuse('already-approved');
  const unsound = agreedRefusal(corrections);
  if (unsound) return unsound;
  return {
    state: { ...state, approvals: [...state.approvals, approved] },
    effects: [{ type: 'minutes-approved', ofMeetingId, corrections }]
  };
}

function recordApproval(
  state: Proceedings,
  command: Extract<MinutesCommand, { type: 'record-approval' }>
): Judged {
  if (state.minutes.stage === 'approved') return refuse('already-approved');
  if (state.minutes.stage !== 'circulated') return refuse('minutes-not-circulated');
  // C6: the number they were approved under stays, whatever becomes of earlier meetings.
  const { type: _, numberedFrom, ...approval } = command;
  return atStage(state, { stage: 'approved', numberedFrom, approval });
}

const atStage = (state: Proceedings, change: Partial<Proceedings['minutes']>): Outcome => ({
  state: { ...state, minutes: { ...state.minutes, ...change } },
  effects: [{ type: 'rights-changed' }]
});
