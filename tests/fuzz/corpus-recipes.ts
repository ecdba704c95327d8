/**
 * How the corpus is made: what people's browsers send for an honest change, and what somebody sends
 * who wants to break the document. The same recipe makes the same bytes; `corpus.json` is written by
 * `npx vitest run tests/fuzz/corpus.test.ts -u`.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { ANN, BEN, docOf, edit, ID, lineOf, put, STORED } from './corpus-documents.ts';
import {
  atRoot,
  collected,
  LINE,
  numbers,
  PADDED,
  skipped,
  textAfter,
  textBetween,
  updateOf,
  type Write
} from './update-writer.ts';

export type Recipe = {
  readonly name: string;
  readonly kind: keyof typeof STORED;
  readonly from: 'ann' | 'ben';
  readonly bytes: Uint8Array;
};

/** Another tab of Ann's, that has not written yet. */
const ANN_AGAIN = 33;
const OTHER_ID = 'b'.repeat(20);

const title = (doc: Y.Doc): Y.Text => (doc.getMap('items').get(ID) as Y.Map<Y.Text>).get('title')!;

function nested(depth: number): Uint8Array {
  return edit(ANN, STORED.minute, (doc) => {
    let inner: Y.XmlFragment = doc.getXmlFragment('text');
    for (let each = 0; each < depth; each += 1) inner = put(inner, 0, 'listItem');
  });
}

/** Both halves of one tab's life and another tab's, offline at the same time. */
function offlineTogether(): Uint8Array {
  const one = docOf(ANN, STORED.minute.state);
  lineOf(one).insert(5, ' warmly');
  const two = docOf(ANN_AGAIN, STORED.minute.state);
  put(two.getXmlFragment('text'), 0, 'orderedList').setAttribute('start', 3 as unknown as string);
  return Y.mergeUpdates([Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)]);
}

const { minute, agenda } = STORED;
const annsClock = Y.getState(docOf(0, minute.state).store, ANN);
const sentBy =
  (from: 'ann' | 'ben', kind: 'minute' | 'agenda') => (name: string, bytes: Uint8Array) => ({
    name,
    kind,
    from,
    bytes
  });
const ann = sentBy('ann', 'minute');
const ben = sentBy('ben', 'minute');
const agendaOf = sentBy('ann', 'agenda');

/** What a writer's first struct at the beginning of the minute would be, whatever it holds. */
const first = (ref: number, write: Write): Uint8Array =>
  updateOf([{ client: ANN_AGAIN, clock: 0, all: [atRoot('text', ref, write)] }]);

const value =
  (...bytes: readonly number[]): Write =>
  (encoder) =>
    bytes.forEach((byte) => encoding.writeUint8(encoder, byte));

const word =
  (text: string): Write =>
  (encoder) =>
    encoding.writeVarString(encoder, text);

const HONEST: readonly Recipe[] = [
  ann('nothing', updateOf([])),
  ann('everything, once more', minute.state),
  ann(
    'a few words',
    edit(ANN, minute, (doc) => lineOf(doc).insert(6, 'and Vice-Chair '))
  ),
  ben(
    'an emoji between two',
    edit(BEN, minute, (doc) => lineOf(doc, 1).insert(23, '🙂—é'))
  ),
  ben(
    'half of an emoji deleted',
    edit(BEN, minute, (doc) => lineOf(doc, 1).delete(23, 1))
  ),
  ann(
    'bold given and taken',
    edit(ANN, minute, (doc) => {
      lineOf(doc).format(0, 4, { bold: {} });
      lineOf(doc).format(2, 6, { bold: null });
    })
  ),
  ann(
    'a deletion alone',
    edit(ANN, minute, (doc) => lineOf(doc).delete(2, 9))
  ),
  ben(
    'a paragraph deleted',
    edit(BEN, minute, (doc) => doc.getXmlFragment('text').delete(0, 1))
  ),
  ben(
    'an attribute changed twice',
    edit(BEN, minute, (doc) => {
      const action = doc.getXmlFragment('text').get(1) as Y.XmlElement;
      action.setAttribute('id', OTHER_ID);
      action.setAttribute('id', ID);
    })
  ),
  ann(
    'a list in a list',
    edit(ANN, minute, (doc) => {
      const item = put(put(doc.getXmlFragment('text'), 2, 'bulletList'), 0, 'listItem');
      put(item, 0, 'paragraph', 'One');
      put(put(item, 1, 'orderedList'), 0, 'listItem');
    })
  ),
  ann(
    'a page pasted',
    edit(ANN, minute, (doc) => lineOf(doc).insert(0, 'Noted. '.repeat(40)))
  ),
  ann('two tabs that were offline', offlineTogether()),
  ann('as deep as may be', nested(63)),
  agendaOf('everything of an agenda', agenda.state),
  agendaOf(
    'a title',
    edit(ANN, agenda, (doc) => title(doc).insert(14, ' strategy'))
  ),
  agendaOf(
    'a recommendation more',
    edit(ANN, agenda, (doc) =>
      (
        (doc.getMap('items').get(ID) as Y.Map<unknown>).get('recommendations') as Y.Array<Y.Text>
      ).push([new Y.Text('That it be published')])
    )
  ),
  agendaOf(
    'an item made anew',
    edit(ANN, agenda, (doc) => {
      doc.getMap('items').delete(ID);
      doc.getMap('items').set(OTHER_ID, new Y.Map([['title', new Y.Text('Data')]]));
    })
  )
];

const HOSTILE: readonly Recipe[] = [
  ann('a count that allocates', encoding.encode(numbers(1, 30_000_000, 1, 0, 0))),
  ben(
    "a stretch of 2^52 under another's number",
    updateOf([{ client: ANN, clock: annsClock, all: [collected(2 ** 52)] }])
  ),
  ben(
    "a few words under another's number",
    updateOf([{ client: ANN, clock: annsClock, all: [textAfter(ANN, 5, 'not')] }])
  ),
  ann(
    'other words under a known clock',
    updateOf([{ client: ANN, clock: 2, all: [textAfter(ANN, 1, 'The Board')] }])
  ),
  ann(
    'a gap',
    updateOf([{ client: ANN, clock: annsClock + 7, all: [textAfter(ANN, 5, 'later')] }])
  ),
  ann(
    'a stretch left out',
    updateOf([{ client: ANN, clock: annsClock, all: [skipped(9), textAfter(ANN, 5, 'x')] }])
  ),
  ann(
    'resting on itself',
    updateOf([{ client: ANN_AGAIN, clock: 0, all: [textAfter(ANN_AGAIN, 0, 'x')] }])
  ),
  ann(
    'resting on each other',
    updateOf([
      { client: ANN_AGAIN, clock: 0, all: [textAfter(44, 0, 'x')] },
      { client: 44, clock: 0, all: [textAfter(ANN_AGAIN, 0, 'y')] }
    ])
  ),
  ann(
    'deletions by the hundred',
    updateOf([], [[ANN, Array.from({ length: 200 }, (_, at) => [at * 2, 1] as const)]])
  ),
  ann(
    'deletions over one another',
    updateOf(
      [],
      [
        [
          ANN,
          [
            [0, 5],
            [2, 5]
          ]
        ]
      ]
    )
  ),
  ann('a deletion of what may come', updateOf([], [[ANN, [[annsClock, 2 ** 40]]]])),
  ann(
    'one writer twice',
    updateOf([
      { client: ANN_AGAIN, clock: 0, all: [atRoot('text', 7, LINE)] },
      { client: ANN_AGAIN, clock: 1, all: [atRoot('text', 7, LINE)] }
    ])
  ),
  ann(
    'a writer beyond 32 bits',
    updateOf([{ client: 2 ** 40, clock: 0, all: [atRoot('text', 7, LINE)] }])
  ),
  ann('a number without an end', new Uint8Array(24).fill(255)),
  ann(
    'a deletion as long as no number',
    encoding.encode((encoder) => {
      numbers(0, 1, ANN, 1, 3)(encoder);
      PADDED(encoder);
    })
  ),
  ann(
    'left and right of the same character',
    updateOf([{ client: ANN, clock: annsClock, all: [textBetween([ANN, 5], [ANN, 5], 'x')] }])
  ),
  ann(
    'between two the wrong way round',
    updateOf([{ client: ANN, clock: annsClock, all: [textBetween([ANN, 9], [ANN, 5], 'x')] }])
  ),
  ann(
    'between two paragraphs’ words',
    updateOf([{ client: ANN, clock: annsClock, all: [textBetween([ANN, 9], [BEN, 5], 'x')] }])
  ),
  ann('too deep', nested(70)),
  ann(
    'another root',
    updateOf([{ client: ANN_AGAIN, clock: 0, all: [atRoot('__proto__', 7, LINE)] }])
  ),
  ann('a list of unknown content', first(2, numbers(1, 2))),
  ann('bytes', first(3, numbers(2, 1, 2))),
  ann('an embedded thing', first(5, word('{"src":"x"}'))),
  ann('a document in the document', first(9, word('x'))),
  ann(
    'an element no editor writes',
    first(7, (encoder) => {
      numbers(3)(encoder);
      word('script')(encoder);
    })
  ),
  ann(
    'a format a thousand deep',
    first(6, (encoder) => {
      word('bold')(encoder);
      word('['.repeat(1000) + ']'.repeat(1000))(encoder);
    })
  ),
  ann(
    'a value a thousand deep',
    first(8, (encoder) => {
      numbers(1)(encoder);
      for (let each = 0; each < 1000; each += 1) value(117, 1)(encoder);
      value(126)(encoder);
    })
  ),
  ann(
    'a value with a prototype',
    first(8, (encoder) => {
      numbers(1)(encoder);
      value(118, 1)(encoder);
      word('__proto__')(encoder);
      value(120)(encoder);
    })
  ),
  ann('a text longer than its frame', first(4, numbers(2 ** 31))),
  agendaOf(
    'a vote in an agenda',
    edit(ANN, agenda, (doc) => (doc.getMap('items').get(ID) as Y.Map<unknown>).set('votes', 9))
  ),
  agendaOf(
    'markup in a title',
    edit(ANN, agenda, (doc) => title(doc).format(0, 4, { bold: {} }))
  )
];

export const RECIPES: readonly Recipe[] = [...HONEST, ...HOSTILE];
export const HONEST_NAMES: ReadonlySet<string> = new Set(HONEST.map(({ name }) => name));
