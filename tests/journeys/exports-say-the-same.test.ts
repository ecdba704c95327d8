/** Every download of the demonstration, opened with the tools its readers have. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { ACTION_LOG_COLUMNS } from '#domain/action-log.ts';
import type { AgendaRecord, MinutesRecord, RecordBlock } from '#domain/record.ts';
import { meetingFor, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn, type BoardJson } from '../support/demo-meetings.ts';
import {
  agendaPaths,
  calendarPath,
  logPaths,
  minutesPaths,
  partsOf,
  pdfInfo,
  squeeze,
  textOf
} from '../support/read-export.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

let server: RunningComposition;
let clerk: Client;
let boardId: string;
let meetings: BoardJson['meetings'];

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetings = board.meetings;
});

afterAll(() => server.stop());

describe.each([
  ['an approved meeting, with a private item', '2026-06-11'],
  ['a meeting whose minutes are circulated', '2026-09-10'],
  ['a meeting in preparation, with a private item', '2027-03-11']
])('%s', (_, date) => {
  const idOf = () => meetingOn({ meetings }, date);

  test('says the same in every format of its agenda', async () => {
    const record = await clerk.read<AgendaRecord>(`/meetings/${idOf()}/agenda.json`);
    const said = record.items.flatMap(({ title, note, recommendations, ground, presenter }) =>
      [title, note, ground, presenter, ...recommendations].filter((text) => text !== null)
    );
    const people = [...record.membership, ...record.substitutes].map(({ name }) => name);
    await expectEverywhere(agendaPaths(idOf()), [record.board.name, ...people, ...said]);
  });

  test('says the same in every format of its minutes', async () => {
    const { proceedings } = await meetingFor(clerk, idOf());
    if (proceedings.minutes.stage === null) {
      for (const path of minutesPaths(idOf())) expect((await clerk.get(path)).status).toBe(404);
      return;
    }
    const record = await clerk.read<MinutesRecord>(`/meetings/${idOf()}/minutes.json`);
    const { present, inAttendance, apologies, minutes } = record;
    const people = [...present, ...inAttendance, ...apologies].map(({ name }) => name);
    const said = minutes.flatMap(({ title, ground, blocks }) => [
      title,
      ground ?? '',
      ...blocks.flatMap(textsOf)
    ]);
    expect(said.length).toBeGreaterThan(20);
    await expectEverywhere(minutesPaths(idOf()), [record.board.name, ...people, ...said]);
  });

  test('has headings, tags and a language that a screen reader can use', async () => {
    for (const path of [...agendaPaths(idOf()), ...minutesPaths(idOf())].filter((each) =>
      each.endsWith('.pdf')
    )) {
      const answer = await clerk.get(path);
      if (answer.status === 404) continue;
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(pdfInfo(bytes)).toMatch(/Tagged: +yes/);
      expect(pdfInfo(bytes, '-meta')).toMatch(/pdfuaid:part(>|=")1/);
      expect(pdfInfo(bytes, '-struct')).toMatch(/^\s*H1/m);
      expect(bytes.toString('latin1')).toContain('/Lang (en-GB)');
    }
    const html = await (await clerk.get(`/meetings/${idOf()}/agenda.html`)).text();
    expect(html).toMatch(/<html[^>]* lang="en-GB"/);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
});

test('every download names its file, is not kept by caches, and runs nothing', async () => {
  const id = meetingOn({ meetings }, '2026-06-11');
  for (const path of [
    ...agendaPaths(id),
    ...minutesPaths(id),
    ...logPaths(boardId),
    calendarPath(boardId)
  ]) {
    const { status, headers } = await clerk.get(path);
    expect(status, path).toBe(200);
    expect(headers.get('content-disposition')).toMatch(/filename="[a-z0-9.-]+"$/);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('an Office file holds nothing hidden: no author, no comments, no links to elsewhere', async () => {
  const id = meetingOn({ meetings }, '2026-06-11');
  for (const path of [`/meetings/${id}/minutes.docx`, `/boards/${boardId}/actions.xlsx`]) {
    const parts = await partsOf(Buffer.from(await (await clerk.get(path)).arrayBuffer()));
    const all = [...parts.values()].join();
    expect(all).not.toMatch(/TargetMode="External"|<dc:creator>[^<]|w:vanish|w:comment/);
    expect([...parts.keys()].filter((name) => /comments|externalLink|vba/i.test(name))).toEqual([]);
  }
});

test('the log has the same rows as a sheet and as CSV, one for each action of the API', async () => {
  const { actions } = await clerk.read<{ actions: { number: number; wording: string }[] }>(
    `/api/boards/${boardId}/actions`
  );
  const [csvPath, xlsxPath] = logPaths(boardId) as [string, string];
  const sheet = await readSheet(
    Buffer.from(await (await clerk.get(xlsxPath)).arrayBuffer()),
    undefined
  );
  const headings = ACTION_LOG_COLUMNS.map(({ heading }) => heading);
  expect(sheet[0]).toEqual(headings);
  const rows = sheet.slice(1).map(([number, wording]) => ({ number, wording }));
  expect(rows).toEqual(actions.map(({ number, wording }) => ({ number, wording })));
  expect(rows.length).toBeGreaterThan(15);
  const csv = await textOf(await clerk.get(csvPath));
  expect(csv.split('\r\n')[0]?.replace('\ufeff', '').split(',')).toEqual(headings);
  for (const [, ...cells] of sheet.slice(1)) {
    for (const cell of cells.filter((each) => typeof each === 'string')) {
      expect(csv.replaceAll('""', '"')).toContain(cell);
    }
  }
});

test('the calendar has each meeting once, at its instant, under an id that stays', async () => {
  const calendar = await textOf(await clerk.get(calendarPath(boardId)));
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(meetings.length);
  for (const { id } of meetings) expect(calendar).toContain(`UID:${id}@correct-record`);
  // 2 pm in June is summer time, 2 pm in December is not.
  expect(calendar).toContain('DTSTART:20260611T130000Z');
  expect(calendar).toContain('DTSTART:20261210T140000Z');
  expect(calendar).toMatch(/\r\n$/);
});

async function expectEverywhere(paths: readonly string[], said: readonly string[]): Promise<void> {
  for (const path of paths) {
    const text = squeeze(unescaped(path, await textOf(await clerk.get(path))));
    for (const each of said) expect(text, path).toContain(squeeze(each));
  }
}

/** Markdown and JSON put a backslash before what they would read as markup. */
const unescaped = (path: string, text: string): string =>
  /\.(md|json)$/.test(path) ? text.replaceAll(/\\([^\w\s])/g, '$1') : text;

function textsOf(block: RecordBlock): string[] {
  switch (block.kind) {
    case 'paragraph':
      return block.runs.map(({ text }) => text);
    case 'list':
      return block.items.flatMap((item) => item.flatMap(textsOf));
    case 'resolved':
      return block.sentences.flatMap((runs) => runs.map(({ text }) => text));
    case 'statement':
      return [block.text];
    case 'action':
      return [...block.runs.map(({ text }) => text), ...block.owners];
  }
}
