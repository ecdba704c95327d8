/**
 * A real committee's meeting and the agenda of its next one, entered by the script as a clerk could
 * by hand, then read back from every export field by field. The files of the real meeting lie
 * outside this repository; a meeting of our own with the same shape is always entered.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainDate, recordTime } from '#domain/civil-date.ts';
import type { AgendaRecord, MinutesRecord } from '#domain/record.ts';
import type { MeetingSummary } from '#protocol/meeting-page.ts';
import { meetingFor, signIn, type Client } from '../support/client.ts';
import { agendaPaths, logPaths, minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { readMeetingFiles, roleOf, wordsOf, type AcceptanceFiles } from './meeting-file.ts';
import { CLERK, seedBoard } from './seed-board.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PASSWORD = 'sand and pebbles and sand';

const ENTERED_WITHIN = 60_000;

/** What a reader counts on the paper. */
const MEETINGS = [
  {
    title: 'a council committee’s, on 17 February and 23 June 2022',
    folder: path.resolve(ROOT, '../shared/data'),
    headings: [
      '16. Minutes',
      '17. Items of Urgent Business',
      '18. Declarations of Interest',
      '19. Community Safety Partnership Report on Hate Crime',
      '20. Work Programme'
    ],
    finished: 'The meeting finished at 7.43 pm',
    present: 6,
    inAttendance: 3,
    resolutions: 2,
    actions: 5,
    members: 5,
    substitutes: 4,
    agendaItems: 6
  },
  {
    title: 'our own',
    folder: path.resolve(import.meta.dirname, 'fixture'),
    headings: [
      '31. Minutes',
      '32. Items of Urgent Business',
      '33. Declarations of Interest',
      '34. Sandbag Stores: What the Parishes Hold',
      '35. Work Programme'
    ],
    finished: 'The meeting finished at 7.12 pm',
    present: 5,
    inAttendance: 2,
    resolutions: 2,
    actions: 3,
    members: 4,
    substitutes: 2,
    agendaItems: 6
  }
].filter(({ folder }) => existsSync(folder));

describe.each(MEETINGS)('$title', ({ folder, ...counted }) => {
  let files: AcceptanceFiles;
  let server: RunningComposition;
  let clerk: Client;
  let boardId: string;
  let minutesId: string;
  let agendaId: string;

  beforeAll(async () => {
    files = readMeetingFiles(folder);
    server = await startComposition((db) => seedBoard(db, files, PASSWORD));
    await enterAsByHand(server.address, folder);
    clerk = await signIn(server, CLERK.email, PASSWORD);
    const { boards } = await clerk.read<{ boards: { id: string }[] }>('/api/boards');
    boardId = boards[0]?.id ?? '';
    const { meetings } = await clerk.read<{ meetings: MeetingSummary[] }>(`/api/boards/${boardId}`);
    const idOn = (date: string) => meetings.find((meeting) => meeting.date === date)?.id ?? '';
    minutesId = idOn(files.minutes.meeting.date);
    agendaId = idOn(files.agenda.meeting.date);
  }, ENTERED_WITHIN + 5000);

  afterAll(() => server.stop());

  const minutes = () => clerk.read<MinutesRecord>(`/meetings/${minutesId}/minutes.json`);
  const agenda = () => clerk.read<AgendaRecord>(`/meetings/${agendaId}/agenda.json`);

  test('minutes have the numbers and titles that they had', async () => {
    const record = await minutes();
    const headings = record.minutes.map(({ minuteNumber, title }) => `${minuteNumber}. ${title}`);
    expect(headings).toEqual(counted.headings);
    expect(headings).toEqual(files.minutes.items.map(({ number, title }) => `${number}. ${title}`));
    const { first, last } = files.minutes.numbering;
    expect([record.minutes[0]?.minuteNumber, record.minutes.at(-1)?.minuteNumber]).toEqual([
      first,
      last
    ]);
  });

  test('every sentence stands under its minute, in order, as three people wrote it together', async () => {
    const record = await minutes();
    for (const [index, item] of files.minutes.items.entries()) {
      const blocks = JSON.stringify(record.minutes[index]?.blocks);
      const said = [
        ...(item.text === undefined ? [] : [item.text]),
        ...(item.paragraphs ?? []).map((each) => wordsOf(files.minutes.people, each))
      ];
      const places = said.map((words) => blocks.indexOf(JSON.stringify(words)));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test('those present are listed with their offices, and those in attendance apart from them', async () => {
    const record = await minutes();
    const { people, attendance } = files.minutes;
    const named = (list: MinutesRecord['present']) =>
      list.map(({ name, office }) => [name, office]);
    expect(record.present).toHaveLength(counted.present);
    expect(named(record.present)).toEqual(
      attendance.present.map(({ person, office }) => [roleOf(people, person), office ?? null])
    );
    expect(record.inAttendance).toHaveLength(counted.inAttendance);
    expect(named(record.inAttendance)).toEqual(
      attendance.inAttendance.map(({ person }) => [roleOf(people, person), null])
    );
    expect(record.apologies).toEqual([]);
  });

  test('the resolutions stand together, in order, under RESOLVED', async () => {
    const blocks = (await minutes()).minutes.flatMap((minute) => minute.blocks);
    const resolved = blocks.filter((block) => block.kind === 'resolved');
    expect(resolved).toHaveLength(1);
    const sentences = resolved.flatMap((block) => block.sentences.map((runs) => runs[0]?.text));
    expect(sentences).toHaveLength(counted.resolutions);
    expect(sentences).toEqual(
      files.minutes.items.flatMap(({ resolutions = [] }) => resolutions.map(({ text }) => text))
    );
    const markdown = await textOf(await clerk.get(`/meetings/${minutesId}/minutes.md`));
    expect(markdown).toMatch(/\*\*RESOLVED\*\*/);
  });

  test('every format of the minutes says all of it, and that it is a draft', async () => {
    const { meeting, body, openingStatement, signatureBlock, items, impliedActions } =
      files.minutes;
    const said = [
      `Minutes of the meeting of the ${body.name} held on ${plainDate(meeting.date)} at ${recordTime(meeting.startTime)}`,
      'Present',
      'In attendance',
      openingStatement,
      ...counted.headings,
      ...items.flatMap(({ text = '', resolutions = [] }) => [
        text,
        ...resolutions.map((each) => each.text)
      ]),
      'RESOLVED',
      ...impliedActions.map(({ action }) => action),
      counted.finished,
      meeting.finishTimeAsWritten,
      signatureBlock.heading,
      ...signatureBlock.lines,
      files.agenda.contact.email,
      'DRAFT'
    ];
    for (const file of minutesPaths(minutesId).filter((each) => !each.endsWith('.json'))) {
      const text = plain(file, await textOf(await clerk.get(file)));
      for (const words of said) expect(text, file).toContain(squeeze(words));
    }
  });

  test('the implied actions are in the log, with number, minute, owner and how they stand', async () => {
    const [, xlsx = ''] = logPaths(boardId);
    const sheet = await readSheet(
      Buffer.from(await (await clerk.get(xlsx)).arrayBuffer()),
      undefined
    );
    const reported = files.minutes.items.find(({ paragraphs }) => paragraphs)?.number;
    expect(sheet.slice(1)).toHaveLength(counted.actions);
    const columns = [
      'Action number',
      'Action',
      'Owners',
      'Meeting',
      'Minute',
      'Due',
      'Status',
      'RAG rating',
      'Latest update'
    ];
    const at = columns.map((heading) => sheet[0]?.indexOf(heading) ?? -1);
    expect(sheet.slice(1).map((row) => at.map((column) => row[column]))).toEqual(
      files.minutes.impliedActions.map(({ action, owner, status, evidence }, index) => [
        index + 1,
        action,
        roleOf(files.minutes.people, owner),
        new Date(files.minutes.meeting.date),
        reported,
        null,
        status === 'done' ? 'Done' : 'Open',
        status === 'done' ? 'Completed' : 'No information received',
        evidence
      ])
    );
  });

  test('the agenda has the members with the chair marked, the substitutes, and its items in order', async () => {
    const record = await agenda();
    const { people, membership, substitutes, items, meeting } = files.agenda;
    const names = record.membership.map(({ name, office }) =>
      office ? `${name} (${office})` : name
    );
    expect(names).toHaveLength(counted.members);
    expect(new Set(names)).toEqual(
      new Set(
        membership.map(({ person, office }) =>
          office ? `${roleOf(people, person)} (${office})` : roleOf(people, person)
        )
      )
    );
    expect(record.substitutes).toHaveLength(counted.substitutes);
    expect(new Set(record.substitutes.map(({ name }) => name))).toEqual(
      new Set(substitutes.map((each) => roleOf(people, each)))
    );
    expect(record.items).toHaveLength(counted.agendaItems);
    expect(record.items.map(({ number, title, note }) => [number, title, note])).toEqual(
      items.map(({ number, title, purpose }) => [number, title, purpose ?? null])
    );
    expect(record).toMatchObject({
      date: meeting.date,
      startTime: meeting.startTime,
      place: meeting.venue
    });
  });

  test('every format of the agenda says it in the order of the front sheet', async () => {
    const {
      people,
      strapline,
      body,
      meeting,
      membership,
      substitutes,
      items,
      contact,
      publishedOn
    } = files.agenda;
    const [chair, ...members] = membership.map(({ person }) => roleOf(people, person));
    const said = [
      strapline,
      body,
      `The meeting will be held at ${recordTime(meeting.startTime)} on ${plainDate(meeting.date)}`,
      meeting.venue,
      'Membership',
      `${chair} (Chair)`,
      // [R4] After the chair, by surname.
      ...members.toSorted(),
      'Substitutes',
      ...substitutes.map((each) => roleOf(people, each)),
      'Open to public and press',
      ...items.flatMap(({ number, title, purpose = '' }) => [`${number}. ${title}`, purpose]),
      contact.email,
      `Agenda published on: ${plainDate(publishedOn)}`
    ];
    for (const file of agendaPaths(agendaId).filter((each) => /\.(html|pdf|md)$/.test(each))) {
      const text = plain(file, await textOf(await clerk.get(file)));
      let from = 0;
      for (const words of said) {
        const at = text.indexOf(squeeze(words), from);
        expect(at, `${words} in ${file}`).toBeGreaterThanOrEqual(from);
        from = at;
      }
      expect(text).not.toContain('DRAFT');
    }
  });

  test('it was published on its day, with the notice asked for, so that no reason was needed', async () => {
    const { publication, firstMinuteNumber } = await meetingFor(clerk, agendaId);
    expect(publication).toMatchObject({ version: 1, on: files.agenda.publishedOn });
    // The next municipal year begins again at 1.
    expect(firstMinuteNumber).toBe(1);
  });

  test('one more meeting before May would have gone on from the last number', async () => {
    const [year = 0] = files.agenda.meeting.date.split('-');
    const wanted = { date: `${year}-04-21`, startTime: '19:00', alreadyHeld: true };
    const answer = await clerk.post(`/api/boards/${boardId}/meetings`, wanted);
    const { meetingId } = (await answer.json()) as { meetingId: string };
    const { firstMinuteNumber } = await meetingFor(clerk, meetingId);
    expect(firstMinuteNumber).toBe(files.minutes.numbering.last + 1);
    expect((await meetingFor(clerk, agendaId)).firstMinuteNumber).toBe(1);
  });
});

/** The script in a process of its own, as its first lines say to run it. */
function enterAsByHand(address: string, folder: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'enter-meeting.ts');
  const child = spawn(process.execPath, [script, address, CLERK.email, PASSWORD, folder], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: ENTERED_WITHIN
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the script ended with ${code}`))
    );
  });
}

/** Markdown escapes what it would read as markup, and marks what is bold. */
const plain = (file: string, text: string): string =>
  squeeze(file.endsWith('.md') ? text.replaceAll('**', '').replaceAll(/\\([^\w\s])/g, '$1') : text);
