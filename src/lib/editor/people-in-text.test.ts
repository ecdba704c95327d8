import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { cursorAt, isCursorAt, peopleIn, placeIn } from './people-in-text.ts';

const opened: Awareness[] = [];
afterEach(() => opened.splice(0).forEach((awareness) => awareness.destroy()));

function twoPeople() {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  const items = mine.getMap<Y.Text>('items');
  items.set('title', new Y.Text('Apologies'));
  items.set('note', new Y.Text());
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const [me, them] = [new Awareness(mine), new Awareness(theirs)];
  opened.push(me, them);
  them.setLocalStateField('user', { name: 'Ruth Hale' });
  const field = (doc: Y.Doc, name: string) => doc.getMap<Y.Text>('items').get(name) as Y.Text;
  /** They say that they are at the end of one of their texts, or in none; and I hear it. */
  const stand = (name: string | null) => {
    const text = name === null ? null : field(theirs, name);
    const end = { anchor: text?.length ?? 0, head: text?.length ?? 0 };
    them.setLocalStateField('cursor', text && cursorAt(text, end));
    applyAwarenessUpdate(me, encodeAwarenessUpdate(them, [them.clientID]), 'network');
  };
  return {
    me,
    stand,
    mine: (name: string) => field(mine, name),
    theirs: (name: string) => field(theirs, name)
  };
}

test('a person is listed beside the text they are in and beside no other', () => {
  const { me, stand, mine } = twoPeople();
  stand('title');
  expect(peopleIn(me, mine('title'))).toEqual(['Ruth Hale']);
  expect(peopleIn(me, mine('note'))).toEqual([]);
});

test('an empty text can have somebody in it', () => {
  const { me, stand, mine } = twoPeople();
  stand('note');
  expect(peopleIn(me, mine('note'))).toEqual(['Ruth Hale']);
});

test('a person stays listed while the letter they stand behind is on its way', () => {
  const { me, stand, mine, theirs } = twoPeople();
  theirs('title').insert(9, '!');
  stand('title');
  expect(peopleIn(me, mine('title'))).toEqual(['Ruth Hale']);
});

test('a person who left the text is listed no longer', () => {
  const { me, stand, mine } = twoPeople();
  stand('title');
  stand(null);
  expect(peopleIn(me, mine('title'))).toEqual([]);
});

test('I am not listed beside my own text', () => {
  const { me, mine } = twoPeople();
  me.setLocalStateField('user', { name: 'Me' });
  me.setLocalStateField('cursor', cursorAt(mine('title'), { anchor: 0, head: 0 }));
  expect(peopleIn(me, mine('title'))).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['no position at all', {}],
  ['a letter that nobody wrote', { item: { client: 1, clock: 9 } }],
  ['words', 'here'],
  ['numbers that are none', { type: { client: 'x', clock: -1 } }]
])('%s is no place', (_what, position) => {
  const { mine } = twoPeople();
  expect(placeIn(mine('title'), position)).toBeNull();
});

test('a place in one text is none in another', () => {
  const { mine } = twoPeople();
  const { head } = cursorAt(mine('title'), { anchor: 4, head: 4 });
  expect(placeIn(mine('title'), head)).toBe(4);
  expect(placeIn(mine('note'), head)).toBeNull();
});

test('every place of a text is told and found again, at its ends and after deletions too', () => {
  const { mine } = twoPeople();
  const title = mine('title');
  title.insert(3, 'new ');
  title.delete(9, 3);
  for (let head = 0; head <= title.length; head += 1) {
    const selection = { anchor: title.length - head, head };
    expect(isCursorAt(title, cursorAt(title, selection), selection)).toBe(true);
  }
});

test('what others write at a caret leaves it standing, and what they write before it moves it', () => {
  const { mine } = twoPeople();
  const title = mine('title');
  const cursor = cursorAt(title, { anchor: 4, head: 4 });
  title.insert(4, 'xyz');
  expect(isCursorAt(title, cursor, { anchor: 4, head: 4 })).toBe(true);
  title.insert(0, 'abc');
  expect(isCursorAt(title, cursor, { anchor: 7, head: 7 })).toBe(true);
});
