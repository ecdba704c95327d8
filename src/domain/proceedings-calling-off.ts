/** Putting a meeting off, or not holding it: rules O1 to O6 of SPEC.md. */
import { REASON_LIMIT, standingOnAgenda } from './agenda.ts';
import type { CallingOffCommand, Command } from './command.ts';
import { arrangementsRefusal, isMeetingDate } from './meeting.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applyCallingOffCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'postpone-meeting':
      return whileToCome(state) ?? postpone(state, command, moment);
    case 'cancel-meeting':
      return whileToCome(state) ?? cancel(state, command.reason, moment);
    default:
      return undefined;
  }
}

/**
 * The agenda is prepared again: its notice was of another day, so it is published anew as the next
 * version. By then whatever was urgent has been given notice of, and apologies were for the old date.
 */
function postpone(
  state: Proceedings,
  command: Extract<CallingOffCommand, { type: 'postpone-meeting' }>,
  { today }: Moment
): Judged {
  const { type: _, from, reason, ...arrangements } = command;
  const { date } = arrangements;
  const unsound = arrangementsRefusal(arrangements);
  if (unsound) return unsound;
  if (!isMeetingDate(from)) return refuse('date-unreal', 'from');
  if (date <= from) return refuse('date-not-later', 'date');
  if (date < today) return refuse('date-in-past', 'date');
  const unsaid = reasonRefusal(reason);
  if (unsaid) return unsaid;
  const postponement = { from, to: date, on: today, reason: reason.trim() };
  return {
    state: {
      ...state,
      arrangements,
      phase: 'agendaOpen',
      items: state.items.map((item) => ({ ...item, urgentReason: null })),
      attendees: [],
      postponements: [...state.postponements, postponement]
    },
    effects: [{ type: 'rights-changed' }]
  };
}

function cancel(state: Proceedings, reason: string, { today }: Moment): Judged {
  const unsaid = reasonRefusal(reason);
  if (unsaid) return unsaid;
  return {
    state: { ...state, phase: 'cancelled', cancellation: { on: today, reason: reason.trim() } },
    effects: [
      // Y8: what it was to take waits for another meeting.
      ...standingOnAgenda(state.items).map(
        ({ id }) => ({ type: 'item-put-off', itemId: id }) as const
      ),
      { type: 'rights-changed' }
    ]
  };
}

/** O1: what has begun is adjourned or closed; it can no longer be called off. */
const whileToCome = (state: Proceedings): Refusal | undefined =>
  state.phase === 'agendaOpen' || state.phase === 'agendaPublished'
    ? undefined
    : refuse('meeting-started');

/** Why a reason that people are to read does not do; undefined when it does. */
export function reasonRefusal(reason: string): Refusal | undefined {
  if (reason.trim() === '') return refuse('reason-missing', 'reason');
  return reason.length > REASON_LIMIT ? refuse('text-too-long', 'reason') : undefined;
}
