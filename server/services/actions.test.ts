import { describe, expect, test } from 'vitest';
import type { ActionCommand } from '#domain/action.ts';
import { newId } from '#server/new-id.ts';
import { listActionUpdates } from '#server/store/actions.ts';
import { granted, openMeeting, performAll } from '../../tests/support/sample-board-meeting.ts';
import {
  giveOtherBoard,
  sampleBoard,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import { addItem, idOf, raise } from '../../tests/support/sample-meeting.ts';

const PROGRESS: ActionCommand = { type: 'update-action', rag: 'onSchedule', text: 'Half is done.' };

const wanted = (given: object = {}) => ({
  id: newId(),
  wording: 'Send the list of centres',
  owners: [{ personId: null, name: 'District councils' }],
  dueOn: '2027-01-15',
  ...given
});

/** Number 1 is private and the officer's; number 2 is open and the CRG representative's. */
async function twoActions() {
  const board = await sampleBoard();
  const { officer, crg } = board.people;
  const meetingId = await openMeeting(board, [addItem('a', { part: 'part2' }), addItem('b')]);
  await performAll(board, meetingId, [
    {
      ...raise('private', 'a'),
      owners: [{ personId: officer, name: 'The officer' }]
    } as ReturnType<typeof raise>,
    { ...raise('open', 'b'), owners: [{ personId: crg, name: 'The CRG' }] } as ReturnType<
      typeof raise
    >
  ]);
  return board;
}

const numbersFor = async (board: SampleBoard, who: Who) =>
  granted(await board.actions.list(board.people[who], board.boardId)).map(({ number }) => number);

describe('reading', () => {
  test('[P10] [P11] private actions are for those who see private business, and for their owners', async () => {
    const board = await twoActions();
    for (const who of ['chair', 'vice', 'member', 'clerk', 'officer'] as const) {
      expect([who, await numbersFor(board, who)]).toEqual([who, [1, 2]]);
    }
    for (const who of ['crg', 'observer', 'substitute'] as const) {
      expect([who, await numbersFor(board, who)]).toEqual([who, [2]]);
      expect(await board.actions.get(board.people[who], idOf('private'))).toEqual({
        refused: 'not-found'
      });
      expect(await board.actions.actionFor(board.people[who], idOf('private'))).toBeUndefined();
    }
    expect(await board.actions.list(board.people.stranger, board.boardId)).toEqual({
      refused: 'not-found'
    });
    expect(await board.actions.list(board.people.admin, board.boardId)).toEqual({
      refused: 'not-found'
    });
  });

  test('[P11] the printed log holds what the list holds', async () => {
    const board = await twoActions();
    for (const who of ['chair', 'officer', 'crg'] as const) {
      const { rows } = granted(await board.records.actionLog(board.people[who], board.boardId));
      expect([who, rows.map(({ number }) => number)]).toEqual([who, await numbersFor(board, who)]);
    }
  });

  test('a person’s own actions are those still to be done, on boards they are at', async () => {
    const board = await twoActions();
    expect(await board.actions.mine(board.people.crg)).toMatchObject([{ number: 2 }]);
    granted(
      await board.actions.change(board.people.crg, idOf('open'), {
        type: 'update-action',
        rag: 'completed',
        text: ''
      })
    );
    expect(await board.actions.mine(board.people.crg)).toEqual([]);
  });
});

describe('changing', () => {
  test('[P12] owners report on their own and nobody else’s; an attempt is kept', async () => {
    const board = await twoActions();
    const { actions, people, db } = board;
    expect(await actions.change(people.crg, idOf('open'), PROGRESS)).toMatchObject({
      action: { rag: 'onSchedule' }
    });
    expect(await actions.change(people.officer, idOf('open'), PROGRESS)).toEqual({
      refused: 'not-allowed'
    });
    expect(await actions.change(people.crg, idOf('private'), PROGRESS)).toEqual({
      refused: 'not-found'
    });
    expect(
      await actions.change(people.crg, idOf('open'), {
        type: 'close-action',
        as: 'closed',
        text: ''
      })
    ).toEqual({ refused: 'not-allowed' });
    const kept = await db
      .selectFrom('audit_event')
      .select(['actor_id', 'subject', 'detail'])
      .where('kind', '=', 'command-refused')
      .execute();
    expect(kept).toEqual([
      { actor_id: people.officer, subject: idOf('open'), detail: '{"command":"update-action"}' },
      { actor_id: people.crg, subject: idOf('open'), detail: '{"command":"close-action"}' }
    ]);
  });

  test('[J5] what is refused is neither kept nor told, and what is accepted has its line in the history', async () => {
    const { actions, people, db, announced } = await twoActions();
    announced.length = 0;
    const worse: ActionCommand = { type: 'update-action', rag: 'happeningButBehind', text: '' };
    granted(await actions.change(people.clerk, idOf('open'), PROGRESS));
    expect(announced).toMatchObject([{ type: 'action-changed', actionId: idOf('open') }]);
    expect(await actions.change(people.clerk, idOf('open'), worse)).toMatchObject({
      refused: 'update-missing'
    });
    expect(
      await actions.change(people.clerk, idOf('open'), { ...worse, text: 'x'.repeat(2001) })
    ).toEqual({ refused: 'text-too-long', field: 'text' });
    expect(announced).toHaveLength(1);
    expect(await listActionUpdates(db, idOf('open'))).toMatchObject([
      { text: 'Half is done.', rag: 'onSchedule', byName: 'The clerk' }
    ]);
  });

  test('[A5] an action is given to people of the board, or to somebody by name', async () => {
    const board = await twoActions();
    await giveOtherBoard(board);
    const give = (personId: string | null) =>
      board.actions.change(board.people.clerk, idOf('open'), {
        type: 'assign-action',
        owners: [{ personId, name: 'x' }]
      });
    expect(await give(board.people.stranger)).toEqual({ refused: 'not-found', field: 'owners' });
    expect(await give(newId())).toEqual({ refused: 'not-found', field: 'owners' });
    expect(await give(null)).toHaveProperty('action');
    expect(await give(board.people.substitute)).toHaveProperty('action');
  });
});

describe('adding to the log', () => {
  test('[P12] the clerk’s is open, a member’s proposed; an observer may add none', async () => {
    const { actions, people, boardId } = await sampleBoard();
    const add = (who: Who, given = {}) => actions.add(people[who], boardId, wanted(given));
    expect(await add('clerk')).toMatchObject({ action: { number: 1, state: 'open' } });
    expect(await add('member')).toMatchObject({ action: { number: 2, state: 'proposed' } });
    expect(await add('crg')).toMatchObject({ action: { number: 3, state: 'proposed' } });
    expect(await add('observer')).toEqual({ refused: 'not-allowed' });
    expect(await add('stranger')).toEqual({ refused: 'not-found' });
  });

  test('[A2] [A5] [A6] what will not do is refused beside its field, and takes no number', async () => {
    const { actions, people, boardId } = await sampleBoard();
    const add = (given: object) => actions.add(people.clerk, boardId, wanted(given));
    expect(await add({ wording: ' \n' })).toEqual({ refused: 'title-missing', field: 'wording' });
    expect(await add({ wording: 'x'.repeat(2001) })).toEqual({
      refused: 'text-too-long',
      field: 'wording'
    });
    expect(await add({ dueOn: '2027-02-31' })).toEqual({ refused: 'date-unreal', field: 'dueOn' });
    expect(await add({ id: '__proto__' })).toEqual({ refused: 'malformed', field: 'id' });
    expect(await add({ owners: [{ personId: people.stranger, name: 'x' }] })).toEqual({
      refused: 'not-found',
      field: 'owners'
    });
    const { action } = granted(await add({}));
    expect(action.number).toBe(1);
    expect(await add({ id: action.id })).toEqual({ refused: 'already-used', field: 'id' });
  });

  test('[A2] numbers follow each other when many add at once', async () => {
    const { actions, people, boardId } = await sampleBoard();
    const added = await Promise.all(
      Array.from({ length: 12 }, () => actions.add(people.clerk, boardId, wanted()))
    );
    const numbers = added.map((each) => granted(each).action.number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, n) => n + 1));
  });

  test('[P1] a stranger is told nothing of a board, not even its name', async () => {
    const { actions, people, boardId } = await sampleBoard();
    expect(await actions.rightsOn(people.stranger, boardId)).toEqual({
      boardName: '',
      mayAdd: false,
      mayWord: false,
      mayClose: false,
      mayChange: false
    });
    expect(await actions.rightsOn(people.crg, boardId)).toMatchObject({
      boardName: 'Oversight Board',
      mayAdd: true
    });
  });
});
