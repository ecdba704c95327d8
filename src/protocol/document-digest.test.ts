/** The canonical text of a document: equal for equal documents, and for no others. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { renderDocument } from './document-digest.ts';

function minute(write: (text: Y.XmlFragment, line: Y.XmlText) => void): string {
  const doc = new Y.Doc();
  const text = doc.getXmlFragment('text');
  const line = new Y.XmlText('Noted with thanks');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [line]);
  text.insert(0, [paragraph]);
  write(text, line);
  return renderDocument(doc, 'minute');
}

const plain = minute(() => {});

test('the same words come to the same, however they were written', () => {
  const inPieces = minute((_text, line) => {
    line.delete(0, line.length);
    for (const letter of [...'Noted with thanks'].reverse()) line.insert(0, letter);
  });
  expect(inPieces).toBe(plain);
});

test('a format that was taken back leaves no trace', () => {
  const tidied = minute((_text, line) => {
    line.format(2, 5, { bold: true });
    line.format(0, line.length, { bold: null });
  });
  expect(tidied).toBe(plain);
});

test.each<[string, (text: Y.XmlFragment, line: Y.XmlText) => void]>([
  ['a letter', (_text, line) => line.insert(3, 'x')],
  ['bold', (_text, line) => line.format(0, 5, { bold: true })],
  ['another element', (text) => text.insert(1, [new Y.XmlElement('paragraph')])],
  ['an attribute', (text) => (text.get(0) as Y.XmlElement).setAttribute('id', '1')],
  ['a text cut in two', (text) => (text.get(0) as Y.XmlElement).insert(1, [new Y.XmlText('.')])]
])('%s makes another text of it', (_what, write) => {
  expect(minute(write)).not.toBe(plain);
});

test('an agenda is told by its items, in whatever order they were made', () => {
  const agenda = (...ids: string[]) => {
    const doc = new Y.Doc();
    for (const id of ids) {
      const item = new Y.Map<unknown>();
      item.set('title', new Y.Text(`Item ${id}`));
      item.set('recommendations', Y.Array.from([new Y.Text('That it be so.')]));
      doc.getMap('items').set(id, item);
    }
    return renderDocument(doc, 'agenda');
  };
  expect(agenda('a', 'b')).toBe(agenda('b', 'a'));
  expect(agenda('a', 'b')).not.toBe(agenda('a', 'c'));
  expect(agenda('a')).not.toBe(agenda('a', 'b'));
});
