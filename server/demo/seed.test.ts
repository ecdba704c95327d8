import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOverdue } from '#domain/action.ts';
import { makePasswords } from '#server/auth/passwords.ts';
import { makeServices, type Services } from '#server/services.ts';
import { findPersonByEmail } from '#server/store/people.ts';
import type { Db } from '#server/store/database.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { BOARDS } from './boards.ts';
import { DemoRefused, granted } from './parts.ts';
import { GUIDE, PEOPLE } from './people.ts';
import { seedDemo } from './seed.ts';

const NOW = '2026-11-21T09:00:00.000Z';
const PASSWORD = 'a long walk by the river';

let db: Db;
let services: Services;

beforeAll(async () => {
  db = await memoryDatabase();
  await seedDemo(db, PASSWORD);
  services = makeServices({ db, clock: () => NOW, announce: () => {}, passwords: makePasswords() });
});
afterAll(() => db.destroy());

test('there is a meeting at every stage: approved, circulated, ready to start, in preparation', async () => {
  const stages = (await meetingsOf('oversight')).map(({ date, phase, minutesStage }) => [
    date,
    minutesStage ?? phase
  ]);
  expect(stages).toEqual([
    ['2027-03-11', 'agendaOpen'],
    ['2026-12-10', 'agendaPublished'],
    ['2026-09-10', 'circulated'],
    ['2026-06-11', 'approved'],
    ['2026-03-12', 'approved']
  ]);
  const ofGroup = (await meetingsOf('reference')).map(
    ({ phase, minutesStage }) => minutesStage ?? phase
  );
  expect(ofGroup).toEqual(['agendaOpen', 'circulated', 'approved']);
});

test('minutes are numbered through the municipal year, and those of the group begin at 1', async () => {
  expect(await minuteNumbersOf('oversight', '2026-03-12')).toEqual([24, 33]);
  expect(await minuteNumbersOf('oversight', '2026-06-11')).toEqual([1, 13]);
  expect(await minuteNumbersOf('oversight', '2026-09-10')).toEqual([14, 24]);
  expect(await minuteNumbersOf('reference', '2026-08-27')).toEqual([1, 4]);
});

test('what is minuted as an action is in the log under the same number, with its words', async () => {
  const log = granted(await services.actions.list(await clerk(), await boardId('oversight')));
  const record = await minutesFor('clerk', 'oversight', '2026-09-10');
  const minuted = record.minutes
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'action' ? [block] : []));
  expect(minuted).toHaveLength(5);
  for (const { number, runs } of minuted) {
    const logged = log.find((action) => action.number === number);
    expect(logged?.wording).toBe(runs.map(({ text }) => text).join(''));
  }
});

test('the group’s representative reads no private minute and sees no private action', async () => {
  const record = await minutesFor('crg', 'oversight', '2026-06-11');
  const briefing = record.minutes.at(-1);
  expect(briefing).toMatchObject({ title: 'Local policing briefing', withheld: true, blocks: [] });
  const crg = await personId('crg');
  const seen = granted(await services.actions.list(crg, await boardId('oversight')));
  const all = granted(await services.actions.list(await clerk(), await boardId('oversight')));
  expect(all.filter(({ part }) => part === 'part2')).toHaveLength(1);
  expect(seen).toEqual(all.filter(({ part }) => part === 'part1'));
});

test('the group’s records say neither who spoke nor who was there', async () => {
  const record = await minutesFor('clerk', 'reference', '2026-08-27');
  expect([...record.present, ...record.inAttendance, ...record.apologies]).toEqual([]);
  const minuted = JSON.stringify(record.minutes.map(({ blocks }) => blocks.filter(isNotAction)));
  for (const { person } of BOARDS.reference.seats) {
    expect(minuted).not.toContain(PEOPLE[person].name.split(' ').at(-1));
  }
});

test('every address of the guide signs in, and its people have the actions the guide promises', async () => {
  for (const { person } of GUIDE) {
    const { email } = PEOPLE[person];
    const signIn = { email, password: PASSWORD, address: '192.0.2.1' };
    expect(await services.people.signIn(signIn)).toHaveProperty('token');
  }
  const ofMember = await services.actions.mine(await personId('member'));
  expect(ofMember.map((action) => isOverdue(action, NOW.slice(0, 10)))).toEqual([true, false]);
  expect(await services.actions.mine(await personId('crg'))).toHaveLength(1);
  expect(await services.boards.list(await personId('admin'))).toEqual([]);
});

test('a second telling is refused: somebody keeps the installation already', async () => {
  await expect(seedDemo(db, PASSWORD)).rejects.toBeInstanceOf(DemoRefused);
});

const isNotAction = ({ kind }: { kind: string }): boolean => kind !== 'action';

const clerk = () => personId('clerk');

async function personId(role: string): Promise<string> {
  const person = await findPersonByEmail(db, `${role}@demo.example`);
  if (!person) throw new Error(`there is no ${role}`);
  return person.id;
}

async function boardId(key: keyof typeof BOARDS): Promise<string> {
  const found = (await services.boards.list(await clerk())).find(
    ({ name }) => name === BOARDS[key].name
  );
  if (!found) throw new Error(`there is no ${BOARDS[key].name}`);
  return found.id;
}

async function meetingsOf(key: keyof typeof BOARDS) {
  return granted(await services.meetings.ofBoard(await clerk(), await boardId(key)));
}

async function minutesFor(role: string, key: keyof typeof BOARDS, on: string) {
  const meeting = (await meetingsOf(key)).find(({ date }) => date === on);
  return granted(await services.records.minutes(await personId(role), meeting?.id ?? '')).record;
}

/** First and last. */
async function minuteNumbersOf(key: keyof typeof BOARDS, on: string) {
  const { minutes } = await minutesFor('clerk', key, on);
  return [minutes.at(0)?.minuteNumber, minutes.at(-1)?.minuteNumber];
}
