/** Every way in which somebody might still change minutes that a meeting has approved. */
import { createHash } from 'node:crypto';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { granted } from '#server/demo/parts.ts';
import { codeOf, meetingFor, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { storedCopy, typeParagraph, until } from '../support/document-server.ts';
import { openDocument } from '../support/open-document.ts';
import { minutesPaths, textOf } from '../support/read-export.ts';
import { addItem, attend, CIRCULATE, CLOSE, PUBLISH, START } from '../support/sample-meeting.ts';
import { arrive, depart } from '../support/sample-register.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId } from '../support/take-seat.ts';

const LOCKED = [
  'minutes-locked',
  'already-approved',
  'minutes-not-circulated',
  'agenda-published',
  'meeting-started',
  'meeting-not-in-session',
  'not-allowed'
];

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let boardId: string;
let meetingId: string;
let approved: Proceedings;
let itemId: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  chair = await signIn(server, 'chair');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetingId = meetingOn(board, '2026-06-11');
  approved = (await meetingFor(clerk, meetingId)).proceedings;
  itemId = approved.resolutions[0]?.itemId ?? '';
});

afterAll(() => server.stop());

test('no command changes them, whoever sends it', async () => {
  for (const command of commands()) {
    for (const client of [clerk, chair]) {
      expect(LOCKED, command.type).toContain(await codeOf(client, meetingId, command));
    }
  }
  expect((await meetingFor(clerk, meetingId)).proceedings).toEqual(approved);
});

test('no Yjs client changes them: it is told that the text is frozen, and nothing is kept', async () => {
  const stored = async () =>
    (await storedCopy(server.db(), `minute/${itemId}`)).getXmlFragment('text');
  const before = (await stored()).toString();
  expect(before).not.toBe('');
  for (const client of [clerk, chair, await signIn(server, 'member')]) {
    const open = openDocument(client, `minute/${itemId}`);
    await until(() => open.provider.synced && open.mayWrite() !== undefined, 'it is open to read');
    expect(open.mayWrite()).toBe(false);
    typeParagraph(open, 'Afterthought.');
    await until(() => open.refusals.length > 0, 'the edit is refused');
    expect(open.refusals).toEqual(['frozen']);
    open.leave();
  }
  expect((await stored()).toString()).toBe(before);
  for (const path of minutesPaths(meetingId)) {
    expect(await textOf(await clerk.get(path))).not.toContain('Afterthought');
  }
});

test('nobody who holds the file changes them: its triggers refuse every statement', () => {
  const file = new BetterSqlite(server.databaseFile);
  // Without it a replacement would remove the row past the trigger; the server sets it as well.
  file.pragma('recursive_triggers = ON');
  const name = `minute/${itemId}`;
  const statements: readonly [sql: string, ...values: unknown[]][] = [
    [
      "update approval set record = replace(record, 'agreed', 'refused') where meeting_id = ?",
      meetingId
    ],
    ['delete from approval where meeting_id = ?', meetingId],
    ['insert or replace into approval select * from approval where meeting_id = ?', meetingId],
    ["update journal_entry set command = '{}' where meeting_id = ?", meetingId],
    ['delete from journal_entry where meeting_id = ?', meetingId],
    ["update publication set record = '{}' where meeting_id = ?", meetingId],
    ['delete from publication where meeting_id = ?', meetingId],
    ['update document set frozen_at = null where name = ?', name],
    [
      `insert into document_update (document, seq, at, bytes, hash)
       values (?, 99999, '2026-11-21T09:00:00.000Z', x'00', x'00')`,
      name
    ]
  ];
  for (const [sql, ...values] of statements) {
    expect(() => file.prepare(sql).run(...values), sql).toThrow(/final|frozen/);
  }
  file.close();
});

test('what becomes of the board and its log afterwards is not in them', async () => {
  const bytes = async () =>
    Buffer.from(await (await clerk.get(`/meetings/${meetingId}/minutes.json`)).arrayBuffer());
  const before = await bytes();
  const { boards, actions } = server.services();
  const by = await personId(server, 'clerk');
  const { settings } = granted(await boards.get(by, boardId)).board;
  const renamed = { name: 'Another Name', settings: { ...settings, opening: 'Other words.' } };
  expect(await boards.changeSettings(by, boardId, renamed)).toBeUndefined();
  const owners = [{ personId: null, name: 'Somebody else' }];
  const actionId = approved.actions.at(-1)?.id ?? '';
  granted(await actions.change(by, actionId, { type: 'assign-action', owners }));
  expect((await bytes()).equals(before)).toBe(true);
  const digest = createHash('sha256').update(before).digest('hex');
  expect(digest).toBe(approved.minutes.approval?.digest);
  expect(before.toString()).not.toMatch(/Another Name|Other words|Somebody else/);
});

const commands = (): Command[] => [
  { type: 'raise-action', actionId: 'a'.repeat(20), itemId, owners: [], dueOn: null },
  { type: 'record-resolution', resolutionId: 'r'.repeat(20), itemId },
  { type: 'withdraw-resolution', resolutionId: approved.resolutions[0]?.id ?? '', itemId },
  attend('late', { name: 'Somebody Late' }),
  { type: 'clear-attendance', key: approved.attendees[0]?.key ?? '' },
  arrive('late', '14:30'),
  depart('late', '14:30'),
  { type: 'undo-attendance', seq: approved.registerBefore?.seq ?? 1 },
  { type: 'correct-times', startedAt: '14:00', finishedAt: '15:00' },
  { type: 'number-minutes-from', first: 1 },
  { type: 'set-item-details', itemId, minuted: false },
  { type: 'set-arrangements', ...approved.arrangements, date: '2026-06-12' },
  addItem('after'),
  { type: 'move-item', itemId, before: null },
  { type: 'change-part', itemId, newItemId: 'n'.repeat(20), part: 'part2', ground: 'Too late.' },
  { type: 'defer-item', itemId },
  { type: 'withdraw-item', itemId },
  { type: 'open-item', itemId },
  { type: 'adjourn' },
  { type: 'resume' },
  { type: 'recall-minutes' },
  PUBLISH,
  START,
  CLOSE,
  CIRCULATE
];
