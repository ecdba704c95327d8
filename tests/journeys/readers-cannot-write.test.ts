/** The right to write is judged at every edit, whatever a person's own program sends. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import { meetingFor, perform, refusalOf, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { storedCopy, typeParagraph, until } from '../support/document-server.ts';
import { openBare, openDocument, saved, type OpenDocument } from '../support/open-document.ts';
import { PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { takeSeat } from '../support/take-seat.ts';

const OWN = 'Assessment against the national benchmarks';
const OTHER = 'Training: returns for the year';
const PRIVATE = 'Counter Terrorism Local Profile: briefing';

let server: RunningComposition;
let clerk: Client;
let officer: Client;
let police: Client;
let observer: Client;
let meetingId: string;
let itemTitled: (title: string) => string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  officer = await signIn(server, 'officer');
  police = await signIn(server, 'tomasz.wrona');
  observer = await takeSeat(server, 'oversight', 'observer', 'observer');
  meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2027-03-11');
  await perform(clerk, meetingId, PUBLISH, START);
  const { proceedings, texts } = await meetingFor(clerk, meetingId);
  itemTitled = (title) => proceedings.items.find(({ id }) => texts[id]?.title === title)?.id ?? '';
});

afterAll(() => server.stop());

test('an officer writes the minute of the item they present, and of no other', async () => {
  const own = await opened(officer, `minute/${itemTitled(OWN)}`);
  expect(own.mayWrite()).toBe(true);
  typeParagraph(own, 'Evidence was shown.');
  await saved(own);
  const other = await opened(officer, `minute/${itemTitled(OTHER)}`);
  expect(other.mayWrite()).toBe(false);
  typeParagraph(other, 'Not by me.');
  await until(() => other.refusals.length > 0, 'the officer is refused');
  expect(other.refusals).toEqual(['read-only']);
  expect(await textStored(OTHER)).toBe('');
  own.leave();
  other.leave();
});

test('an officer opens the private item they present, and another officer does not', async () => {
  const name = `minute/${itemTitled(PRIVATE)}`;
  const own = await opened(police, name);
  expect(own.mayWrite()).toBe(true);
  own.leave();
  expect(await openBare(officer, name).ended).toMatchObject({ code: 4404 });
});

test('a reader’s own update changes nothing for anybody, on the wire or on disk', async () => {
  const name = `minute/${itemTitled(OWN)}`;
  const writer = await opened(clerk, name);
  const before = writer.text.toString();
  const { socket, frames } = openBare(observer, name);
  await until(() => frames.some(([type]) => type === MESSAGE.rights), 'the observer is in');
  socket.send(syncFrame(SYNC.step1, Y.encodeStateVector(new Y.Doc())));
  const forged = new Y.Doc();
  typeParagraph({ doc: forged, text: forged.getXmlFragment('text') }, 'Words nobody said.');
  for (const step of [SYNC.step2, SYNC.update]) {
    socket.send(syncFrame(step, Y.encodeStateAsUpdate(forged)));
  }
  await until(
    () => frames.filter(([type]) => type === MESSAGE.refused).length === 2,
    'the observer is refused'
  );
  // What comes after it in the same room has arrived: the forged words would have come before.
  typeParagraph(writer, 'The next true words.');
  await saved(writer);
  await until(
    () => Buffer.concat(frames).includes('The next true words.'),
    'the observer reads on'
  );
  expect(writer.text.toString()).toContain(before);
  expect(writer.text.toString()).not.toContain('nobody said');
  expect(await textStored(OWN)).not.toContain('nobody said');
  expect(frames.some(([type]) => type === MESSAGE.acknowledged)).toBe(false);
  socket.close();
  writer.leave();
});

test('a reader’s commands are refused, and the journal does not grow', async () => {
  const { seq } = (await meetingFor(clerk, meetingId)).proceedings;
  const itemId = itemTitled(OWN);
  for (const command of [
    { type: 'open-item', itemId },
    { type: 'close-meeting', finishedAt: null },
    { type: 'withdraw-item', itemId },
    { type: 'record-resolution', resolutionId: 'r'.repeat(20), itemId },
    { type: 'circulate-minutes', correctionsBy: null }
  ]) {
    const refused = { refused: 'not-allowed', status: 403 };
    expect(await refusalOf(observer, meetingId, command)).toEqual(refused);
  }
  expect((await meetingFor(clerk, meetingId)).proceedings.seq).toBe(seq);
});

async function opened(client: Client, name: string): Promise<OpenDocument> {
  const open = openDocument(client, name);
  await until(() => open.provider.synced && open.mayWrite() !== undefined, `${name} is open`);
  return open;
}

const textStored = async (title: string): Promise<string> =>
  (await storedCopy(server.db(), `minute/${itemTitled(title)}`)).getXmlFragment('text').toString();

const syncFrame = (step: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });
