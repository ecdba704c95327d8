import { expect, test } from 'vitest';
import { minuteBlocks, type MinuteJson } from './minute-json.ts';

const id = 'a1b2c3d4e5f6g7h8i9j0';
const text = (words: string, bold = false): MinuteJson =>
  bold ? { type: 'text', text: words, marks: [{ type: 'bold' }] } : { type: 'text', text: words };
const node = (type: string, ...content: MinuteJson[]): MinuteJson => ({ type, content });
const blocks = (...content: MinuteJson[]) => minuteBlocks({ type: 'doc', content });

test('paragraphs keep their bold, and neighbours alike are one run', () => {
  expect(blocks(node('paragraph', text('The '), text('Board '), text('agreed', true)))).toEqual([
    { kind: 'paragraph', runs: [{ text: 'The Board ' }, { text: 'agreed', bold: true }] }
  ]);
});

test('lists keep their order and their lists', () => {
  const inner = node('orderedList', node('listItem', node('paragraph', text('deeper'))));
  expect(
    blocks(node('bulletList', node('listItem', node('paragraph', text('one')), inner)))
  ).toEqual([
    {
      kind: 'list',
      ordered: false,
      items: [
        [
          { kind: 'paragraph', runs: [{ text: 'one' }] },
          {
            kind: 'list',
            ordered: true,
            items: [[{ kind: 'paragraph', runs: [{ text: 'deeper' }] }]]
          }
        ]
      ]
    }
  ]);
});

test('a record block points at its row by a proper id, or is only a paragraph', () => {
  const action = (attrs: { id?: unknown }): MinuteJson => ({
    type: 'action',
    attrs,
    content: [text('Send the list')]
  });
  const runs = [{ text: 'Send the list' }];
  expect(blocks(action({ id }))).toEqual([{ kind: 'action', id, runs }]);
  for (const bad of [undefined, 7, '', '../../etc']) {
    expect(blocks(action({ id: bad }))).toEqual([{ kind: 'paragraph', runs }]);
  }
});

test('[T1] a statement holds an id alone; words put into it by hand stand beside it', () => {
  for (const type of ['declaration', 'vote', 'attendance']) {
    expect(blocks({ type, attrs: { id } })).toEqual([{ kind: type, id }]);
    expect(blocks({ type, attrs: { id }, content: [text('forged')] })).toEqual([
      { kind: type, id },
      { kind: 'paragraph', runs: [{ text: 'forged' }] }
    ]);
    expect(blocks({ type, attrs: { id: 7 } })).toEqual([]);
  }
});

test('unknown nodes and loose text are kept as paragraphs, unknown marks dropped', () => {
  const table = node('table', node('row', node('cell', text('kept'))));
  const italic: MinuteJson = { type: 'text', text: 'words', marks: [{ type: 'italic' }] };
  expect(blocks(node('heading', text('Title')), table, text('loose '), italic)).toEqual([
    { kind: 'paragraph', runs: [{ text: 'Title' }] },
    { kind: 'paragraph', runs: [{ text: 'kept' }] },
    { kind: 'paragraph', runs: [{ text: 'loose words' }] }
  ]);
});

test('a record block that stands straight in a list is found', () => {
  const action: MinuteJson = { type: 'action', attrs: { id }, content: [text('Send')] };
  expect(blocks(node('bulletList', action))).toEqual([
    { kind: 'list', ordered: false, items: [[{ kind: 'action', id, runs: [{ text: 'Send' }] }]] }
  ]);
});

test('hostile depth and width cost no stack and no text', () => {
  let deep: MinuteJson = node('paragraph', text('bottom'));
  for (let level = 0; level < 20_000; level += 1) deep = node('bulletList', node('listItem', deep));
  expect(JSON.stringify(blocks(deep))).toContain('bottom');
  const wide = Array.from({ length: 300_000 }, () => node('box', node('paragraph', text('x'))));
  expect(minuteBlocks({ type: 'doc', content: wide })).toHaveLength(300_000);
});
