import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCommand } from '../../tests/support/arbitrary-command.ts';
import {
  addItem,
  after,
  begun,
  CLOSE,
  exclude,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';
import { apply } from './apply.ts';
import { exclusionWords, isInPrivate, needsExclusion } from './exclusion.ts';
import { groundWords } from './privacy.ts';
import { isRefusal } from './refusal.ts';

const open = (id: string) => ({ type: 'open-item', itemId: idOf(id) }) as const;
const takeBack = (id: string) => ({ type: 'withdraw-exclusion', exclusionId: idOf(id) }) as const;
const CONFIDENTIAL = { basis: 'confidential', source: 'government' } as const;
const SEVEN = { basis: 'exempt', paragraphs: [7] } as const;

const privateId = fc.constantFrom('b', 'c');
const privately = fc.oneof(
  privateId.map((id) => exclude(`of${id}`, [idOf(id)])),
  privateId.map(open),
  privateId.map((id) => takeBack(`of${id}`))
);

const held = () =>
  after([
    addItem('a'),
    addItem('b', { part: 'part2', privacy: SEVEN, ground: 'It would warn those concerned.' }),
    addItem('c', { part: 'part2' }),
    addItem('d', { part: 'part2', privacy: CONFIDENTIAL }),
    PUBLISH,
    START
  ]);

describe('[I1] the ground of a private item', () => {
  const ground = (given: Parameters<typeof addItem>[1]) => said(begun(), addItem('x', given));
  test('is refused where it names no category, one that there is not, or one twice', () => {
    for (const paragraphs of [[], [8], [0], [7, 7]]) {
      const refused = ground({ part: 'part2', privacy: { basis: 'exempt', paragraphs } });
      expect(refused).toBe(paragraphs.length === 0 ? 'paragraph-missing' : 'malformed');
    }
    expect(ground({ part: 'part2', ground: ' ', privacy: SEVEN })).toBe('ground-missing');
  });

  test('is read by anybody: the category first, then the reason in words', () => {
    const [, named, bare, secret] = held().items;
    expect(named && groundWords(named)).toMatch(
      /^Exempt, paragraph 7: .*crime\. It would warn those concerned\.$/
    );
    expect(bare && groundWords(bare)).toBe('Paragraph 7: prevention of crime.');
    expect(secret && groundWords(secret)).toMatch(/^Confidential: .*government department/);
  });

  test('goes when the item becomes open business, and comes with one made private', () => {
    const remade = (id: string, part: 'part1' | 'part2') =>
      ({
        type: 'change-part',
        itemId: idOf(id),
        newItemId: idOf('new'),
        part,
        ground: 'A reason.',
        privacy: SEVEN
      }) as const;
    const prepared = after([addItem('a'), addItem('b', { part: 'part2', privacy: SEVEN })]);
    expect(after([remade('b', 'part1')], prepared).items[1]).toMatchObject({
      ground: null,
      privacy: null
    });
    expect(after([remade('a', 'part2')], prepared).items[0]).toMatchObject({ privacy: SEVEN });
  });
});

describe('[I2] opening a private item', () => {
  test('asks for the resolution, once', () => {
    expect(said(held(), open('b'))).toEqual(['opened-unresolved']);
    const resolved = after([exclude('x', [idOf('b')])], held());
    expect(said(resolved, open('b'))).toEqual([]);
    expect(said(resolved, open('c'))).toEqual(['opened-unresolved']);
    const back = after([open('b'), open('a')], resolved);
    expect([isInPrivate(after([open('b')], resolved)), isInPrivate(back)]).toEqual([true, false]);
    expect(said(back, open('b'))).toEqual([]);
  });

  test('needs none for what is confidential', () => {
    expect(said(held(), open('d'))).toEqual([]);
  });

  test('a meeting that would begin with one begins with no item', () => {
    const begins = (given: Parameters<typeof addItem>[1]) =>
      after([addItem('a', { part: 'part2', ...given }), PUBLISH, START]).currentItemId;
    expect(begins({})).toBeNull();
    expect(begins({ privacy: CONFIDENTIAL })).toBe(idOf('a'));
  });
});

describe('[I3] the resolution', () => {
  test('is refused out of session, for nothing, and for what needs none', () => {
    const published = after([addItem('b', { part: 'part2' }), PUBLISH]);
    expect(said(published, exclude('x', [idOf('b')]))).toBe('meeting-not-in-session');
    expect(said(after([CLOSE], held()), exclude('x', [idOf('b')]))).toBe('meeting-not-in-session');
    expect(said(held(), exclude('x', []))).toBe('malformed');
    expect(said(held(), exclude('x', [idOf('b'), idOf('b')]))).toBe('malformed');
    expect(said(held(), exclude('x', [idOf('z')]))).toBe('not-found');
    expect(said(held(), exclude('x', [idOf('b'), idOf('a')]))).toBe('exclusion-not-needed');
    expect(said(held(), exclude('x', [idOf('d')]))).toBe('exclusion-not-needed');
    expect(said(held(), exclude('x', [idOf('b')], [99]))).toBe('malformed');
    const resolved = after([exclude('x', [idOf('b')], [7])], held());
    expect(said(resolved, exclude('y', [idOf('b')]))).toBe('exclusion-not-needed');
    expect(said(resolved, exclude('x', [idOf('c')]))).toBe('already-used');
  });

  test('is taken back until an item was opened under it', () => {
    const resolved = after([exclude('x', [idOf('b'), idOf('c')])], held());
    expect(said(resolved, takeBack('y'))).toBe('not-found');
    expect(said(after([takeBack('x')], resolved), open('b'))).toEqual(['opened-unresolved']);
    expect(said(after([open('b')], resolved), takeBack('x'))).toBe('exclusion-used');
    expect(said(after([open('b'), open('a')], resolved), takeBack('x'))).toBe('exclusion-used');
  });

  test('whatever is done, an item is covered once, and only private ones ever', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(arbitraryCommand, privately), { maxLength: 30 }),
        (commands) => {
          let state = after([addItem('b', { part: 'part2' }), addItem('c', { part: 'part2' })]);
          state = after([PUBLISH, START], state);
          for (const command of commands) {
            const outcome = apply(state, command, MOMENT);
            if (isRefusal(outcome)) continue;
            const opensUnresolved = outcome.effects.some(
              ({ type }) => type === 'opened-unresolved'
            );
            if (command.type === 'open-item') {
              const item = state.items.find(({ id }) => id === command.itemId);
              expect(opensUnresolved).toBe(item !== undefined && needsExclusion(state, item));
            }
            if (opensUnresolved) continue;
            state = outcome.state;
          }
          const covered = state.exclusions.flatMap(({ itemIds }) => itemIds);
          expect(new Set(covered).size).toBe(covered.length);
          for (const { id, part } of state.items)
            if (covered.includes(id)) expect(part).toBe('part2');
          if (isInPrivate(state)) expect(covered).toContain(state.currentItemId);
          seen += covered.length;
        }
      ),
      { numRuns: 300 }
    );
    expect(seen).toBeGreaterThan(100);
  });
});

describe('[I4] the words of the resolution', () => {
  const words = (ids: readonly string[], paragraphs: readonly number[], regime: 'adopted') =>
    exclusionWords({ itemIds: ids.map(idOf), paragraphs }, held().items, regime);

  test('cite the Act for a body that is bound by it, and for no other', () => {
    const each = (['statutory', 'adopted', 'private'] as const).map((regime) =>
      words(['b', 'c'], [7], regime as 'adopted')
    );
    expect(each.map((text) => /Act|section|Schedule/.test(text))).toEqual([true, false, false]);
    expect(each[0]).toBe(
      'That, under section 100A(4) of the Local Government Act 1972, the public be excluded from the meeting for items 2 and 3 on the grounds that they involve the likely disclosure of exempt information as defined in Part 1 of Schedule 12A to the Act (paragraph 7: information relating to action taken or to be taken in connection with the prevention, investigation or prosecution of crime), and that the public interest in maintaining the exemption outweighs the public interest in disclosing the information.'
    );
  });

  test('give the ground in words where no category is named', () => {
    expect(words(['c'], [], 'adopted')).toBe(
      'That, under the access to information rules which the body has adopted, the public and press be excluded from the meeting for item 3 because it involves the likely disclosure of exempt information (Paragraph 7: prevention of crime).'
    );
  });
});
