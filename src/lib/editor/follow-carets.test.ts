import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { followCarets } from './follow-carets.ts';
import { cursorAt, isCursorAt } from './people-in-text.ts';
import { movedBy } from './text-diff.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

/** I follow a title that Ruth and Tom write in. What they do reaches me when a test lets it. */
function threePeople() {
  const first = new Y.Doc();
  first.getMap('items').set('title', new Y.Text('Work programme'));
  const [me, ruth, tom] = [person(first), person(first), person(first)];
  const moved: Person[] = [];
  const follower = followCarets({
    awareness: me.awareness,
    text: me.text,
    onMoved: (client) => moved.push(client === ruth.doc.clientID ? ruth : tom),
    onChange: () => {}
  });
  ended.push(follower.stop);
  return {
    me,
    ruth,
    tom,
    moved,
    /** Word of where they are. */
    hear: ({ awareness, doc }: Person) => {
      const word = encodeAwarenessUpdate(awareness, [doc.clientID]);
      applyAwarenessUpdate(me.awareness, word, 'network');
    },
    at: ({ doc }: Person) => follower.carets().get(doc.clientID)?.at
  };
}

type Person = ReturnType<typeof person>;

/** Somebody at a textarea: as `bindTextarea` and `showCarets` have it, without a browser. */
function person(from: Y.Doc) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  const awareness = new Awareness(doc);
  ended.push(() => awareness.destroy());
  const text = doc.getMap<Y.Text>('items').get('title') as Y.Text;
  let caret = 0;
  let told: ReturnType<typeof cursorAt>;
  text.observe(({ delta }, { local }) => {
    if (local) return;
    caret = movedBy(delta, caret);
    if (!isCursorAt(text, told, { anchor: caret, head: caret })) stand(caret);
  });

  function stand(at: number): void {
    caret = Math.min(at, text.length);
    told = cursorAt(text, { anchor: caret, head: caret });
    awareness.setLocalStateField('cursor', told);
  }

  stand(0);
  return {
    doc,
    awareness,
    text,
    stand,
    caret: () => caret,
    /** Says again what was said last, as the server does from time to time. */
    renew: () => awareness.setLocalState(awareness.getLocalState()),
    type: (letters: string) => {
      text.insert(caret, letters);
      stand(caret + letters.length);
    },
    backspace: () => {
      if (caret === 0) return;
      text.delete(caret - 1, 1);
      stand(caret - 1);
    },
    receive: (other: { readonly doc: Y.Doc }) =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(doc)), 'network')
  };
}

test('a caret is where its person says it is, and moves when they say another place', () => {
  const { ruth, hear, at, moved } = threePeople();
  ruth.stand(4);
  hear(ruth);
  expect(at(ruth)).toBe(4);
  ruth.stand(9);
  hear(ruth);
  expect(at(ruth)).toBe(9);
  expect(moved).toEqual([ruth, ruth]);
});

test('a person who only says again where they are has not moved', () => {
  const { ruth, hear, moved } = threePeople();
  ruth.stand(4);
  hear(ruth);
  ruth.stand(4);
  hear(ruth);
  expect(moved).toEqual([ruth]);
});

test('letters carry the caret of whoever writes them before word of the new place comes', () => {
  const { me, ruth, hear, at } = threePeople();
  ruth.stand(4);
  hear(ruth);
  ruth.type('ing');
  me.receive(ruth);
  expect(at(ruth)).toBe(7);
  hear(ruth);
  expect(at(ruth)).toBe(7);
});

test('a caret does not go away while the letter it stands behind is on its way', () => {
  const { me, ruth, hear, at } = threePeople();
  ruth.stand(4);
  hear(ruth);
  ruth.type('ing');
  hear(ruth);
  expect(at(ruth)).toBe(4);
  me.receive(ruth);
  expect(at(ruth)).toBe(7);
});

test('what one person writes at another’s caret neither pushes it along nor counts as its move', () => {
  const { me, ruth, tom, hear, at, moved } = threePeople();
  for (const each of [ruth, tom]) {
    each.stand(14);
    hear(each);
  }
  tom.type(' for 2027');
  me.receive(tom);
  ruth.receive(tom);
  for (const each of [ruth, tom]) hear(each);
  expect([at(ruth), at(tom)]).toEqual([14, 23]);
  expect(moved).toEqual([ruth, tom, tom]);
});

test('what I write moves the carets behind it and no others', () => {
  const { me, ruth, tom, hear, at } = threePeople();
  ruth.stand(5);
  tom.stand(6);
  for (const each of [ruth, tom]) hear(each);
  me.text.insert(5, 'xyz');
  expect([at(ruth), at(tom)]).toEqual([5, 9]);
});

test('a person who leaves the text has no caret in it', () => {
  const { ruth, hear, at } = threePeople();
  ruth.stand(4);
  hear(ruth);
  ruth.awareness.setLocalStateField('cursor', null);
  hear(ruth);
  expect(at(ruth)).toBeUndefined();
});

const step = fc.record({
  who: fc.constantFrom('ruth', 'tom'),
  does: fc.constantFrom('type', 'backspace', 'stand', 'is heard', 'is read', 'reads'),
  at: fc.nat(16)
} as const);

test('whatever comes when, in the end every caret is where its person is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const people = threePeople();
      const { me, ruth, tom, hear, at } = people;
      for (const { who, does, at: place } of steps) {
        const one = people[who];
        if (does === 'type') one.type('x');
        else if (does === 'backspace') one.backspace();
        else if (does === 'stand') one.stand(place);
        else if (does === 'is heard') hear(one);
        else if (does === 'is read') me.receive(one);
        else one.receive(one === ruth ? tom : ruth);
      }
      for (const [to, from] of [
        [me, ruth],
        [me, tom],
        [ruth, tom],
        [tom, ruth]
      ] as const) {
        to.receive(from);
      }
      for (const each of [ruth, tom]) {
        each.renew();
        hear(each);
      }
      expect([at(ruth), at(tom)]).toEqual([ruth.caret(), tom.caret()]);
    })
  );
});
