import { expect, test } from 'vitest';
import { changeAction, isOverdue, RAG_STATES, type Action } from '#domain/action.ts';
import { BANK_HOLIDAYS } from '#domain/bank-holiday.ts';
import { noticeOf } from '#domain/notice.ts';
import { isRefusal } from '#domain/refusal.ts';
import { ACTION_HISTORY } from './action-history.ts';
import { LOGGED_ACTIONS } from './actions.ts';
import { BOARDS } from './boards.ts';
import type { DemoAction, DemoBlock, DemoMeeting } from './content.ts';
import { GUIDE, PEOPLE } from './people.ts';
import { MEETINGS } from './story.ts';

const TODAY = '2026-11-21';

test('the sign-in addresses promised by the guide are there, and no address is given twice', () => {
  const emails = Object.values(PEOPLE).map(({ email }) => email);
  expect(new Set(emails).size).toBe(emails.length);
  expect(GUIDE.map(({ person }) => PEOPLE[person].email.split('@')[0])).toEqual([
    'clerk',
    'chair',
    'member',
    'member2',
    'crg',
    'officer',
    'admin'
  ]);
});

test('every agenda that binds the board was published with the notice it asks for', () => {
  const published = MEETINGS.filter(
    ({ board, publishedOn }) => board === 'oversight' && publishedOn
  );
  expect(published).toHaveLength(4);
  for (const { date, publishedOn } of published) {
    const notice = noticeOf(
      publishedOn ?? '',
      date,
      BOARDS.oversight.settings.noticeDays,
      BANK_HOLIDAYS
    );
    expect({ date, met: notice.met }).toEqual({ date, met: true });
  }
});

test('minutes are approved at a later sitting of the same board', () => {
  for (const meeting of MEETINGS) {
    for (const { approvesMinutesOf } of meeting.items) {
      if (!approvesMinutesOf) continue;
      const approved = MEETINGS.find(
        ({ date, board }) => date === approvesMinutesOf && board === meeting.board
      );
      expect(approved?.sitting?.circulatedOn).toBeDefined();
      expect(approvesMinutesOf < meeting.date).toBe(true);
    }
  }
});

test('a minute cites only actions that the log already held', () => {
  for (const meeting of MEETINGS) {
    const raised = raisedOn(meeting.board).filter(({ on }) => on <= meeting.date).length;
    const cited = meeting.items
      .flatMap(({ minute = [] }) => minute.flatMap(textsOf))
      .flatMap((text) => [...text.matchAll(/Actions? (\d+)(?: and (\d+))?/g)])
      .flatMap(([, first, second]) => [first, second])
      .filter((number) => number !== undefined);
    for (const number of cited) expect(Number(number)).toBeLessThanOrEqual(raised);
  }
});

test('the history replays by the rules and leaves the log in every state and every rating', () => {
  const log = replayedLog();
  expect(log.length).toBeGreaterThanOrEqual(15);
  expect(new Set(log.map(({ state }) => state))).toEqual(
    new Set(['proposed', 'open', 'done', 'closed', 'noLongerRequired'])
  );
  expect(new Set(log.map(({ rag }) => rag))).toEqual(new Set(RAG_STATES));
  expect(log.filter((action) => isOverdue(action, TODAY)).length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...log.map(({ slips }) => slips))).toBe(2);
});

test('the guide’s member has two open actions, one of them overdue, and the group’s representative one', () => {
  const openOf = (person: string) =>
    replayedLog().filter(
      ({ state, owners }) => state === 'open' && owners.some(({ personId }) => personId === person)
    );
  expect(openOf('danielOkonjo')).toHaveLength(2);
  expect(openOf('danielOkonjo').filter((action) => isOverdue(action, TODAY))).toHaveLength(1);
  expect(openOf('aminaWarsame')).toHaveLength(1);
});

/** Every action of the story as it stands today, with the keys of people for their ids. */
function replayedLog(): Action[] {
  const log = new Map(
    (['oversight', 'reference'] as const)
      .flatMap((board) =>
        raisedOn(board).map((raised, index) => ({ ...raised, board, number: index + 1 }))
      )
      .map((raised) => [raised.action.key, begun(raised)])
  );
  for (const { action: key, at, command } of ACTION_HISTORY) {
    const action = log.get(key);
    if (!action) throw new Error(`the history names an unknown action: ${key}`);
    expect(action.raisedAt <= at.slice(0, 10)).toBe(true);
    const changed = changeAction(
      action,
      command.type === 'assign-action'
        ? { ...command, owners: command.owners.map(ownerOf) }
        : command,
      at
    );
    if (isRefusal(changed)) throw new Error(`${key}: ${changed.refused}`);
    log.set(key, changed);
  }
  return [...log.values()];
}

function raisedOn(board: DemoMeeting['board']): { action: DemoAction; on: string }[] {
  const logged = LOGGED_ACTIONS.filter((each) => each.board === board).map((action) => ({
    action,
    on: action.at.slice(0, 10)
  }));
  const minuted = MEETINGS.filter((each) => each.board === board).flatMap(({ date, items }) =>
    items
      .flatMap(({ minute = [] }) => minute)
      .flatMap((block) => (typeof block !== 'string' && 'action' in block ? [block.action] : []))
      .map((action) => ({ action, on: date }))
  );
  return [...logged, ...minuted].sort((a, b) => a.on.localeCompare(b.on));
}

const ownerOf = (owner: DemoAction['owners'][number]) =>
  typeof owner === 'string'
    ? { personId: owner, name: PEOPLE[owner].name }
    : { personId: null, name: owner.name };

const begun = (raised: {
  action: DemoAction;
  on: string;
  board: string;
  number: number;
}): Action => ({
  id: raised.action.key,
  boardId: raised.board,
  number: raised.number,
  part: 'part1',
  presenterId: null,
  meetingId: null,
  itemId: null,
  wording: raised.action.wording,
  owners: raised.action.owners.map(ownerOf),
  dueOn: raised.action.dueOn,
  slips: 0,
  // The clerk and the chair raise an action; anybody else proposes one.
  state: ['bridgetAmoako', 'helenaMarsden', undefined].includes(raised.action.raisedBy)
    ? 'open'
    : 'proposed',
  rag: 'noInformation',
  raisedAt: raised.on,
  closedAt: null
});

const textsOf = (block: DemoBlock): readonly string[] => {
  if (typeof block === 'string') return [block];
  if ('list' in block) return block.list;
  return 'resolved' in block ? block.resolved : [block.action.wording];
};
