/**
 * Honest work is never refused, whatever people do at once, and leaves the same sound document
 * everywhere. What single edits of three writers come to is in server/sync/honest-edits.test.ts;
 * here they have several tabs, work offline, come back in another, nest, split, move, undo and redo.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentKind } from '#protocol/documents.ts';
import { LONG } from '../support/test-size.ts';
import { expectSound } from './guarded-document.ts';
import { arbitraryEdit, perform, type Edit } from './honest-edits.ts';
import { Town } from './honest-people.ts';

type Step =
  | { readonly do: 'edit'; readonly who: number; readonly edit: Edit }
  | { readonly do: 'deliver'; readonly who: number; readonly frames: number }
  | { readonly do: 'offline' | 'back' | 'reopen'; readonly who: number };

/** Two tabs of one person, one of each other; who edits is chosen among tabs. */
const PEOPLE = ['ann', 'ann', 'ben', 'cat', 'ben'];
const who = fc.nat(PEOPLE.length - 1);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant('edit' as const), who, edit: arbitraryEdit })
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      who,
      frames: fc.integer({ min: 1, max: 8 })
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('offline' as const, 'back' as const, 'reopen' as const),
      who
    })
  }
);

const PROGRAMS = LONG ? 100_000 : 500;

test.each<DocumentKind>(['minute', 'agenda', 'actions'])(
  `[T23] [T26] in %s every edit of ${PROGRAMS} honest programs is let in, and all end with one sound document`,
  { timeout: LONG ? 3 * 60 * 60 * 1000 : 60_000 },
  (kind) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 90 }), (steps) => {
        const town = new Town(kind, PEOPLE);
        for (const each of steps) take(town, each);
        town.settle();
        expect(new Set(town.views()).size).toBe(1);
        expectSound(kind, town.server);
        // Whatever a tab wrote under its number is its person's, and no number is anybody else's.
        for (const { doc, personId } of town.tabs) {
          const owner = town.server.writers.get(doc.clientID);
          expect([undefined, personId]).toContain(owner);
          doc.destroy();
        }
        town.server.doc.destroy();
      }),
      { numRuns: PROGRAMS }
    );
  }
);

function take(town: Town, each: Step): void {
  const tab = town.tabs[each.who];
  if (!tab) return;
  if (each.do === 'edit') perform(town.kind, tab, each.edit);
  else if (each.do === 'deliver') town.deliver(tab, each.frames);
  else if (each.do === 'offline') town.goOffline(tab);
  else if (each.do === 'back') town.comeBack(tab);
  else town.reopen(tab);
}

test('[T27] a year of meetings: joining anew each time, 50 people stay within their numbers', () => {
  const town = new Town('minute', []);
  const joins = 50 * 5 * 4;
  for (let join = 0; join < joins; join += 1) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(town.server.doc));
    const sent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => sent.push(update));
    doc.getXmlFragment('text').insert(0, [new Y.XmlElement('paragraph')]);
    const [update = new Uint8Array()] = sent;
    const person = `person ${join % 50}`;
    const verdict = town.server.judge(update, person);
    if (verdict.kind !== 'news') throw new Error(`join ${join} is ${JSON.stringify(verdict)}`);
    town.server.apply(update, person, verdict);
    doc.destroy();
  }
  expect(Y.encodeStateVector(town.server.doc).length).toBeLessThan(64 * 1024);
});
