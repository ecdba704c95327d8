/** A document built from what is stored, to judge edits against and to apply them to. */
import type { DocumentKind } from '#protocol/documents.ts';
import { makeFaithfulCopy } from '#server/record/faithful-copy.ts';
import type { StoredContent } from '#server/store/documents.ts';
import * as Y from 'yjs';
import { defineRoot, rootOf } from './document-shape.ts';
import type { Guarded } from './gate.ts';

export function makeWorkingCopy(
  kind: DocumentKind,
  stored: StoredContent,
  writers: ReadonlyMap<number, string>
): Guarded {
  const doc = buildDocument(kind, stored);
  const root = defineRoot(doc, kind);
  return { doc, places: new WeakMap([[root, { shape: rootOf(kind).shape, depth: 0 }]]), writers };
}

/** The document that a stored content makes. Throws ContentUnreadable when Yjs cannot take it. */
export function buildDocument(kind: DocumentKind, { snapshot, updates }: StoredContent): Y.Doc {
  const doc = makeFaithfulCopy();
  defineRoot(doc, kind);
  if (snapshot) applyWhole(doc, snapshot);
  for (const { bytes } of updates) applyWhole(doc, bytes);
  return doc;
}

/** Applies, or throws: an update that Yjs keeps waiting for something missing is not applied. */
export function applyWhole(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    throw new ContentUnreadable('Yjs cannot apply an update', { cause: error });
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new ContentUnreadable('an update rests on something that is missing');
  }
}

export class ContentUnreadable extends Error {
  override name = 'ContentUnreadable';
}
