import { beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#domain/board.ts';
import { USUAL_OFFSETS } from '#domain/timetable-offsets.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { verifyAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveAdministrator, giveBoard, givePerson, giveSeat } from '../../tests/support/people.ts';
import { makeBoards } from './boards.ts';

let db: Db;
let said: Announcement[];
let boards: ReturnType<typeof makeBoards>;
let boardId: string;
let adminId: string;
let clerkId: string;
let memberId: string;
let strangerId: string;

beforeEach(async () => {
  db = await memoryDatabase();
  said = [];
  boards = makeBoards({
    db,
    clock: () => '2026-12-10T09:00:00.000Z',
    announce: (announcement) => void said.push(announcement)
  });
  boardId = (await giveBoard(db, 'Oversight Board')).id;
  await giveBoard(db, 'Another Board');
  adminId = await giveAdministrator(db);
  clerkId = await givePerson(db, 'clerk@example.org');
  memberId = await givePerson(db, 'member@example.org');
  strangerId = await givePerson(db, 'stranger@example.org');
  await giveSeat(db, { boardId, personId: clerkId, office: 'clerk' });
  await giveSeat(db, { boardId, personId: memberId, office: 'member' });
});

const NEW = { name: ' Reference Group ', kind: 'reference-group', parentId: null } as const;

test('people see the boards they have a place at, and keep the seats of those they answer for', async () => {
  const names = (list: { name: string }[]) => list.map(({ name }) => name);
  expect(names(await boards.list(memberId))).toEqual(['Oversight Board']);
  expect(names(await boards.list(strangerId))).toEqual([]);
  expect(names(await boards.list(adminId))).toEqual([]);
  expect(names(await boards.list('nobody'))).toEqual([]);
  expect(names(await boards.listManaged(adminId))).toEqual(['Another Board', 'Oversight Board']);
  expect(names(await boards.listManaged(clerkId))).toEqual(['Oversight Board']);
  expect(names(await boards.listManaged(memberId))).toEqual([]);
});

test('a board somebody has no place at looks like one that is not there', async () => {
  const unknown = await boards.get(strangerId, 'a'.repeat(20));
  expect(unknown).toEqual({ refused: 'not-found' });
  expect(await boards.get(strangerId, boardId)).toEqual(unknown);
  expect(await boards.get(adminId, boardId)).toEqual(unknown);
});

test('what a person may do is said with the board', async () => {
  expect(await boards.get(clerkId, boardId)).toMatchObject({
    board: { name: 'Oversight Board' },
    may: { manageBoard: true, manageSeats: true, createMeeting: true }
  });
  expect(await boards.get(memberId, boardId)).toMatchObject({
    may: { manageBoard: false, manageSeats: false, createMeeting: false }
  });
});

test('an administrator creates a board with the settings of its kind', async () => {
  expect(await boards.create(clerkId, NEW)).toEqual({ refused: 'not-allowed' });
  expect(await boards.create(adminId, { ...NEW, name: ' ' })).toHaveProperty(
    'refused',
    'name-missing'
  );
  expect(await boards.create(adminId, { ...NEW, parentId: 'none' })).toEqual({
    refused: 'not-found',
    field: 'parentId'
  });
  const created = await boards.create(adminId, { ...NEW, parentId: boardId });
  if (isRefusal(created)) throw new Error(created.refused);
  await giveSeat(db, { boardId: created.boardId, personId: clerkId, office: 'clerk' });
  expect(await boards.get(clerkId, created.boardId)).toMatchObject({
    board: {
      name: 'Reference Group',
      parentId: boardId,
      settings: defaultSettings('reference-group')
    }
  });
});

test('the clerk changes the settings, all of them come back, and open pages ask again', async () => {
  const settings = {
    ...defaultSettings('board'),
    accessRegime: 'statutory',
    numbering: 'continuous',
    minutesWriting: 'clerk',
    noticeDays: 7,
    timetable: { ...USUAL_OFFSETS, callForItems: 40, signing: 0 },
    quorum: { members: 4, sectors: ['police', 'council'] },
    standingItems: ['minutes', 'apologies'],
    strapline: 'Working together',
    opening: 'The meeting was recorded.',
    contactName: 'Tom Okafor',
    contactPost: 'Clerk',
    contactEmail: 'clerk@example.org'
  } as const;
  const given = { name: 'Prevent Oversight Board', settings };
  expect(await boards.changeSettings(clerkId, boardId, given)).toBeUndefined();
  expect(await boards.get(clerkId, boardId)).toMatchObject({
    board: { name: 'Prevent Oversight Board', settings }
  });
  expect(said).toContainEqual({ type: 'rights-changed', boardId });
  expect(await verifyAudit(db)).toEqual({ intact: true, events: 1 });
});

test('settings are refused to others, and for everybody when they will not do', async () => {
  const given = { name: 'Renamed', settings: defaultSettings('board') };
  expect(await boards.changeSettings(memberId, boardId, given)).toEqual({ refused: 'not-allowed' });
  expect(await boards.changeSettings(strangerId, boardId, given)).toEqual({ refused: 'not-found' });
  const unsound = { ...given, settings: { ...given.settings, noticeDays: -1 } };
  expect(await boards.changeSettings(clerkId, boardId, unsound)).toHaveProperty(
    'field',
    'noticeDays'
  );
  const backwards = { ...USUAL_OFFSETS, callForItems: 1 };
  const disordered = { ...given, settings: { ...given.settings, timetable: backwards } };
  expect(await boards.changeSettings(clerkId, boardId, disordered)).toEqual({
    refused: 'steps-out-of-order',
    field: 'callForItems'
  });
  expect(await boards.get(memberId, boardId)).toMatchObject({ board: { name: 'Oversight Board' } });
  expect(said).toEqual([]);
});

test('closure days are added, renamed and removed by the clerk', async () => {
  const day = { date: '2026-12-29', name: 'Office closed' };
  const days = async () => {
    const view = await boards.get(clerkId, boardId);
    return isRefusal(view) ? view : view.closureDays;
  };
  expect(await boards.addClosureDay(memberId, boardId, day)).toEqual({ refused: 'not-allowed' });
  expect(await boards.addClosureDay(clerkId, boardId, { ...day, date: '2026-02-31' })).toEqual({
    refused: 'date-unreal',
    field: 'date'
  });
  expect(await boards.addClosureDay(clerkId, boardId, { ...day, name: '' })).toHaveProperty(
    'field',
    'closureName'
  );
  await boards.addClosureDay(clerkId, boardId, day);
  await boards.addClosureDay(clerkId, boardId, { ...day, name: 'Between the years' });
  expect(await days()).toEqual([{ date: '2026-12-29', name: 'Between the years' }]);
  await boards.removeClosureDay(clerkId, boardId, '2026-12-29');
  expect(await days()).toEqual([]);
});
