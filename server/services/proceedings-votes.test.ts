import { describe, expect, test } from 'vitest';
import type { Attendee } from '#domain/attendance.ts';
import type { Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import type { Choice } from '#domain/vote.ts';
import { newId } from '#server/new-id.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { granted, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import {
  giveOtherBoard,
  sampleBoard,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import { addItem, attend, exclude } from '../../tests/support/sample-meeting.ts';
import { closeVote, count, openVoteOn } from '../../tests/support/sample-vote.ts';

const NOT_ALLOWED = { refused: 'not-allowed' };

type Hall = SampleBoard & {
  readonly meetingId: string;
  readonly about: { readonly voteId: string; readonly itemId: string };
};

/** At a private or an open item, with the chair, the vice-chair and the member in the room. */
async function hall(part: 'part1' | 'part2' = 'part1'): Promise<Hall> {
  const board = await sampleBoard();
  const item = { ...addItem('x', { part }), itemId: newId() };
  const meetingId = await openMeeting(board, [item]);
  const about = { voteId: newId(), itemId: item.itemId };
  if (part === 'part2') {
    granted(await board.perform('clerk', meetingId, exclude('out', [item.itemId], [3])));
  }
  granted(await board.perform('clerk', meetingId, { type: 'open-item', itemId: item.itemId }));
  for (const who of ['chair', 'vice', 'member'] as const) {
    const key = board.people[who];
    const office = { chair: 'Chair', vice: 'Vice-Chair', member: null }[who];
    const present = attend('x', { key, name: who, office });
    granted(await board.perform('clerk', meetingId, present));
  }
  return { ...board, meetingId, about };
}

const castBy = ({ people, about }: Hall, who: Who, choice: Choice = 'for'): Command => ({
  type: 'cast-vote',
  ...about,
  key: people[who],
  choice
});

const stateOf = async ({ db, meetingId }: Hall): Promise<Proceedings> => {
  const loaded = await loadProceedings(db, meetingId);
  if (!loaded) throw new Error('the meeting is not there');
  return loaded.proceedings;
};

describe('who may do what in a vote', () => {
  test('[V1] the chair, the clerk, and the vice-chair only while the chair is away, open one', async () => {
    const here = await hall();
    const open = openVoteOn('hands', here.about);
    for (const who of ['vice', 'member', 'crg', 'officer', 'observer', 'substitute'] as const) {
      expect(await here.perform(who, here.meetingId, open), who).toEqual(NOT_ALLOWED);
    }
    expect(await here.perform('stranger', here.meetingId, open)).toEqual({ refused: 'not-found' });
    granted(await here.perform('chair', here.meetingId, open));
    granted(await here.perform('clerk', here.meetingId, { type: 'abandon-vote', ...here.about }));
    const left = { type: 'record-departure', key: here.people.chair, at: null } as const;
    granted(await here.perform('clerk', here.meetingId, left));
    granted(await here.perform('clerk', here.meetingId, attend('x', { key: `guest:${newId()}` })));
    const again = { ...open, voteId: newId() } as Command;
    granted(await here.perform('vice', here.meetingId, again));
  });

  test('[V2] [V3] members vote for themselves alone, the clerk for any of them, and nobody else at all', async () => {
    const here = await hall();
    granted(await here.perform('chair', here.meetingId, openVoteOn('by-name', here.about)));
    for (const who of ['crg', 'officer', 'observer', 'substitute'] as const) {
      expect(await here.perform(who, here.meetingId, castBy(here, who)), who).toEqual(NOT_ALLOWED);
      expect(await here.perform('clerk', here.meetingId, castBy(here, who)), who).toEqual({
        refused: 'may-not-vote',
        field: 'key'
      });
    }
    expect(await here.perform('clerk', here.meetingId, castBy(here, 'clerk'))).toMatchObject({
      refused: 'may-not-vote'
    });
    for (const who of ['chair', 'vice'] as const) {
      expect(await here.perform(who, here.meetingId, castBy(here, 'member'))).toEqual(NOT_ALLOWED);
    }
    granted(await here.perform('member', here.meetingId, castBy(here, 'member')));
    granted(await here.perform('clerk', here.meetingId, castBy(here, 'vice', 'against')));
    granted(await here.perform('chair', here.meetingId, closeVote(here.about)));
    expect((await stateOf(here)).votes).toMatchObject([
      { status: 'closed', count: { for: 1, against: 1, abstained: 0 } }
    ]);
  });

  test('[V2] whoever holds another seat is in attendance, and never present', async () => {
    const here = await hall();
    for (const who of ['crg', 'officer', 'observer', 'clerk'] as const) {
      const as = (kind: Attendee['kind']) => attend('x', { key: here.people[who], kind });
      expect(await here.perform('clerk', here.meetingId, as('present')), who).toEqual({
        refused: 'not-member',
        field: 'kind'
      });
      granted(await here.perform('clerk', here.meetingId, as('inAttendance')));
    }
  });

  test('[V5] members require their own vote to be recorded, not another’s', async () => {
    const here = await hall();
    granted(await here.perform('chair', here.meetingId, openVoteOn('hands', here.about)));
    const of = (who: Who): Command =>
      ({ ...castBy(here, who), type: 'require-recorded' }) as Command;
    expect(await here.perform('chair', here.meetingId, of('member'))).toEqual(NOT_ALLOWED);
    expect(await here.perform('crg', here.meetingId, of('crg'))).toEqual(NOT_ALLOWED);
    granted(await here.perform('member', here.meetingId, of('member')));
  });

  test('[V7] the casting vote is sent by whoever presides, and by nobody for them', async () => {
    const here = await hall();
    const casting: Command = {
      type: 'casting-vote',
      ...here.about,
      key: here.people.chair,
      choice: 'for'
    };
    for (const command of [
      openVoteOn('hands', here.about),
      count([1, 1, 0], here.about),
      closeVote(here.about)
    ]) {
      granted(await here.perform('clerk', here.meetingId, command));
    }
    for (const who of ['clerk', 'vice', 'member'] as const) {
      expect(await here.perform(who, here.meetingId, casting), who).toEqual(NOT_ALLOWED);
    }
    granted(await here.perform('chair', here.meetingId, casting));
    expect((await stateOf(here)).votes).toMatchObject([{ casting: { choice: 'for' } }]);
  });

  test('[V11] at a private item whoever does not see it neither votes nor hears of the vote', async () => {
    const here = await hall('part2');
    granted(await here.perform('chair', here.meetingId, openVoteOn('by-name', here.about)));
    granted(await here.perform('member', here.meetingId, castBy(here, 'member')));
    expect(await here.perform('crg', here.meetingId, castBy(here, 'crg'))).toEqual(NOT_ALLOWED);
    for (const [who, votes] of [
      ['member', 1],
      ['crg', 0],
      ['officer', 0]
    ] as const) {
      const page = granted(await here.meetings.page(here.people[who], here.meetingId));
      expect(page.proceedings.votes, who).toHaveLength(votes);
      const { entries } = granted(
        await here.proceedings.entriesSince(here.people[who], here.meetingId, 0)
      );
      expect(JSON.stringify(entries).includes('cast-vote'), who).toBe(votes === 1);
    }
  });
});

describe('what the journal keeps', () => {
  test('[V8] no vote without the quorum the board asks for', async () => {
    const here = await hall();
    granted(await here.perform('chair', here.meetingId, openVoteOn('by-name', here.about)));
    granted(await here.perform('member', here.meetingId, castBy(here, 'member')));
    const left = { type: 'record-departure', key: here.people.vice, at: null } as const;
    granted(await here.perform('clerk', here.meetingId, left));
    const inquorate = { refused: 'inquorate' };
    expect(await here.perform('chair', here.meetingId, castBy(here, 'chair'))).toEqual(inquorate);
    expect(await here.perform('chair', here.meetingId, closeVote(here.about))).toEqual(inquorate);
    granted(await here.perform('chair', here.meetingId, { type: 'abandon-vote', ...here.about }));
    const again = openVoteOn('hands', { ...here.about, voteId: newId() });
    expect(await here.perform('chair', here.meetingId, again)).toEqual(inquorate);
  });

  test('[V1] [J4] of the chair and the clerk at once one opens the vote, and one closes it', async () => {
    const here = await hall();
    const openings = await Promise.all([
      here.perform('chair', here.meetingId, openVoteOn('hands', here.about)),
      here.perform('clerk', here.meetingId, openVoteOn('hands', { ...here.about, voteId: newId() }))
    ]);
    expect(openings.filter((said) => 'refused' in said)).toEqual([{ refused: 'vote-open' }]);
    const [{ id = '' } = {}] = (await stateOf(here)).votes;
    const about = { ...here.about, voteId: id };
    granted(await here.perform('clerk', here.meetingId, count([2, 1, 0], about)));
    const closings = await Promise.all([
      here.perform('chair', here.meetingId, closeVote(about)),
      here.perform('clerk', here.meetingId, closeVote(about))
    ]);
    expect(closings.filter((said) => 'refused' in said)).toEqual([{ refused: 'vote-closed' }]);
  });

  test('[V3] [J3] a vote sent again after the line dropped counts once, also once it is closed', async () => {
    const here = await hall();
    granted(await here.perform('chair', here.meetingId, openVoteOn('by-name', here.about)));
    const sent = { commandId: newId(), command: castBy(here, 'member') };
    const again = () => here.proceedings.perform(here.people.member, here.meetingId, sent);
    const first = granted(await again());
    expect(await again()).toEqual(first);
    granted(await here.perform('chair', here.meetingId, closeVote(here.about)));
    expect(await again()).toEqual(first);
    expect(await here.perform('member', here.meetingId, castBy(here, 'member'))).toEqual({
      refused: 'vote-closed'
    });
    expect((await stateOf(here)).votes).toMatchObject([{ count: { for: 1, against: 0 } }]);
  });

  test('[P14] a vote at another board’s meeting is as unknown as one that is not there, and audited', async () => {
    const here = await hall();
    await giveOtherBoard(here);
    granted(await here.perform('chair', here.meetingId, openVoteOn('by-name', here.about)));
    const before = (await stateOf(here)).seq;
    for (const command of [
      castBy(here, 'stranger'),
      castBy(here, 'member'),
      closeVote(here.about)
    ]) {
      expect(await here.perform('stranger', here.meetingId, command)).toEqual({
        refused: 'not-found'
      });
    }
    expect((await stateOf(here)).seq).toBe(before);
    const audited = await here.db
      .selectFrom('audit_event')
      .select('kind')
      .where('actor_id', '=', here.people.stranger)
      .execute();
    expect(audited.map(({ kind }) => kind)).toEqual(Array(3).fill('command-refused'));
  });
});
