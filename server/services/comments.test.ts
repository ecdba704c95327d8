import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { isResolved, type CommentAct } from '#domain/comment.ts';
import type { Passage } from '#domain/passage.ts';
import { isRefusal } from '#domain/refusal.ts';
import { layOut } from '#domain/lay-out.ts';
import { newId } from '#server/new-id.ts';
import {
  giveOtherBoard,
  sampleBoard,
  writeMinute,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import { granted, openMeeting, performAll } from '../../tests/support/sample-board-meeting.ts';
import { addItem, CIRCULATE, CLOSE, idOf } from '../../tests/support/sample-meeting.ts';

const OPEN = idOf('survey');
const PRIVATE = idOf('informant');
const WORD = 'quartzlantern';

let board: SampleBoard;
let meetingId: string;

/** A meeting that has closed, with an open item and a private one that the officer presents. */
beforeEach(async () => {
  board = await sampleBoard();
  meetingId = await openMeeting(board, [
    addItem('survey'),
    addItem('informant', { part: 'part2' }),
    addItem('figures', { presenterId: board.people.officer })
  ]);
  await writeMinute(board.db, OPEN, 'The rate was 454 in a thousand.');
  await writeMinute(board.db, PRIVATE, 'Members heard.');
  await performAll(board, meetingId, [CLOSE]);
});

const start = (
  given: Partial<Extract<CommentAct, { type: 'start-thread' }>> = {}
): Extract<CommentAct, { type: 'start-thread' }> => ({
  type: 'start-thread',
  threadId: newId(),
  commentId: newId(),
  itemId: OPEN,
  passage: null,
  text: 'Is this the figure of the survey?',
  ...given
});

const reply = (threadId: string, text = 'Yes.'): CommentAct => ({
  type: 'reply',
  threadId,
  commentId: newId(),
  text
});

const passage = (quote: string): Passage => ({ quote, before: '', after: '' });

const act = (who: Who, sent: CommentAct, meeting = meetingId) =>
  board.comments.act(board.people[who], meeting, sent);

/** 'kept', or the code of the refusal. */
async function said(who: Who, sent: CommentAct, meeting = meetingId): Promise<string> {
  const answer = await act(who, sent, meeting);
  return isRefusal(answer) ? answer.refused : 'kept';
}

const threadsOf = async (who: Who) => {
  const found = await board.comments.list(board.people[who], meetingId);
  return isRefusal(found) ? [] : found.threads;
};

/** The first words of each thread this person reads. */
const readBy = async (who: Who): Promise<string[]> =>
  (await threadsOf(who)).map(({ comments }) => comments[0]?.text ?? '');

const refusals = async (): Promise<number> => {
  const { rows } = await sql`select * from audit_event where kind = 'comment-refused'`.execute(
    board.db
  );
  return rows.length;
};

describe('[X6] who comments', () => {
  test('on the draft: the clerk, whoever presides and officers on their own items', async () => {
    expect(await said('clerk', start())).toBe('kept');
    expect(await said('vice', start())).toBe('kept');
    expect(await said('officer', start({ itemId: idOf('figures') }))).toBe('kept');
    for (const who of ['member', 'crg', 'officer', 'observer', 'substitute', 'stranger'] as const) {
      expect(await said(who, start()), who).toBe('not-found');
    }
    expect(await refusals()).toBe(6);
  });

  test('on circulated minutes members and officers too, and nobody on approved ones', async () => {
    await performAll(board, meetingId, [CIRCULATE]);
    for (const who of ['clerk', 'chair', 'vice', 'member', 'officer'] as const) {
      expect(await said(who, start()), who).toBe('kept');
    }
    for (const who of ['crg', 'observer', 'substitute'] as const) {
      expect(await said(who, start()), who).toBe('not-allowed');
    }
    const next = await openMeeting(board, [addItem('minutes')], { date: '2027-03-11' });
    const approve = { ofMeetingId: meetingId, itemId: idOf('minutes') } as const;
    granted(await board.perform('chair', next, { type: 'approve-minutes', ...approve }));
    expect(await said('clerk', start())).toBe('already-approved');
    const [thread] = await threadsOf('clerk');
    expect(await said('clerk', reply(thread?.id ?? ''))).toBe('already-approved');
    expect(await threadsOf('member')).toHaveLength(5);
  });

  test('before the close nobody', async () => {
    const next = await openMeeting(board, [addItem('other')], { date: '2027-03-11' });
    expect(await said('clerk', start({ itemId: idOf('other') }), next)).toBe('not-allowed');
  });

  test('on an item of the meeting named, in a thread of it, at their own board', async () => {
    const other = await openMeeting(board, [addItem('other')], { date: '2027-03-11' });
    await performAll(board, other, [CLOSE]);
    const thread = start();
    expect(await said('clerk', thread)).toBe('kept');
    expect(await said('clerk', reply(thread.threadId), other)).toBe('not-found');
    expect(await said('clerk', start(), other)).toBe('not-found');
    expect(await said('clerk', start({ itemId: newId() }))).toBe('not-found');
    expect(await said('clerk', reply(newId()))).toBe('not-found');
    await giveOtherBoard(board);
    expect(await said('stranger', reply(thread.threadId))).toBe('not-found');
    expect(await refusals()).toBe(5);
  });
});

describe('[X7] who reads', () => {
  test('what was said of a draft stays with those who had it', async () => {
    await act('clerk', start({ text: 'of the draft' }));
    await performAll(board, meetingId, [CIRCULATE]);
    await act('member', start({ text: 'of what was circulated' }));
    expect(await readBy('clerk')).toEqual(['of the draft', 'of what was circulated']);
    for (const who of ['member', 'crg', 'officer', 'observer'] as const) {
      expect(await readBy(who), who).toEqual(['of what was circulated']);
    }
    expect(await said('member', reply((await threadsOf('clerk'))[0]?.id ?? ''))).toBe('not-found');
    await performAll(board, meetingId, [{ type: 'recall-minutes' }]);
    expect(await readBy('member')).toEqual([]);
    expect(await readBy('stranger')).toEqual([]);
  });

  test('of private business only those who see it, whatever they are asked or told', async () => {
    await performAll(board, meetingId, [CIRCULATE]);
    const thread = start({ itemId: PRIVATE, text: `About ${WORD}.` });
    expect(await said('member', thread)).toBe('kept');
    expect(await readBy('chair')).toEqual([`About ${WORD}.`]);
    for (const who of ['crg', 'officer', 'observer', 'substitute', 'stranger', 'admin'] as const) {
      expect(await readBy(who), who).toEqual([]);
      expect(
        await board.comments.some(board.people[who], meetingId, { threadId: thread.threadId })
      ).toEqual([]);
      expect(await said(who, reply(thread.threadId)), who).toBe('not-found');
      expect(await said(who, start({ itemId: PRIVATE })), who).toBe('not-found');
    }
  });
});

describe('[X5] what a comment is', () => {
  test('words, and not too many', async () => {
    expect(await said('clerk', start({ text: ' \n ' }))).toBe('comment-missing');
    expect(await said('clerk', start({ text: 'x'.repeat(4001) }))).toBe('text-too-long');
    expect(await said('clerk', start({ text: 'x'.repeat(4000) }))).toBe('kept');
    const long = start({ passage: passage('x'.repeat(1001)) });
    expect(await said('clerk', long)).toBe('text-too-long');
    const elsewhere = start({ passage: passage('The rate was 999.') });
    expect(await said('clerk', elsewhere)).toBe('passage-gone');
  });

  test('one of at most 200 in a thread, of at most 500 threads', async () => {
    const thread = start();
    await act('clerk', thread);
    const { clerk } = board.people;
    await sql`with recursive n(i) as (select 2 union all select i + 1 from n where i < 200)
      insert into comment select ${thread.threadId}, i, 'c' || i, '2026-12-10', ${clerk}, 'said', 'x' from n`.execute(
      board.db
    );
    expect(await said('clerk', reply(thread.threadId))).toBe('too-many-comments');
    await sql`with recursive n(i) as (select 2 union all select i + 1 from n where i < 500)
      insert into comment_thread select 't' || i, ${meetingId}, ${OPEN}, 'draft', '2026-12-10', ${clerk}, null, null from n`.execute(
      board.db
    );
    expect(await said('clerk', start())).toBe('too-many-threads');
  });
});

describe('[X9] what becomes of a thread', () => {
  test('it is resolved and opened again, with who and when, and told each time', async () => {
    const thread = start();
    const { threadId } = thread;
    await act('clerk', thread);
    await act('chair', reply(threadId));
    const change = (type: 'resolve' | 'reopen'): CommentAct => ({
      type,
      threadId,
      commentId: newId()
    });
    await act('chair', change('resolve'));
    await act('clerk', change('resolve'));
    const [resolved] = await threadsOf('clerk');
    expect(resolved && isResolved(resolved)).toBe(true);
    await act('clerk', change('reopen'));
    const [opened] = await threadsOf('clerk');
    expect(opened && isResolved(opened)).toBe(false);
    expect(opened?.comments.map((each) => [each.act, each.by])).toEqual([
      ['said', 'The clerk'],
      ['said', 'The chair'],
      ['resolved', 'The chair'],
      ['reopened', 'The clerk']
    ]);
    const told = board.announced.filter(({ type }) => type === 'comment-kept');
    expect(told).toHaveLength(5);
  });

  test('sent twice it is kept once; under the id of somebody else’s it is refused', async () => {
    const thread = start();
    expect(await said('clerk', thread)).toBe('kept');
    expect(await said('clerk', thread)).toBe('kept');
    expect(await said('chair', thread)).toBe('already-used');
    expect(await said('clerk', { ...thread, commentId: newId() })).toBe('already-used');
    expect(await threadsOf('clerk')).toHaveLength(1);
  });

  test('its rows are final', async () => {
    await act('clerk', start());
    for (const table of ['comment', 'comment_thread']) {
      const name = sql.ref(table);
      const remove = sql`delete from ${name}`.execute(board.db);
      await expect(remove).rejects.toThrow(/is final/);
      const replace = sql`insert or replace into ${name} select * from ${name}`.execute(board.db);
      await expect(replace).rejects.toThrow(/is final/);
    }
  });

  test('no record, version or export has a word of it', async () => {
    await act('clerk', start({ text: WORD, passage: passage('rate was 454') }));
    await performAll(board, meetingId, [CIRCULATE]);
    const view = granted(await board.records.minutes(board.people.clerk, meetingId));
    expect(JSON.stringify([view.record, layOut(view.record)])).not.toContain(WORD);
    const { rows } = await sql<{ content: string }>`
      select content from minutes_version union all select record from publication`.execute(
      board.db
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { content } of rows) expect(content).not.toContain(WORD);
    const { rows: written } = await sql<{ found: number }>`
      select count(*) as found from document_update where instr(bytes, ${Buffer.from(WORD)}) > 0`.execute(
      board.db
    );
    expect(written).toEqual([{ found: 0 }]);
  });
});

test('[X8] threads are listed in the order of reading, each with its words as they stand', async () => {
  const second = start({ text: 'second', passage: passage('in a thousand') });
  const first = start({ text: 'first', passage: passage('rate was\n454') });
  for (const each of [start({ itemId: PRIVATE, text: 'last' }), second, first]) {
    await act('clerk', each);
  }
  await act('clerk', start({ text: 'of the whole item' }));
  expect(await readBy('clerk')).toEqual(['of the whole item', 'first', 'second', 'last']);
  const [, marked] = await threadsOf('clerk');
  expect(marked).toMatchObject({ quote: 'rate was\n454', passage: { quote: 'ratewas454' } });
});
