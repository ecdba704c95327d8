import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { spokenParts } from './spoken-parts.ts';

function element(name: string, ...inside: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, inside);
  return made;
}

const line = (words: string): Y.XmlElement => element('paragraph', new Y.XmlText(words));

test('a minute is read as people would write it down: paragraphs, lists, records, no markup', () => {
  const doc = new Y.Doc();
  const bold = new Y.XmlText('Noted <with> thanks');
  doc
    .getXmlFragment('text')
    .insert(0, [
      element('paragraph', bold),
      element(
        'orderedList',
        element(
          'listItem',
          line('First'),
          element('bulletList', element('listItem', line('Of it')))
        ),
        element('listItem', line('Second'))
      ),
      element('action', new Y.XmlText('Write to the district.')),
      element('resolution', new Y.XmlText('That it be so.'))
    ]);
  bold.format(0, 5, { bold: true });
  expect(spokenParts(doc, 'minute').get('text')).toBe(
    'Noted <with> thanks\n\n1. First\n   - Of it\n2. Second\n\n' +
      'Action: Write to the district.\n\nResolution: That it be so.'
  );
});

test('an agenda is read item by item, what nobody wrote left out', () => {
  const doc = new Y.Doc();
  const item = new Y.Map<unknown>();
  doc.getMap('items').set('a', item);
  item.set('title', new Y.Text('Work programme'));
  item.set('note', new Y.Text(''));
  item.set('recommendations', Y.Array.from([new Y.Text('That it be noted.')]));
  expect([...spokenParts(doc, 'agenda')]).toEqual([['a', 'Work programme\n\nThat it be noted.']]);
});
