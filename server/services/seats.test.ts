import { beforeEach, expect, test } from 'vitest';
import type { Seat } from '#domain/board.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { findActor } from '#server/store/actors.ts';
import type { Db } from '#server/store/database.ts';
import { findPersonByEmail } from '#server/store/people.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveAdministrator, giveBoard, givePerson, giveSeat } from '../../tests/support/people.ts';
import { makeSeats, type BoardPeople, type SeatToFill } from './seats.ts';

let db: Db;
let said: Announcement[];
let seats: ReturnType<typeof makeSeats>;
let boardId: string;
let clerkId: string;
let memberId: string;
let memberSeatId: string;
let strangerId: string;

const TODAY = '2026-12-10';
const RUTH: SeatToFill = {
  name: 'Ruth Hale',
  email: 'Ruth@example.org',
  office: 'member',
  organisation: 'County Police',
  sector: 'police',
  post: 'Superintendent',
  startsOn: TODAY
};

beforeEach(async () => {
  db = await memoryDatabase();
  said = [];
  seats = makeSeats({
    db,
    clock: () => `${TODAY}T09:00:00.000Z`,
    announce: (announcement) => void said.push(announcement)
  });
  boardId = (await giveBoard(db, 'Oversight Board')).id;
  clerkId = await givePerson(db, 'clerk@example.org', 'Tom Okafor');
  memberId = await givePerson(db, 'member@example.org', 'Priya Shah');
  strangerId = await givePerson(db, 'stranger@example.org');
  await giveSeat(db, { boardId, personId: clerkId, office: 'clerk' });
  memberSeatId = await giveSeat(db, { boardId, personId: memberId, office: 'member' });
});

async function people(by = clerkId): Promise<BoardPeople> {
  const found = await seats.people(by, boardId);
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}

const seatOf = async (name: string): Promise<Seat | undefined> =>
  (await people()).held.find((seat) => seat.name === name);

const placesOf = async (personId: string, today = TODAY) =>
  (await findActor(db, personId, today))?.places.map(({ role }) => role);

test('a new person gets an account, a seat with its organisation, and an invitation', async () => {
  const seated = await seats.fillSeat(clerkId, boardId, RUTH);
  expect(seated).toEqual({ name: 'Ruth Hale', path: expect.stringMatching(/^\/link\//) });
  expect(await seatOf('Ruth Hale')).toMatchObject({
    office: 'member',
    organisation: 'County Police',
    sector: 'police',
    post: 'Superintendent',
    startsOn: TODAY,
    endsOn: null
  });
  expect(said).toEqual([{ type: 'rights-changed', boardId }]);
});

test('an organisation known already keeps its sector, and there is one of it', async () => {
  await seats.fillSeat(clerkId, boardId, RUTH);
  const another = {
    ...RUTH,
    email: 'ann@example.org',
    name: 'Ann Other',
    sector: 'health'
  } as const;
  await seats.fillSeat(clerkId, boardId, another);
  expect((await seatOf('Ann Other'))?.sector).toBe('police');
  expect((await people()).organisations).toHaveLength(1);
});

test('somebody who has an account keeps their name, and needs no link', async () => {
  const seated = await seats.fillSeat(clerkId, boardId, { ...RUTH, email: 'stranger@example.org' });
  expect(seated).toEqual({ name: 'stranger@example.org', path: null });
});

test.each([
  [{ email: '' }, 'email-missing', 'email'],
  [{ email: 'ruth' }, 'email-malformed', 'email'],
  [{ startsOn: '2026-02-30' }, 'date-unreal', 'startsOn'],
  [{ startsOn: 'NaN-aN-0N' }, 'date-unreal', 'startsOn'],
  [{ post: 'x'.repeat(201) }, 'text-too-long', 'post'],
  [{ email: 'member@example.org' }, 'seat-held', 'email']
])('a seat is not filled with %j, and no account is left behind', async (wrong, refused, field) => {
  const before = (await db.selectFrom('person').select('id').execute()).length;
  expect(await seats.fillSeat(clerkId, boardId, { ...RUTH, ...wrong })).toEqual({ refused, field });
  expect(await db.selectFrom('person').select('id').execute()).toHaveLength(before);
  expect(said).toEqual([]);
});

test('only those who keep the seats change them; to others the board may not be there', async () => {
  expect(await seats.fillSeat(memberId, boardId, RUTH)).toEqual({ refused: 'not-allowed' });
  expect(await seats.fillSeat(strangerId, boardId, RUTH)).toEqual({ refused: 'not-found' });
  expect(await seats.endSeat(memberId, boardId, memberSeatId, null)).toEqual({
    refused: 'not-allowed'
  });
  const adminId = await giveAdministrator(db);
  expect(await seats.fillSeat(adminId, boardId, RUTH)).toHaveProperty('path');
  expect(await seats.people(strangerId, boardId)).toEqual({ refused: 'not-found' });
  expect(await seats.people(clerkId, 'a'.repeat(20))).toEqual({ refused: 'not-found' });
});

test('members see who sits with them, but no addresses', async () => {
  const seen = await people(memberId);
  expect(seen.held.map(({ name }) => name)).toEqual(['Priya Shah', 'Tom Okafor']);
  expect(seen).toMatchObject({ mayManage: false, contacts: [], organisations: [] });
  expect(JSON.stringify(seen)).not.toContain('member@example.org');
  expect((await people()).contacts).toContainEqual({
    personId: memberId,
    email: 'member@example.org',
    hasPassword: true
  });
});

test('T05 a seat ended at once gives no right from that moment on', async () => {
  expect(await seats.endSeat(clerkId, boardId, memberSeatId, null)).toBeUndefined();
  expect(await placesOf(memberId)).toEqual([]);
  expect(said).toEqual([{ type: 'rights-changed', boardId }]);
  expect((await people()).past.map(({ id }) => id)).toEqual([memberSeatId]);
});

test('a seat ended on a date counts through that day', async () => {
  await seats.endSeat(clerkId, boardId, memberSeatId, '2026-12-31');
  expect(await placesOf(memberId, '2026-12-31')).toEqual(['member']);
  expect(await placesOf(memberId, '2027-01-01')).toEqual([]);
});

test('a seat filled and ended on one day, or before it began, never counted', async () => {
  await seats.fillSeat(clerkId, boardId, RUTH);
  await seats.fillSeat(clerkId, boardId, {
    ...RUTH,
    email: 'ann@example.org',
    startsOn: '2027-01-04'
  });
  const { held, coming } = await people();
  for (const seat of [...held, ...coming].filter(({ post }) => post === 'Superintendent')) {
    expect(await seats.endSeat(clerkId, boardId, seat.id, null)).toBeUndefined();
    expect(await placesOf(seat.personId, seat.startsOn)).toEqual([]);
  }
  expect((await people()).past).toHaveLength(2);
});

test('a seat that is over, or at another board, cannot be ended', async () => {
  await seats.endSeat(clerkId, boardId, memberSeatId, null);
  expect(await seats.endSeat(clerkId, boardId, memberSeatId, null)).toEqual({
    refused: 'not-found'
  });
  const other = await giveBoard(db, 'Another Board');
  const elsewhere = await giveSeat(db, { boardId: other.id, personId: memberId, office: 'chair' });
  expect(await seats.endSeat(clerkId, boardId, elsewhere, null)).toEqual({ refused: 'not-found' });
});

test('a named substitute has a place of their own until removed or the seat ends', async () => {
  const named = await seats.nameSubstitute(clerkId, boardId, memberSeatId, {
    name: 'Sam Lee',
    email: 'sam@example.org'
  });
  expect(named).toHaveProperty('path', expect.stringMatching(/^\/link\//));
  const sam = (await findPersonByEmail(db, 'sam@example.org'))?.id ?? '';
  expect(await placesOf(sam)).toEqual(['substitute']);
  expect((await seatOf('Priya Shah'))?.substitutes).toEqual([
    { personId: sam, name: 'Sam Lee', post: null }
  ]);
  await seats.removeSubstitute(clerkId, boardId, memberSeatId, sam);
  expect(await placesOf(sam)).toEqual([]);
  const again = { name: '', email: 'sam@example.org' };
  expect(await seats.nameSubstitute(clerkId, boardId, memberSeatId, again)).toHaveProperty(
    'name',
    'Sam Lee'
  );
  expect(await placesOf(sam)).toEqual(['substitute']);
  await seats.endSeat(clerkId, boardId, memberSeatId, null);
  expect(await placesOf(sam)).toEqual([]);
});

test('a substitute who is not named for that seat cannot be removed from it', async () => {
  expect(await seats.removeSubstitute(clerkId, boardId, memberSeatId, strangerId)).toEqual({
    refused: 'not-found'
  });
});
