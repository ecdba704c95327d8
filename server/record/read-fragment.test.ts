import { minuteBlocks } from '#domain/minute-json.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readFragment } from './read-fragment.ts';

const id = 'a1b2c3d4e5f6g7h8i9j0';

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function fragmentOf(...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('text');
  fragment.insert(0, children);
  return fragment;
}

test('paragraphs, lists, bold and record blocks are read in document order', () => {
  const bold = new Y.XmlText();
  bold.applyDelta([{ insert: 'The Board ' }, { insert: 'agreed', attributes: { bold: {} } }]);
  const action = element('action', new Y.XmlText('Send the list'));
  action.setAttribute('id', id);
  const list = element(
    'bulletList',
    element('listItem', element('paragraph', new Y.XmlText('one')))
  );
  const fragment = fragmentOf(element('paragraph', bold), list, action, element('paragraph'));
  expect(readFragment(fragment)).toEqual({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'The Board ' },
          { type: 'text', text: 'agreed', marks: [{ type: 'bold' }] }
        ]
      },
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }]
          }
        ]
      },
      { type: 'action', attrs: { id }, content: [{ type: 'text', text: 'Send the list' }] },
      { type: 'paragraph', content: [] }
    ]
  });
});

test('bold taken off again is no mark', () => {
  const text = new Y.XmlText();
  text.applyDelta([{ insert: 'agreed', attributes: { bold: {} } }]);
  const fragment = fragmentOf(element('paragraph', text));
  text.format(0, 6, { bold: null });
  expect(readFragment(fragment).content?.[0]?.content).toEqual([{ type: 'text', text: 'agreed' }]);
});

test('what is no text, an embed or a hook, is passed over', () => {
  const text = new Y.XmlText();
  text.applyDelta([{ insert: 'a' }, { insert: { image: 'x' } }, { insert: 'b' }]);
  const paragraph = element('paragraph', text);
  const fragment = fragmentOf(paragraph);
  paragraph.insert(1, [new Y.XmlHook('button') as unknown as Y.XmlElement]);
  expect(minuteBlocks(readFragment(fragment))).toEqual([
    { kind: 'paragraph', runs: [{ text: 'ab' }] }
  ]);
});

test('a hostile depth costs no stack, and its text is kept', () => {
  const fragment = fragmentOf();
  let parent: Y.XmlFragment = fragment;
  for (let level = 0; level < 4000; level += 1) {
    const inner = new Y.XmlElement('bulletList');
    parent.insert(0, [inner]);
    parent = inner;
  }
  parent.insert(0, [new Y.XmlText('bottom')]);
  const tree = readFragment(fragment);
  let deepest = 0;
  for (let at = tree.content?.[0]; at?.type === 'bulletList'; at = at.content?.[0]) deepest += 1;
  expect(deepest).toBe(64);
  expect(JSON.stringify(minuteBlocks(tree))).toContain('bottom');
});
