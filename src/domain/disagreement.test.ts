import { expect, test } from 'vitest';
import {
  addItem,
  after,
  attend,
  idOf,
  PUBLISH,
  START
} from '../../tests/support/sample-meeting.ts';
import { arrive, inSeatOf, sendApologies } from '../../tests/support/sample-register.ts';
import type { Command } from './command.ts';
import { disagreements } from './disagreement.ts';
import { generatedParagraphs } from './generated-paragraph.ts';
import type { MinuteBlock } from './minute-text.ts';
import type { Proceedings } from './proceedings.ts';
import type { Vote } from './vote.ts';

const ITEM = idOf('report');

const held = (...commands: Command[]): Proceedings =>
  after([
    addItem('report'),
    PUBLISH,
    START,
    attend('ruth'),
    attend('amir'),
    attend('lee', { kind: 'inAttendance' }),
    sendApologies('tom'),
    ...commands
  ]);

const finished = (): Proceedings => after([{ type: 'close-meeting', finishedAt: '19:43' }], held());

const paragraph = (text: string): MinuteBlock => ({ kind: 'paragraph', runs: [{ text }] });
const found = (text: string, state: Proceedings = held()) =>
  disagreements({ [ITEM]: [paragraph(text)] }, state).map(({ words, instead }) => [words, instead]);

test('[T9] the apologies item can be written from the register', () => {
  const written = (state: Proceedings) => generatedParagraphs({ standing: 'apologies' }, state);
  expect(written(held())).toEqual([
    'Apologies for absence were received from tom.',
    '2 members were present and 1 other person was in attendance.'
  ]);
  expect(written(held(sendApologies('ann'), arrive('neil', '14:10', inSeatOf('tom'))))[0]).toBe(
    'Apologies for absence were received from ann and tom (neil substituting).'
  );
  expect(written(after([addItem('report'), PUBLISH, START]))).toEqual([
    'There were no apologies for absence.'
  ]);
  expect(written(after([addItem('report'), PUBLISH]))).toEqual([]);
  expect(generatedParagraphs({ standing: null }, held())).toEqual([]);
});

test('[T9] what is generated never disagrees with what it was generated from', () => {
  for (const state of [held(), finished(), held(sendApologies('ann'))]) {
    const blocks = generatedParagraphs({ standing: 'apologies' }, state).map(paragraph);
    expect(disagreements({ [ITEM]: blocks }, state)).toEqual([]);
  }
});

test('[T10] numbers of people are compared with the register', () => {
  expect(found('The chair opened at 2 pm. 12 members were present.')).toEqual([
    ['The text says 12 present; the register says 2.', '2 members were present.']
  ]);
  expect(found('Eleven members present and six in attendance.')).toEqual([
    [
      'The text says eleven present; the register says 2.',
      '2 members present and six in attendance.'
    ]
  ]);
  expect(found('There were 6 others in attendance.')).toEqual([
    [
      'The text says 6 in attendance; the register says 1.',
      '2 members were present and 1 other person was in attendance.'
    ]
  ]);
  const untaken = after([addItem('report'), PUBLISH, START]);
  expect(found('12 members were present.', untaken)).toEqual([]);
  for (const said of [
    'Two members were present.',
    '2 members were present and voting.',
    'Of those present, 14 agreed.'
  ])
    expect(found(said)).toEqual([]);
});

test('[T10] apologies are compared name by name', () => {
  const instead = 'Apologies for absence were received from tom.';
  expect(found('There were no apologies for absence.')).toEqual([
    ['The text says there were no apologies; the register has them from tom.', instead]
  ]);
  expect(found('Apologies were received from ann.')).toEqual([
    ['The text does not say that tom sent apologies; the register does.', instead]
  ]);
  expect(found('Apologies were received from tom and amir.')).toEqual([
    ['The text says that amir sent apologies; the register says they came.', instead]
  ]);
  expect(found('Apologies for absence were received from tom.')).toEqual([]);
  expect(found('The officer sent his apologies.')).toEqual([]);
});

test('[T10] the time the meeting finished is compared with the journal', () => {
  expect(found('The meeting finished at 7.45 pm.', finished())).toEqual([
    [
      'The text says the meeting finished at 7.45 pm; the journal says 7.43 pm.',
      'The meeting finished at 7.43 pm.'
    ]
  ]);
  expect(found('The meeting closed at 7:43pm', finished())).toEqual([]);
  expect(found('The meeting ended at 19:43.', finished())).toEqual([]);
  expect(found('The meeting finished at 7.45 pm.')).toEqual([]);
});

test('[T10] votes are compared with their count, and only under their own item', () => {
  const vote: Vote = {
    id: idOf('vote'),
    itemId: ITEM,
    question: null,
    method: 'hands',
    status: 'closed',
    count: { for: 9, against: 2, abstained: 1 },
    voters: [],
    ballots: [],
    casting: null
  };
  const state = { ...held(), votes: [vote] };
  const [difference] = disagreements(
    { [ITEM]: [paragraph('It was carried by 8 votes to 3.')] },
    state
  );
  expect(difference?.words).toBe(
    'The text says 8 for and 3 against; the count was 9 for and 2 against, of 12.'
  );
  expect(difference?.instead).toContain('For 9, against 2');
  expect(found('It was carried by 9 votes to 2.', state)).toEqual([]);
  expect(found('There were 9 votes for and 2 against.', state)).toEqual([]);
  expect(found('It was carried by 8 votes to 3.')).toEqual([]);
});

test('[T10] no urgent business is not said of a meeting that took an urgent item', () => {
  const urgent = held({
    type: 'admit-urgent-item',
    itemId: idOf('urgent'),
    title: 'Flood',
    reason: 'It cannot wait.',
    kind: 'standard',
    purpose: null,
    presenterId: null,
    presenter: null,
    minutesAllotted: null
  });
  const said = 'There were no urgent items of business.';
  expect(found(said, urgent)).toEqual([
    ['The text says there was no urgent business; the journal has 1 urgent item.', null]
  ]);
  expect(found(said)).toEqual([]);
});
