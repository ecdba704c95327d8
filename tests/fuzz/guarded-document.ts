/**
 * A document behind the gate with nothing around it: the gate's own answer, Yjs's own document, and
 * what has to hold of a document after anything at all was let in.
 */
import { expect } from 'vitest';
import * as Y from 'yjs';
import { ITEMS_FIELD, TEXT_FIELD, WORDINGS_FIELD, type DocumentKind } from '#protocol/documents.ts';
import { wordingsOf } from '#server/record/action-wording.ts';
import { itemTexts, minuteOf } from '#server/record/document-text.ts';
import { rootOf } from '#server/sync/document-shape.ts';
import { judge, type Verdict } from '#server/sync/gate.ts';
import { standsInOrder } from '#server/sync/neighbours.ts';
import { readUpdate } from '#server/sync/read-update.ts';
import { buildDocument, makeWorkingCopy } from '#server/sync/working-copy.ts';

export type Stored = {
  readonly kind: DocumentKind;
  readonly state: Uint8Array;
  readonly writers: ReadonlyMap<number, string>;
};

export type GuardedDocument = {
  readonly doc: Y.Doc;
  readonly writers: ReadonlyMap<number, string>;
  /** Judges without taking in. */
  readonly judge: (bytes: Uint8Array, personId: string) => Verdict;
  /**
   * Takes in what the gate judged to be news, as a room does; false where only then it shows that it
   * does not hold together, and the document is of no use any more. Throws where Yjs does.
   */
  readonly apply: (
    bytes: Uint8Array,
    personId: string,
    news: Extract<Verdict, { kind: 'news' }>
  ) => boolean;
};

export function guardedDocument({ kind, state, writers: known }: Stored): GuardedDocument {
  const writers = new Map(known);
  const guarded = makeWorkingCopy(kind, { snapshot: state, updates: [], seq: 0 }, writers);
  const { doc } = guarded;
  return {
    doc,
    writers,
    judge: (bytes, personId) => judge(bytes, personId, guarded),
    apply(bytes, personId, news) {
      Y.applyUpdate(doc, bytes);
      if (!standsInOrder(doc, readUpdate(bytes))) return false;
      for (const client of news.writers) writers.set(client, personId);
      return true;
    }
  };
}

const DEPTH_LIMIT = 64;

/** Whatever was let in, the document is whole, owned, readable, and can be emptied. */
export function expectSound(
  kind: DocumentKind,
  { doc, writers }: Pick<GuardedDocument, 'doc' | 'writers'>
): void {
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  const ownerless = [...doc.store.clients.keys()].filter((client) => !writers.has(client));
  expect(ownerless).toEqual([]);
  expect([...doc.share.keys()]).toEqual([rootOf(kind).name]);

  const copy = loaded(kind, Y.encodeStateAsUpdate(doc));
  expect(rendered(kind, copy)).toBe(rendered(kind, doc));
  copy.transact(() => clear(kind, copy));
  expect(rendered(kind, copy)).toBe(rendered(kind, loaded(kind, EMPTY_UPDATE)));
  // A collected document says how much it once held and nothing else.
  expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
  copy.destroy();
}

export const EMPTY_UPDATE = new Uint8Array([0, 0]);

/** All that is read out of a document: projection, markup, JSON, and how deep it goes. */
export function rendered(kind: DocumentKind, doc: Y.Doc): string {
  if (kind === 'actions') return JSON.stringify([...wordingsOf(doc)].sort());
  if (kind === 'agenda' || kind === 'exempt') {
    // In whatever order a map has come to hold its entries.
    const json = Object.entries(doc.getMap(ITEMS_FIELD).toJSON()).map(([id, item]) => [
      id,
      Object.entries(item as object).sort()
    ]);
    return JSON.stringify([[...itemTexts(doc)].sort(), json.sort()]);
  }
  const fragment = doc.getXmlFragment(TEXT_FIELD);
  expect(depthOf(fragment)).toBeLessThanOrEqual(DEPTH_LIMIT);
  return JSON.stringify([minuteOf(doc), fragment.toString(), fragment.toJSON()]);
}

const loaded = (kind: DocumentKind, state: Uint8Array): Y.Doc =>
  buildDocument(kind, { snapshot: state, updates: [], seq: 0 });

function clear(kind: DocumentKind, doc: Y.Doc): void {
  if (kind === 'actions') return doc.getMap(WORDINGS_FIELD).clear();
  if (kind === 'agenda' || kind === 'exempt') return doc.getMap(ITEMS_FIELD).clear();
  const fragment = doc.getXmlFragment(TEXT_FIELD);
  fragment.delete(0, fragment.length);
}

/** Without recursion: what is too deep is to be measured, not to end the test. */
function depthOf(fragment: Y.XmlFragment): number {
  let deepest = 0;
  const waiting: [Y.XmlFragment, number][] = [[fragment, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [parent, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement) waiting.push([child, depth + 1]);
      else deepest = Math.max(deepest, depth + 1);
    }
  }
  return deepest;
}
