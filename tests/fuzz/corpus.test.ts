import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CORPUS_FILE, readCorpus } from './corpus.ts';
import { STORED } from './corpus-documents.ts';
import { HONEST_NAMES, RECIPES } from './corpus-recipes.ts';
import { expectSound, guardedDocument } from './guarded-document.ts';

test('the corpus is what its recipes make', async () => {
  const made = RECIPES.map(({ bytes, ...about }) => ({
    ...about,
    hex: Buffer.from(bytes).toString('hex')
  }));
  expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
  await expect(`${JSON.stringify(made, null, 2)}\n`).toMatchFileSnapshot(CORPUS_FILE);
});

describe('on the documents it was made for', () => {
  test.each(readCorpus())(
    '[T20] "$name" is judged as what it is',
    ({ name, kind, from, bytes }) => {
      const document = guardedDocument(STORED[kind]);
      const before = Y.encodeStateAsUpdate(document.doc);
      const verdict = document.judge(bytes, from);
      expect(document.judge(bytes, from)).toEqual(verdict);
      expect(['news', 'known'].includes(verdict.kind)).toBe(HONEST_NAMES.has(name));
      if (verdict.kind === 'news') expect(document.apply(bytes, from, verdict)).toBe(true);
      else expect(Y.encodeStateAsUpdate(document.doc)).toEqual(before);
      expectSound(kind, document);
    }
  );
});
