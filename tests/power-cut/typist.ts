/**
 * A client that keeps a ledger: every update-bearing frame it has sent, and how many of them the
 * server says are on disk. It lives in the test's process, so that no kill reaches the ledger.
 */
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import { stateFrame, stateWantedFrame, updateFrame } from '#server/sync/frames.ts';
import type { Random } from './random.ts';

/** Edits on their way that are not acknowledged yet. */
const IN_FLIGHT = 8;

export type Typist = {
  readonly document: string;
  readonly doc: Y.Doc;
  /** What the server's handshake said: the same words stand in the trace. */
  readonly key: () => string;
  /** What each frame carried, in the order sent: acknowledging n covers the first n. */
  readonly sent: readonly Uint8Array[];
  readonly acknowledged: () => number;
  /** Updates that the server sent, in the order they came. */
  readonly shown: readonly Uint8Array[];
  /** What the server has said besides, in order: rights and refusals. */
  readonly told: readonly string[];
  readonly isConnected: () => boolean;
  readonly mayWrite: () => boolean;
  readonly type: () => void;
  /** Types so many edits, as fast as they are acknowledged; ends early when the line breaks. */
  readonly typeMany: (edits: number) => Promise<void>;
  readonly leave: () => Promise<void>;
};

export async function startTypist(
  address: string,
  document: string,
  personId: string,
  random: Random
): Promise<Typist> {
  const socket = new WebSocket(`${address}/${document}?as=${personId}`);
  const doc = new Y.Doc();
  const sent: Uint8Array[] = [];
  const shown: Uint8Array[] = [];
  const told: string[] = [];
  let key = '';
  let acknowledged = 0;
  let mayWrite = false;
  let wake: () => void = () => {};
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));

  const send = (frame: Uint8Array, update: Uint8Array): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    sent.push(update);
    socket.send(frame);
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) send(updateFrame(update), update);
  });
  socket.on('upgrade', ({ headers }) => (key = headers['sec-websocket-accept'] ?? ''));
  socket.on('open', () => socket.send(stateWantedFrame(Y.encodeStateVector(doc))));
  socket.on('error', () => {});
  socket.on('close', () => wake());
  socket.on('message', (data: Buffer) => {
    hear(new Uint8Array(data));
    wake();
  });

  function hear(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync: {
        const step = decoding.readVarUint(decoder);
        const bytes = decoding.readVarUint8Array(decoder);
        if (step !== SYNC.step1) {
          shown.push(bytes);
          return Y.applyUpdate(doc, bytes, socket);
        }
        const update = Y.encodeStateAsUpdate(doc, bytes);
        return send(stateFrame(update), update);
      }
      case MESSAGE.acknowledged:
        acknowledged = decoding.readVarUint(decoder);
        told.push('acknowledged');
        return;
      case MESSAGE.refused:
        told.push(decoding.readVarString(decoder));
        return;
      case MESSAGE.rights:
        mayWrite = decoding.readVarUint(decoder) === 1;
        told.push(mayWrite ? 'may-write' : 'may-not-write');
    }
  }

  const isConnected = () => socket.readyState === WebSocket.OPEN;
  const heard = () => new Promise<void>((resolve) => (wake = resolve));
  const pong = () =>
    new Promise<void>((resolve) => {
      socket.once('pong', () => resolve());
      socket.ping();
    });
  const type = () => editAtRandom(doc, random, sent.length);
  while (!mayWrite && socket.readyState <= WebSocket.OPEN) await heard();
  return {
    document,
    doc,
    key: () => key,
    sent,
    acknowledged: () => acknowledged,
    shown,
    told,
    isConnected,
    mayWrite: () => mayWrite,
    type,
    async typeMany(edits) {
      for (let edit = 0; edit < edits && isConnected(); edit += 1) {
        type();
        while (isConnected() && sent.length - acknowledged >= IN_FLIGHT) await heard();
      }
      while (isConnected() && acknowledged < sent.length) await heard();
      // A call that is under way when the server is killed is not in its trace: let the last one return.
      if (isConnected()) await Promise.race([pong(), closed]);
    },
    leave: () => {
      socket.close();
      return closed;
    }
  };
}

/** A new paragraph, more words in one that is there, or some of them deleted. */
function editAtRandom(doc: Y.Doc, random: Random, edit: number): void {
  const text = doc.getXmlFragment('text');
  const line = text.length > 0 ? lineOf(text.get(random.below(text.length))) : undefined;
  const dice = random.below(10);
  if (!line || dice < 2) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(`Paragraph ${edit}.`)]);
    text.insert(random.below(text.length + 1), [paragraph]);
  } else if (dice < 9 || line.length < 4) {
    line.insert(random.below(line.length + 1), ` words${edit}`.repeat(1 + random.below(4)));
  } else {
    line.delete(random.below(line.length - 3), 3);
  }
}

function lineOf(paragraph: unknown): Y.XmlText | undefined {
  const line = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  return line instanceof Y.XmlText ? line : undefined;
}
