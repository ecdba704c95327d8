import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentKind } from '#protocol/documents.ts';
import { DocumentState } from './document-state.ts';

const ID = 'a'.repeat(20);
const EMPTY = { snapshot: null, updates: [], seq: 0 };

const emptyState = (kind: DocumentKind = 'minute') => new DocumentState(kind, EMPTY, new Map());

/** Puts one update through the gate and, if it is news, into the document. */
function send(state: DocumentState, update: Uint8Array, personId = 'ann'): string {
  const verdict = state.examine(update, personId);
  if (verdict.kind === 'malformed') return verdict.why;
  if (verdict.kind === 'news') {
    if (!state.rehearse(update, verdict.writers, personId)) return 'does not apply';
    state.settle(update, state.seq + 1);
  }
  return verdict.kind;
}

/** A client's document with its updates collected one by one. */
function author(clientID?: number) {
  const doc = new Y.Doc();
  if (clientID !== undefined) doc.clientID = clientID;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getXmlFragment('text'), updates };
}

function paragraph(text: Y.XmlFragment, words: string): Y.XmlText {
  const line = new Y.XmlText(words);
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [line]);
  text.insert(text.length, [element]);
  return line;
}

const written = (change: (doc: Y.Doc) => void, clientID?: number): Uint8Array => {
  const { doc } = author(clientID);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc);
};

describe('the gate lets in', () => {
  test('a paragraph with bold, a list, and a record block with its id', () => {
    const update = written((doc) => {
      const text = doc.getXmlFragment('text');
      paragraph(text, 'The Chair welcomed').format(0, 9, { bold: {} });
      const item = new Y.XmlElement('listItem');
      const list = new Y.XmlElement('orderedList');
      list.setAttribute('start', 1 as unknown as string);
      text.insert(1, [list]);
      list.insert(0, [item]);
      const action = new Y.XmlElement('action');
      action.setAttribute('id', ID);
      text.insert(2, [action]);
    });
    const state = emptyState();
    expect(send(state, update)).toBe('news');
    expect(state.doc.getXmlFragment('text').length).toBe(3);
  });

  test('an agenda item with title, note and recommendations', () => {
    const update = written((doc) => {
      const item = new Y.Map<unknown>();
      item.set('title', new Y.Text('Communications'));
      item.set('note', new Y.Text(''));
      item.set('recommendations', Y.Array.from([new Y.Text('That it be noted')]));
      doc.getMap('items').set(ID, item);
    });
    expect(send(emptyState('agenda'), update)).toBe('news');
  });

  test('what is known already, once more, as nothing new', () => {
    const update = written((doc) => paragraph(doc.getXmlFragment('text'), 'Noted.'));
    const state = emptyState();
    send(state, update);
    expect(send(state, update)).toBe('known');
    expect(send(state, new Uint8Array([0, 0]))).toBe('known');
  });

  test('an update that repeats what is known and goes on, a split emoji included', () => {
    const { doc, text, updates } = author();
    const line = paragraph(text, 'ab🙂cd');
    const state = emptyState();
    updates.forEach((update) => send(state, update));
    line.insert(3, '-');
    line.insert(line.length, 'ef');
    expect(send(state, Y.encodeStateAsUpdate(doc))).toBe('news');
    expect(state.doc.getXmlFragment('text').toString()).toBe(text.toString());
  });
});

describe('the gate refuses', () => {
  test('nine bytes that would make Yjs allocate hundreds of megabytes', () => {
    const bomb = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, 30_000_000);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, 0);
    });
    expect(bomb.length).toBeLessThan(10);
    expect(send(emptyState(), bomb)).toBe('too many structs');
  });

  test("a struct under somebody else's client id, for ever", () => {
    const ann = author();
    paragraph(ann.text, 'Ann wrote this');
    const state = emptyState();
    send(state, Y.encodeStateAsUpdate(ann.doc), 'ann');
    paragraph(ann.text, 'and so it seems');
    expect(send(state, Y.encodeStateAsUpdate(ann.doc), 'ben')).toBe('writer of somebody else');
    expect(send(state, gcStruct(ann.doc.clientID, 18, 5), 'ben')).toBe('writer of somebody else');
    expect(send(state, Y.encodeStateAsUpdate(ann.doc), 'ann')).toBe('news');
  });

  test('a struct under the id the server wrote with', () => {
    const server = author();
    paragraph(server.text, 'Standing wording');
    const stored = { at: '', personId: null, bytes: Y.encodeStateAsUpdate(server.doc), seq: 1 };
    const state = new DocumentState('minute', { ...EMPTY, updates: [stored], seq: 1 }, new Map());
    paragraph(server.text, 'and more');
    expect(send(state, Y.encodeStateAsUpdate(server.doc))).toBe('writer of somebody else');
  });

  test('another content under a clock that is known', () => {
    const said = (words: string) =>
      written((doc) => paragraph(doc.getXmlFragment('text'), words), 7);
    const state = emptyState();
    send(state, said('approved'));
    expect(send(state, said('rejected'))).toBe('other content under a known clock');
    expect(state.doc.getXmlFragment('text').toString()).toContain('approved');
  });

  test('a root it does not have, in what repeats a known clock', () => {
    const inRoot = (name: string) => written((doc) => paragraph(doc.getXmlFragment(name), 'x'), 7);
    const state = emptyState();
    send(state, inRoot('text'));
    expect(send(state, inRoot('uext'))).toBe('root');
    expect([...state.doc.share.keys()]).toEqual(['text']);
  });

  test('words between two of the same update that stand the other way round', () => {
    const id = (client: number, clock: number) => ({ client, clock });
    const line = author(7);
    paragraph(line.text, 'in order');
    const after = author(8);
    Y.applyUpdate(after.doc, Y.encodeStateAsUpdate(line.doc));
    const crossed = encoding.encode((encoder) => {
      for (const number of [1, 1, 8, 0]) encoding.writeVarUint(encoder, number);
      encoding.writeUint8(encoder, 0b11000100);
      for (const { client, clock } of [id(7, 6), id(7, 3)]) {
        encoding.writeVarUint(encoder, client);
        encoding.writeVarUint(encoder, clock);
      }
      encoding.writeVarString(encoder, 'x');
      encoding.writeVarUint(encoder, 0);
    });
    const whole = Y.mergeUpdates([Y.encodeStateAsUpdate(line.doc), crossed]);
    expect(send(emptyState(), whole)).toBe('does not apply');
    const state = emptyState();
    send(state, Y.encodeStateAsUpdate(line.doc));
    expect(send(state, crossed)).toBe('order');
  });

  test('a collected stretch too long to be true', () => {
    expect(send(emptyState(), gcStruct(5, 0, 2 ** 52))).toBe('length');
  });

  test('five thousand elements inside one another, at once or one at a time', () => {
    const { doc, text, updates } = author();
    let inner: Y.XmlFragment = text;
    const state = emptyState();
    const verdicts = new Set<string>();
    for (let depth = 0; depth < 100; depth += 1) {
      const element = new Y.XmlElement('listItem');
      inner.insert(0, [element]);
      inner = element;
    }
    for (const update of updates) verdicts.add(send(state, update));
    expect(verdicts).toEqual(new Set(['news', 'depth', 'gap']));
    expect(
      state.doc
        .getXmlFragment('text')
        .toString()
        .match(/<listitem>/g)
    ).toHaveLength(64);

    doc.transact(() => {
      for (let depth = 0; depth < 4900; depth += 1) {
        const element = new Y.XmlElement('listItem');
        inner.insert(0, [element]);
        inner = element;
      }
    });
    expect(send(emptyState(), Y.encodeStateAsUpdate(doc))).toBe('depth');
  });

  test.each<[string, DocumentKind, (doc: Y.Doc) => void]>([
    [
      'an element no editor of ours writes',
      'minute',
      (doc) => doc.getXmlFragment('text').insert(0, [new Y.XmlElement('script')])
    ],
    [
      'words in a statement, which has none',
      'minute',
      (doc) => {
        const vote = new Y.XmlElement('vote');
        vote.insert(0, [new Y.XmlText('Carried by 9 votes to 0.')]);
        doc.getXmlFragment('text').insert(0, [vote]);
      }
    ],
    ['a root of another name', 'minute', (doc) => paragraph(doc.getXmlFragment('other'), 'x')],
    [
      'a format of another name',
      'minute',
      (doc) =>
        paragraph(doc.getXmlFragment('text'), 'x').format(0, 1, { link: { href: 'javascript:' } })
    ],
    ['a subdocument', 'agenda', (doc) => doc.getMap('items').set(ID, new Y.Doc())],
    ['bytes', 'agenda', (doc) => doc.getMap('items').set(ID, new Uint8Array(4))],
    ['a plain value for an item', 'agenda', (doc) => doc.getMap('items').set(ID, { title: 'x' })],
    ['an item under no id', 'agenda', (doc) => doc.getMap('items').set('__proto__', new Y.Map())],
    [
      'a field nobody reads',
      'agenda',
      (doc) => doc.getMap('items').set(ID, new Y.Map([['votes', new Y.Text('9')]]))
    ],
    [
      'formatted text in a title',
      'actions',
      (doc) => {
        const wording = new Y.Text();
        wording.insert(0, 'x', { bold: {} });
        doc.getMap('wordings').set(ID, wording);
      }
    ]
  ])('%s', (_what, kind, change) => {
    const state = emptyState(kind);
    const before = Y.encodeStateAsUpdate(state.doc);
    expect(['news', 'known', 'gap']).not.toContain(send(state, written(change)));
    expect(Y.encodeStateAsUpdate(state.doc)).toEqual(before);
  });

  test('bytes after the end, and every way of cutting an update short', () => {
    const update = written((doc) => {
      const line = paragraph(doc.getXmlFragment('text'), 'The report was noted.');
      line.delete(4, 6);
    });
    expect(send(emptyState(), new Uint8Array([...update, 0]))).toBe('bytes left over');
    for (let length = 0; length < update.length; length += 1) {
      const state = emptyState();
      expect(state.examine(update.slice(0, length), 'ann').kind).toBe('malformed');
    }
  });
});

describe('what builds on something missing is a gap', () => {
  test('and leaves nothing waiting in the document', () => {
    const { text, updates } = author();
    const line = paragraph(text, 'one');
    line.insert(3, ' two');
    line.insert(7, ' three');
    const state = emptyState();
    send(state, updates[0] ?? new Uint8Array());
    expect(send(state, updates[2] ?? new Uint8Array())).toBe('gap');
    expect(state.doc.store.pendingStructs).toBeNull();
    expect(send(state, updates[1] ?? new Uint8Array())).toBe('news');
    expect(send(state, updates[2] ?? new Uint8Array())).toBe('news');
  });

  test('a deletion of what was never written included', () => {
    const deletion = encoding.encode((encoder) => {
      for (const number of [0, 1, 9, 1, 0, 40]) encoding.writeVarUint(encoder, number);
    });
    expect(send(emptyState(), deletion)).toBe('gap');
  });
});

test('mutated updates are judged, whatever they are, and what is taken leaves a readable document', () => {
  const base = written((doc) => {
    const line = paragraph(doc.getXmlFragment('text'), 'The Board resolved to note the report');
    line.format(4, 5, { bold: {} });
    line.delete(10, 3);
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      (changes) => {
        const mutant = base.slice();
        for (const [at, byte] of changes) mutant[at] = byte;
        const state = emptyState();
        if (send(state, mutant) !== 'news') return;
        const text = state.doc.getXmlFragment('text');
        text.toString();
        text.delete(0, text.length);
        expect(state.doc.store.pendingStructs).toBeNull();
        state.destroy();
      }
    ),
    { numRuns: 3000 }
  );
});

function gcStruct(client: number, clock: number, length: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, length);
    encoding.writeVarUint(encoder, 0);
  });
}
