/**
 * One meeting of a board over the API, as a script would hold it: from its first line to the next
 * meeting's approval of its minutes.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Action } from '#domain/action.ts';
import { codeOf, meetingFor, perform, refusalOf, signIn, type Client } from '../support/client.ts';
import { boardOf } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { openDocument, saved } from '../support/open-document.ts';
import { minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import {
  addItem,
  attend,
  idOf,
  PUBLISH,
  raise,
  resolve,
  START
} from '../support/sample-meeting.ts';
import { startComposition, TODAY, type RunningComposition } from '../support/start-composition.ts';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let member: Client;
let boardId: string;
let meetingId: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  chair = await signIn(server, 'chair');
  member = await signIn(server, 'member');
  boardId = (await boardOf(clerk, 'oversight')).board.id;
});

afterAll(() => server.stop());

test('the clerk sets a meeting up with the standing items, and adds to them in order', async () => {
  meetingId = await begin('14:00');
  const plan = addItem('plan', { title: 'Plan for the spring' });
  await perform(
    clerk,
    meetingId,
    plan,
    addItem('rooms', { title: 'Warm rooms', before: plan.itemId })
  );
  const { proceedings, meeting } = await meetingFor(clerk, meetingId);
  const titles = proceedings.items.map(({ title }) => title);
  expect(meeting.phase).toBe('agendaOpen');
  expect(titles).toContain('Declarations of interest');
  expect(titles.slice(-2)).toEqual(['Warm rooms', 'Plan for the spring']);
  const byMember = { date: TODAY, startTime: '14:00' };
  expect((await member.post(`/api/boards/${boardId}/meetings`, byMember)).status).toBe(403);
});

test('an agenda published too late needs a reason, and no meeting starts without an agenda', async () => {
  expect(await codeOf(clerk, meetingId, START)).toBe('agenda-not-published');
  expect(await refusalOf(clerk, meetingId, PUBLISH)).toEqual({
    refused: 'reason-missing',
    field: 'shortNoticeReason',
    status: 422
  });
  const published = { ...PUBLISH, shortNoticeReason: 'The rooms must be open before the frost.' };
  expect(await codeOf(chair, meetingId, published)).toBe('not-allowed');
  await perform(clerk, meetingId, published);
  const { publication, meeting } = await meetingFor(member, meetingId);
  expect(publication).toMatchObject({ version: 1, on: TODAY });
  expect(meeting.phase).toBe('agendaPublished');
  expect(await codeOf(clerk, meetingId, addItem('late'))).toBe('agenda-published');
});

test('the meeting is started, people are recorded, and items are taken', async () => {
  expect(await codeOf(member, meetingId, START)).toBe('not-allowed');
  await perform(chair, meetingId, { ...START, startedAt: '14:02' });
  await perform(
    clerk,
    meetingId,
    attend('marsden', { name: 'Councillor Helena Marsden', office: 'Chair' }),
    attend('okonjo', { name: 'Daniel Okonjo' }),
    attend('hendry', { name: 'Joel Hendry', kind: 'inAttendance' })
  );
  await perform(chair, meetingId, { type: 'open-item', itemId: idOf('plan') });
  const { proceedings } = await meetingFor(member, meetingId);
  const now = { phase: 'inSession', startedAt: '14:02', currentItemId: idOf('plan') };
  expect(proceedings).toMatchObject(now);
  const kinds = proceedings.attendees.map(({ kind }) => kind);
  expect(kinds).toEqual(['present', 'present', 'inAttendance']);
});

test('an action of the chair is open at once, one of a member is a proposal', async () => {
  await perform(chair, meetingId, raise('tell', 'plan', '2027-01-15'));
  await perform(member, meetingId, raise('ask', 'plan'));
  await perform(clerk, meetingId, resolve('agreed', 'plan'));
  expect(await codeOf(member, meetingId, resolve('mine', 'plan'))).toBe('not-allowed');
  const [told, asked] = [await actionIn('tell'), await actionIn('ask')];
  expect([told.state, asked.state]).toEqual(['open', 'proposed']);
  expect(asked.number).toBe(told.number + 1);
});

test('what is written to them in the minute is what the log says', async () => {
  const open = openDocument(clerk, `minute/${idOf('plan')}`);
  await until(() => open.provider.synced, 'the minute is open');
  typeParagraph(open, 'Members weighed the cost of a second winter.');
  open.text.push([
    block('resolution', 'agreed', 'That the plan be agreed.'),
    block('action', 'tell', 'Tell the districts.'),
    block('action', 'ask', 'Ask for volunteers.')
  ]);
  await saved(open);
  open.leave();
  // The log follows the minute a moment later.
  const wording = async () => (await actionIn('ask')).wording;
  await expect.poll(wording, { timeout: 8000 }).toBe('Ask for volunteers.');
  expect((await actionIn('tell')).wording).toBe('Tell the districts.');
});

test('after the close the draft is the clerk’s and the chair’s; circulated, it is nobody’s to write', async () => {
  await perform(chair, meetingId, { type: 'close-meeting', finishedAt: '15:10' });
  expect((await member.get(`/meetings/${meetingId}/minutes.html`)).status).toBe(404);
  expect((await chair.get(`/meetings/${meetingId}/minutes.html`)).status).toBe(200);
  const circulate = { type: 'circulate-minutes', correctionsBy: '2026-12-04' } as const;
  expect(await codeOf(chair, meetingId, circulate)).toBe('not-allowed');
  await perform(clerk, meetingId, circulate);
  const draft = await textOf(await member.get(`/meetings/${meetingId}/minutes.html`));
  expect(draft).toContain('DRAFT - subject to approval at the next meeting');
  expect(draft).toContain('The meeting finished at 3.10 pm');
  expect(await codeOf(clerk, meetingId, raise('late', 'plan'))).toBe('minutes-locked');
});

test('whoever presides approves them, at a later meeting that is sitting, once', async () => {
  const nextId = await begin('16:00');
  const { items } = (await meetingFor(clerk, nextId)).proceedings;
  const itemId = items.find(({ standing }) => standing === 'minutes')?.id ?? '';
  const approve = { type: 'approve-minutes', ofMeetingId: meetingId, itemId } as const;
  await perform(clerk, nextId, { ...PUBLISH, shortNoticeReason: 'The same day.' });
  expect(await codeOf(chair, nextId, approve)).toBe('meeting-not-in-session');
  await perform(chair, nextId, START);
  expect(await codeOf(clerk, nextId, approve)).toBe('not-allowed');
  expect(await codeOf(chair, nextId, { ...approve, ofMeetingId: nextId })).toBe('same-meeting');
  await perform(chair, nextId, approve);
  const again = await refusalOf(chair, nextId, approve);
  expect(again).toMatchObject({ refused: 'already-approved', status: 409 });
  expect((await meetingFor(member, meetingId)).meeting.minutesStage).toBe('approved');
});

test('every export says that they are approved, and the record’s digest is the one in the journal', async () => {
  for (const path of minutesPaths(meetingId)) {
    const text = squeeze(await textOf(await member.get(path)));
    expect(text, path).toContain(squeeze('That the plan be agreed.'));
    expect(text, path).toContain(squeeze('Helena Marsden'));
    expect(text, path).not.toContain('DRAFT');
  }
  const answer = await chair.get(`/meetings/${meetingId}/minutes.json`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { approval } = (await meetingFor(chair, meetingId)).proceedings.minutes;
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(approval?.digest);
  expect(JSON.parse(bytes.toString())).toMatchObject({
    state: 'approved',
    approval: { meetingDate: TODAY, presidedBy: approval?.presidedBy }
  });
});

async function begin(startTime: string): Promise<string> {
  const wanted = { date: TODAY, startTime };
  const answer = await clerk.post(`/api/boards/${boardId}/meetings`, wanted);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { meetingId: string }).meetingId;
}

async function actionIn(word: string): Promise<Action> {
  const { actions } = await clerk.read<{ actions: Action[] }>(`/api/boards/${boardId}/actions`);
  const found = actions.find(({ id }) => id === idOf(word));
  if (!found) throw new Error(`the action ${word} is not in the log`);
  return found;
}

function block(kind: 'action' | 'resolution', word: string, text: string): Y.XmlElement {
  const made = new Y.XmlElement(kind);
  made.setAttribute('id', idOf(word));
  made.insert(0, [new Y.XmlText(text)]);
  return made;
}
