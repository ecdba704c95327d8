import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgendaItem } from './agenda.ts';
import { apply } from './apply.ts';
import type { Proceedings } from './proceedings.ts';
import { may } from './permission.ts';
import { isRefusal } from './refusal.ts';
import { screenOf, type ScreenTexts } from './screen-view.ts';
import { arbitraryCommand } from '../../tests/support/arbitrary-command.ts';
import {
  addItem,
  after,
  attend,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  START,
  begun
} from '../../tests/support/sample-meeting.ts';
import {
  actorIn,
  BOARD,
  ITEMS,
  PEOPLE,
  SITUATIONS,
  VERBS
} from '../../tests/support/sample-rights.ts';
import {
  abandonVote,
  aboutVote,
  cast,
  closeVote,
  count,
  openVoteOn
} from '../../tests/support/sample-vote.ts';

const board = {
  name: 'Prevent Oversight Board',
  settings: { quorum: { members: 2, sectors: ['police'] } }
} as const;

const MEETING = [
  addItem('apologies', { title: 'Apologies', purpose: null }),
  addItem('survey', { title: 'Survey', presenter: 'Ruth Hale' }),
  addItem('briefing', {
    title: 'Threat briefing on Ashby',
    part: 'part2',
    presenter: 'A. N. Officer'
  }),
  addItem('next', { title: 'Next meeting' })
];

const texts: ScreenTexts = {
  [idOf('survey')]: { title: 'Results of the survey', recommendations: [' Publish it. ', ' '] },
  [idOf('briefing')]: { title: 'Local briefing', recommendations: ['Act on Ashby.'] }
};

const open = (item: string) => ({ type: 'open-item', itemId: idOf(item) }) as const;
const live = (...more: Parameters<typeof after>[0]) => after([...MEETING, PUBLISH, START, ...more]);
const show = (proceedings: Proceedings) => screenOf(board, proceedings, texts, []);

describe('a private item', () => {
  test('[B1] while it is open there are its number and public title, and nothing else', () => {
    expect(show(live(attend('chair'), open('briefing')))).toEqual({
      board: board.name,
      date: '2026-12-10',
      startTime: '14:00',
      phase: 'inSession',
      item: { number: 3, of: 4, title: 'Local briefing', isPrivate: true },
      next: null,
      present: null,
      resumesAt: null
    });
  });

  test('[B1] before it comes it is known by its public title', () => {
    expect(show(live(open('survey')))?.next).toEqual({ number: 3, title: 'Local briefing' });
  });

  test('[B1] where its public title is not known, the one it was made with is not shown', () => {
    const view = screenOf(board, live(open('briefing')), {}, ['Agreed.']);
    expect(view?.item?.title).toBe('Private item');
  });

  test('[B1] no word of it is in the view, whatever the meeting does', () => {
    const views = { private: 0, open: 0 };
    const some = fc.array(arbitraryCommand, { maxLength: 12 });
    const prepared = ['a', 'b', 'c', 'd'].map((id, place) =>
      addItem(id, place % 2 === 0 ? { part: 'part2' } : {})
    );
    fc.assert(
      fc.property(some, some, some, (before, between, during) => {
        let state = begun();
        const sitting = [...between, PUBLISH, START, open('a'), ...during];
        for (const command of [...before, ...prepared, ...sitting]) {
          const outcome = apply(state, command, MOMENT);
          if (!isRefusal(outcome)) state = outcome.state;
          const view = screenOf(board, withSecrets(state), wordingOf(state), []);
          if (view?.item) views[view.item.isPrivate ? 'private' : 'open'] += 1;
          expect(JSON.stringify(view)).not.toContain(SECRET);
        }
      }),
      { numRuns: 500 }
    );
    expect(Math.min(views.private, views.open)).toBeGreaterThan(100);
  });
});

test('[B2] an open item is shown with what is asked for, and what comes next', () => {
  const view = show(live(open('survey')));
  expect(view?.item).toEqual({
    number: 2,
    of: 4,
    title: 'Results of the survey',
    isPrivate: false,
    presenter: 'Ruth Hale',
    purpose: 'decide',
    recommendations: ['Publish it.'],
    vote: null,
    resolutions: [],
    time: { until: '2026-12-10T14:10:00.000Z' }
  });
  expect(show(live(open('next')))?.next).toBeNull();
});

test('[V14] of a vote there are its question, and once it is closed the count and the result, and no name', () => {
  const about = aboutVote('vote', 'survey');
  const opened = live(
    open('survey'),
    attend('amara', { name: 'Amara Dunn', office: 'Chair' }),
    openVoteOn('by-name', about, 'That it be published'),
    cast('amara', 'for', about)
  );
  const item = (state: Proceedings) => show(state)?.item;
  expect(item(opened)).toMatchObject({ vote: { question: 'That it be published', result: null } });
  const closed = after([closeVote(about)], opened);
  const result = { count: { for: 1, against: 0, abstained: 0 }, outcome: 'carried' };
  expect(item(closed)).toMatchObject({ vote: { result } });
  expect(JSON.stringify(show(closed))).not.toContain('Amara');
  expect(item(after([open('next')], closed))).toMatchObject({ vote: null });
  expect(item(after([abandonVote(about)], opened))).toMatchObject({ vote: null });
});

test('[V14] of a vote on private business there is nothing', () => {
  const about = aboutVote('vote', 'briefing');
  const before = live(open('briefing'), attend('amara', { office: 'Chair' }));
  const during = after([openVoteOn('hands', about, 'That Ashby be told')], before);
  const taken = after([count([1, 0, 0], about), closeVote(about)], during);
  for (const state of [during, taken]) expect(show(state)).toEqual(show(before));
});

test('[B2] what was agreed is shown as it is worded, and the time left stands still when the meeting does', () => {
  const agreed = screenOf(board, live(open('survey')), texts, ['That it be published.']);
  expect(agreed?.item).toMatchObject({ resolutions: ['That it be published.'] });
  const adjourned = show(live(open('survey'), { type: 'adjourn', until: '14:20' }));
  expect(adjourned).toMatchObject({ resumesAt: '14:20', item: { time: { left: 600 } } });
  const untimed = live({ type: 'set-item-details', itemId: idOf('survey'), minutesAllotted: null });
  expect(show(after([open('survey')], untimed))?.item).toMatchObject({ time: null });
});

test('[B2] a deferred item is not what comes next', () => {
  const later = live({ type: 'defer-item', itemId: idOf('survey') });
  expect(show(later)?.next?.title).toBe('Local briefing');
});

test('[B2] of the people there it says how many members are present, and no name', () => {
  const one = live(
    attend('amara', { sector: 'police' }),
    attend('guest', { kind: 'inAttendance' })
  );
  expect(show(one)?.present).toEqual({ members: 1, quorum: 2, isQuorate: false });
  expect(show(live())?.present).toBeNull();
  const two = show(after([attend('bevan')], one));
  expect(two?.present).toEqual({ members: 2, quorum: 2, isQuorate: true });
  expect(JSON.stringify(two)).not.toMatch(/amara|bevan|guest/);
});

test('[B3] an agenda that is being prepared is not shown, a published one begins with its first item', () => {
  const bare = { phase: 'waiting', item: null, next: null, present: null };
  expect(show(after(MEETING))).toMatchObject(bare);
  expect(show(after([...MEETING, PUBLISH]))).toMatchObject({
    ...bare,
    next: { number: 1, title: 'Apologies' }
  });
});

test('[B3] adjourned is said, and of a closed meeting nothing is shown', () => {
  expect(show(live({ type: 'adjourn' }))?.phase).toBe('adjourned');
  expect(show(live(CLOSE))).toBeNull();
});

test('[B4] a screen sees the big screen until the meeting closes, and has no other right', () => {
  const screen = actorIn('presenter', 'screen');
  for (const [name, meeting] of Object.entries(SITUATIONS)) {
    const isOver = meeting.phase === 'ended' || meeting.phase === 'cancelled';
    for (const item of Object.values(ITEMS)) {
      const subject = { boardId: BOARD, meeting, ownerIds: ['presenter'], ...(item && { item }) };
      const rights = VERBS.filter((verb) => may(screen, verb, subject));
      expect([name, ...rights]).toEqual(isOver ? [name] : [name, 'see-screen']);
      expect(may(screen, 'see-screen', { ...subject, boardId: 'elsewhere' })).toBe(false);
    }
  }
});

test('[B5] the chair, the vice-chair and the clerk put a meeting on a screen, until it closes', () => {
  const those = (meeting: (typeof SITUATIONS)[string] | undefined) =>
    Object.entries(PEOPLE)
      .filter(([, actor]) =>
        may(actor, 'show-on-screen', { boardId: BOARD, ...(meeting && { meeting }) })
      )
      .map(([key]) => key);
  expect(those(SITUATIONS.published)).toEqual(['CH', 'VC', 'DS']);
  expect(those(SITUATIONS['live, chair away'])).toEqual(['CH', 'VC', 'DS']);
  expect(those(SITUATIONS.draft)).toEqual([]);
});

/** In every field of a private item that is nobody else's business, and in every name of a person. */
const SECRET = 'quartzlantern';

function withSecrets(state: Proceedings): Proceedings {
  const hide = (item: AgendaItem): AgendaItem =>
    item.part === 'part1'
      ? item
      : {
          ...item,
          title: SECRET,
          presenter: SECRET,
          presenterId: SECRET,
          ground: SECRET,
          urgentReason: SECRET
        };
  return {
    ...state,
    items: state.items.map(hide),
    votes: state.votes.map((vote) => ({
      ...vote,
      question: isOpenBusiness(state, vote.itemId) ? 'Agree?' : SECRET,
      ballots: vote.ballots.map((each) => ({ ...each, name: SECRET }))
    })),
    attendees: state.attendees.map((each) => ({ ...each, name: SECRET, organisation: SECRET }))
  };
}

const isOpenBusiness = ({ items }: Proceedings, itemId: string): boolean =>
  items.find(({ id }) => id === itemId)?.part === 'part1';

const wordingOf = ({ items }: Proceedings): ScreenTexts =>
  Object.fromEntries(
    items.map(({ id, part }) => [
      id,
      { title: '', recommendations: part === 'part2' ? [SECRET] : ['Agree.'] }
    ])
  );
