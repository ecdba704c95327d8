import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readCursor } from './cursor.ts';

const text = new Y.Doc().getXmlFragment('text');
text.insert(0, [new Y.XmlText('Noted')]);
const position = Y.createRelativePositionFromTypeIndex(text.get(0), 2);
const wire = JSON.parse(JSON.stringify({ anchor: position, head: position })) as object;

test('the cursor of an editor goes through as it is', () => {
  const cursor = readCursor({ cursor: wire });
  const back = cursor && Y.createRelativePositionFromJSON(cursor.anchor);
  expect(back && Y.compareRelativePositions(back, position)).toBe(true);
});

test.each([
  ['nothing', {}],
  ['no cursor', { cursor: null }],
  ['a position of nowhere, which Yjs throws at', { cursor: { anchor: {}, head: {} } }],
  [
    'a name that would make a root in the reader',
    { cursor: { anchor: { tname: 'x' }, head: { tname: 'x' } } }
  ],
  [
    'numbers that are none',
    { cursor: { anchor: { item: { client: -1, clock: 'x' } }, head: wire } }
  ]
])('%s is no cursor', (_what, state) => {
  expect(readCursor(state)).toBeNull();
});

test('what is not part of a position is left out', () => {
  const anchor = { item: { client: 1, clock: 2, html: '<b>' }, assoc: 7, name: 'Forged' };
  expect(readCursor({ cursor: { anchor, head: anchor } })?.head).toEqual({
    type: null,
    tname: null,
    item: { client: 1, clock: 2 },
    assoc: 0
  });
});
