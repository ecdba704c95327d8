import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '#domain/refusal.ts';
import { findDamage } from '#server/store/integrity.ts';
import {
  sampleBoard,
  writeMinute,
  writeTitle,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import { granted, openMeeting, performAll } from '../../tests/support/sample-board-meeting.ts';
import { addItem, CIRCULATE, CLOSE, idOf, raise } from '../../tests/support/sample-meeting.ts';

const OPEN = idOf('survey');
const PRIVATE = idOf('informant');
const WORD = 'quartzlantern';

/** A meeting that has closed, with an open and a private item minuted. */
async function closedMeeting(): Promise<SampleBoard & { meetingId: string }> {
  const board = await sampleBoard();
  const meetingId = await openMeeting(board, [
    addItem('survey'),
    addItem('informant', { part: 'part2' })
  ]);
  await writeMinute(board.db, OPEN, 'The rate was 454.');
  await writeMinute(board.db, PRIVATE, `Members heard of ${WORD}.`);
  await performAll(board, meetingId, [CLOSE]);
  return { ...board, meetingId };
}

/** Titles as this person has them in the history; the refusal's code where they have none. */
async function titles(
  { versions, people, meetingId }: SampleBoard & { meetingId: string },
  who: Who
): Promise<string[] | string> {
  const said = await versions.list(people[who], meetingId);
  return isRefusal(said) ? said.refused : said.versions.map(({ title }) => title);
}

const later = (board: SampleBoard, minutes: number): void => {
  board.time.now = new Date(Date.parse(board.time.now) + minutes * 60_000).toISOString();
};

/** As the document engine does shortly after an edit. */
const project = (board: SampleBoard, itemId: string, seq: number) =>
  sql`insert or replace into document_projection (document, seq, at, content)
    values (${`minute/${itemId}`}, ${seq}, ${board.time.now}, '[]')`.execute(board.db);

const DRAFT = ['The draft as it stands', 'Draft at the close of the meeting'];

describe('[X1] versions are made', () => {
  test('at the close, at each circulation and at approval', async () => {
    const board = await closedMeeting();
    expect(await titles(board, 'clerk')).toEqual(DRAFT);
    for (const command of [CIRCULATE, { type: 'recall-minutes' } as const, CIRCULATE]) {
      later(board, 1);
      await performAll(board, board.meetingId, [command]);
    }
    later(board, 1);
    const next = await openMeeting(board, [addItem('minutes')], { date: '2027-03-11' });
    granted(
      await board.perform('chair', next, {
        type: 'approve-minutes',
        ofMeetingId: board.meetingId,
        itemId: idOf('minutes')
      })
    );
    const all = granted(await board.versions.list(board.people.clerk, board.meetingId)).versions;
    expect(all.map(({ title, by }) => [title, by])).toEqual([
      ['Approved as a correct record', 'The chair'],
      ['Circulated again (version 2)', 'The clerk'],
      ['Circulated', 'The clerk'],
      ['Draft at the close of the meeting', 'The clerk']
    ]);
  });

  test('by the clerk under a name, while the minutes are a draft', async () => {
    const board = await closedMeeting();
    later(board, 1);
    const name = 'Before the chair’s changes';
    granted(await board.versions.keep(board.people.clerk, board.meetingId, ` ${name} `));
    expect(await titles(board, 'chair')).toEqual([DRAFT[0], name, DRAFT[1]]);
    const keep = (who: Who, given: string) =>
      board.versions.keep(board.people[who], board.meetingId, given);
    expect(await keep('clerk', '  ')).toEqual({ refused: 'name-missing', field: 'version' });
    expect(await keep('clerk', 'x'.repeat(101))).toMatchObject({ refused: 'text-too-long' });
    expect(await keep('chair', name)).toEqual({ refused: 'not-allowed' });
    expect(await keep('member', name)).toEqual({ refused: 'not-found' });
    await performAll(board, board.meetingId, [CIRCULATE]);
    expect(await keep('clerk', name)).toEqual({ refused: 'minutes-locked' });
    expect(await titles(board, 'clerk')).toHaveLength(3);
    const { rows } = await sql`select * from audit_event where kind = 'version-refused'`.execute(
      board.db
    );
    expect(rows).toHaveLength(1);
  });

  test('by itself once nobody has written for ten minutes, and only of what is new', async () => {
    const board = await closedMeeting();
    later(board, 5);
    await writeMinute(board.db, OPEN, 'It had been 445 the year before.');
    await project(board, OPEN, 2);
    later(board, 9);
    await board.versions.keepIdle();
    expect(await titles(board, 'clerk')).toEqual(DRAFT);
    later(board, 1);
    await board.versions.keepIdle();
    const kept = [DRAFT[0], 'Draft after 10 minutes without changes', DRAFT[1]];
    expect(await titles(board, 'clerk')).toEqual(kept);
    later(board, 30);
    await board.versions.keepIdle();
    // Written, and put back as it was: there is nothing that has not been kept.
    await project(board, OPEN, 3);
    later(board, 30);
    await board.versions.keepIdle();
    expect(await titles(board, 'clerk')).toEqual(kept);
  });

  test('and are never changed or removed; a changed one is noticed', async () => {
    const { db } = await closedMeeting();
    for (const attempt of [
      sql`update minutes_version set name = 'x'`,
      sql`delete from minutes_version`,
      sql`insert or replace into minutes_version select * from minutes_version`
    ]) {
      await expect(attempt.execute(db)).rejects.toThrow(/is final/);
    }
    expect(await findDamage(db)).toBeNull();
    await sql`drop trigger minutes_version_no_update`.execute(db);
    await sql`update minutes_version set content = replace(content, '454', '445')`.execute(db);
    expect(await findDamage(db)).toContain('is not what was frozen');
  });
});

describe('[X2] a person reads the versions they may see', () => {
  test('before circulation the clerk and the chair alone, and nobody by guessing', async () => {
    const board = await closedMeeting();
    expect(await titles(board, 'chair')).toEqual(DRAFT);
    for (const who of ['member', 'crg', 'officer', 'observer', 'stranger', 'admin'] as const) {
      expect(await titles(board, who), who).toBe('not-found');
    }
    const { versions } = granted(await board.versions.list(board.people.clerk, board.meetingId));
    for (const { id } of versions) {
      const read = await board.versions.read(board.people.member, board.meetingId, id);
      expect(read).toEqual({ refused: 'not-found' });
    }
  });

  test('from circulation on, what was circulated; the drafts before it stay closed', async () => {
    const board = await closedMeeting();
    const [, draft] = granted(
      await board.versions.list(board.people.clerk, board.meetingId)
    ).versions;
    await performAll(board, board.meetingId, [CIRCULATE]);
    expect(await titles(board, 'clerk')).toEqual(['Circulated', DRAFT[1]]);
    for (const who of ['member', 'crg', 'officer', 'observer'] as const) {
      expect(await titles(board, who), who).toEqual(['Circulated']);
      const { people, meetingId, versions } = board;
      const ids = { a: draft?.id ?? '', b: 'circulated-1' };
      expect(await versions.compare(people[who], meetingId, ids)).toEqual({ refused: 'not-found' });
      expect(await versions.read(people[who], meetingId, 'now')).toEqual({ refused: 'not-found' });
    }
    await performAll(board, board.meetingId, [{ type: 'recall-minutes' }]);
    expect(await titles(board, 'member')).toBe('not-found');
  });

  test('[X3] without private business, in no version and no comparison', async () => {
    const board = await closedMeeting();
    await performAll(board, board.meetingId, [CIRCULATE, { type: 'recall-minutes' }]);
    await writeMinute(board.db, PRIVATE, `${WORD} spoke again.`);
    await writeMinute(board.db, OPEN, 'Noted.');
    await writeTitle(board, board.meetingId, OPEN, 'Survey of residents');
    await performAll(board, board.meetingId, [CIRCULATE]);
    const { people, meetingId, versions } = board;
    const compare = async (who: Who) =>
      granted(
        await versions.compare(people[who], meetingId, { a: 'circulated-1', b: 'circulated-2' })
      ).comparison;
    const full = await compare('member');
    expect(full).toMatchObject({ changes: 3, changed: 2 });
    expect(JSON.stringify(full)).toContain(WORD);
    for (const who of ['crg', 'officer', 'observer'] as const) {
      const seen = await compare(who);
      expect(seen).toMatchObject({ changes: 2, changed: 1 });
      expect(JSON.stringify(seen)).not.toContain(WORD);
      const read = granted(await versions.read(people[who], meetingId, 'circulated-2'));
      expect(JSON.stringify(read)).not.toContain(WORD);
    }
  });

  test('a version of another meeting is not there', async () => {
    const board = await closedMeeting();
    const other = await openMeeting(board, [addItem('other')], { date: '2027-03-11' });
    await performAll(board, other, [CLOSE]);
    const theirs = granted(await board.versions.list(board.people.clerk, other)).versions;
    for (const { id } of theirs.filter(({ kind }) => kind !== 'now')) {
      const read = await board.versions.read(board.people.clerk, board.meetingId, id);
      expect(read).toEqual({ refused: 'not-found' });
    }
  });

  test('what becomes of an action later leaves earlier versions as they were', async () => {
    const board = await closedMeeting();
    await performAll(board, board.meetingId, [CIRCULATE]);
    const before = await board.versions.read(board.people.clerk, board.meetingId, 'circulated-1');
    await performAll(board, board.meetingId, [
      { type: 'recall-minutes' },
      raise('write', 'survey')
    ]);
    const after = await board.versions.read(board.people.clerk, board.meetingId, 'circulated-1');
    expect(after).toEqual(before);
  });
});
