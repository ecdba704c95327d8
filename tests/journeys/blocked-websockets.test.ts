/**
 * Somebody's network lets no WebSocket through, refuses it or lets it hang. They write with the
 * others all the same, with the same rights and the same word for "saved", and go over nothing but
 * HTTP requests; and nobody goes that way who need not.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DocumentLink } from '#lib/live/document-link.ts';
import { freezeDocument } from '#server/store/documents.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn, type BoardJson } from '../support/demo-meetings.ts';
import { storedCopy, typeParagraph, until } from '../support/document-server.ts';
import { networkOf, startSilence, type Network } from '../support/open-tunnel.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId } from '../support/take-seat.ts';

/** A port on which nobody listens. */
const REFUSED = () => 'http://127.0.0.1:9';

let server: RunningComposition;
let clerk: Client;
let board: BoardJson;
let minutes: readonly string[];
const networks: Network[] = [];
const links: DocumentLink[] = [];

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  board = await boardOf(clerk, 'oversight');
  const meetingId = meetingOn(board, '2026-12-10');
  await perform(clerk, meetingId, START);
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  minutes = items.filter(({ part }) => part === 'part1').map(({ id }) => `minute/${id}`);
});

afterEach(() => {
  links.splice(0).forEach((link) => link.destroy());
  networks.splice(0).forEach((network) => network.close());
});

afterAll(() => server.stop());

type Writer = { readonly link: DocumentLink; readonly closes: number[] };

function open(network: Network, { address }: Client, name: string): Writer {
  const closes: number[] = [];
  const link = new DocumentLink(name, {
    address: `${address.replace('http', 'ws')}/yjs`,
    Socket: network.Socket,
    onChange: () => {},
    onParted: () => {},
    onClosed: (code) => closes.push(code)
  });
  links.push(link);
  return { link, closes };
}

function on(client: Client, given: Parameters<typeof networkOf>[1] = {}): Network {
  const network = networkOf(client, given);
  networks.push(network);
  return network;
}

const write = ({ link: { doc } }: Writer, words: string) =>
  typeParagraph({ doc, text: doc.getXmlFragment('text') }, words);

const textOf = ({ link }: Writer): string => link.doc.getXmlFragment('text').toString();

const comesTo = ({ link }: Writer, kind: string): Promise<void> =>
  until(() => link.saveState().kind === kind, `the state is ${kind}`);

const reads = (writer: Writer, words: string): Promise<void> =>
  until(() => textOf(writer).includes(words), `"${words}" is read`);

const nameOf = (index: number): string => minutes[index] ?? '';

test('one who is blocked and one who is not write together, and "saved" is on the disk for both', async () => {
  const blocked = on(clerk, { reach: REFUSED });
  const free = on(clerk);
  const [hers, theirs] = [open(blocked, clerk, nameOf(0)), open(free, clerk, nameOf(0))];
  await Promise.all([comesTo(hers, 'saved'), comesTo(theirs, 'saved')]);
  write(hers, 'Over polling.');
  write(theirs, 'Over a WebSocket.');
  await Promise.all([reads(hers, 'Over a WebSocket.'), reads(theirs, 'Over polling.')]);
  await until(() => hers.link.pending + theirs.link.pending === 0, 'both are acknowledged');
  const stored = (await storedCopy(server.db(), nameOf(0))).getXmlFragment('text').toString();
  expect(stored).toContain('Over polling.');
  expect(stored).toBe(textOf(hers));
  expect([blocked.webSockets(), blocked.tunnelled()]).toEqual([0, 1]);
  expect(blocked.live.io.engine.transport.name).toBe('polling');
  expect([free.webSockets(), free.tunnelled()]).toEqual([1, 0]);
});

test('several documents share the one connection, and each is told what it is owed', async () => {
  const blocked = on(clerk, { reach: REFUSED });
  const opened = [0, 1, 2, 3].map((index) => open(blocked, clerk, nameOf(index)));
  await Promise.all(opened.map((writer) => comesTo(writer, 'saved')));
  opened.forEach((writer, index) => write(writer, `Item ${index}`));
  await until(() => opened.every(({ link }) => link.pending === 0), 'all are acknowledged');
  for (const [index, writer] of opened.entries()) {
    expect(textOf(writer)).toContain(`Item ${index}`);
    expect(textOf(writer)).not.toContain(`Item ${index + 1}`);
  }
});

test('a network that lets a WebSocket wait for ever is seen through', async () => {
  const silence = await startSilence();
  const hanging = on(clerk, { reach: () => silence.address });
  const writer = open(hanging, clerk, nameOf(0));
  await comesTo(writer, 'saved');
  expect([hanging.webSockets(), hanging.tunnelled()]).toEqual([0, 1]);
  silence.stop();
});

test('a paste larger than the window arrives whole', async () => {
  const blocked = on(clerk, { reach: REFUSED });
  const writer = open(blocked, clerk, nameOf(1));
  await comesTo(writer, 'saved');
  // So many changes at once that the server reads on more slowly: the rest has to wait here.
  for (let line = 0; line < 430; line += 1) write(writer, `Line ${line}.`);
  for (let part = 0; part < 6; part += 1) write(writer, `${part} `.repeat(60_000));
  await until(() => writer.link.pending === 0, 'all of it is acknowledged', 15_000);
  const stored = (await storedCopy(server.db(), nameOf(1))).getXmlFragment('text').toString();
  expect(stored).toBe(textOf(writer));
});

test('whoever reads over polling is sent as much as there is, and is never held back', async () => {
  const blocked = on(clerk, { reach: REFUSED });
  const [reader, writer] = [open(blocked, clerk, nameOf(2)), open(on(clerk), clerk, nameOf(2))];
  await Promise.all([comesTo(reader, 'saved'), comesTo(writer, 'saved')]);
  // More than the server keeps waiting for somebody who does not say what they have read.
  for (let pass = 0; pass < 24; pass += 1) {
    const line = write(writer, `${pass % 10}`.repeat(200_000));
    line.delete(0, line.length);
    await until(() => writer.link.pending === 0, 'it is saved');
  }
  write(writer, 'The end of it.');
  await reads(reader, 'The end of it.');
  expect(blocked.tunnelled()).toBe(1);
});

test('a frame over the limit ends that document as too large, and no other', async () => {
  const blocked = on(clerk, { reach: REFUSED });
  const [one, other] = [open(blocked, clerk, nameOf(0)), open(blocked, clerk, nameOf(2))];
  await Promise.all([comesTo(one, 'saved'), comesTo(other, 'saved')]);
  write(one, 'x'.repeat(600_000));
  await until(() => one.closes.length > 0, 'it is closed');
  expect(one.closes).toEqual([4413]);
  write(other, 'Goes on.');
  await until(() => other.link.pending === 0, 'the other is acknowledged');
});

test('who is signed out, or has no right, is told so and is not taken for blocked', async () => {
  const member = await signIn(server, 'member2');
  for (const reach of [() => member.address, REFUSED]) {
    const network = on(member, { reach });
    const notTheirs = open(network, member, `notes/${nameOf(0).split('/')[1]}`);
    await until(() => notTheirs.closes.length > 0, 'it is closed');
    expect(notTheirs.closes).toEqual([4404]);
    expect(network.tunnelled()).toBe(reach === REFUSED ? 1 : 0);
  }
  const network = on(member, { reach: REFUSED });
  const writer = open(network, member, nameOf(0));
  await comesTo(writer, 'saved');
  await member.post('/sign-out', {});
  await until(() => writer.closes.length > 0, 'signed out', 2000);
  expect(writer.closes).toEqual([4401]);
});

test('whose seat ends is out within a second, and reads nothing more', async () => {
  const member = await signIn(server, 'member');
  const writer = open(on(member, { reach: REFUSED }), member, nameOf(0));
  const other = open(on(clerk), clerk, nameOf(0));
  await Promise.all([comesTo(writer, 'saved'), comesTo(other, 'saved')]);
  const seat = board.seats.find(({ name }) => name === 'Daniel Okonjo');
  const by = await personId(server, 'clerk');
  await server.services().seats.endSeat(by, board.board.id, seat?.id ?? '', null);
  await until(() => writer.closes.length > 0, 'the document is closed', 1000);
  expect(writer.closes).toEqual([4403]);
  write(other, 'Not for them.');
  await until(() => other.link.pending === 0, 'it is saved');
  expect(textOf(writer)).not.toContain('Not for them.');
});

test('wording that becomes final is refused with its reason, and can still be copied', async () => {
  const writer = open(on(clerk, { reach: REFUSED }), clerk, nameOf(3));
  await comesTo(writer, 'saved');
  await freezeDocument(server.db(), nameOf(3), '2026-11-21T16:00:00.000Z');
  write(writer, 'Too late');
  await comesTo(writer, 'refused');
  expect(writer.link.saveState()).toEqual({ kind: 'refused', why: 'frozen', changes: 1 });
});

test('a restart is no blocked network: each comes back the way it went, and loses nothing', async () => {
  const [blocked, free] = [on(clerk, { reach: REFUSED }), on(clerk)];
  const [hers, theirs] = [open(blocked, clerk, nameOf(0)), open(free, clerk, nameOf(0))];
  await Promise.all([comesTo(hers, 'saved'), comesTo(theirs, 'saved')]);
  await server.close();
  await until(() => free.ended() > 1, 'theirs has tried again in vain');
  write(hers, 'Written while it was away, by her.');
  write(theirs, 'Written while it was away, by them.');
  await server.reopen();
  await until(() => hers.link.pending + theirs.link.pending === 0, 'both are saved', 15_000);
  await Promise.all([reads(hers, 'away, by them.'), reads(theirs, 'away, by her.')]);
  expect(blocked.webSockets()).toBe(0);
  expect([free.webSockets(), free.tunnelled()]).toEqual([2, 0]);
});

test('what was found is remembered for a while, then a WebSocket is tried and taken if it gets through', async () => {
  const patience = { webSocket: 300, tunnel: 5000, remembered: 60_000 };
  for (const remembered of [60_000, 0]) {
    let reach = REFUSED();
    const network = on(clerk, { reach: () => reach, patience: { ...patience, remembered } });
    const writer = open(network, clerk, nameOf(0));
    await comesTo(writer, 'saved');
    reach = clerk.address;
    writer.link.renew();
    await comesTo(writer, 'saved');
    expect([network.webSockets(), network.tunnelled()]).toEqual(remembered === 0 ? [1, 1] : [0, 2]);
  }
});

test('after sleep a line that looks open is left for a new one', async () => {
  const network = on(clerk, { reach: REFUSED });
  const writer = open(network, clerk, nameOf(0));
  await comesTo(writer, 'saved');
  writer.link.renew();
  expect(writer.link.saveState().kind).toBe('opening');
  write(writer, 'After sleep.');
  await until(() => writer.link.pending === 0, 'it is saved');
  expect(network.tunnelled()).toBe(2);
});
