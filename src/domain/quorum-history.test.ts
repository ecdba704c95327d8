import { expect, test } from 'vitest';
import {
  addItem,
  after,
  attend,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  resolve,
  START
} from '../../tests/support/sample-meeting.ts';
import { declare } from '../../tests/support/sample-declaration.ts';
import { arrive, depart } from '../../tests/support/sample-register.ts';
import { apply } from './apply.ts';
import type { Quorum } from './board.ts';
import type { Command } from './command.ts';
import type { Proceedings } from './proceedings.ts';
import { inquorateTimes, inquorateWords, resolutionsAtRisk } from './quorum-history.ts';
import { isRefusal } from './refusal.ts';

const THREE: Quorum = { members: 3, sectors: [] };
const POLICE: Quorum = { members: 1, sectors: ['police'] };

/** Applies each command at its time of the afternoon. */
const at = (...steps: readonly (readonly [string, Command])[]): Proceedings =>
  steps.reduce(
    (state, [time, command]) => {
      const outcome = apply(state, command, { ...MOMENT, at: `2026-12-10T${time}:00Z`, time });
      if (isRefusal(outcome)) throw new Error(`${command.type}: ${outcome.refused}`);
      return outcome.state;
    },
    after([addItem('a'), addItem('b'), PUBLISH, START])
  );
const here = ['ruth', 'amir', 'joan'].map(
  (key) => ['14:00', attend(key, { sector: key === 'amir' ? 'police' : 'health' })] as const
);
const open = (item: string) => ({ type: 'open-item', itemId: idOf(item) }) as const;
const wordsOf = (state: Proceedings, quorum = THREE) =>
  inquorateTimes(state, quorum).map(inquorateWords);

test('[I13] of a register with nobody in it, or a meeting not begun, nothing is said', () => {
  expect(inquorateTimes(at(), THREE)).toEqual([]);
  expect(inquorateTimes(after([attend('ruth')]), THREE)).toEqual([]);
  expect(inquorateTimes(at(...here), THREE)).toEqual([]);
});

test('[I13] a departure that leaves too few is said with its time and name, until enough are back', () => {
  const left = at(...here, ['15:12', depart('amir', null)]);
  expect(wordsOf(left)).toEqual(['The meeting became inquorate at 3.12 pm when amir left.']);
  const back = at(...here, ['15:12', depart('amir', null)], ['15:30', arrive('amir', null)]);
  expect(wordsOf(back)).toEqual([
    'The meeting became inquorate at 3.12 pm when amir left, and was quorate again at 3.30 pm.'
  ]);
  expect(wordsOf(at(...here, ['15:12', depart('ruth', null)]), POLICE)).toEqual([]);
  expect(wordsOf(at(...here, ['15:12', depart('amir', null)]), POLICE)).toHaveLength(1);
});

test('[I13] one that began without a quorum says from when', () => {
  const late = at(
    ['14:00', attend('ruth')],
    ['14:20', arrive('amir', null)],
    ['14:25', arrive('joan', null)]
  );
  expect(wordsOf(late)).toEqual([
    'The meeting was inquorate from 2.00 pm, and was quorate again at 2.25 pm.'
  ]);
});

test('[I13] who is out of the room for an interest does not count, and is back with the next item', () => {
  const state = at(
    ...here,
    ['14:10', declare('d', 'joan', 'b')],
    ['14:41', open('b')],
    ['14:58', open('a')]
  );
  expect(wordsOf(state)).toEqual([
    'The meeting became inquorate at 2.41 pm when joan left, and was quorate again at 2.58 pm.'
  ]);
});

test('[I13] a time put right in the register is right here', () => {
  const state = at(...here, ['15:12', depart('amir', null)], ['15:20', depart('amir', '15:02')]);
  expect(wordsOf(state)).toEqual(['The meeting became inquorate at 3.02 pm when amir left.']);
});

test('[I14] resolutions of that time are at risk, those before it and after it are not', () => {
  const state = at(
    ...here,
    ['15:00', resolve('before', 'a')],
    ['15:12', depart('amir', null)],
    ['15:13', resolve('during', 'a')],
    ['15:30', arrive('amir', null)],
    ['15:31', resolve('after', 'a')],
    ['15:40', CLOSE],
    ['15:13', resolve('written', 'a')]
  );
  expect(resolutionsAtRisk(state, THREE).map(({ id }) => id)).toEqual([idOf('during')]);
});
