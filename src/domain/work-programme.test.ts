import { expect, test } from 'vitest';
import {
  dueOn,
  programmeOf,
  topicAcceptance,
  topicRefusal,
  type Topic,
  type TopicWords
} from './work-programme.ts';

const topic = (id: string, given: Partial<Topic> = {}): Topic => ({
  id,
  boardId: 'board',
  title: `About ${id}`,
  lead: 'Partnership manager',
  requestedBy: 'members',
  meetingOn: '2022-06-23',
  takenBy: null,
  ...given
});

test('[Y14] a topic has a title and a date on which a meeting may be held', () => {
  const said = (given: Partial<TopicWords>) => topicRefusal(topic('a', given));
  expect(said({})).toBeUndefined();
  expect(said({ lead: '' })).toBeUndefined();
  expect(said({ title: ' ' })).toEqual({ refused: 'title-missing', field: 'title' });
  expect(said({ title: 'x'.repeat(301) })).toEqual({ refused: 'text-too-long', field: 'title' });
  expect(said({ lead: 'x'.repeat(201) })).toEqual({ refused: 'text-too-long', field: 'lead' });
  for (const meetingOn of ['2022-02-30', '', 'soon', '2500-01-01']) {
    expect(said({ meetingOn })).toEqual({ refused: 'date-unreal', field: 'meetingOn' });
  }
});

test('[Y14] a municipal year has its meetings and the dates that topics are planned for', () => {
  const topics = [
    topic('late', { meetingOn: '2023-02-21' }),
    topic('one'),
    topic('two'),
    topic('before', { meetingOn: '2022-02-17' })
  ];
  const meetings = [
    { id: 'm1', date: '2022-06-23' },
    { id: 'm2', date: '2022-10-04' },
    { id: 'm0', date: '2022-02-17' }
  ];
  expect(
    programmeOf('2022/23', topics, meetings).map(({ date, meetingId, topics: planned }) => [
      date,
      meetingId,
      planned.map(({ id }) => id)
    ])
  ).toEqual([
    ['2022-06-23', 'm1', ['one', 'two']],
    ['2022-10-04', 'm2', []],
    ['2023-02-21', null, ['late']]
  ]);
});

test('[Y15] a meeting takes the topics of its date that no agenda has, under their leads', () => {
  const taken = { meetingId: 'm', itemId: 'i' };
  const topics = [
    topic('one'),
    topic('taken', { takenBy: taken }),
    topic('other', { meetingOn: '2022-10-04' })
  ];
  expect(dueOn('2022-06-23', topics).map(({ id }) => id)).toEqual(['one']);
  expect(topicAcceptance(topic('one'), 'new')).toMatchObject({
    type: 'accept-item',
    parkedId: 'one',
    itemId: 'new',
    title: 'About one',
    presenter: 'Partnership manager',
    part: 'part1'
  });
  expect(topicAcceptance(topic('one', { lead: '' }), 'new').presenter).toBeNull();
});
