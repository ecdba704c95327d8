/** What people do to a minute, by chance, and what it then says. */
import * as Y from 'yjs';
import { TEXT_FIELD } from '#protocol/documents.ts';
import type { Random } from './random.ts';

/** One change, as an editor makes it: in one transaction. `word` is new to the document. */
export function change(doc: Y.Doc, random: Random, word: string): void {
  doc.transact(() => {
    const texts = [...textsOf(doc.getXmlFragment(TEXT_FIELD))];
    const text = texts.length > 0 ? random.pick(texts) : undefined;
    const dice = random.next();
    if (!text || dice < 0.12) return addParagraph(doc, random, word);
    if (dice < 0.16) return removeParagraph(doc, random);
    const at = random.below(text.length + 1);
    const length = Math.min(1 + random.below(6), text.length - at);
    if (dice < 0.65 || length === 0) text.insert(at, `${word} `);
    else if (dice < 0.85) text.delete(at, length);
    else text.format(at, length, { bold: random.chance(0.6) ? true : null });
  });
}

/** What somebody reads: every run of words with whether it is bold, in its elements. */
export function rendered(doc: Y.Doc): string {
  return JSON.stringify(doc.getXmlFragment(TEXT_FIELD).toArray().map(nodeOf));
}

function addParagraph(doc: Y.Doc, random: Random, word: string): void {
  const root = doc.getXmlFragment(TEXT_FIELD);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(word)]);
  if (random.chance(0.8)) return root.insert(random.below(root.length + 1), [paragraph]);
  const list = new Y.XmlElement('bulletList');
  const item = new Y.XmlElement('listItem');
  list.insert(0, [item]);
  item.insert(0, [paragraph]);
  root.insert(random.below(root.length + 1), [list]);
}

function removeParagraph(doc: Y.Doc, random: Random): void {
  const root = doc.getXmlFragment(TEXT_FIELD);
  root.delete(random.below(root.length), 1);
}

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook;

function* textsOf(parent: Y.XmlFragment): Generator<Y.XmlText> {
  for (const node of parent.toArray()) {
    if (node instanceof Y.XmlText) yield node;
    else if (node instanceof Y.XmlElement) yield* textsOf(node);
  }
}

function nodeOf(node: Node): unknown {
  if (node instanceof Y.XmlText) return runsOf(node);
  if (node instanceof Y.XmlElement) return [node.nodeName, ...node.toArray().map(nodeOf)];
  return null;
}

/** Neighbours that look alike are one run, however many marks lie between them. */
function runsOf(text: Y.XmlText): unknown {
  const runs: { words: string; bold: boolean }[] = [];
  for (const { insert, attributes } of text.toDelta() as Delta[]) {
    const bold = attributes?.['bold'] === true;
    const last = runs.at(-1);
    if (last?.bold === bold) last.words += insert;
    else runs.push({ words: insert, bold });
  }
  return runs;
}

type Delta = { readonly insert: string; readonly attributes?: Readonly<Record<string, unknown>> };
