/**
 * How long a keystroke takes: to its author's "saved" (on disk, synchronous=FULL) and to the
 * screens of the others, with three clients in one minute on a real file over real sockets.
 */
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE } from '#protocol/document-frame.ts';
import {
  giveMeeting,
  startDocumentServer,
  typeParagraph,
  until
} from '../support/document-server.ts';

const KEYSTROKES = 1000;
/** Twelve keys a second from each of three people. */
const PAUSE = 28;

type Writer = { readonly provider: WebsocketProvider; readonly acknowledged: () => number };

async function measure(): Promise<void> {
  const server = await startDocumentServer();
  const meeting = await giveMeeting(server);
  await meeting.start();
  const people = [meeting.clerk, meeting.chair, meeting.member];
  const writers = people.map((personId) =>
    open(server.address, `minute/${meeting.open}`, personId)
  );
  await until(() => writers.every(({ provider }) => provider.synced), 'everybody is synced');
  const [first] = writers;
  if (!first) return;
  typeParagraph({ doc: first.provider.doc, text: textOf(first) }, 'Minutes.');
  await until(
    () => writers.every((writer) => textOf(writer).length === 1),
    'everybody has the line'
  );

  const toOthers: number[] = [];
  const toSaved: number[] = [];
  for (let stroke = 0; stroke < KEYSTROKES; stroke += 1) {
    const writer = writers[stroke % writers.length] ?? first;
    await strike(writer, writers, toOthers, toSaved);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  print('keystroke to the other screens', toOthers);
  print('keystroke to saved on disk', toSaved);
  for (const { provider } of writers) {
    provider.destroy();
    provider.doc.destroy();
  }
  await server.close();
}

async function strike(
  writer: Writer,
  writers: readonly Writer[],
  toOthers: number[],
  toSaved: number[]
): Promise<void> {
  const line = lineOf(writer);
  const length = line.length + 1;
  const before = writer.acknowledged();
  const from = performance.now();
  const seen = writers
    .filter((other) => other !== writer)
    .map((other) => whenTrue(other.provider, () => lineOf(other).length >= length));
  const saved = whenTrue(writer.provider, () => writer.acknowledged() > before);
  line.insert(line.length, 'x');
  for (const at of await Promise.all(seen)) toOthers.push(at - from);
  toSaved.push((await saved) - from);
}

/** The moment at which the message that makes it true has been taken in. */
function whenTrue({ ws }: WebsocketProvider, holds: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      ws?.removeEventListener('message', look);
      resolve(performance.now());
    };
    ws?.addEventListener('message', look);
  });
}

function open(address: string, name: string, personId: string): Writer {
  let acknowledged = 0;
  const provider = new WebsocketProvider(address, name, new Y.Doc(), {
    params: { as: personId },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true
  });
  for (const type of Object.values(MESSAGE).filter((each) => each >= MESSAGE.acknowledged)) {
    provider.messageHandlers[type] = () => {};
  }
  provider.messageHandlers[MESSAGE.acknowledged] = (_encoder, decoder) => {
    acknowledged = decoding.readVarUint(decoder);
  };
  return { provider, acknowledged: () => acknowledged };
}

const textOf = ({ provider }: Writer): Y.XmlFragment => provider.doc.getXmlFragment('text');

function lineOf(writer: Writer): Y.XmlText {
  const paragraph = textOf(writer).get(0);
  const line = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(line instanceof Y.XmlText)) throw new Error('the line is not there');
  return line;
}

function print(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
  console.log(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms (${times.length})`);
}

await measure();
