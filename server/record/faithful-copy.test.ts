import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeFaithfulCopy } from './faithful-copy.ts';

/** Bold over words that somebody else deletes at the same time: the marks around them are idle. */
function boldOverDeleted(): Uint8Array[] {
  const [ann, ben] = [new Y.Doc(), new Y.Doc()];
  const line = new Y.XmlText('abc');
  ann.getXmlFragment('text').insert(0, [line]);
  const typed = Y.encodeStateAsUpdate(ann);
  Y.applyUpdate(ben, typed);
  const known = Y.encodeStateVector(ann);
  line.format(0, 3, { bold: {} });
  const theirs = ben.getXmlFragment('text').get(0);
  if (theirs instanceof Y.XmlText) theirs.delete(0, 3);
  return [typed, Y.encodeStateAsUpdate(ann, known), Y.encodeStateAsUpdate(ben, known)];
}

function changesOf(doc: Y.Doc, updates: readonly Uint8Array[]): number {
  let changes = 0;
  doc.getXmlFragment('text');
  doc.on('update', () => {
    changes += 1;
  });
  for (const update of updates) Y.applyUpdate(doc, update);
  return changes;
}

test('a copy on the server changes by what it is given, and by nothing else', () => {
  const updates = boldOverDeleted();
  expect(changesOf(makeFaithfulCopy(), updates)).toBe(3);
  // What this guards against: Yjs's own document makes a fourth change that nobody made.
  expect(changesOf(new Y.Doc(), updates)).toBe(4);
});
