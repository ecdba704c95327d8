/** What the hunt takes for a bug that was caught, and what it does not. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plant, type Bug } from './bug.ts';
import { copyTree } from './copy-of-tree.ts';
import { hunt } from './hunt.ts';

const FILE = 'server/new-id.ts';
const NEXT_CHARACTER = 'id += ALPHABET[byte % 36];';

const bug = (name: string, put: string): Bug => ({
  name,
  breaks: 'Ids use every character about as often.',
  changes: [{ file: FILE, find: NEXT_CHARACTER, put }],
  caughtBy: { file: 'server/new-id.test.ts', test: 'ids have the shape of ids' }
});

test('a bug counts as caught when the chosen test fails, not when nothing does or nothing runs', async () => {
  const bugs = [
    bug('caught', 'id += ALPHABET[byte % 35];'),
    bug('harmless', `${NEXT_CHARACTER} // as before`),
    bug('cannot be read', 'id += ALPHABET[byte %% 36];'),
    bug('does not run', 'id += LETTERS[byte % 36];')
  ];
  const found = await hunt(bugs, [], 1, () => {});
  expect(found.map(({ bug: { name }, trouble }) => [name, trouble])).toEqual([
    ['caught', null],
    ['harmless', 'the chosen test did not fail'],
    ['cannot be read', expect.stringContaining('server/new-id.test.ts: ')],
    ['does not run', 'ReferenceError: LETTERS is not defined']
  ]);
}, 60_000);

test('a test that is not there catches nothing', async () => {
  const chosen = { file: 'server/new-id.test.ts', test: 'ids are lucky numbers' };
  const looking = hunt([{ ...bug('any', ''), caughtBy: chosen }], [], 1, () => {});
  await expect(looking).rejects.toThrow('has no test "ids are lucky numbers"');
}, 60_000);

test('a place that does not stand there exactly once is said, and nothing is changed', () => {
  const copy = copyTree();
  try {
    const text = () => readFileSync(path.join(copy.root, FILE), 'utf8');
    const before = text();
    const { changes } = bug('any', 'id += id;');
    for (const [find, times] of [
      ['nowhere to be found', 0],
      ['252', 2]
    ] as const) {
      const outdated = { ...bug('any', ''), changes: [...changes, { file: FILE, find, put: '' }] };
      const said = `expects "${find}" once in ${FILE}, where it stands ${times} times`;
      expect(() => plant(outdated, copy.root)).toThrow(said);
      expect(text()).toBe(before);
    }
    const planted = plant(bug('any', 'id += id;'), copy.root);
    expect(text()).toContain('id += id;');
    planted.remove();
    expect(text()).toBe(before);
  } finally {
    copy.remove();
  }
});
