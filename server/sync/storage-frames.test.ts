/** What the engine says of its storage, and how it takes digests, on a bare socket. */
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { DIGEST_LENGTH, MESSAGE } from '#protocol/document-frame.ts';
import { getStorageEpoch } from '#server/store/storage-epoch.ts';
import {
  connectRaw,
  framesOf,
  giveMeeting,
  numberIn,
  startDocumentServer,
  textIn,
  until,
  type DocumentServer
} from '../../tests/support/document-server.ts';
import { stateWantedFrame } from './frames.ts';

let server: DocumentServer;
let minute: string;
let clerk: string;

beforeEach(async () => {
  server = await startDocumentServer();
  const meeting = await giveMeeting(server);
  await meeting.start();
  minute = `minute/${meeting.open}`;
  clerk = meeting.clerk;
});

afterEach(() => server.close());

const digestFrame = (number: number, bytes: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.digest);
    encoding.writeVarUint(encoder, number);
    encoding.writeVarUint8Array(encoder, new Uint8Array(bytes));
  });

test('the first thing said on a connection is the epoch of the storage', async () => {
  const client = connectRaw(server, minute, clerk);
  await until(() => framesOf(client, MESSAGE.sync).length > 0, 'it is let in');
  expect(client.frames[0]?.[0]).toBe(MESSAGE.storage);
  expect(textIn(client, MESSAGE.storage)).toBe(await getStorageEpoch(server.db));
  client.socket.close();
});

test.each([0, DIGEST_LENGTH - 1, DIGEST_LENGTH + 1, 100_000])(
  'a digest of %i bytes is malformed',
  async (bytes) => {
    const client = connectRaw(server, minute, clerk);
    await until(() => client.frames.length > 0, 'it is let in');
    client.send(digestFrame(0, bytes));
    await until(() => client.closed() !== undefined, 'it is closed');
    expect(client.closed()).toBe(CLOSE_CODE.malformed);
  }
);

test('a wrong digest is asked for once more, and only then held against its sender', async () => {
  const client = connectRaw(server, minute, clerk);
  await until(() => client.frames.length > 0, 'it is let in');
  client.send(stateWantedFrame(new Uint8Array([0])));
  client.send(digestFrame(0, DIGEST_LENGTH));
  await until(() => framesOf(client, MESSAGE.digest).length === 1, 'it is asked again');
  expect(server.sync.differing()).toBe(0);
  // One more of its own accord within five seconds is passed over.
  client.send(digestFrame(0, DIGEST_LENGTH));
  client.send(digestFrame(numberIn(client, MESSAGE.digest) ?? 0, DIGEST_LENGTH));
  await until(() => framesOf(client, MESSAGE.differs).length === 1, 'it is told');
  expect(framesOf(client, MESSAGE.digest)).toHaveLength(1);
  expect(server.sync.differing()).toBe(1);
  client.socket.close();
});

test('who has not been given the document is not compared', async () => {
  const client = connectRaw(server, minute, clerk);
  await until(() => client.frames.length > 0, 'it is let in');
  client.send(digestFrame(0, DIGEST_LENGTH));
  client.send(stateWantedFrame(new Uint8Array([0])));
  const answers = () => framesOf(client, MESSAGE.sync).filter((frame) => frame[1] === 1);
  await until(() => answers().length === 1, 'it has the document');
  expect(framesOf(client, MESSAGE.digest)).toEqual([]);
  client.socket.close();
});
