import { expect, test } from 'vitest';
import { meetingState, publishWords, quorumWords } from './board-words.ts';

test('the working days left to publish are counted in words', () => {
  expect(publishWords({ date: '2026-12-02', daysLeft: 8 }, '2026-11-20')).toEqual({
    what: 'Publish the agenda by Wednesday 2 December 2026',
    left: '8 working days left.'
  });
  expect(publishWords({ date: '2026-12-02', daysLeft: 1 }, '2026-12-01').left).toBe(
    '1 working day left.'
  );
});

test('on the last day to publish the page says that it is', () => {
  expect(publishWords({ date: '2026-12-02', daysLeft: 0 }, '2026-12-02').left).toBe(
    'Today is the last day.'
  );
});

test('after the last day the page no longer asks for what cannot be done', () => {
  const { what, left } = publishWords({ date: '2026-12-02', daysLeft: 0 }, '2026-12-03');
  expect(what).toBe('The agenda has not been published');
  expect(left).toBe('The last day to publish it in time was Wednesday 2 December 2026.');
});

test.each([
  [{ members: 3, sectors: [] }, '3 members must be present.'],
  [
    { members: 1, sectors: ['police'] },
    '1 member must be present, at least one of them from the police sector.'
  ],
  [
    { members: 5, sectors: ['police', 'council', 'health'] },
    '5 members must be present, at least one of them from each of these sectors: police, council and health.'
  ]
])('a quorum of %j is said in words', (quorum, words) => {
  expect(quorumWords(quorum)).toBe(words);
});

test('minutes that nobody has circulated are a draft, however far they have come', () => {
  expect(meetingState({ phase: 'ended', minutesStage: 'draft' })).toBe('Minutes: draft');
  expect(meetingState({ phase: 'ended', minutesStage: 'withChair' })).toBe('Minutes: with chair');
  expect(meetingState({ phase: 'ended', minutesStage: 'circulated' })).toBe('Minutes: circulated');
});
