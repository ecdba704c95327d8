/** The corpus as it is kept; `corpus-recipes.ts` says how it was made. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Recipe } from './corpus-recipes.ts';

export type Kept = Omit<Recipe, 'bytes'> & { readonly hex: string };

export const CORPUS_FILE = path.join(import.meta.dirname, 'corpus.json');

export const readCorpus = (): readonly (Kept & { readonly bytes: Uint8Array })[] =>
  (JSON.parse(readFileSync(CORPUS_FILE, 'utf8')) as readonly Kept[]).map((kept) => ({
    ...kept,
    bytes: new Uint8Array(Buffer.from(kept.hex, 'hex'))
  }));
