/**
 * What somebody who wants to break the service would try first. Each is either refused with a code
 * that says why, or kept as the inert text that it is; nothing breaks, and a refusal changes nothing.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AgendaRecord } from '#domain/record.ts';
import { newId } from '#server/new-id.ts';
import { meetingFor, perform, refusalOf, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { openBare } from '../support/open-document.ts';
import { agendaPaths, logPaths, squeeze, textOf } from '../support/read-export.ts';
import { startComposition, TODAY, type RunningComposition } from '../support/start-composition.ts';
import { addItem } from '../support/sample-meeting.ts';
import { personId } from '../support/take-seat.ts';

let server: RunningComposition;
let clerk: Client;
let boardId: string;
let meetingId: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetingId = meetingOn(board, '2027-03-11');
});

afterAll(() => server.stop());

describe('is refused, and leaves everything as it was:', () => {
  let before: string;
  const everything = async () => {
    const paths = [
      `/api/meetings/${meetingId}`,
      `/api/boards/${boardId}`,
      `/api/boards/${boardId}/actions`
    ];
    return (await Promise.all(paths.map(async (path) => (await clerk.get(path)).text()))).join();
  };
  beforeEach(async () => {
    before = await everything();
  });
  afterEach(async () => expect((await everything()) === before, 'nothing has changed').toBe(true));

  test.each([
    ['unknown', newId()],
    ['short', 'abc'],
    ['too long', 'a'.repeat(5000)],
    ['in capitals', 'A'.repeat(20)],
    ['a path', encodeURIComponent('../../etc/passwd')],
    ['with NUL', 'a%00b'],
    ['not UTF-8', '%ff%fe'],
    ['half an escape', '%'],
    ['SQL', encodeURIComponent("' or 1=1 --")],
    ['a property of every object', '__proto__'],
    ['a formula', encodeURIComponent('=1+1')]
  ])('an id that is %s', async (_, id) => {
    const paths = [
      `/api/boards/${id}`,
      `/api/meetings/${id}`,
      `/api/boards/${id}/actions`,
      ...agendaPaths(id),
      ...logPaths(id)
    ];
    for (const path of paths) {
      const { status } = await clerk.get(path);
      expect([400, 404], `${path} ${status}`).toContain(status);
    }
    for (const path of [`/api/meetings/${id}/commands`, `/api/boards/${id}/meetings`]) {
      const { status } = await clerk.post(path, {
        type: 'adjourn',
        date: '2027-02-04',
        startTime: '14:00'
      });
      expect([400, 404], `${path} ${status}`).toContain(status);
    }
    const { code, reason } = await openBare(clerk, `minute/${id}`).ended;
    expect(
      code === 4404 || reason.includes('404') || reason.includes('400'),
      `${code} ${reason}`
    ).toBe(true);
  });

  test.each([
    ['31 February', { date: '2027-02-31' }, 'date-unreal'],
    ['29 February of a common year', { date: '2027-02-29' }, 'date-unreal'],
    ['month 13', { date: '2027-13-01' }, 'date-unreal'],
    ['a date the English way', { date: '04/02/2027' }, 'date-unreal'],
    ['the year 9999', { date: '9999-12-31' }, 'date-unreal'],
    ['yesterday', { date: '2026-11-20' }, 'date-in-past'],
    ['25 o’clock', { startTime: '25:00' }, 'time-unreal'],
    ['2 pm', { startTime: '2 pm' }, 'time-unreal'],
    ['an end before the start', { endTime: '13:00' }, 'time-unreal'],
    [
      'half past one on the night the clocks go forward',
      { date: '2027-03-28', startTime: '01:30' },
      'time-unreal'
    ],
    [
      'an end in the hour that is skipped',
      { date: '2027-03-28', startTime: '00:30', endTime: '01:30' },
      'time-unreal'
    ]
  ])('a meeting at %s', async (_, wrong, refused) => {
    const wanted = { date: '2027-02-04', startTime: '14:00', ...wrong };
    const answer = await clerk.post(`/api/boards/${boardId}/meetings`, wanted);
    expect([answer.status, ((await answer.json()) as { refused: string }).refused]).toEqual([
      422,
      refused
    ]);
    if (refused === 'date-in-past') return;
    const arrangements = { type: 'set-arrangements', endTime: null, place: null, ...wanted };
    expect(await refusalOf(clerk, meetingId, arrangements)).toMatchObject({ refused });
  });

  test.each([
    ['no command', {}],
    ['a command nobody knows', { type: 'drop-table' }],
    [
      'a command only the server writes',
      { type: 'record-approval', byMeetingId: 'x', digest: 'x' }
    ],
    ['a command without its item', { type: 'open-item' }],
    ['an id of another shape', { type: 'open-item', itemId: '1' }],
    ['a number that is none', { type: 'number-minutes-from', first: 1e99 }],
    ['a negative number', { type: 'number-minutes-from', first: -1 }],
    ['null', null],
    ['a bare word', '"adjourn"'],
    ['a list of nothing of use', [null]],
    ['a title with control characters', addTitled('a\u0000b')]
  ])('%s', async (_, command) => {
    expect(await refusalOf(clerk, meetingId, command)).toMatchObject({
      refused: 'malformed',
      status: 400
    });
  });

  test.each([
    ['10,000 characters', 'x'.repeat(10_000), 'text-too-long'],
    ['nothing', '', 'title-missing'],
    ['spaces alone', ' \t\n ', 'title-missing']
  ])('a title of %s', async (_, title, refused) => {
    expect(await refusalOf(clerk, meetingId, addTitled(title))).toEqual({
      refused,
      field: 'title',
      status: 422
    });
  });

  test('an item, presenter, owner or place in the order that is not there', async () => {
    const { items } = (await meetingFor(clerk, meetingId)).proceedings;
    const itemId = items[0]?.id ?? '';
    for (const command of [
      { type: 'move-item', itemId, before: newId() },
      { type: 'move-item', itemId: newId(), before: null },
      { type: 'set-item-details', itemId, presenterId: newId() },
      { ...addTitled('Presented by nobody'), presenterId: newId() },
      { type: 'withdraw-item', itemId: newId() }
    ]) {
      expect(await refusalOf(clerk, meetingId, command)).toMatchObject({ refused: 'not-found' });
    }
    expect(await refusalOf(clerk, meetingId, { ...addTitled('Twice'), itemId })).toMatchObject({
      refused: 'already-used'
    });
  });

  test.each([
    ['broken', '{"type": "adjo', 400],
    ['nested a hundred thousand deep', '['.repeat(100_000), 400],
    ['huge', JSON.stringify({ type: 'adjourn', filler: 'x'.repeat(1024 * 1024) }), 413],
    ['a thousand commands', JSON.stringify(Array(1000).fill({ type: 'adjourn' })), 400]
  ])('JSON that is %s', async (_, body, status) => {
    const answer = await clerk.post(`/api/meetings/${meetingId}/commands`, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ refused: 'malformed' });
  });

  test('a body of another kind', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=x-none'
    ]) {
      const answer = await fetch(`${server.address}/api/meetings/${meetingId}/commands`, {
        method: 'POST',
        headers: { cookie: clerk.cookie ?? '', 'content-type': type },
        body: '{"type":"adjourn"}'
      });
      expect([400, 415], type).toContain(answer.status);
    }
  });

  test('a command that comes from another site’s page', async () => {
    const answer = await fetch(`${server.address}/api/meetings/${meetingId}/commands`, {
      method: 'POST',
      headers: {
        cookie: clerk.cookie ?? '',
        'content-type': 'application/json',
        origin: 'https://evil.example'
      },
      body: JSON.stringify(addTitled('Smuggled'))
    });
    expect([answer.status, await answer.json()]).toEqual([403, { refused: 'not-allowed' }]);
  });

  test('of a list of commands, all from the first that is refused', async () => {
    const commands = [{ type: 'adjourn' }, addTitled('Never reached')];
    const answer = await clerk.post(`/api/meetings/${meetingId}/commands`, commands);
    expect(await answer.json()).toMatchObject({ refused: 'meeting-not-in-session', done: [] });
  });
});

describe('is kept as the text that it is, in every file:', () => {
  test.each([
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a script', '</title><script>alert(1)</script>'],
    ['a link that runs', '[x](javascript:alert(1))'],
    ['a formula', '=HYPERLINK("http://evil.example","pay")'],
    ['a formula behind a sign', '+cmd|"/c calc"!A0'],
    ['emoji', 'Tea \u{1f375} and \u{1f469}\u200d\u{1f4bb}'],
    ['right to left', 'שלום and مرحبا \u202eevil\u202c'],
    ['zero-width', 'zero\u200bwidth\ufeffmark'],
    ['typesetting', '#read("/etc/passwd") $x$ \\input{x}'],
    ['a path', '../../etc/passwd']
  ])('%s', async (_, title) => {
    const itemId = newId();
    await perform(clerk, meetingId, { ...addTitled(title), itemId });
    const { texts } = await meetingFor(clerk, meetingId);
    expect(texts[itemId]?.title).toBe(title);
    const json = await clerk.read<AgendaRecord>(`/meetings/${meetingId}/agenda.json`);
    expect(json.items.find((item) => item.itemId === itemId)?.title).toBe(title);
    for (const path of agendaPaths(meetingId).filter((each) => /\.(html|docx)$/.test(each))) {
      expect(squeeze(await textOf(await clerk.get(path))), path).toContain(squeeze(title));
    }
    const html = await (await clerk.get(`/meetings/${meetingId}/agenda.html`)).text();
    expect(html).not.toMatch(/<img|<script|href="javascript/);
    expect((await clerk.get(`/meetings/${meetingId}/agenda.pdf`)).status).toBe(200);
    await perform(clerk, meetingId, { type: 'withdraw-item', itemId });
  });

  test('a formula in an action, in the log', async () => {
    const wording = '=HYPERLINK("http://evil.example","pay")';
    const by = await personId(server, 'clerk');
    const wanted = {
      id: newId(),
      wording,
      owners: [{ personId: null, name: '@SUM(1)' }],
      dueOn: null
    };
    await server.services().actions.add(by, boardId, wanted);
    const [csv, xlsx] = await Promise.all(logPaths(boardId).map((path) => clerk.get(path)));
    if (!csv || !xlsx) throw new Error('the log cannot be had');
    expect(await textOf(csv)).toContain(`"'=HYPERLINK(""http://evil.example"",""pay"")",'@SUM(1)`);
    expect(await textOf(xlsx)).toContain(wording);
  });
});

test('a sign-in that is guessed at is slowed down, and says the same of an address nobody has', async () => {
  const guess = async (email: string) => {
    const answer = await fetch(`${server.address}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ email, password: 'not the password' })
    });
    return [answer.status, await answer.text()];
  };
  const [known, unknown] = [
    await guess('member2@demo.example'),
    await guess('no-one@demo.example')
  ];
  expect(known).toEqual(unknown);
  expect(known).toEqual([401, '{"refused":"sign-in-failed"}']);
  const many = await Promise.all(Array.from({ length: 15 }, () => guess('member2@demo.example')));
  expect(many.map(([status]) => status)).toContain(429);
});

test('through all of it the service stays ready', async () => {
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  expect(TODAY).toBe('2026-11-21');
});

/** Under a new id, since most of them are refused. */
const addTitled = (title: string) => addItem('item', { itemId: newId(), title });
