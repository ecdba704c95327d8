/**
 * The gate against bytes of every kind: it always has a verdict, soon and without taking memory,
 * and what it lets in leaves a document that is whole, readable and can be emptied.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUpdate, UpdateUnreadable } from '#server/sync/read-update.ts';
import { LONG } from '../support/test-size.ts';
import { readCorpus } from './corpus.ts';
import { STORED } from './corpus-documents.ts';
import { EMPTY_UPDATE, expectSound, guardedDocument, type Stored } from './guarded-document.ts';
import { mutantOf } from './mutant.ts';

const MUTANTS = LONG ? 5_000_000 : 50_000;
const ALLOWED_MS = 50;
const ALLOWED_BYTES = 20 * 1024 * 1024;
const TIMEOUT = LONG ? 3 * 60 * 60 * 1000 : 90_000;

const corpus = readCorpus();
const empty = (kind: Stored['kind']): Stored => ({ kind, state: EMPTY_UPDATE, writers: new Map() });
/** Judged on alone: the gate only reads. */
const judges = {
  minute: { lived: guardedDocument(STORED.minute), fresh: guardedDocument(empty('minute')) },
  agenda: { lived: guardedDocument(STORED.agenda), fresh: guardedDocument(empty('agenda')) }
};

const isQuick = (act: () => void): boolean => {
  const from = performance.now();
  act();
  return performance.now() - from <= ALLOWED_MS;
};

test(
  `[T20] ${MUTANTS} mutants are each judged in ${ALLOWED_MS} ms, and what is let in does no harm`,
  { timeout: TIMEOUT },
  () => {
    const verdicts: Record<string, number> = { news: 0, known: 0, gap: 0, malformed: 0 };
    fc.assert(
      fc.property(
        mutantOf(corpus.map(({ bytes }) => bytes)),
        fc.constantFrom('ann', 'ben', 'cat'),
        fc.constantFrom('lived', 'lived', 'fresh'),
        ({ of, bytes }, personId, base) => {
          const kind = corpus[of]?.kind ?? 'minute';
          const document = judges[kind][base];
          const judge = () => document.judge(bytes, personId);
          const held = process.memoryUsage().heapUsed;
          const verdict = judge();
          expect(process.memoryUsage().heapUsed - held).toBeLessThan(ALLOWED_BYTES);
          // The machine may have been at something else: slow is what is slow every time.
          expect(isQuick(judge) || isQuick(judge) || isQuick(judge)).toBe(true);
          verdicts[verdict.kind] = (verdicts[verdict.kind] ?? 0) + 1;
          if (verdict.kind !== 'news') return;
          const taken = guardedDocument(base === 'lived' ? STORED[kind] : empty(kind));
          if (!taken.apply(bytes, personId, verdict)) return;
          expectSound(kind, taken);
          for (const client of verdict.writers) expect(taken.writers.get(client)).toBe(personId);
          taken.doc.destroy();
        }
      ),
      { numRuns: MUTANTS }
    );
    // A mutator that always breaks everything, or a gate that refuses everything, proves nothing.
    for (const kind of ['news', 'known', 'gap', 'malformed']) {
      expect(verdicts[kind], kind).toBeGreaterThan(MUTANTS / 10_000);
    }
  }
);

test('[T20] bytes of no meaning at all are unreadable, not a breakage', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        readUpdate(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(UpdateUnreadable);
      }
    }),
    { numRuns: MUTANTS / 10 }
  );
});
