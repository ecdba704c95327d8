import { expect, test } from 'vitest';
import fc from 'fast-check';
import { parseActionLine, peopleMatching } from './action-line.ts';

const michael = { id: 'michael', name: 'Michael Reid', post: 'Inspector' };
const ruth = { id: 'ruth', name: 'Ruth Hale', post: 'Prevent coordinator' };
const samira = { id: 'samira', name: 'Samira Khan', post: null };
const samuel = { id: 'samuel', name: 'Samuel O’Neill-Shah', post: null };
const people = [michael, ruth, samira, samuel];
const setting = { people, today: '2026-12-10', nextMeetingOn: '2027-03-11' };
const parse = (text: string) => parseActionLine(text, setting);

test('[L1] a line is wording, an owner and a due date', () => {
  expect(parse('Send list of centres @mi 15/1')).toEqual({
    wording: 'Send list of centres',
    ownerId: 'michael',
    ownerText: 'Michael Reid',
    dueOn: '2027-01-15',
    edits: [{ from: 20, to: 29, insert: '' }]
  });
});

test('[L1] owner and date may come in either order, and either may be missing', () => {
  expect(parse('Send list 15/1 @ruth')).toMatchObject({ ownerId: 'ruth', dueOn: '2027-01-15' });
  expect(parse('Send list @ruth')).toMatchObject({ wording: 'Send list', dueOn: null });
  expect(parse('Send list by Friday')).toMatchObject({ wording: 'Send list', ownerId: null });
  expect(parse('Send list')).toMatchObject({ wording: 'Send list', ownerText: '', edits: [] });
  expect(parse('')).toMatchObject({ wording: '', edits: [] });
});

test('[L2] a query is the beginning of words of a name that stand together', () => {
  const found = (query: string) => peopleMatching(query, people).map(({ id }) => id);
  expect(found('mi')).toEqual(['michael']);
  expect(found('REID')).toEqual(['michael']);
  expect(found('ruth h')).toEqual(['ruth']);
  expect(found('sam')).toEqual(['samira', 'samuel']);
  expect(found("o'n")).toEqual(['samuel']);
  expect(found('shah')).toEqual(['samuel']);
  expect(found('ael')).toEqual([]);
  expect(found('')).toEqual(['michael', 'ruth', 'samira', 'samuel']);
});

test('[L2] accents do not matter', () => {
  const zoe = { id: 'zoe', name: 'Zoë Brontë', post: null };
  expect(peopleMatching('zoe bronte', [zoe])).toEqual([zoe]);
  expect(parseActionLine('Call back @Zoë', { ...setting, people: [zoe] }).ownerId).toBe('zoe');
});

test('[L3] two people who fit are not guessed between: the line keeps the words', () => {
  expect(parse('Send list @sam')).toMatchObject({ wording: 'Send list @sam', ownerId: null });
  expect(parseActionLine('Send list @sam 15/1', { ...setting, chosen: samuel })).toMatchObject({
    wording: 'Send list',
    ownerId: 'samuel',
    dueOn: '2027-01-15'
  });
});

test('[L3] an owner nobody knows stays as text', () => {
  expect(parse('Send list @districts 15/1')).toMatchObject({
    wording: 'Send list @districts',
    ownerId: null,
    ownerText: '',
    dueOn: '2027-01-15'
  });
});

test('[L3] a name in quotation marks is an owner known only by name', () => {
  for (const line of [
    'Send list @"District councils" 15/1',
    'Send list @“District councils” 15/1'
  ]) {
    expect(parse(line)).toMatchObject({
      wording: 'Send list',
      ownerId: null,
      ownerText: 'District councils',
      dueOn: '2027-01-15'
    });
  }
  expect(parse('Send list @"Ruth Hale"').ownerId).toBe('ruth');
});

test('[L7] inside the sentence the owner is spelt out, not taken out', () => {
  expect(parse('@ruth to send the list by Friday')).toMatchObject({
    wording: 'Ruth Hale to send the list',
    ownerId: 'ruth',
    dueOn: '2026-12-11'
  });
  expect(parse('Ask @ruth hale to send it').wording).toBe('Ask Ruth Hale to send it');
  expect(parse('Send the list to @michael')).toMatchObject({
    wording: 'Send the list to Michael Reid',
    ownerId: 'michael'
  });
});

test('[L7] one owner to a line: the second stays as text', () => {
  expect(parse('Send list @ruth @michael')).toMatchObject({
    wording: 'Send list @ruth',
    ownerId: 'michael'
  });
});

test('[L8] an e-mail address names no owner', () => {
  expect(parse('Write to clerk@mi')).toMatchObject({ wording: 'Write to clerk@mi', ownerId: null });
});

test('[L8] nothing is dropped: what leaves the line says its owner and date and no more', () => {
  const piece = fc.constantFrom(
    'Send',
    'list',
    'to',
    'the',
    '@mi',
    '@sam',
    '@nobody',
    '15/1',
    '31/2',
    'next meeting',
    '2 weeks',
    'Friday',
    'by',
    'and/or',
    '2026/27',
    '!',
    '.',
    '@"District councils"',
    '@',
    '(',
    '  '
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const text = pieces.join(' ');
      const line = parse(text);
      let rebuilt = '';
      let at = 0;
      for (const { from, to, insert } of line.edits) {
        expect(from).toBeGreaterThanOrEqual(at);
        if (insert === '') {
          const { wording, ownerText, dueOn } = parse(text.slice(from, to));
          expect({ wording, dueOn }).toEqual({ wording: '', dueOn: line.dueOn });
          expect(ownerText === '' || ownerText === line.ownerText).toBe(true);
        }
        rebuilt += text.slice(at, from) + insert;
        at = to;
      }
      expect((rebuilt + text.slice(at)).trim()).toBe(line.wording);
    })
  );
});
