/**
 * Honest edits are never refused: three clients that type, delete, format, undo and drop out at
 * random, against one document, whose updates arrive in bursts, late, and twice after a reconnect.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { StoredUpdate } from '#server/store/documents.ts';
import { DocumentState } from './document-state.ts';
import { buildDocument } from './working-copy.ts';

type Step =
  | { readonly kind: 'type'; readonly who: number; readonly at: number; readonly words: string }
  | { readonly kind: 'delete'; readonly who: number; readonly at: number; readonly length: number }
  | { readonly kind: 'bold'; readonly who: number; readonly at: number; readonly length: number }
  | { readonly kind: 'block'; readonly who: number; readonly at: number; readonly node: string }
  | { readonly kind: 'remove'; readonly who: number; readonly at: number }
  | { readonly kind: 'undo'; readonly who: number }
  | { readonly kind: 'deliver'; readonly who: number; readonly frames: number }
  | { readonly kind: 'drop'; readonly who: number };

const who = fc.nat(2);
const at = fc.nat(60);
// No emoji: an edit between its two halves, which no editor makes, parts Yjs's own copies.
const letter = fc.constantFrom('a', 'B', ' ', 'é', '—', '<', '\n');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('type'),
      who,
      at,
      words: fc.string({ unit: letter, minLength: 1, maxLength: 8 })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delete'),
      who,
      at,
      length: fc.integer({ min: 1, max: 12 })
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bold'),
      who,
      at,
      length: fc.integer({ min: 1, max: 9 })
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('block'),
      who,
      at,
      node: fc.constantFrom('paragraph', 'bulletList', 'action')
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove'), who, at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo'), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deliver'),
      who,
      frames: fc.integer({ min: 1, max: 6 })
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop'), who }) }
);

test('edits of three honest clients are always accepted, and everybody ends with the same text', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 80 }), (steps) => {
      const town = makeTown();
      for (const each of steps) town.take(each);
      town.settle();
      const docs = [...town.docs, town.reloaded()];
      const texts = docs.map((doc) => doc.getXmlFragment('text').toString());
      expect(new Set(texts).size).toBe(1);
    }),
    { numRuns: 300 }
  );
});

/** A document and its three clients, each with frames on their way both ways. */
function makeTown() {
  const state = new DocumentState('minute', { snapshot: null, updates: [], seq: 0 }, new Map());
  const committed: StoredUpdate[] = [];
  const clients = ['ann', 'ben', 'cat'].map((personId) => {
    const doc = new Y.Doc();
    const text = doc.getXmlFragment('text');
    const client = {
      personId,
      doc,
      text,
      undo: new Y.UndoManager(text, { captureTimeout: 0 }),
      toServer: [] as Uint8Array[],
      toClient: [] as Uint8Array[]
    };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') client.toServer.push(update);
    });
    return client;
  });
  type Client = (typeof clients)[number];

  function deliver(client: Client, frames: number): void {
    for (const update of client.toClient.splice(0, frames)) {
      Y.applyUpdate(client.doc, update, 'server');
    }
    for (const update of client.toServer.splice(0, frames)) receive(client, update);
  }

  function receive(client: Client, update: Uint8Array): void {
    const verdict = state.examine(update, client.personId);
    if (verdict.kind === 'known') return;
    if (verdict.kind !== 'news') throw new Error(`an honest edit is ${JSON.stringify(verdict)}`);
    if (!state.rehearse(update, verdict.writers, client.personId)) throw new Error('it throws');
    const seq = state.seq + 1;
    state.settle(update, seq);
    committed.push({ seq, at: '', personId: client.personId, bytes: update });
    for (const other of clients) if (other !== client) other.toClient.push(update);
  }

  /** What was on its way is lost; after the reconnect each side sends what the other has not. */
  function reconnect(client: Client): void {
    client.toClient.length = 0;
    client.toServer.length = 0;
    receive(client, Y.encodeStateAsUpdate(client.doc, state.vector()));
    const state2 = Y.encodeStateAsUpdate(state.doc, Y.encodeStateVector(client.doc));
    Y.applyUpdate(client.doc, state2, 'server');
  }

  function take(each: Step): void {
    const client = clients[each.who];
    if (!client) return;
    if (each.kind === 'deliver') deliver(client, each.frames);
    else if (each.kind === 'drop') reconnect(client);
    else if (each.kind === 'undo') client.undo.undo();
    else edit(client.text, each);
  }

  return {
    docs: [state.doc, ...clients.map(({ doc }) => doc)],
    take,
    /** Until nothing is under way: Yjs answers what it hears with deletions of idle format marks. */
    settle: () => {
      while (clients.some(({ toServer, toClient }) => toServer.length + toClient.length > 0)) {
        for (const client of clients) deliver(client, Infinity);
      }
    },
    /** The document as it is when it is loaded from what was committed. */
    reloaded: () => buildDocument('minute', { snapshot: null, updates: committed, seq: 0 })
  };
}

function edit(
  text: Y.XmlFragment,
  each: Exclude<Step, { kind: 'deliver' | 'drop' | 'undo' }>
): void {
  if (each.kind === 'block') {
    const element = new Y.XmlElement(each.node);
    if (each.node === 'action') element.setAttribute('id', 'a'.repeat(20));
    element.insert(0, [new Y.XmlText('')]);
    text.insert(each.at % (text.length + 1), [element]);
    return;
  }
  if (text.length === 0) return;
  const element = text.get(each.at % text.length);
  if (each.kind === 'remove') return text.delete(each.at % text.length, 1);
  const line = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(line instanceof Y.XmlText)) return;
  const place = each.at % (line.length + 1);
  if (each.kind === 'type') return line.insert(place, each.words);
  const length = Math.min(each.length, line.length - place);
  if (length === 0) return;
  if (each.kind === 'delete') line.delete(place, length);
  else line.format(place, length, { bold: {} });
}
