/** Commands as they come from browsers and scripts: shape only; the rules judge the rest. */
import type { ActionCommand } from '#domain/action.ts';
import type { AttendanceKind } from '#domain/attendance.ts';
import type { Command, CommandType } from '#domain/command.ts';
import type { Privacy } from '#domain/privacy.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { CHAIR_READERS } from './parse-chair-command.ts';
import { CORRECTION_READERS } from './parse-correction-command.ts';
import {
  flag,
  id,
  list,
  literal,
  nullable,
  object,
  objectWith,
  oneOf,
  partial,
  text,
  whole,
  type Reader
} from './shape.ts';

const NAME = text(200);
// The rules refuse a title over their limit with a sentence; here only absurd sizes stop.
const TITLE = text(20_000);
const REASON = text(20_000);
const DATE = text(10);
const TIME = text(5);
const OWNERS = list(object({ personId: nullable(id), name: NAME }), 20);
const DUE = nullable(DATE);
const VOTES = whole(0, 999);

const PARAGRAPHS = list(whole(1, 99), 20);
const PRIVACY: Reader<Privacy> = (value) =>
  object({ basis: literal('exempt'), paragraphs: PARAGRAPHS })(value) ??
  object({ basis: literal('confidential'), source: oneOf('government', 'law') })(value);

const unminuted = {
  kind: oneOf('standard', 'report', 'verbalUpdate'),
  purpose: nullable(oneOf('decide', 'discuss', 'note', 'consult')),
  presenterId: nullable(id),
  presenter: nullable(NAME),
  minutesAllotted: nullable(whole(0, 600))
};
const details = { ...unminuted, minuted: flag };

const attendeeAs = <Kind extends AttendanceKind>(...kinds: readonly Kind[]) =>
  object({
    key: text(60),
    name: NAME,
    kind: oneOf(...kinds),
    office: nullable(NAME),
    organisation: nullable(NAME),
    sector: nullable(NAME),
    post: nullable(NAME),
    substituteSeatId: nullable(id),
    substituteFor: nullable(NAME)
  });

const attendee = attendeeAs('present', 'inAttendance', 'apologies');

const vote = { voteId: id, itemId: id };
const choice = oneOf('for', 'against', 'abstained');

/** One reader for each command a person may send; 'record-approval' is the server's own. */
const READERS: Record<Exclude<CommandType, 'record-approval'>, Reader<Command>> = {
  'add-item': object({
    type: literal('add-item'),
    itemId: id,
    title: TITLE,
    standing: nullable(
      oneOf(
        'apologies',
        'minutes',
        'urgentBusiness',
        'declarations',
        'actionLog',
        'workProgramme',
        'nextMeeting'
      )
    ),
    part: oneOf('part1', 'part2'),
    ground: nullable(REASON),
    privacy: nullable(PRIVACY),
    before: nullable(id),
    ...details
  }),
  'accept-item': object({
    type: literal('accept-item'),
    itemId: id,
    parkedId: id,
    title: TITLE,
    part: oneOf('part1', 'part2'),
    ground: nullable(REASON),
    before: nullable(id),
    ...details
  }),
  'close-actions': object({
    type: literal('close-actions'),
    itemId: id,
    actionIds: list(id, 200),
    as: oneOf('closed', 'noLongerRequired')
  }),
  'publish-supplement': object({
    type: literal('publish-supplement'),
    itemId: id,
    title: TITLE,
    note: REASON,
    reason: REASON,
    part: oneOf('part1', 'part2'),
    ground: nullable(REASON),
    ...details
  }),
  'reinstate-item': object({ type: literal('reinstate-item'), itemId: id }),
  'move-item': object({ type: literal('move-item'), itemId: id, before: nullable(id) }),
  'set-item-details': (value) => {
    const named = object({ type: literal('set-item-details'), itemId: id })(value);
    const given = partial(details)(value);
    return named && given && { ...named, ...given };
  },
  'change-part': object({
    type: literal('change-part'),
    itemId: id,
    newItemId: id,
    part: oneOf('part1', 'part2'),
    ground: nullable(REASON),
    privacy: nullable(PRIVACY)
  }),
  'withdraw-item': object({ type: literal('withdraw-item'), itemId: id }),
  'defer-item': object({ type: literal('defer-item'), itemId: id }),
  'set-arrangements': object({
    type: literal('set-arrangements'),
    date: DATE,
    startTime: TIME,
    endTime: nullable(TIME),
    place: nullable(REASON)
  }),
  'publish-agenda': object({
    type: literal('publish-agenda'),
    publishedOn: DUE,
    shortNoticeReason: nullable(REASON)
  }),
  'start-meeting': object({ type: literal('start-meeting'), startedAt: nullable(TIME) }),
  adjourn: objectWith({ type: literal('adjourn') }, { until: TIME }),
  resume: object({ type: literal('resume') }),
  'close-meeting': object({ type: literal('close-meeting'), finishedAt: nullable(TIME) }),
  'correct-times': object({ type: literal('correct-times'), startedAt: TIME, finishedAt: TIME }),
  'record-attendance': object({ type: literal('record-attendance'), attendee }),
  'clear-attendance': object({ type: literal('clear-attendance'), key: text(60) }),
  'send-apologies': object({
    type: literal('send-apologies'),
    attendee: attendeeAs('apologies'),
    substitute: nullable(attendeeAs('expected'))
  }),
  'withdraw-apologies': object({ type: literal('withdraw-apologies'), key: text(60) }),
  'record-arrival': withMovement(
    object({ type: literal('record-arrival'), attendee, at: nullable(TIME) })
  ),
  'record-departure': withMovement(
    object({ type: literal('record-departure'), key: text(60), at: nullable(TIME) })
  ),
  'undo-attendance': object({ type: literal('undo-attendance'), seq: whole(1, 999_999) }),
  'record-resolution': object({ type: literal('record-resolution'), resolutionId: id, itemId: id }),
  'withdraw-resolution': object({
    type: literal('withdraw-resolution'),
    resolutionId: id,
    itemId: id
  }),
  'raise-action': object({
    type: literal('raise-action'),
    actionId: id,
    itemId: id,
    owners: OWNERS,
    dueOn: DUE
  }),
  'number-minutes-from': object({ type: literal('number-minutes-from'), first: whole(1, 99_999) }),
  'circulate-minutes': object({ type: literal('circulate-minutes'), correctionsBy: DUE }),
  'recall-minutes': object({ type: literal('recall-minutes') }),
  'send-to-chair': object({ type: literal('send-to-chair') }),
  'return-minutes': object({ type: literal('return-minutes'), note: REASON }),
  ...CORRECTION_READERS,
  'postpone-meeting': object({
    type: literal('postpone-meeting'),
    from: DATE,
    date: DATE,
    startTime: TIME,
    endTime: nullable(TIME),
    place: nullable(REASON),
    reason: REASON
  }),
  'cancel-meeting': object({ type: literal('cancel-meeting'), reason: REASON }),
  'resolve-exclusion': object({
    type: literal('resolve-exclusion'),
    exclusionId: id,
    itemIds: list(id, 200),
    paragraphs: PARAGRAPHS
  }),
  'declare-interest': object({
    type: literal('declare-interest'),
    declarationId: id,
    key: text(60),
    name: NAME,
    itemId: nullable(id),
    kind: oneOf('dpi', 'ori', 'nri', 'nonPecuniary'),
    nature: nullable(REASON),
    sensitive: flag,
    standing: flag
  }),
  'withdraw-declaration': object({
    type: literal('withdraw-declaration'),
    declarationId: id,
    key: text(60)
  }),
  'grant-dispensation': object({
    type: literal('grant-dispensation'),
    declarationId: id,
    reason: REASON
  }),
  'withdraw-exclusion': object({ type: literal('withdraw-exclusion'), exclusionId: id }),
  'admit-urgent-item': object({
    type: literal('admit-urgent-item'),
    itemId: id,
    title: TITLE,
    reason: REASON,
    ...unminuted
  }),
  'open-vote': object({
    type: literal('open-vote'),
    ...vote,
    question: nullable(REASON),
    method: oneOf('hands', 'by-name')
  }),
  'record-count': object({
    type: literal('record-count'),
    ...vote,
    for: VOTES,
    against: VOTES,
    abstained: VOTES
  }),
  'cast-vote': object({ type: literal('cast-vote'), ...vote, key: text(60), choice }),
  'require-recorded': object({ type: literal('require-recorded'), ...vote, key: text(60), choice }),
  'casting-vote': object({
    type: literal('casting-vote'),
    ...vote,
    key: text(60),
    choice: oneOf('for', 'against')
  }),
  'close-vote': object({ type: literal('close-vote'), ...vote }),
  'abandon-vote': object({ type: literal('abandon-vote'), ...vote }),
  ...CHAIR_READERS
};

const ACTION_READERS: Record<ActionCommand['type'], Reader<ActionCommand>> = {
  'update-action': object({
    type: literal('update-action'),
    rag: oneOf(
      'completed',
      'onSchedule',
      'happeningButBehind',
      'behindOrNotHappening',
      'noInformation'
    ),
    text: REASON
  }),
  'assign-action': object({ type: literal('assign-action'), owners: OWNERS }),
  'reschedule-action': object({ type: literal('reschedule-action'), dueOn: DUE, reason: REASON }),
  'accept-action': object({ type: literal('accept-action') }),
  'close-action': object({
    type: literal('close-action'),
    as: oneOf('closed', 'noLongerRequired'),
    text: REASON
  }),
  'reopen-action': object({ type: literal('reopen-action'), text: REASON })
};

/** A command of a meeting, or the refusal `malformed`. */
export const parseCommand = (value: unknown): Command | Refusal => readBy(READERS, value);

/** A command to one action, or the refusal `malformed`. */
export const parseActionCommand = (value: unknown): ActionCommand | Refusal =>
  readBy(ACTION_READERS, value);

function withMovement(reader: Reader<Command>): Reader<Command> {
  const given = partial({ movementId: id });
  return (value) => {
    const [command, movement] = [reader(value), given(value)];
    return command && movement && { ...command, ...movement };
  };
}

function readBy<T>(readers: Record<string, Reader<T>>, value: unknown): T | Refusal {
  const type: unknown =
    typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return refuse('malformed', 'type');
  return readers[type]?.(value) ?? refuse('malformed');
}
