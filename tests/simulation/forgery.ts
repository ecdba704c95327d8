/** What somebody sends who means harm: frames that no honest client makes. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import type { Random } from './random.ts';

/** Stands in everything forged: where it turns up, the server has taken it. */
export const FORGED = 'FORGED';

export type Forgery = 'foreign' | 'squat' | 'gap' | 'whole-gap' | 'rewritten' | 'garbage';
export const FORGERIES: readonly Forgery[] = [
  'foreign',
  'squat',
  'gap',
  'whole-gap',
  'rewritten',
  'garbage'
];

/** Frames as somebody makes them who holds `doc`, against the writer `victim`. */
export function forge(
  kind: Forgery,
  doc: Y.Doc,
  victim: number,
  random: Random
): readonly Uint8Array[] {
  const step = random.pick([SYNC.step2, SYNC.update]);
  switch (kind) {
    case 'foreign':
    case 'squat':
      return [frameOf(step, typedAs(doc, victim).whole)];
    case 'gap':
      return [frameOf(SYNC.update, typedAs(doc, newId(random)).last)];
    case 'whole-gap':
      return [frameOf(SYNC.step2, typedAs(doc, newId(random)).last)];
    case 'rewritten': {
      // Twice the same clocks with other words: whichever is taken first is to stay.
      const clientId = newId(random);
      const [first, second] = [typedAs(doc, clientId, 'one'), typedAs(doc, clientId, 'two')];
      return [frameOf(step, first.whole), frameOf(step, second.whole)];
    }
    case 'garbage':
      return [Uint8Array.from({ length: 1 + random.below(60) }, () => random.below(256))];
  }
}

/** An edit by somebody who may only read: an answer to a question, or unasked. */
export function unlicensed(doc: Y.Doc, random: Random): Uint8Array {
  const step = random.pick([SYNC.step2, SYNC.update]);
  return frameOf(step, typedAs(doc, newId(random), 'unlicensed').whole);
}

/** Two paragraphs added under this id: both of them, and the second without the first. */
function typedAs(doc: Y.Doc, clientId: number, words = FORGED) {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = clientId;
  const before = Y.encodeStateVector(copy);
  const root = copy.getXmlFragment('text');
  const add = () => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    root.insert(root.length, [paragraph]);
  };
  add();
  const between = Y.encodeStateVector(copy);
  add();
  return {
    whole: Y.encodeStateAsUpdate(copy, before),
    last: Y.encodeStateAsUpdate(copy, between)
  };
}

const newId = (random: Random): number => 1 + random.below(0xfffffff0);

const frameOf = (step: number, update: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, update);
  });
