/** Acceptance scenarios 15 and 23 over the API, with what each person is then told. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MeetingSummary } from '#protocol/meeting-page.ts';
import { codeOf, meetingFor, perform, refusalOf, signIn, type Client } from '../support/client.ts';
import { boardOf } from '../support/demo-meetings.ts';
import { squeeze, textOf } from '../support/read-export.ts';
import {
  addItem,
  admit,
  CANCEL,
  CLOSE,
  idOf,
  postponeTo,
  PUBLISH,
  START
} from '../support/sample-meeting.ts';
import { startComposition, TODAY, type RunningComposition } from '../support/start-composition.ts';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let member: Client;
let crg: Client;
let boardId: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  chair = await signIn(server, 'chair');
  member = await signIn(server, 'member');
  crg = await signIn(server, 'crg');
  boardId = (await boardOf(clerk, 'oversight')).board.id;
});

afterAll(() => server.stop());

async function publishedFor(date: string, id: string): Promise<string> {
  const begun = await clerk.post(`/api/boards/${boardId}/meetings`, { date, startTime: '14:00' });
  const { meetingId } = (await begun.json()) as { meetingId: string };
  await perform(clerk, meetingId, addItem(id, { title: 'Warm rooms' }), {
    ...PUBLISH,
    shortNoticeReason: 'The rooms must be open before the frost.'
  });
  return meetingId;
}

const printed = async (client: Client, meetingId: string, what: 'agenda' | 'minutes') =>
  squeeze(await textOf(await client.get(`/meetings/${meetingId}/${what}.html`)));

test('scenario 15: after publication only the chair admits an item, with a reason the minute holds', async () => {
  const meetingId = await publishedFor(TODAY, 'warm');
  const urgent = admit('flood', { title: 'Flood at the depot', reason: 'It happened last night.' });
  expect(await codeOf(clerk, meetingId, addItem('more'))).toBe('agenda-published');
  for (const who of [clerk, member, crg]) {
    expect(await codeOf(who, meetingId, urgent)).toBe('not-allowed');
  }
  expect(await refusalOf(chair, meetingId, { ...urgent, reason: ' ' })).toEqual({
    refused: 'reason-missing',
    field: 'reason',
    status: 422
  });
  expect(await printed(crg, meetingId, 'agenda')).not.toContain(squeeze('Flood at the depot'));
  await perform(chair, meetingId, urgent);
  const agenda = await printed(crg, meetingId, 'agenda');
  expect(agenda).toContain(squeeze('Flood at the depot'));
  expect(agenda).toMatch(/Urgentitem:Ithappenedlastnight\./);

  await perform(clerk, meetingId, START, { type: 'open-item', itemId: idOf('flood') }, CLOSE);
  expect(await printed(clerk, meetingId, 'minutes')).toMatch(
    /FloodatthedepotUrgentitem:Ithappenedlastnight\./
  );
});

test('scenario 23: a published meeting is postponed over Christmas, with everything but its notice', async () => {
  const meetingId = await publishedFor('2026-12-17', 'grants');
  const before = await meetingFor(clerk, meetingId);
  expect(await codeOf(chair, meetingId, postponeTo('2027-01-18', '2026-12-17'))).toBe(
    'not-allowed'
  );
  await perform(clerk, meetingId, postponeTo('2027-01-18', '2026-12-17'));

  const after = await meetingFor(clerk, meetingId);
  expect(after.proceedings.items).toEqual(before.proceedings.items);
  expect(after.meeting).toMatchObject({ date: '2027-01-18', phase: 'agendaOpen' });
  expect(after.firstMinuteNumber).toBe(before.firstMinuteNumber);
  const { meetings } = await crg.read<{ meetings: MeetingSummary[] }>(`/api/boards/${boardId}`);
  expect(meetings.find(({ id }) => id === meetingId)).toMatchObject({
    publishBy: { date: '2027-01-08' },
    change: { kind: 'postponed', from: '2026-12-17', reason: 'At the request of the Chair.' }
  });
  const agenda = await printed(crg, meetingId, 'agenda');
  expect(agenda).toContain(squeeze('This meeting has been postponed to 18 January 2027.'));
  expect(agenda).toContain(squeeze('At the request of the Chair.'));

  await perform(clerk, meetingId, PUBLISH);
  expect((await meetingFor(crg, meetingId)).publication).toMatchObject({ version: 2 });
  const first = await textOf(await crg.get(`/meetings/${meetingId}/agenda.html?version=1`));
  expect(squeeze(first)).toContain(squeeze('at 2.00 pm on 17 December 2026'));
  for (const query of ['version=3', 'version=x', 'version=1&version=2', 'version=']) {
    expect((await crg.get(`/meetings/${meetingId}/agenda.html?${query}`)).status, query).toBe(404);
  }
  expect(await printed(crg, meetingId, 'agenda')).not.toContain(squeeze('postponed to'));
});

test('a cancelled meeting is told of everywhere, and never starts', async () => {
  const meetingId = await publishedFor('2026-12-18', 'dark');
  await perform(clerk, meetingId, CANCEL);
  for (const command of [START, PUBLISH, CLOSE, postponeTo('2027-02-18', '2026-12-18'), CANCEL]) {
    expect(await codeOf(clerk, meetingId, command)).toBe('meeting-cancelled');
  }
  for (const ending of ['html', 'md', 'docx', 'pdf'] as const) {
    const text = squeeze(await textOf(await crg.get(`/meetings/${meetingId}/agenda.${ending}`)));
    expect(text, ending).toContain(squeeze('This meeting has been cancelled.'));
    expect(text, ending).toContain(squeeze('Storm warning for the county.'));
  }
  const calendar = await (await member.get(`/boards/${boardId}/calendar.ics`)).text();
  const event = calendar.split('BEGIN:VEVENT').find((each) => each.includes(meetingId));
  expect(event).toContain('STATUS:CANCELLED');
  expect(event).toContain('SEQUENCE:1');
});
