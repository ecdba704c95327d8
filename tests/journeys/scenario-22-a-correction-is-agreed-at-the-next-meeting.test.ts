/**
 * Acceptance scenario 22, and 7 on the way: a member proposes new wording for a point of circulated
 * minutes, the next meeting approves subject to it, and the person who presided signs. The approved
 * text has the new wording, the correction is a minute of the approving meeting, and the circulated
 * version stays.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { MinutesRecord } from '#domain/record.ts';
import { canonicalBytes } from '#server/export/canonical.ts';
import { findCirculation } from '#server/store/publications.ts';
import { codeOf, meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { openDocument, saved } from '../support/open-document.ts';
import { minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { addItem, answer, ask, idOf, PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, TODAY, type RunningComposition } from '../support/start-composition.ts';

const DRAFT = 'DRAFT - subject to approval at the next meeting';
const OLD = 'That four rooms be opened.';
const NEW = 'That five rooms be opened by December.';
const SECRET = 'The police named three streets.';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let vice: Client;
let member: Client;
let crg: Client;
let stranger: Client;
let boardId: string;
let first: string;
let second: string;
let minutesItem: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  chair = await signIn(server, 'chair');
  vice = await signIn(server, 'anita.rawal');
  member = await signIn(server, 'member');
  crg = await signIn(server, 'crg');
  stranger = await signIn(server, 'admin');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  first = await heldMeeting();
  second = await begin('16:00');
  const { items } = (await meetingFor(clerk, second)).proceedings;
  minutesItem = items.find(({ standing }) => standing === 'minutes')?.id ?? '';
  await perform(clerk, second, { ...PUBLISH, shortNoticeReason: 'The same day.' });
});

afterAll(() => server.stop());

const requested = ask('rooms', 'rooms', {
  quoted: OLD,
  proposed: NEW,
  reason: 'As minuted by me.'
});

test('the draft goes to the chair and back before it is circulated, and says that it is a draft', async () => {
  expect(await codeOf(member, first, requested)).toBe('minutes-not-circulated');
  expect(await codeOf(chair, first, { type: 'send-to-chair' })).toBe('not-allowed');
  await perform(clerk, first, { type: 'send-to-chair' });
  const back = { type: 'return-minutes', note: 'Say what the police said.' } as const;
  expect(await codeOf(member, first, back)).toBe('not-allowed');
  await perform(chair, first, back);
  expect((await meetingFor(clerk, first)).proceedings.minutes.returnNote).toBe(back.note);
  expect((await meetingFor(member, first)).proceedings.minutes.returnNote).not.toBe(back.note);
  await perform(clerk, first, { type: 'send-to-chair' });
  await perform(clerk, first, { type: 'circulate-minutes', correctionsBy: null });
  for (const path of minutesPaths(first)) {
    const text = squeeze(await textOf(await member.get(path)));
    expect(text, path).toContain(squeeze(path.endsWith('json') ? '"state":"draft"' : DRAFT));
  }
});

test('a member asks for a correction of words that stand there, and whoever may see the item sees it', async () => {
  const elsewhere = { ...requested, quoted: 'Words of another minute' };
  expect(await codeOf(member, first, elsewhere)).toBe('passage-not-found');
  expect(await codeOf(crg, first, requested)).toBe('not-allowed');
  await perform(member, first, requested);
  const [asked] = (await meetingFor(crg, first)).proceedings.corrections;
  expect(asked).toMatchObject({ quoted: OLD, proposed: NEW, answer: null });
  expect(asked?.askedBy).not.toBe('');

  const hidden = ask('streets', 'police', { quoted: 'three', proposed: 'seven' });
  expect(await codeOf(crg, first, hidden)).toBe('not-allowed');
  await perform(member, first, hidden);
  const count = async (client: Client) =>
    (await meetingFor(client, first)).proceedings.corrections.length;
  expect([await count(member), await count(crg)]).toEqual([2, 1]);
});

test('[K5] the clerk answers; what was circulated reads as it did', async () => {
  const read = async () => textOf(await member.get(`/meetings/${first}/minutes.json`));
  const before = await read();
  expect(await codeOf(member, first, answer('rooms', 'rooms'))).toBe('not-allowed');
  await perform(clerk, first, answer('rooms', 'rooms'), answer('streets', 'police'));
  expect(await read()).toBe(before);
  expect(before).toContain(OLD);
});

test('the next meeting approves with the corrections, and minutes each of them', async () => {
  await perform(chair, second, START);
  const agreed = [
    { itemId: idOf('rooms'), correctionId: idOf('rooms'), quoted: OLD, wording: NEW },
    { itemId: idOf('police'), correctionId: idOf('streets'), quoted: 'three', wording: 'seven' },
    // Raised in the room.
    { itemId: idOf('rooms'), correctionId: null, quoted: 'a second winter', wording: 'one winter' }
  ];
  const approve = (corrections: typeof agreed) =>
    ({ type: 'approve-minutes', ofMeetingId: first, itemId: minutesItem, corrections }) as const;
  const wrong = [...agreed, { ...agreed[0], quoted: 'Words never said' } as (typeof agreed)[0]];
  expect(await codeOf(chair, second, approve(wrong))).toBe('passage-not-found');
  expect((await meetingFor(chair, first)).meeting.minutesStage).toBe('circulated');
  await perform(chair, second, approve(agreed));

  await perform(clerk, second, { type: 'close-meeting', finishedAt: '16:40' });
  await perform(clerk, second, { type: 'circulate-minutes', correctionsBy: null });
  const { number, text } = await minuteOf(clerk, second, minutesItem);
  expect(text).toContain('were approved as a correct record subject to the following corrections:');
  expect(text).toContain(`(1) being amended to read: “${NEW}” in place of “${OLD}”`);
  expect(text).toContain('“one winter” in place of “a second winter”');
  expect(text).toContain('being amended as recorded with that minute, in private');
  expect(text).not.toContain('seven');

  for (const path of minutesPaths(first).filter((each) => !each.endsWith('json'))) {
    const corrected = squeeze(await textOf(await member.get(path)));
    expect(corrected, path).toContain(squeeze(NEW));
    expect(corrected, path).toContain(squeeze(`Corrected by minute ${number} of`));
    expect(corrected, path).toContain(squeeze(`“${OLD}” amended to read “${NEW}”`));
    expect(corrected, path).toContain(squeeze('The police named seven streets.'));
    expect(corrected, path).not.toContain('DRAFT');
    const outside = squeeze(await textOf(await crg.get(path)));
    expect(outside, path).toContain(squeeze(NEW));
    expect(outside, path).not.toContain('streets');
  }
  const journal = JSON.stringify(await crg.read(`/api/meetings/${second}`));
  expect(journal).toContain('one winter');
  expect(journal).not.toMatch(/seven|three/);
});

test('the circulated version stays in the history, byte by byte', async () => {
  const kept = await findCirculation(server.db(), first);
  expect(JSON.stringify(kept)).toContain(OLD);
  expect(JSON.stringify(kept)).not.toContain(NEW);
});

test('only the person who presided signs, and only what was approved; then nothing changes any more', async () => {
  const { approval } = (await meetingFor(chair, first)).proceedings.minutes;
  const sign = { type: 'sign-minutes', digest: approval?.digest ?? '' } as const;
  for (const client of [clerk, member, crg]) {
    expect(await codeOf(client, first, sign)).toBe('not-allowed');
  }
  expect(await codeOf(stranger, first, sign)).toBe('not-found');
  const asTheChair = {
    ...sign,
    signer: { personId: approval?.presidedById, name: 'X', office: 'Y' }
  };
  expect(await codeOf(vice, first, asTheChair as typeof sign)).toBe('not-presided');
  expect(await codeOf(chair, first, { ...sign, digest: 'ab12' })).toBe('record-differs');
  const before = await recordOf(first);
  await perform(chair, first, sign);
  expect(await codeOf(chair, first, sign)).toBe('already-signed');

  const { since, ...record } = await recordOf(first);
  const { since: _, ...was } = before;
  expect(record).toEqual(was);
  const digest = createHash('sha256').update(canonicalBytes(record)).digest('hex');
  expect([digest, since?.signature?.digest]).toEqual([approval?.digest, approval?.digest]);
  for (const path of minutesPaths(first)) {
    const text = squeeze(await textOf(await member.get(path)));
    expect(text, path).toContain(squeeze(since?.signature?.name ?? 'no name'));
    expect(text, path).toContain(since?.signature?.digest);
  }
  for (const late of [requested, answer('rooms', 'rooms')] as const)
    expect(await codeOf(clerk, first, late)).toBe('already-approved');
  expect(await codeOf(clerk, first, { type: 'recall-minutes' })).toBe('minutes-not-circulated');
});

test('each of those attempts is in the audit trail', async () => {
  const events = await server
    .db()
    .selectFrom('audit_event')
    .select('detail')
    .where('kind', '=', 'command-refused')
    .where('subject', '=', first)
    .execute();
  const commands = events.map(({ detail }) => (JSON.parse(detail) as { command: string }).command);
  const count = (type: string) => commands.filter((each) => each === type).length;
  // Three without the right, the vice-chair, the wrong digest and the second time; the stranger.
  expect(count('sign-minutes')).toBe(7);
  expect(count('request-correction')).toBe(3);
  expect(count('answer-correction')).toBe(2);
});

async function begin(startTime: string): Promise<string> {
  const answered = await clerk.post(`/api/boards/${boardId}/meetings`, { date: TODAY, startTime });
  expect(answered.status).toBe(200);
  return ((await answered.json()) as { meetingId: string }).meetingId;
}

/** A meeting with an open and a private minute, whose draft waits. */
async function heldMeeting(): Promise<string> {
  const meetingId = await begin('10:00');
  await perform(
    clerk,
    meetingId,
    addItem('rooms', { title: 'Warm rooms' }),
    addItem('police', { title: 'Police briefing', part: 'part2' }),
    { ...PUBLISH, shortNoticeReason: 'The frost.' }
  );
  await perform(chair, meetingId, START);
  await write(`minute/${idOf('rooms')}`, 'Members weighed the cost of a second winter.', OLD);
  await write(`minute/${idOf('police')}`, SECRET);
  await perform(chair, meetingId, { type: 'close-meeting', finishedAt: '11:00' });
  return meetingId;
}

async function write(name: string, paragraph: string, point?: string): Promise<void> {
  const open = openDocument(clerk, name);
  await until(() => open.provider.synced, 'the minute is open');
  typeParagraph(open, paragraph);
  if (point) open.text.push([orderedList(point)]);
  await saved(open);
  open.leave();
}

function orderedList(point: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(point)]);
  const item = new Y.XmlElement('listItem');
  item.insert(0, [paragraph]);
  const list = new Y.XmlElement('orderedList');
  list.insert(0, [item]);
  return list;
}

const recordOf = async (meetingId: string): Promise<MinutesRecord> =>
  chair.read(`/meetings/${meetingId}/minutes.json`);

async function minuteOf(client: Client, meetingId: string, itemId: string) {
  const { minutes } = await client.read<MinutesRecord>(`/meetings/${meetingId}/minutes.json`);
  const minute = minutes.find((each) => each.itemId === itemId);
  if (!minute) throw new Error('the item has no minute');
  return { number: minute.minuteNumber, text: JSON.stringify(minute.blocks) };
}
