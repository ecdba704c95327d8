/** Documents through restores of older copies, against the real engine on a real file. */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import { ITEMS_FIELD, NOTE_FIELD } from '#protocol/documents.ts';
import { copyDatabase } from '#server/store/database-copy.ts';
import {
  giveAnotherMeeting,
  giveMeeting,
  startDocumentServer,
  storedCopy,
  typeParagraph,
  until,
  type DocumentServer
} from '../../../tests/support/document-server.ts';
import { putInPlace } from '../../../tests/support/restore.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { LastingDocument, type KeptText } from './lasting-document.ts';

type Client = { readonly document: LastingDocument; readonly kept: KeptText[] };

let folder: string;
let file: string;
let backup: string;
let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
let minute: string;
const clients: Client[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  file = path.join(folder, 'record.sqlite');
  backup = path.join(folder, 'backup.sqlite');
  server = await startDocumentServer({ file });
  meeting = await giveMeeting(server);
  await meeting.start();
  minute = `minute/${meeting.open}`;
});

afterEach(async () => {
  clients.splice(0).forEach(({ document }) => document.destroy());
  await server.close();
});

function open(
  personId: string,
  { name = minute, Socket = WebSocket, quiet = 60_000 } = {}
): Client {
  const kept: KeptText[] = [];
  const document = new LastingDocument(name, {
    address: server.address,
    Socket: Socket as unknown as typeof globalThis.WebSocket,
    params: { as: personId },
    quiet,
    onChange: () => {},
    onClosed: () => {},
    onReplaced: () => {},
    onKept: (text) => kept.push(text)
  });
  clients.push({ document, kept });
  return { document, kept };
}

const write = ({ document: { link } }: Client, words: string) =>
  typeParagraph({ doc: link.doc, text: link.doc.getXmlFragment('text') }, words);

const textOf = ({ document: { link } }: Client): string =>
  link.doc.getXmlFragment('text').toString();

const isSaved = ({ document: { link } }: Client): boolean =>
  link.isLoaded && link.pending === 0 && link.saveState().kind === 'saved';

const allSaved = (...all: Client[]): Promise<void> =>
  until(() => all.every(isSaved), 'everything is saved');

const stored = async (): Promise<string> =>
  (await storedCopy(server.db, minute)).getXmlFragment('text').toString();

/** Stops the server, puts the copy in the place of its file, and starts it again at the same port. */
async function restore(): Promise<void> {
  const { port } = server;
  await server.close();
  putInPlace(backup, file);
  server = await startDocumentServer({ file, port });
}

test('after an older backup is restored, both who were writing are offered what it lacks', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await allSaved(clerk, member);
  write(clerk, 'Last night.');
  await allSaved(clerk, member);
  await copyDatabase(file, backup, new Date().toISOString());
  write(clerk, 'This morning.');
  await until(() => textOf(member).includes('This morning.'), 'the member reads it');
  write(member, 'And at noon.');
  await until(() => textOf(clerk).includes('And at noon.'), 'the clerk reads it');
  await allSaved(clerk, member);

  const writers = [clerk, member].map(({ document }) => document.link.doc.clientID);
  await restore();
  await until(() => clerk.kept.length > 0 && member.kept.length > 0, 'both notice', 20_000);
  const newer = 'Last night.\n\nThis morning.\n\nAnd at noon.';
  for (const client of [clerk, member]) {
    expect(client.kept).toEqual([{ why: 'restored', text: newer }]);
    expect(writers).not.toContain(client.document.link.doc.clientID);
  }
  await allSaved(clerk, member);
  expect(await stored()).toBe('<paragraph>Last night.</paragraph>');

  write(clerk, 'This morning, again.');
  await until(() => textOf(member).includes('again'), 'the member reads it');
  write(member, 'Agreed.');
  await allSaved(clerk, member);
  const whole = await stored();
  expect(whole).toContain('again.</paragraph><paragraph>Agreed.');
  await until(() => textOf(clerk) === whole && textOf(member) === whole, 'all show the same');
  expect(server.faults).toEqual([]);
});

test('what was written offline, before the restore was heard of, is offered as well', async () => {
  const clerk = open(meeting.clerk);
  await allSaved(clerk);
  write(clerk, 'Kept.');
  await allSaved(clerk);
  await copyDatabase(file, backup, new Date().toISOString());
  const { port } = server;
  await server.close();
  write(clerk, 'In a tunnel.');
  putInPlace(backup, file);
  server = await startDocumentServer({ file, port });
  await until(() => clerk.kept.length > 0, 'it is noticed', 20_000);
  expect(clerk.kept).toEqual([{ why: 'restored', text: 'Kept.\n\nIn a tunnel.' }]);
  expect(await stored()).toBe('<paragraph>Kept.</paragraph>');
});

test('a copy of the file made by hand carries no mark, and is noticed all the same', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await allSaved(clerk, member);
  write(clerk, 'Last night.');
  await allSaved(clerk, member);
  await sql`pragma wal_checkpoint(truncate)`.execute(server.db);
  copyFileSync(file, backup);
  write(clerk, 'This morning.');
  await until(() => textOf(member).includes('This morning.'), 'the member reads it');
  await allSaved(clerk, member);
  await restore();
  await until(() => clerk.kept.length > 0 && member.kept.length > 0, 'both notice', 20_000);
  expect(clerk.kept).toEqual([{ why: 'restored', text: 'Last night.\n\nThis morning.' }]);
  expect(member.kept).toEqual(clerk.kept);
  expect(await stored()).toBe('<paragraph>Last night.</paragraph>');
});

test('the same backup restored twice is noticed twice', async () => {
  const clerk = open(meeting.clerk);
  await allSaved(clerk);
  await copyDatabase(file, backup, new Date().toISOString());
  for (const time of [1, 2]) {
    write(clerk, `Time ${time}.`);
    await allSaved(clerk);
    await restore();
    await until(() => clerk.kept.length === time, `noticed ${time}`, 20_000);
    await allSaved(clerk);
  }
  expect(clerk.kept.map(({ text }) => text)).toEqual(['Time 1.', 'Time 2.']);
});

test('wording that was begun since the backup is offered, although it has no place now', async () => {
  await copyDatabase(file, backup, new Date().toISOString());
  const next = await giveAnotherMeeting(server, meeting);
  const clerk = open(meeting.clerk, { name: `agenda/${next.meetingId}` });
  await allSaved(clerk);
  const items = clerk.document.link.doc.getMap<Y.Map<unknown>>(ITEMS_FIELD);
  const note = items.get(next.itemId)?.get(NOTE_FIELD);
  if (!(note instanceof Y.Text)) throw new Error('the server makes the texts of an item');
  note.insert(0, 'Written since.');
  await allSaved(clerk);
  await restore();
  await until(() => clerk.kept.length > 0, 'it is noticed', 20_000);
  expect(clerk.kept).toHaveLength(1);
  expect(clerk.kept[0]?.text).toContain('Urgent business\n\nWritten since.');
  expect(clerk.document.link.saveState()).toMatchObject({ kind: 'refused', why: 'not-found' });
});

test('nothing is kept of a text that its reader may no longer see', async () => {
  const clerk = open(meeting.clerk);
  await allSaved(clerk);
  write(clerk, 'Not for long.');
  await allSaved(clerk);
  const seats = server.db.updateTable('seat').set({ ends_on: '2020-01-01' });
  await seats.where('person_id', '=', meeting.clerk).execute();
  server.announce({ type: 'rights-changed' });
  await until(() => clerk.document.link.saveState().kind === 'refused', 'it is closed');
  clerk.document.link.renew();
  expect(clerk.kept).toEqual([]);
  expect(clerk.document.isNeeded).toBe(false);
});

test('when the copy says the same, nothing is offered', async () => {
  const clerk = open(meeting.clerk);
  await allSaved(clerk);
  write(clerk, 'All of it.');
  await allSaved(clerk);
  await copyDatabase(file, backup, new Date().toISOString());
  await restore();
  await until(() => clerk.kept.length > 0, 'it is noticed', 20_000);
  expect(clerk.kept).toEqual([{ why: 'restored', text: '' }]);
});

test('a restart alone is no restore', async () => {
  const clerk = open(meeting.clerk);
  await allSaved(clerk);
  write(clerk, 'Going on.');
  await allSaved(clerk);
  const { doc } = clerk.document.link;
  const { port } = server;
  await server.close();
  await until(() => clerk.document.link.saveState().kind !== 'saved', 'the line is lost');
  server = await startDocumentServer({ file, port });
  await until(() => isSaved(clerk), 'it is back', 20_000);
  expect(clerk.document.link.doc).toBe(doc);
  expect(clerk.kept).toEqual([]);
});

test('a page that lost a deletion on the way is found out while idle, counted and healed', async () => {
  const line = lossyLine();
  const clerk = open(meeting.clerk);
  const member = open(meeting.member, { Socket: line.Socket, quiet: 300 });
  await allSaved(clerk, member);
  write(clerk, 'Delete me.');
  write(clerk, 'Keep me.');
  await until(() => textOf(member).includes('Keep me.'), 'the member reads it');
  line.loseNext();
  clerk.document.link.doc.getXmlFragment('text').delete(0, 1);
  await until(() => line.lost() === 1, 'it is lost');
  expect(textOf(member)).toContain('Delete me.');
  await until(() => member.kept.length > 0, 'it is found out');
  expect(member.kept).toEqual([{ why: 'differs', text: 'Delete me.\n\nKeep me.' }]);
  expect(textOf(member)).toBe(textOf(clerk));
  expect(server.sync.differing()).toBe(1);
  expect(server.faults.map(String)).toEqual([
    `TextsDiffer: what ${meeting.member} was shown of ${minute} was not what is stored`
  ]);
  write(member, 'And on.');
  await until(() => textOf(clerk).includes('And on.'), 'both go on');
});

/** A line that loses the next edit that comes over it, without a word to either end. */
function lossyLine() {
  let toLose = 0;
  let lost = 0;
  class Socket extends WebSocket {
    override emit(event: string, ...rest: unknown[]): boolean {
      const [data] = rest;
      const [type, step] = data instanceof ArrayBuffer ? new Uint8Array(data) : [];
      const isLost = toLose > 0 && type === MESSAGE.sync && step === SYNC.update;
      if (!isLost) return super.emit(event, ...rest);
      toLose -= 1;
      lost += 1;
      return true;
    }
  }
  return { Socket, loseNext: () => (toLose += 1), lost: () => lost };
}
