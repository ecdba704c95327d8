/** Who is out of the room, against a model that knows only what is open and what was declared. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addItem,
  after,
  attend,
  idOf,
  MOMENT,
  PUBLISH,
  START
} from '../../tests/support/sample-meeting.ts';
import { declare, dispense, takeBack } from '../../tests/support/sample-declaration.ts';
import { apply } from './apply.ts';
import type { Command } from './command.ts';
import { isOutFor } from './declaration.ts';
import type { Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';

const PEOPLE = ['ruth', 'amir'];
const ITEMS = ['one', 'two', 'three'];
const KINDS = ['dpi', 'ori', 'nonPecuniary'] as const;

type Step =
  | {
      readonly act: 'declare';
      readonly who: string;
      readonly item: string;
      readonly kind: (typeof KINDS)[number];
    }
  | { readonly act: 'withdraw' | 'dispense'; readonly who: string; readonly item: string }
  | { readonly act: 'open'; readonly item: string }
  | { readonly act: 'undo' | 'adjourn' | 'resume' };

const who = fc.constantFrom(...PEOPLE);
const item = fc.constantFrom(...ITEMS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('declare'), who, item, kind: fc.constantFrom(...KINDS) }),
  fc.record({ act: fc.constantFrom('withdraw', 'dispense'), who, item }),
  { weight: 3, arbitrary: fc.record({ act: fc.constant('open'), item }) },
  fc.record({ act: fc.constantFrom('undo', 'adjourn', 'resume') })
);

/** One declaration a person and item, under an id of the two. */
const idFor = (who: string, item: string): string => `${who}${item}`;

function commandOf(state: Proceedings, step: Step): Command {
  switch (step.act) {
    case 'declare':
      return declare(idFor(step.who, step.item), step.who, step.item, {
        kind: step.kind,
        nature: 'An interest.'
      });
    case 'withdraw':
      return takeBack(idFor(step.who, step.item), step.who);
    case 'dispense':
      return dispense(idFor(step.who, step.item));
    case 'open':
      return { type: 'open-item', itemId: idOf(step.item) };
    case 'undo':
      return { type: 'undo-move', seq: state.lastMove?.seq ?? 0 };
    case 'adjourn':
    case 'resume':
      return { type: step.act } as Command;
  }
}

/** Minutes after 14:00. */
const timeAt = (minute: number): string =>
  `${14 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

test('[I8] people are out exactly while an item with an interest of theirs is open, to the minute', () => {
  let intervals = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      let state = after([
        ...ITEMS.map((id) => addItem(id)),
        PUBLISH,
        START,
        ...PEOPLE.map((key) => attend(key))
      ]);
      // What the model holds: barring interests, and the minutes in which each had somebody out.
      const barring = new Set<string>();
      const declared = new Set<string>();
      const minutes = new Map<string, number[]>();
      steps.forEach((each, index) => {
        const minute = index + 1;
        const time = timeAt(minute);
        const outcome = apply(state, commandOf(state, each), {
          ...MOMENT,
          at: `2026-12-10T${time}:00.000Z`,
          time
        });
        if (!isRefusal(outcome)) {
          state = outcome.state;
          if ('who' in each) {
            const id = idFor(each.who, each.item);
            if (each.act === 'declare') {
              declared.add(id);
              if (each.kind !== 'nonPecuniary') barring.add(id);
            } else {
              barring.delete(id);
              if (each.act === 'withdraw') {
                declared.delete(id);
                minutes.delete(id);
              }
            }
          }
        }
        for (const person of PEOPLE) {
          for (const open of ITEMS) {
            const id = idFor(person, open);
            const isCurrent = state.currentItemId === idOf(open);
            if (barring.has(id) && isCurrent) {
              minutes.set(id, [...(minutes.get(id) ?? []), minute]);
              expect(isOutFor(state, idOf(person), idOf(open))).toBe(true);
            }
            if (!barring.has(id)) expect(isOutFor(state, idOf(person), idOf(open))).toBe(false);
          }
        }
      });
      expect(state.declarations.map(({ id }) => id).toSorted()).toEqual(
        [...declared].map(idOf).toSorted()
      );
      const expected = [...minutes].flatMap(([id, out]) =>
        runsOf(out, steps.length).map((run) => ({ declarationId: idOf(id), ...run }))
      );
      expect(sorted(state.absences)).toEqual(sorted(expected));
      intervals += expected.length;
    }),
    { numRuns: 500 }
  );
  expect(intervals).toBeGreaterThan(500);
});

/** Consecutive minutes as intervals; the last is open where it reaches the last step. */
function runsOf(
  minutes: readonly number[],
  last: number
): { from: string; until: string | null }[] {
  const starts = minutes.filter((minute) => !minutes.includes(minute - 1));
  return starts.map((start) => {
    let end = start;
    while (minutes.includes(end)) end += 1;
    return { from: timeAt(start), until: end > last ? null : timeAt(end) };
  });
}

const sorted = (
  absences: readonly { declarationId: string; from: string; until: string | null }[]
) =>
  absences.map(({ declarationId, from, until }) => `${declarationId} ${from} ${until}`).toSorted();
