/**
 * The minutes of a long meeting, about thirty pages, as six people have typed and mended them: the
 * same on every run. Encoded it is two to three times its text, as written documents are.
 */
import * as Y from 'yjs';
import { TEXT_FIELD } from '#protocol/documents.ts';
import { Client } from './client.ts';
import type { ServerProcess } from './server-process.ts';
import { until } from './until.ts';

export type LongDocument = {
  /** By author, one after the other. */
  readonly parts: readonly { readonly clientId: number; readonly update: Uint8Array }[];
  readonly state: Uint8Array;
  readonly stateVector: Uint8Array;
  /** What a client that has all of it answers when it is asked what the server lacks. */
  readonly nothingMissing: Uint8Array;
};

const AUTHORS = 6;
const FIRST_AUTHOR = 1_000_000;
const PARAGRAPHS_EACH = 30;
const SENTENCES = 3;
const MENDS_EACH = 1400;
const SENTENCE =
  'The board noted the report of the working group and asked for figures from each district. ';
const WORDS = ['also', 'not', 'the', 'agreed', 'county', 'further', 'in', 'reporting'] as const;

export function writeLongDocument(): LongDocument {
  const chance = seededChance(20261121);
  const doc = new Y.Doc();
  const lines: Y.XmlText[] = [];
  const parts = Array.from({ length: AUTHORS }, (_, index) => {
    const clientId = FIRST_AUTHOR + index;
    const before = Y.encodeStateVector(doc);
    doc.clientID = clientId;
    for (let count = 0; count < PARAGRAPHS_EACH; count += 1) lines.push(addParagraph(doc));
    for (let count = 0; count < MENDS_EACH; count += 1) mend(lines, chance);
    return { clientId, update: Y.encodeStateAsUpdate(doc, before) };
  });
  const stateVector = Y.encodeStateVector(doc);
  const nothingMissing = Y.encodeStateAsUpdate(doc, stateVector);
  return { parts, state: Y.encodeStateAsUpdate(doc), stateVector, nothingMissing };
}

function addParagraph(doc: Y.Doc): Y.XmlText {
  const line = new Y.XmlText(SENTENCE.repeat(SENTENCES));
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [line]);
  const text = doc.getXmlFragment(TEXT_FIELD);
  text.insert(text.length, [paragraph]);
  return line;
}

/** A word put in somewhere, or one in four times a few letters taken out. */
function mend(lines: readonly Y.XmlText[], chance: () => number): void {
  const line = lines[Math.floor(chance() * lines.length)];
  if (!line) return;
  const at = Math.floor(chance() * (line.length - 8));
  const word = WORDS[Math.floor(chance() * WORDS.length)] ?? '';
  if (chance() < 0.25) line.delete(at, 4);
  else line.insert(at, ` ${word}`);
}

/** Mulberry32. */
function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Types it all into a document of the server, as its authors: the first six people. Answers those
 * who are in, so that the document stays open for as long as the caller likes.
 */
export async function typeInto(
  server: ServerProcess,
  document: number,
  { parts }: LongDocument
): Promise<readonly Client[]> {
  const seen = parts.map(() => new Map<number, number>());
  const authors = parts.map(({ clientId }, person) => {
    const note = (update: Uint8Array) => {
      for (const [client, to] of Y.parseUpdateMeta(update).to) seen[person]?.set(client, to);
    };
    const place = { document, person, clientId, flavour: 'product' } as const;
    return new Client(server, { ...place, onUpdate: note, onState: note });
  });
  await until(() => authors.every(({ isSynced }) => isSynced), 'the authors are in');
  for (const [index, { clientId, update }] of parts.entries()) {
    authors[index]?.edit(update);
    const others = seen.filter((_, person) => person !== index);
    const all = Y.parseUpdateMeta(update).to.get(clientId) ?? 0;
    const isThere = () => others.every((had) => (had.get(clientId) ?? 0) >= all);
    await until(isThere, 'the authors have this part', 30_000);
  }
  return authors;
}

/** Whether an update that a server sent holds all of it. */
export function holdsAll({ stateVector }: LongDocument, update: Uint8Array): boolean {
  const { to } = Y.parseUpdateMeta(update);
  return [...Y.decodeStateVector(stateVector)].every(
    ([client, clock]) => (to.get(client) ?? 0) >= clock
  );
}
