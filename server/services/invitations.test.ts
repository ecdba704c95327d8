import { beforeEach, expect, test } from 'vitest';
import { isRefusal } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { makePasswords } from '#server/auth/passwords.ts';
import type { Db } from '#server/store/database.ts';
import { findPersonByEmail, setSuspended } from '#server/store/people.ts';
import { listSeats } from '#server/store/seats.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import {
  giveAdministrator,
  giveBoard,
  givePerson,
  giveSeat,
  PASSWORD
} from '../../tests/support/people.ts';
import { makeAccounts } from './accounts.ts';
import { makeInvitations } from './invitations.ts';
import { makeLinks } from './links.ts';
import { makePeople } from './people.ts';

let db: Db;
let now: string;
let said: Announcement[];
let services: ReturnType<typeof makeAll>;
let adminId: string;
let clerkId: string;
let boardId: string;
let otherBoardId: string;

function makeAll() {
  const needs = {
    db,
    clock: () => now,
    announce: (announcement: Announcement) => void said.push(announcement),
    passwords: makePasswords()
  };
  return {
    ...needs,
    people: makePeople(needs),
    accounts: makeAccounts(needs),
    invitations: makeInvitations(needs),
    links: makeLinks(needs)
  };
}

beforeEach(async () => {
  db = await memoryDatabase();
  now = '2026-12-10T09:00:00.000Z';
  said = [];
  services = makeAll();
  adminId = await giveAdministrator(db);
  clerkId = await givePerson(db, 'clerk@example.org');
  boardId = (await giveBoard(db, 'Oversight Board')).id;
  otherBoardId = (await giveBoard(db, 'Reference Group')).id;
  await giveSeat(db, { boardId, personId: clerkId, office: 'clerk' });
});

const tokenOf = (path: string | null | undefined): string => {
  if (!path?.startsWith('/link/')) throw new Error('no link was made');
  return path.slice('/link/'.length);
};

async function inviteOne(email: string, by = clerkId): Promise<string> {
  const seat = { boardId, office: 'member' } as const;
  const invited = await services.invitations.invite(by, { emails: email, seat });
  if (isRefusal(invited)) throw new Error(invited.refused);
  return tokenOf(invited[0]?.path);
}

const ANSWERS = { name: 'Councillor Ruth Hale', email: '', password: 'three unlikely words' };

async function linkFor(personId: string, by = adminId): Promise<string> {
  const made = await services.invitations.makeLink(by, personId);
  if (isRefusal(made)) throw new Error(made.refused);
  return tokenOf(made.path);
}

test('invited people get a seat and a link, choose name and password, and are signed in', async () => {
  const token = await inviteOne('ruth.hale@example.org');
  expect(await services.links.open(token)).toEqual({
    purpose: 'invitation',
    name: 'Ruth Hale',
    email: 'ruth.hale@example.org'
  });
  const entered = await services.links.follow(token, ANSWERS);
  if (isRefusal(entered)) throw new Error(entered.refused);
  const found = await services.people.identify(entered.token);
  expect(found?.actor.name).toBe('Councillor Ruth Hale');
  expect(found?.actor.places).toEqual([{ boardId, role: 'member' }]);
  expect(said).toContainEqual({ type: 'rights-changed', boardId });
});

test('a link works once, and looking at it does not use it up', async () => {
  const token = await inviteOne('ruth@example.org');
  for (let n = 0; n < 3; n += 1) expect(await services.links.open(token)).toHaveProperty('purpose');
  expect(await services.links.follow(token, ANSWERS)).toHaveProperty('token');
  expect(await services.links.open(token)).toEqual({ refused: 'link-expired' });
  expect(await services.links.follow(token, ANSWERS)).toEqual({ refused: 'link-expired' });
});

test('two browsers that race for one link: one of them wins', async () => {
  const token = await inviteOne('ruth@example.org');
  const answers = await Promise.all([
    services.links.follow(token, ANSWERS),
    services.links.follow(token, { ...ANSWERS, password: 'other unlikely words' })
  ]);
  expect(answers.filter((answer) => isRefusal(answer))).toEqual([{ refused: 'link-expired' }]);
});

test('an answer that will not do leaves the link as it was', async () => {
  const token = await inviteOne('ruth@example.org');
  const short = { ...ANSWERS, password: 'short' };
  expect((await services.links.follow(token, short)) as object).toHaveProperty(
    'refused',
    'password-short'
  );
  expect((await services.links.follow(token, { ...ANSWERS, name: ' ' })) as object).toHaveProperty(
    'refused',
    'name-missing'
  );
  expect(await services.links.follow(token, ANSWERS)).toHaveProperty('token');
});

test.each([
  ['an invitation', '2026-12-24T08:59:59.999Z', '2026-12-24T09:00:00.000Z', inviteOneFor],
  ['a password link', '2026-12-11T08:59:59.999Z', '2026-12-11T09:00:00.000Z', resetFor]
])('%s works until it is too old', async (_what, still, over, make) => {
  const token = await make();
  now = still;
  expect(await services.links.open(token)).toHaveProperty('purpose');
  now = over;
  expect(await services.links.open(token)).toEqual({ refused: 'link-expired' });
  expect(await services.links.follow(token, ANSWERS)).toEqual({ refused: 'link-expired' });
});

function inviteOneFor() {
  return inviteOne('ruth@example.org');
}

function resetFor() {
  return linkFor(clerkId);
}

test('a password link asks for no name, ends older sessions and lets in past a used-up limit', async () => {
  const signIn = { email: 'clerk@example.org', password: PASSWORD, address: '192.0.2.1' };
  const before = await services.people.signIn(signIn);
  for (let n = 0; n < 12; n += 1) {
    await services.people.signIn({ ...signIn, password: `wrong horse ${n}` });
  }
  const entered = await services.links.follow(await linkFor(clerkId), { ...ANSWERS, name: '' });
  if (isRefusal(entered) || isRefusal(before)) throw new Error('not let in');
  expect((await services.people.identify(entered.token))?.actor.personId).toBe(clerkId);
  expect(await services.people.identify(before.token)).toBeNull();
});

test('a new link stops the one before it from working', async () => {
  const first = await linkFor(clerkId);
  const second = await linkFor(clerkId);
  expect(await services.links.open(first)).toEqual({ refused: 'link-expired' });
  expect(await services.links.open(second)).toHaveProperty('purpose', 'password-reset');
});

test('a link for somebody who has never chosen a password is an invitation again', async () => {
  await inviteOne('ruth@example.org');
  const ruth = await findPersonByEmail(db, 'ruth@example.org');
  expect(await services.links.open(await linkFor(ruth?.id ?? ''))).toHaveProperty(
    'purpose',
    'invitation'
  );
});

test('the database holds no link that works', async () => {
  const token = await inviteOne('ruth@example.org');
  const row = await db.selectFrom('access_link').selectAll().executeTakeFirstOrThrow();
  const stored = Buffer.from(row.token_hash);
  expect(stored.toString('base64url')).not.toBe(token);
  expect(await services.links.open(stored.toString('base64url'))).toEqual({
    refused: 'link-expired'
  });
});

test('many at once: those who have an account get their seat without a link', async () => {
  await givePerson(db, 'known@example.org', 'Known Person');
  await givePerson(db, 'gone@example.org', 'Gone Person').then((id) => setSuspended(db, id, now));
  const invited = await services.invitations.invite(adminId, {
    emails: 'new@example.org\nknown@example.org\ngone@example.org\nclerk@example.org',
    seat: { boardId, office: 'member' }
  });
  if (isRefusal(invited)) throw new Error(invited.refused);
  expect(invited.map(({ email, path, refused }) => [email, path !== null, refused])).toEqual([
    ['new@example.org', true, null],
    ['known@example.org', false, null],
    ['gone@example.org', false, null],
    ['clerk@example.org', false, 'seat-held']
  ]);
  expect((await listSeats(db, boardId, '2026-12-10')).map(({ name }) => name).sort()).toEqual([
    'Gone Person',
    'Known Person',
    'New',
    'clerk@example.org'
  ]);
});

test('somebody refused the chair gets no account for it', async () => {
  const asked = {
    emails: 'one@example.org\ntwo@example.org',
    seat: { boardId, office: 'chair' }
  } as const;
  const invited = await services.invitations.invite(clerkId, asked);
  expect(invited).toMatchObject([{ refused: null }, { refused: 'chair-seated', path: null }]);
  expect(await findPersonByEmail(db, 'two@example.org')).toBeUndefined();
});

test('a clerk invites to their own board, an administrator to any, a member to none', async () => {
  const memberId = await givePerson(db, 'member@example.org');
  await giveSeat(db, { boardId, personId: memberId, office: 'member' });
  const ask = (by: string, to: string | null) =>
    services.invitations.invite(by, {
      emails: `p${Math.trunc(performance.now() * 1000)}@example.org`,
      seat: to === null ? null : { boardId: to, office: 'observer' }
    });
  expect(await ask(memberId, boardId)).toEqual({ refused: 'not-allowed' });
  expect(await ask(clerkId, otherBoardId)).toEqual({ refused: 'not-allowed' });
  expect(await ask(clerkId, null)).toEqual({ refused: 'not-allowed' });
  expect(await ask(clerkId, boardId)).toHaveLength(1);
  expect(await ask(adminId, otherBoardId)).toHaveLength(1);
  expect(await ask(adminId, null)).toHaveLength(1);
});

test('a clerk makes links only for people whose every seat is on their own boards', async () => {
  const ruthId = await givePerson(db, 'ruth@example.org');
  await giveSeat(db, { boardId, personId: ruthId, office: 'member' });
  expect(await services.invitations.makeLink(clerkId, ruthId)).toHaveProperty('path');
  await giveSeat(db, { boardId: otherBoardId, personId: ruthId, office: 'chair' });
  expect(await services.invitations.makeLink(clerkId, ruthId)).toEqual({
    refused: 'administrator-needed'
  });
  expect(await services.invitations.makeLink(adminId, ruthId)).toHaveProperty('path');
});

test('a clerk cannot get at an administrator through a seat', async () => {
  await services.invitations.invite(clerkId, {
    emails: 'admin@example.org',
    seat: { boardId, office: 'observer' }
  });
  expect(await services.invitations.makeLink(clerkId, adminId)).toEqual({
    refused: 'administrator-needed'
  });
});

test('inviting an address again does not hand its account to whoever asks', async () => {
  const ruthToken = await inviteOne('ruth@example.org');
  const otherClerk = await givePerson(db, 'clerk2@example.org');
  await giveSeat(db, { boardId: otherBoardId, personId: otherClerk, office: 'clerk' });
  const invited = await services.invitations.invite(otherClerk, {
    emails: 'ruth@example.org',
    seat: { boardId: otherBoardId, office: 'member' }
  });
  expect(invited).toMatchObject([{ path: null, refused: null }]);
  expect(await services.links.open(ruthToken)).toHaveProperty('purpose', 'invitation');
});

test('the first administrator comes in by the console, once, and only while there is none', async () => {
  expect(await services.invitations.firstAdministratorLink()).toEqual({ refused: 'not-allowed' });
  await db.deleteFrom('administrator').execute();
  const [first, second] = [
    await services.invitations.firstAdministratorLink(),
    await services.invitations.firstAdministratorLink()
  ];
  if (isRefusal(first) || isRefusal(second)) throw new Error('no link was made');
  expect(await services.links.open(tokenOf(first.path))).toEqual({ refused: 'link-expired' });
  const token = tokenOf(second.path);
  const taken = { ...ANSWERS, email: 'clerk@example.org' };
  expect(await services.links.follow(token, taken)).toEqual({
    refused: 'email-taken',
    field: 'email'
  });
  const entered = await services.links.follow(token, { ...ANSWERS, email: 'Boss@example.org' });
  if (isRefusal(entered)) throw new Error(entered.refused);
  expect((await services.people.identify(entered.token))?.actor.isAdministrator).toBe(true);
  expect(await services.invitations.firstAdministratorLink()).toEqual({ refused: 'not-allowed' });
});

test('the console’s link is worth nothing after half an hour, or once there is an administrator', async () => {
  await db.deleteFrom('administrator').execute();
  const made = await services.invitations.firstAdministratorLink();
  if (isRefusal(made)) throw new Error(made.refused);
  const answers = { ...ANSWERS, email: 'boss@example.org' };
  await db
    .insertInto('administrator')
    .values({ person_id: clerkId, since: now, appointed_by: null })
    .execute();
  expect(await services.links.follow(tokenOf(made.path), answers)).toEqual({
    refused: 'link-expired'
  });
  await db.deleteFrom('administrator').execute();
  now = '2026-12-10T09:30:00.000Z';
  expect(await services.links.follow(tokenOf(made.path), answers)).toEqual({
    refused: 'link-expired'
  });
});

test('the list of accounts says who was asked, who came and who is kept out', async () => {
  await inviteOne('invited@example.org', adminId);
  await inviteOne('lapsed@example.org', adminId);
  await db
    .updateTable('access_link')
    .set({ expires_at: now })
    .where('person_id', '=', (await findPersonByEmail(db, 'lapsed@example.org'))?.id ?? '')
    .execute();
  const goneId = await givePerson(db, 'gone@example.org');
  await services.people.signIn({ email: 'clerk@example.org', password: PASSWORD, address: 'x' });
  await services.accounts.suspend(adminId, goneId);
  const accounts = await services.accounts.list(adminId);
  if (isRefusal(accounts)) throw new Error(accounts.refused);
  expect(Object.fromEntries(accounts.map(({ email, status }) => [email, status]))).toEqual({
    'admin@example.org': 'neverSignedIn',
    'clerk@example.org': 'active',
    'gone@example.org': 'suspended',
    'invited@example.org': 'invited',
    'lapsed@example.org': 'neverSignedIn'
  });
  expect(await services.accounts.list(clerkId)).toEqual({ refused: 'not-found' });
});

test('T05 somebody suspended is out at once and by every door, until restored', async () => {
  const ruthId = await givePerson(db, 'ruth@example.org');
  const signIn = { email: 'ruth@example.org', password: PASSWORD, address: '192.0.2.1' };
  const entered = await services.people.signIn(signIn);
  if (isRefusal(entered)) throw new Error(entered.refused);
  const link = await linkFor(ruthId);
  expect(await services.accounts.suspend(adminId, ruthId)).toBeUndefined();
  expect(await services.people.identify(entered.token)).toBeNull();
  expect(said.map(({ type }) => type)).toEqual(['signed-out', 'rights-changed']);
  expect(await services.people.signIn(signIn)).toEqual({ refused: 'sign-in-failed' });
  expect(await services.links.follow(link, ANSWERS)).toEqual({ refused: 'link-expired' });
  expect(await services.invitations.makeLink(adminId, ruthId)).toEqual({ refused: 'not-allowed' });
  expect(await services.accounts.restore(adminId, ruthId)).toBeUndefined();
  expect(await services.people.signIn(signIn)).toHaveProperty('token');
});

test('administrators appoint and dismiss others, never themselves, and nobody else does', async () => {
  const { accounts } = services;
  expect(await accounts.appoint(clerkId, clerkId)).toEqual({ refused: 'not-found' });
  expect(await accounts.suspend(adminId, adminId)).toEqual({ refused: 'not-allowed' });
  expect(await accounts.dismiss(adminId, adminId)).toEqual({ refused: 'not-allowed' });
  expect(await accounts.suspend(adminId, 'nobody')).toEqual({ refused: 'not-found' });
  expect(await accounts.appoint(adminId, clerkId)).toBeUndefined();
  expect(await accounts.dismiss(clerkId, adminId)).toBeUndefined();
  expect(await accounts.list(adminId)).toEqual({ refused: 'not-found' });
});
