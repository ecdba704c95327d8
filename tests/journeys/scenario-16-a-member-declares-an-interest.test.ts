/**
 * Acceptance scenario 16: a member declares (a) a pecuniary and (b) a non-pecuniary interest. (a) the
 * item closes to them within a second, their vote is off, and the minutes say that they left and when
 * they came back; (b) nothing closes, and the minutes say what it is.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DeclarationCommand } from '#domain/declaration.ts';
import { inquorateTimes, resolutionsAtRisk } from '#domain/quorum-history.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import type { Seat } from '#domain/board.ts';
import { newId } from '#server/new-id.ts';
import { codeOf, meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import {
  connected,
  follow,
  openLive,
  performLive,
  type LiveClient
} from '../support/follow-live.ts';
import { openBare, openDocument, saved, type OpenDocument } from '../support/open-document.ts';
import { textOf } from '../support/read-export.ts';
import { exclude, PUBLISH } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId } from '../support/take-seat.ts';

const ONE_SECOND = 1000;
const WORD = 'indigofalcon';
const SECRET = 'umberlighthouse';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let member: Client;
let other: Client;
let crg: Client;
let me: string;
let meetingId: string;
let boardId: string;
let itemId: string;
let nextId: string;
let privateId: string;
let live: LiveClient;
let minute: OpenDocument;

beforeAll(async () => {
  server = await startComposition();
  const clients = await Promise.all(
    ['clerk', 'chair', 'member', 'member2', 'crg'].map((who) => signIn(server, who))
  );
  [clerk, chair, member, other, crg] = clients as [Client, Client, Client, Client, Client];
  me = await personId(server, 'member');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetingId = meetingOn(board, '2027-03-11');
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  const plain = items.filter(({ part, standing }) => part === 'part1' && standing === null);
  [itemId, nextId] = [plain[0]?.id ?? '', plain[1]?.id ?? ''];
  privateId = items.find(({ part }) => part === 'part2')?.id ?? '';
  await perform(clerk, meetingId, PUBLISH);
  await perform(chair, meetingId, { type: 'start-meeting', startedAt: '09:00' });
  await perform(
    clerk,
    meetingId,
    ...board.seats
      .filter((seat: Seat) => ['chair', 'viceChair', 'member'].includes(seat.office))
      .map((seat: Seat) => ({
        type: 'record-attendance' as const,
        attendee: holderAttendee(seat, 'present')
      }))
  );
  live = openLive(member);
  await connected(live);
  await follow(live, meetingId);
  minute = openDocument(member, `minute/${itemId}`);
  await until(() => minute.mayWrite() === true, 'the member writes');
});

afterAll(async () => {
  live.socket.disconnect();
  minute.leave();
  await server.stop();
});

const declare = (
  given: Partial<Extract<DeclarationCommand, { type: 'declare-interest' }>> = {}
): DeclarationCommand => ({
  type: 'declare-interest',
  declarationId: newId(),
  key: me,
  name: 'Somebody Else',
  itemId,
  kind: 'dpi',
  nature: null,
  sensitive: false,
  standing: false,
  ...given
});
const open = (id: string) => ({ type: 'open-item', itemId: id }) as const;
const declarations = async (client: Client) =>
  (await meetingFor(client, meetingId)).proceedings.declarations;

/** What the minutes print once the clerk has put the sentence in. */
async function stated(declarationId: string): Promise<string> {
  const clerks = openDocument(clerk, `minute/${nextId}`);
  await until(() => clerks.provider.synced, 'the clerk writes');
  const block = new Y.XmlElement('declaration');
  block.setAttribute('id', declarationId);
  clerks.text.push([block]);
  await saved(clerks);
  clerks.leave();
  return textOf(await clerk.get(`/meetings/${meetingId}/minutes.html`));
}

test('[I5] nobody declares for somebody else, from a page, a script or a raw socket', async () => {
  const before = await declarations(clerk);
  for (const client of [chair, other, crg]) {
    expect(await codeOf(client, meetingId, declare())).toBe('not-allowed');
    const line = openLive(client);
    await connected(line);
    expect(await performLive(line, meetingId, newId(), declare())).toMatchObject({
      refused: 'not-allowed'
    });
    line.socket.disconnect();
  }
  expect(await codeOf(member, meetingId, declare({ key: 'guest:aaaaaaaaaaaaaaaaaaaa' }))).toBe(
    'not-allowed'
  );
  expect(await codeOf(clerk, meetingId, declare({ key: newId() }))).toBe('not-found');
  expect(await declarations(clerk)).toEqual(before);
});

test('[I7] the item closes to the member within a second: its text, its documents, its records', async () => {
  const command = declare();
  expect(await performLive(live, meetingId, newId(), command)).toHaveProperty('seq');
  await until(() => minute.closedWith() === 4403, 'the text is closed', ONE_SECOND);
  const [kept] = await declarations(clerk);
  expect(kept?.name).not.toBe('Somebody Else');

  await perform(chair, meetingId, open(itemId));
  const clerks = openDocument(clerk, `minute/${itemId}`);
  await until(() => clerks.provider.synced, 'the clerk writes');
  typeParagraph(clerks, `The ${WORD} was discussed.`);
  await saved(clerks);
  const actionId = newId();
  await perform(clerk, meetingId, {
    type: 'raise-action',
    actionId,
    itemId,
    owners: [],
    dueOn: null
  });
  for (const name of [`minute/${itemId}`, `notes/${itemId}`]) {
    const bare = openBare(member, name);
    expect((await bare.ended).code).toBe(4404);
    expect(bare.frames).toEqual([]);
  }
  const page = await (await member.get(`/api/meetings/${meetingId}`)).text();
  expect(page).not.toContain(WORD);
  const log = await (await member.get(`/api/boards/${boardId}/actions`)).text();
  expect(log).not.toContain(actionId);
  expect(await textOf(await member.get(`/meetings/${meetingId}/minutes.html`))).not.toContain(WORD);
  expect(JSON.stringify(live.heard)).not.toContain(WORD);
  // The others follow it as before.
  expect(await textOf(await other.get(`/meetings/${meetingId}/minutes.html`))).toContain(WORD);
  clerks.leave();
});

test('[I9] their vote is off while the item is open, and nobody records it for them', async () => {
  const vote = { voteId: newId(), itemId } as const;
  await perform(chair, meetingId, {
    type: 'open-vote',
    question: null,
    method: 'by-name',
    ...vote
  });
  const cast = { type: 'cast-vote', key: me, choice: 'for', ...vote } as const;
  expect(await codeOf(member, meetingId, cast)).toBe('not-allowed');
  expect(await codeOf(clerk, meetingId, cast)).toBe('may-not-vote');
  await perform(chair, meetingId, { type: 'abandon-vote', ...vote });
});

test('[I8] [I12] when the meeting moves on they are back, and the minutes can say from when until when', async () => {
  const [declared] = await declarations(clerk);
  const { absences } = (await meetingFor(clerk, meetingId)).proceedings;
  expect(absences).toHaveLength(1);
  server.pass(17);
  await perform(chair, meetingId, open(nextId));
  const again = openDocument(member, `minute/${itemId}`);
  await until(() => again.provider.synced, 'the member reads what was recorded', ONE_SECOND);
  expect(again.text.toString()).toContain(WORD);
  await until(() => again.mayWrite() === false, 'and does not write it');
  again.leave();
  expect(await stated(declared?.id ?? '')).toMatch(
    /declared a disclosable pecuniary interest in item \d+, and left the meeting from 9\.\d\d am until 9\.\d\d am\./
  );
});

test('(b) a non-pecuniary interest closes nothing, and the minutes say what it is', async () => {
  const nature = 'Their sister is a governor of the college.';
  const command = declare({ itemId: nextId, kind: 'nonPecuniary', nature });
  expect(await codeOf(member, meetingId, { ...command, nature: '' })).toBe('nature-missing');
  await perform(member, meetingId, command);
  const next = openDocument(member, `minute/${nextId}`);
  await until(() => next.mayWrite() === true, 'the member goes on writing');
  next.leave();
  expect(await stated(command.type === 'declare-interest' ? command.declarationId : '')).toContain(
    'a non-pecuniary interest'
  );
  expect(await textOf(await crg.get(`/meetings/${meetingId}/minutes.html`))).toContain(
    'governor of the college'
  );
});

test('[I11] the nature of a sensitive interest, or one in private business, reaches the clerk and the person alone', async () => {
  const line = openLive(crg);
  await connected(line);
  await follow(line, meetingId);
  const nature = `The ${SECRET} is theirs.`;
  await perform(
    member,
    meetingId,
    declare({ itemId: nextId, kind: 'ori', nature, sensitive: true }),
    declare({ itemId: privateId, nature })
  );
  const natures = async (client: Client) =>
    (await declarations(client)).filter((each) => each.nature === nature).length;
  expect(await natures(member)).toBe(2);
  expect(await natures(clerk)).toBe(2);
  expect(await natures(other)).toBe(1);
  expect(await natures(crg)).toBe(0);
  await until(() => line.entries.length > 0, 'the representative hears that there is one');
  const [one, two] = line.entries.slice(-2);
  for (const entry of [one, two])
    expect(entry?.command).toMatchObject({ type: 'declare-interest', nature: 'Withheld' });
  expect(JSON.stringify([line.entries, line.heard])).not.toContain(SECRET);
  expect(await textOf(await crg.get(`/meetings/${meetingId}/minutes.html`))).not.toContain(SECRET);
  line.socket.disconnect();
});

test('[I7] a private item is closed by an interest as an open one is', async () => {
  await perform(chair, meetingId, exclude('private', [privateId]), open(privateId));
  for (const kind of ['minute', 'exempt', 'notes']) {
    const bare = openBare(member, `${kind}/${privateId}`);
    expect((await bare.ended).code).toBe(4404);
    expect(bare.frames).toEqual([]);
  }
  const insider = openDocument(other, `minute/${privateId}`);
  await until(() => insider.provider.synced, 'the others see it');
  insider.leave();
});

test('[I10] a dispensation, which only the clerk records, opens it again', async () => {
  const [, , , declared] = await declarations(clerk);
  const command = {
    type: 'grant-dispensation',
    declarationId: declared?.id ?? '',
    reason: 'The monitoring officer has allowed it.'
  } as const;
  expect(await codeOf(member, meetingId, command)).toBe('not-allowed');
  await perform(clerk, meetingId, command);
  const back = openDocument(member, `minute/${privateId}`);
  await until(() => back.mayWrite() === true, 'the member is back', ONE_SECOND);
  back.leave();
});

test('[I12] what nobody put into the text stands under the declarations of the minutes', async () => {
  const words = await textOf(await clerk.get(`/meetings/${meetingId}/minutes.md`));
  const under = words.slice(words.indexOf('Declarations of interest'), words.indexOf('Action log'));
  expect(under).toMatch(/in item \d+, which is sensitive, so that its nature is not stated/);
  expect(under).toMatch(/took part under a dispensation/);
  expect(under).not.toContain(SECRET);
});

test('[I13] [I14] without a quorum no vote is opened, and the minutes can say since when', async () => {
  const { attendees } = (await meetingFor(clerk, meetingId)).proceedings;
  for (const { key, kind } of attendees.slice(0, 7))
    if (kind === 'present')
      await perform(clerk, meetingId, { type: 'record-departure', key, at: null });
  await perform(clerk, meetingId, open(nextId));
  const vote = { voteId: newId(), itemId: nextId, question: null, method: 'hands' } as const;
  expect(await codeOf(clerk, meetingId, { type: 'open-vote', ...vote })).toBe('inquorate');
  const resolution = { type: 'record-resolution', resolutionId: newId(), itemId: nextId } as const;
  await perform(clerk, meetingId, resolution as never);
  const state = (await meetingFor(clerk, meetingId)).proceedings;
  const quorum = { members: 5, sectors: ['police', 'council'] };
  expect(inquorateTimes(state, quorum)).toMatchObject([{ until: null }]);
  expect(resolutionsAtRisk(state, quorum).map(({ id }) => id)).toEqual([resolution.resolutionId]);
});
