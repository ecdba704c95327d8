/** One minute written by three Yjs clients at once, each a part of every sentence's paragraph. */
import * as Y from 'yjs';
import type { Client } from '../support/client.ts';
import { until } from '../support/document-server.ts';
import { openDocument, saved } from '../support/open-document.ts';

export type Block =
  | { readonly kind: 'paragraph' | 'bullet'; readonly text: string }
  | { readonly kind: 'action' | 'resolution'; readonly id: string; readonly text: string };

const CLIENTS = 3;
/** Characters that a client types before the next one does. */
const STROKE = 12;

/** Returns when every word is on the server's disk and all three read the same. */
export async function writeTogether(
  client: Client,
  name: string,
  blocks: readonly Block[]
): Promise<void> {
  const writers = Array.from({ length: CLIENTS }, () => openDocument(client, name));
  try {
    await until(() => writers.every(({ provider }) => provider.synced), `${name} is open`);
    const [first, ...others] = writers;
    if (!first) return;
    first.text.push(emptyBlocks(blocks));
    await until(
      () => others.every(({ text }) => linesIn(text).length === blocks.length),
      'everybody has the blocks'
    );
    const longest = Math.max(0, ...blocks.map(({ text }) => text.length));
    for (let at = 0; at < longest; at += STROKE) {
      writers.forEach(({ doc, text }, turn) => {
        const lines = linesIn(text);
        doc.transact(() =>
          blocks.forEach((block, index) => {
            if (index % CLIENTS === turn)
              lines[index]?.insert(at, block.text.slice(at, at + STROKE));
          })
        );
      });
    }
    await Promise.all(writers.map(saved));
    await until(() => new Set(writers.map(({ text }) => text.toString())).size === 1, 'all agree');
  } finally {
    writers.forEach((writer) => writer.leave());
  }
}

/** Bullets that follow one another are one list. */
function emptyBlocks(blocks: readonly Block[]): Y.XmlElement[] {
  const made: Y.XmlElement[] = [];
  let bullets: Y.XmlElement[] = [];
  blocks.forEach((block, index) => {
    const line = element(block.kind === 'bullet' ? 'paragraph' : block.kind, [new Y.XmlText()]);
    if ('id' in block) line.setAttribute('id', block.id);
    if (block.kind !== 'bullet') return made.push(line);
    bullets.push(element('listItem', [line]));
    if (blocks[index + 1]?.kind === 'bullet') return;
    made.push(element('bulletList', bullets));
    bullets = [];
  });
  return made;
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

/** Where the words go, in reading order. */
const linesIn = (parent: Y.XmlFragment | Y.XmlElement): Y.XmlText[] =>
  parent.toArray().flatMap((node) => {
    if (node instanceof Y.XmlText) return [node];
    return node instanceof Y.XmlElement ? linesIn(node) : [];
  });
