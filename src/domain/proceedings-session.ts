/** The sitting itself: starting, adjourning, closing. Rules Q1, Q3, Q4, Q8, Q9 and H4. */
import { isRealDate, isRealTime } from './civil-date.ts';
import type { Command, SessionCommand } from './command.ts';
import { needsExclusion } from './exclusion.ts';
import { isId } from './id.ts';
import { isBeingSettled } from './meeting.ts';
import { runClock, stopClock } from './item-time.ts';
import { hasItem, withStatus } from './proceedings-agenda.ts';
import type { Effect, Moment, Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applySessionCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'start-meeting':
      return start(state, command.startedAt ?? moment.time, moment);
    case 'adjourn':
      return state.phase === 'inSession'
        ? adjourn(state, command.until ?? null, moment)
        : refuse('meeting-not-in-session');
    case 'resume':
      return state.phase === 'adjourned' ? resume(state, moment) : refuse('meeting-not-in-session');
    case 'close-meeting':
      return whileSitting(state) ?? close(state, command.finishedAt ?? moment.time, moment);
    case 'correct-times':
      return whileDraft(state) ?? correctTimes(state, command.startedAt, command.finishedAt);
    case 'record-resolution':
      return whileWritable(state) ?? recordResolution(state, command, moment);
    case 'withdraw-resolution':
      return whileWritable(state) ?? withdrawResolution(state, command);
    case 'raise-action':
      return whileWritable(state) ?? raiseAction(state, command);
    default:
      return undefined;
  }
}

/**
 * Q1: a body that meets in private need not publish its agenda. Which body this is may change over
 * the years while the journal is replayed for ever, so the rule says that it started unpublished and
 * leaves it to the service to refuse that.
 */
function start(state: Proceedings, startedAt: string, { at }: Moment): Judged {
  if (state.phase !== 'agendaPublished' && state.phase !== 'agendaOpen') {
    return refuse('meeting-started');
  }
  if (!isRealTime(startedAt)) return refuse('time-unreal', 'startedAt');
  const first = state.items.find((item) => item.status === 'accepted');
  // I2: what needs a resolution of the meeting waits for it.
  const opened = first && !needsExclusion(state, first) ? first.id : null;
  const begun: Proceedings = {
    ...state,
    phase: 'inSession',
    startedAt,
    currentItemId: opened,
    periods: runClock([], opened, at),
    minutes: { ...state.minutes, stage: 'liveNote' }
  };
  const effects: Effect[] = [{ type: 'rights-changed' }];
  if (state.phase === 'agendaOpen') effects.unshift({ type: 'started-unpublished' });
  return { state: begun, effects };
}

/** H4: the clock of the open item stands still meanwhile, and no move is undone across it. */
function adjourn(state: Proceedings, until: string | null, { at, time }: Moment): Judged {
  if (until !== null && !isRealTime(until)) return refuse('time-unreal', 'until');
  if (until !== null && until <= time) return refuse('time-out-of-order', 'until');
  return keep({
    ...state,
    phase: 'adjourned',
    adjournment: { at: time, until },
    periods: stopClock(state.periods, at),
    lastMove: null
  });
}

const resume = (state: Proceedings, { at }: Moment): Outcome =>
  keep({
    ...state,
    phase: 'inSession',
    adjournment: null,
    periods: runClock(state.periods, state.currentItemId, at)
  });

/** Q4: whatever was not deferred or withdrawn has been considered when the meeting closes. */
function close(state: Proceedings, finishedAt: string, { at }: Moment): Judged {
  if (!isRealTime(finishedAt)) return refuse('time-unreal', 'finishedAt');
  const closed: Proceedings = {
    ...state,
    phase: 'ended',
    finishedAt,
    currentItemId: null,
    periods: stopClock(state.periods, at),
    lastMove: null,
    adjournment: null,
    speakers: [],
    speaking: null,
    items: state.items.map((item) =>
      item.status === 'accepted' ? withStatus('considered')(item) : item
    ),
    minutes: { ...state.minutes, stage: 'draft' }
  };
  return { state: closed, effects: [{ type: 'minutes-drafted' }, { type: 'rights-changed' }] };
}

function correctTimes(state: Proceedings, startedAt: string, finishedAt: string): Judged {
  if (!isRealTime(startedAt)) return refuse('time-unreal', 'startedAt');
  if (!isRealTime(finishedAt)) return refuse('time-unreal', 'finishedAt');
  return keep({ ...state, startedAt, finishedAt });
}

function recordResolution(
  state: Proceedings,
  { resolutionId, itemId }: Extract<SessionCommand, { type: 'record-resolution' }>,
  moment: Moment
): Judged {
  if (!isId(resolutionId)) return refuse('malformed', 'resolutionId');
  if (!hasItem(state, itemId)) return refuse('not-found', 'itemId');
  if (state.resolutions.some(({ id }) => id === resolutionId))
    return refuse('already-used', 'resolutionId');
  const resolution = { id: resolutionId, itemId, ...recordedAt(state, moment) };
  return {
    state: { ...state, resolutions: [...state.resolutions, resolution] },
    effects: [{ type: 'resolution-recorded', resolutionId, itemId }]
  };
}

function withdrawResolution(
  state: Proceedings,
  { resolutionId, itemId }: Extract<SessionCommand, { type: 'withdraw-resolution' }>
): Judged {
  if (!state.resolutions.some((each) => each.id === resolutionId && each.itemId === itemId)) {
    return refuse('not-found', 'resolutionId');
  }
  return {
    state: { ...state, resolutions: state.resolutions.filter(({ id }) => id !== resolutionId) },
    effects: [{ type: 'resolution-withdrawn', resolutionId }]
  };
}

function raiseAction(
  state: Proceedings,
  command: Extract<SessionCommand, { type: 'raise-action' }>
): Judged {
  const { actionId, itemId, owners, dueOn } = command;
  if (!isId(actionId)) return refuse('malformed', 'actionId');
  if (!hasItem(state, itemId)) return refuse('not-found', 'itemId');
  if (state.actions.some(({ id }) => id === actionId)) return refuse('already-used', 'actionId');
  if (dueOn !== null && !isRealDate(dueOn)) return refuse('date-unreal', 'dueOn');
  return {
    state: { ...state, actions: [...state.actions, { id: actionId, itemId }] },
    effects: [{ type: 'action-raised', actionId, itemId, owners, dueOn }]
  };
}

/** When a resolution was recorded, as long as that says when it was passed. */
export const recordedAt = (state: Proceedings, { time }: Moment): { at?: string } =>
  whileSitting(state) ? {} : { at: time };

const keep = (state: Proceedings): Outcome => ({ state, effects: [] });

/** Q3: an adjourned meeting can be closed, but takes no business until it is resumed. */
const whileSitting = (state: Proceedings): Refusal | undefined =>
  state.phase === 'inSession' || state.phase === 'adjourned'
    ? undefined
    : refuse('meeting-not-in-session');

const whileDraft = (state: Proceedings): Refusal | undefined =>
  isBeingSettled(state.minutes.stage) ? undefined : refuse('minutes-locked');

export const whileUncirculated = (state: Proceedings): Refusal | undefined =>
  state.minutes.stage === 'circulated' || state.minutes.stage === 'approved'
    ? refuse('minutes-locked')
    : undefined;

/** Q8: records are made while the minute can be written: in session, or in the draft after it. */
export const whileWritable = (state: Proceedings): Refusal | undefined =>
  state.minutes.stage === null ? refuse('meeting-not-in-session') : whileUncirculated(state);
