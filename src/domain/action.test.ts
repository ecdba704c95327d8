import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionSubject,
  changeAction,
  isOverdue,
  RAG_STATES,
  type Action,
  type ActionCommand,
  type ActionState,
  type RagState
} from './action.ts';
import { isRefusal } from './refusal.ts';

const AT = '2026-12-10T14:30:00.000Z';
const STATES: readonly ActionState[] = ['proposed', 'open', 'done', 'closed', 'noLongerRequired'];

const action = (given: Partial<Action> = {}): Action => ({
  id: 'action',
  boardId: 'board',
  number: 14,
  part: 'part1',
  presenterId: null,
  meetingId: 'meeting',
  itemId: 'item',
  wording: 'Send the list of centres',
  owners: [{ personId: 'ruth', name: 'Ruth Hale' }],
  dueOn: '2027-01-15',
  slips: 0,
  state: 'open',
  rag: 'onSchedule',
  raisedAt: '2026-09-10T14:00:00.000Z',
  closedAt: null,
  ...given
});

const changed = (from: Action, command: ActionCommand): Action => {
  const result = changeAction(from, command, AT);
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`);
  return result;
};
const codeOf = (from: Action, command: ActionCommand) => {
  const result = changeAction(from, command, AT);
  return isRefusal(result) ? result.refused : 'accepted';
};
const report = (rag: RagState, text = ''): ActionCommand => ({ type: 'update-action', rag, text });
const move = (dueOn: string | null, reason = ''): ActionCommand => ({
  type: 'reschedule-action',
  dueOn,
  reason
});

describe('refusals', () => {
  const OTHERS: ActionCommand[] = [
    report('completed', 'Sent.'),
    { type: 'assign-action', owners: [{ personId: null, name: 'District councils' }] },
    move('2027-02-01', 'The hall is shut.'),
    { type: 'accept-action' },
    { type: 'close-action', as: 'closed', text: '' }
  ];

  test.each(OTHERS)('[A7] $type is refused once an action is closed', (command) => {
    expect(codeOf(action({ state: 'closed' }), command)).toBe('action-closed');
    expect(codeOf(action({ state: 'noLongerRequired' }), command)).toBe('action-closed');
    expect(codeOf(action(), command)).toBe('accepted');
  });

  test('[A3] a worse status, or a first that is behind, needs a sentence; a better one does not', () => {
    const order: RagState[] = [
      'completed',
      'onSchedule',
      'happeningButBehind',
      'behindOrNotHappening'
    ];
    for (const [was, from] of order.entries()) {
      for (const [is, to] of order.entries()) {
        expect(codeOf(action({ rag: from }), report(to, ' \n'))).toBe(
          is > was ? 'update-missing' : 'accepted'
        );
        expect(codeOf(action({ rag: from }), report(to, 'The supplier is late.'))).toBe('accepted');
      }
      expect(codeOf(action({ rag: from }), report('noInformation'))).toBe('accepted');
      expect(codeOf(action({ rag: 'noInformation' }), report(from))).toBe(
        was > order.indexOf('onSchedule') ? 'update-missing' : 'accepted'
      );
    }
  });

  test('[A5] an action is given to at least one owner', () => {
    expect(codeOf(action(), { type: 'assign-action', owners: [] })).toBe('owner-missing');
  });

  test('[A6] a date that is not real is refused, whatever the reason', () => {
    for (const date of ['2027-02-31', '2027-2-1', '', 'soon']) {
      expect(codeOf(action(), move(date, 'The hall is shut.'))).toBe('date-unreal');
    }
  });

  test('[A6] a later date without a reason is refused; an earlier one, a first one or none is not', () => {
    expect(codeOf(action(), move('2027-01-16', '  '))).toBe('reason-missing');
    for (const date of ['2027-01-15', '2027-01-14', null])
      expect(codeOf(action(), move(date))).toBe('accepted');
    expect(codeOf(action({ dueOn: null }), move('2027-06-01'))).toBe('accepted');
  });
});

test('[A6] only moving the date later counts as a slip', () => {
  const once = changed(action(), move('2027-02-01', 'The hall is shut.'));
  expect(once).toMatchObject({ dueOn: '2027-02-01', slips: 1 });
  const back = changed(once, move('2027-01-20'));
  expect(back.slips).toBe(1);
  expect(changed(changed(back, move(null)), move('2028-01-01')).slips).toBe(1);
});

test('[A1] overdue is a matter of the date, and of the action being still to be done', () => {
  const due = (state: ActionState, dueOn: string | null) =>
    isOverdue(action({ state, dueOn }), '2027-01-15');
  expect(due('open', '2027-01-14')).toBe(true);
  expect(due('proposed', '2027-01-14')).toBe(true);
  expect(due('open', '2027-01-15')).toBe(false);
  expect(due('open', null)).toBe(false);
  for (const state of ['done', 'closed', 'noLongerRequired'] as const) {
    expect(due(state, '2020-01-01')).toBe(false);
  }
});

test('[A4] a proposed action stays proposed whatever its owner reports, until it is accepted', () => {
  const proposed = action({ state: 'proposed' });
  const reported = changed(
    changed(proposed, report('completed')),
    report('onSchedule', 'Not quite.')
  );
  expect(reported.state).toBe('proposed');
  expect(changed(reported, { type: 'accept-action' }).state).toBe('open');
  const completed = changed(proposed, report('completed'));
  expect(changed(completed, { type: 'accept-action' }).state).toBe('done');
  expect(changed(action({ state: 'done' }), { type: 'accept-action' }).state).toBe('done');
});

test('[A7] completed is done, and anything else opens it again', () => {
  const done = changed(action(), report('completed'));
  expect(done).toMatchObject({ state: 'done', rag: 'completed', closedAt: null });
  expect(changed(done, report('happeningButBehind', 'One is missing.')).state).toBe('open');
});

test('[A7] a closed action can be opened again and no longer counts as completed', () => {
  const close: ActionCommand = {
    type: 'close-action',
    as: 'closed',
    text: 'Agreed at the meeting.'
  };
  const closed = changed(action({ rag: 'completed', state: 'done' }), close);
  expect(closed).toMatchObject({ state: 'closed', closedAt: AT });
  const reopened = changed(closed, { type: 'reopen-action', text: '' });
  expect(reopened).toMatchObject({ state: 'open', rag: 'noInformation', closedAt: null });
  const behind = changed(action({ state: 'noLongerRequired', rag: 'happeningButBehind' }), {
    type: 'reopen-action',
    text: ''
  });
  expect(behind.rag).toBe('happeningButBehind');
  expect(changed(action(), { type: 'reopen-action', text: '' })).toEqual(action());
});

test('[A1] [A2] whatever happens to it, an action keeps its number, and is closed exactly when it says since when', () => {
  const date = fc.option(fc.constantFrom('2027-01-01', '2027-02-31', '2027-06-30'), { nil: null });
  const text = fc.constantFrom('', 'Because.');
  const command: fc.Arbitrary<ActionCommand> = fc.oneof(
    fc.record({ type: fc.constant('update-action'), rag: fc.constantFrom(...RAG_STATES), text }),
    fc.record({
      type: fc.constant('assign-action'),
      owners: fc.constantFrom([], [{ personId: null, name: 'x' }])
    }),
    fc.record({ type: fc.constant('reschedule-action'), dueOn: date, reason: text }),
    fc.record({ type: fc.constant('accept-action') }),
    fc.record({
      type: fc.constant('close-action'),
      as: fc.constantFrom('closed', 'noLongerRequired'),
      text
    }),
    fc.record({ type: fc.constant('reopen-action'), text })
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const end = commands.reduce<Action>(
        (so, each) => {
          const result = changeAction(Object.freeze(so), each, AT);
          return isRefusal(result) ? so : result;
        },
        action({ state: 'proposed', rag: 'noInformation' })
      );
      expect(end).toMatchObject({
        id: 'action',
        number: 14,
        wording: action().wording,
        part: 'part1'
      });
      expect(STATES).toContain(end.state);
      expect(end.closedAt !== null).toBe(['closed', 'noLongerRequired'].includes(end.state));
      expect(end.state === 'done').toBe(
        end.rag === 'completed' && end.closedAt === null && end.state !== 'proposed'
      );
      expect(end.owners.length).toBeGreaterThan(0);
      expect(end.dueOn).not.toBe('2027-02-31');
    })
  );
});

test('[P11] an action is its item’s business, and its owners’', () => {
  const owners = [
    { personId: null, name: 'District councils' },
    { personId: 'tom', name: 'Tom Ode' }
  ];
  expect(actionSubject(action({ part: 'part2', presenterId: 'priya', owners }))).toEqual({
    boardId: 'board',
    item: { part: 'part2', presenterId: 'priya' },
    ownerIds: ['tom']
  });
});
