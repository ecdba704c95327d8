/**
 * Several people write one minute while the server stops, starts and is killed. What the server has
 * acknowledged (frame 64) is there afterwards, even when everybody who wrote it has gone for good.
 */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  meetingFor,
  PASSWORD,
  perform,
  signIn,
  type Address,
  type Client
} from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { openDocument, saved, type OpenDocument } from '../support/open-document.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition } from '../support/start-composition.ts';
import { DEMO_PASSWORD, startDemoServer } from '../support/start-server.ts';
import { typingFast } from '../support/typing-fast.ts';

const WRITERS = ['clerk', 'chair', 'member'];

test('three people write one minute through a restart, and end with the same text, all of it', async () => {
  const server = await startComposition();
  const { writers } = await writersOf(server, PASSWORD);
  const typed: string[] = [];
  const round = (name: string) =>
    writers.forEach((writer, index) => {
      const words = `${WRITERS[index]} ${name}`;
      typed.push(words);
      typeParagraph(writer, words);
    });
  round('before');
  await Promise.all(writers.map(saved));
  round('as it stops');
  await server.close();
  round('while it is away');
  expect(writers.every(({ provider }) => !provider.wsconnected)).toBe(true);
  await server.reopen();
  await Promise.all(writers.map(saved));
  round('after');
  await Promise.all(writers.map(saved));
  await until(() => new Set(writers.map(textOf)).size === 1, 'everybody reads the same');
  for (const words of typed) expect(textOf(writers[0]), words).toContain(`>${words}<`);
  writers.forEach((writer) => writer.leave());
  await server.stop();
});

test('an orderly stop keeps what had arrived, though everybody leaves with it', async () => {
  const server = await startComposition();
  const { writers, name, client } = await writersOf(server, PASSWORD);
  writers.forEach((writer, index) => typeParagraph(writer, `${WRITERS[index]} said so`));
  await Promise.all(writers.map(saved));
  writers.forEach((writer) => writer.leave());
  await server.close();
  await server.reopen();
  const text = await readBy(client, name);
  for (const who of WRITERS) expect(text).toContain(`>${who} said so<`);
  await server.stop();
});

test('kill -9 in mid-sentence loses nothing that was acknowledged, though every writer is gone for good', async () => {
  const server = await startDemoServer();
  try {
    for (const round of ['first', 'second', 'third']) {
      const { writers, name } = await writersOf(server, DEMO_PASSWORD);
      const acknowledged = writers.map((writer, index) =>
        typingFast(writer, `${round} ${WRITERS[index]}`)
      );
      await until(
        () => writers.every((writer) => writer.acknowledged() > 20),
        'some is acknowledged'
      );
      await server.kill();
      await until(
        () => writers.every(({ provider }) => !provider.wsconnected),
        'everybody is cut off'
      );
      const safe = acknowledged.flatMap((lines) => lines());
      writers.forEach((writer) => writer.leave());
      await server.restart();
      const text = await readBy(await signIn(server, 'clerk', DEMO_PASSWORD), name);
      expect(safe.length).toBeGreaterThan(60);
      expect(safe.filter((words) => !text.includes(`>${words}<`))).toEqual([]);
    }
  } finally {
    await server.stop();
  }
}, 60_000);

/** Three people at the December meeting of the demonstration, with the same minute open. */
async function writersOf(server: Address, password: string) {
  const clients = await Promise.all(WRITERS.map((who) => signIn(server, who, password)));
  const [client] = clients as [Client, ...Client[]];
  const meetingId = meetingOn(await boardOf(client, 'oversight'), '2026-12-10');
  const { meeting, proceedings } = await meetingFor(client, meetingId);
  if (meeting.phase === 'agendaPublished') {
    await perform(client, meetingId, START);
  }
  const name = `minute/${proceedings.items[5]?.id}`;
  const writers = clients.map((each) => openDocument(each, name));
  await until(
    () => writers.every(({ provider, mayWrite }) => provider.synced && mayWrite()),
    'all write'
  );
  return { client, name, writers: writers as [OpenDocument, ...OpenDocument[]] };
}

async function readBy(client: Client, name: string): Promise<string> {
  const reader = openDocument(client, name, new Y.Doc());
  await until(() => reader.provider.synced, 'the reader has it');
  const text = textOf(reader);
  reader.leave();
  return text;
}

const textOf = ({ text }: Pick<OpenDocument, 'text'>): string => text.toString();
