/** Notices, from what causes them to what a real mail server is given. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { makeMailRounds } from '#server/mail/rounds.ts';
import { listAuditOf } from '../support/list-audit.ts';
import { startMailServer, type MailServer, type Taken } from '../support/mail-server.ts';
import { granted, meetingBegun, openMeeting, performAll } from '../support/sample-board-meeting.ts';
import {
  sampleBoard,
  writeActionBlock,
  writeMinute,
  writeNote,
  type SampleBoard,
  type Who
} from '../support/sample-board.ts';
import { addItem, CIRCULATE, CLOSE, idOf, PUBLISH } from '../support/sample-meeting.ts';
import { endSeat } from '#server/store/seats.ts';
import { insertAction, setActionWording } from '#server/store/actions.ts';
import { setSuspended } from '#server/store/people.ts';

const ORIGIN = 'https://record.example.org';
const HOUR = 60 * 60_000;

let server: MailServer;
let board: SampleBoard;

beforeEach(async () => {
  board = await sampleBoard();
  server = await startMailServer();
});
afterEach(() => server.stop());

const roundsOf = (mail = server.config) =>
  makeMailRounds({ notices: board.notices, mail, origin: ORIGIN });

/** One round of a server that has just started, so late that what was noted waits no longer. */
const goRound = (): Promise<void> => {
  wait(HOUR);
  return roundsOf().round();
};

const wait = (milliseconds: number): void => {
  board.time.now = new Date(Date.parse(board.time.now) + milliseconds).toISOString();
};

const addressOf = (who: Who): string => `${who}@example.org`;
const mailsTo = (who: Who): Taken[] => server.taken.filter(({ to }) => to[0] === addressOf(who));

/** An action of the log that is open, and whose it is. */
async function giveAction(owners: Who[], dueOn: string, wording: string): Promise<string> {
  const id = newId();
  granted(
    await board.actions.add(board.people.clerk, board.boardId, {
      id,
      wording,
      owners: owners.map((who) => ({ personId: board.people[who], name: who })),
      dueOn
    })
  );
  return id;
}

test('[Z10] [Z11] a person gets one mail of all there is to tell them, the most pressing first', async () => {
  board.time.now = '2026-11-10T09:00:00.000Z';
  const actionId = await giveAction(['member'], '2026-12-03', 'Send the list of centres.');
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [addItem('a'), PUBLISH]);
  board.time.now = '2026-11-26T09:00:00.000Z';
  await goRound();

  const everybody: Who[] = ['chair', 'vice', 'member', 'crg', 'officer', 'observer', 'substitute'];
  expect(
    server.taken
      .map(({ to }) => to)
      .flat()
      .sort()
  ).toEqual(everybody.map(addressOf).sort());
  const [taken] = mailsTo('member');
  expect(taken?.mail.headers.get('subject')).toEqual([
    'Action 1 is due on 3 December 2026: Oversight Board, and 2 more'
  ]);
  expect(taken?.mail.text).toBe(
    [
      'For The member',
      `Action 1 is due on 3 December 2026: Oversight Board\nSend the list of centres.\n${ORIGIN}/boards/${board.boardId}/actions/${actionId}`,
      `Say how action 1 stands: Oversight Board\nSend the list of centres.\nThe board meets on Thursday 10 December 2026 and will ask how it stands.\nDue 3 December 2026.\n${ORIGIN}/boards/${board.boardId}/actions/${actionId}`,
      `Agenda published: Oversight Board, 10 December 2026\nThe board meets on Thursday 10 December 2026 at 2pm.\nCounty Hall\n${ORIGIN}/meetings/${meetingId}/agenda`,
      `Correct Record sends this because you have a place at a board.\nChoose which mail you get: ${ORIGIN}/account#mail`
    ].join('\n\n')
  );
  expect(taken?.mail.headers.get('auto-submitted')).toEqual(['auto-generated']);
  expect(mailsTo('crg')[0]?.mail.headers.get('subject')).toEqual([
    'Agenda published: Oversight Board, 10 December 2026'
  ]);

  // Told once: later rounds of the same day and the next have nothing more to say.
  await goRound();
  wait(24 * HOUR);
  await goRound();
  expect(server.taken).toHaveLength(everybody.length);
  board.time.now = '2026-12-03T09:00:00.000Z';
  await goRound();
  await goRound();
  expect(mailsTo('member')).toHaveLength(2);
});

test('[Z10] owners are told of what a meeting gave them when it closes; minutes when they are circulated', async () => {
  const meetingId = await openMeeting(board, [addItem('a')]);
  const actionId = newId();
  await performAll(board, meetingId, [
    {
      type: 'raise-action',
      actionId,
      itemId: idOf('a'),
      owners: [{ personId: board.people.officer, name: 'x' }],
      dueOn: null
    }
  ]);
  await setActionWording(board.db, actionId, 'Write to the schools.');
  await goRound();
  expect(mailsTo('officer')).toEqual([]);
  await performAll(board, meetingId, [CLOSE]);
  await goRound();
  expect(mailsTo('officer').map(({ mail }) => mail.headers.get('subject')?.[0])).toEqual([
    'Action 1 is yours: Oversight Board'
  ]);
  expect(mailsTo('officer')[0]?.mail.text).toContain('Write to the schools.');
  await performAll(board, meetingId, [{ ...CIRCULATE, correctionsBy: '2026-12-18' }]);
  await goRound();
  expect(mailsTo('chair').at(-1)?.mail.text).toContain('Ask for corrections by Friday 18 December');
  // Whoever circulated them knows; a substitute without a seat has no right to them.
  expect(mailsTo('clerk')).toEqual([]);
});

test('[Z10] a supplement is told as well, and once with the agenda it belongs to', async () => {
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [PUBLISH]);
  const supplement = (id: string) => ({
    type: 'publish-supplement' as const,
    itemId: idOf(id),
    title: `About ${id}`,
    note: 'Words',
    reason: 'The figures came late.',
    kind: 'report' as const,
    purpose: null,
    presenterId: null,
    presenter: null,
    minutesAllotted: null,
    minuted: true,
    part: 'part1' as const,
    ground: null
  });
  await performAll(board, meetingId, [supplement('a')]);
  await goRound();
  expect(mailsTo('chair')).toHaveLength(1);
  expect(mailsTo('chair')[0]?.mail.text.match(/Agenda published/g)).toHaveLength(1);
  await performAll(board, meetingId, [supplement('b')]);
  await goRound();
  expect(mailsTo('chair')).toHaveLength(2);
  expect(mailsTo('chair')[1]?.mail.text).toContain('A supplement was added on 24 November 2026.');
});

test('[Z14] what is no longer so, or no longer theirs to know, is told to nobody', async () => {
  board.time.now = '2026-11-10T09:00:00.000Z';
  const done = await giveAction(['member'], '2026-12-03', 'Done before the mail left.');
  const moved = await giveAction(['vice'], '2026-12-03', 'Given to somebody else.');
  await giveAction(['officer'], '2026-12-03', 'Of somebody whose seat ended.');
  await giveAction(['chair'], '2026-12-03', 'Of somebody who was suspended.');
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [PUBLISH]);
  board.time.now = '2026-11-26T09:00:00.000Z';
  await board.notices.remind();
  await board.actions.change(board.people.clerk, done, {
    type: 'update-action',
    rag: 'completed',
    text: ''
  });
  await board.actions.change(board.people.clerk, moved, {
    type: 'assign-action',
    owners: [{ personId: null, name: 'District councils' }]
  });
  await performAll(board, meetingId, [{ type: 'cancel-meeting', reason: 'Nobody can come.' }]);
  await endSeat(board.db, board.seats.officer, '2026-11-25', board.people.clerk);
  await setSuspended(board.db, board.people.chair, board.time.now);
  await goRound();
  expect(server.taken).toEqual([]);
  const rows = await board.db.selectFrom('notice_outbox').select('ended_as').distinct().execute();
  expect(rows).toEqual([{ ended_as: 'dropped' }]);
});

test('[Z12] somebody who wants no mail, or only about their actions, has no other', async () => {
  board.time.now = '2026-11-10T09:00:00.000Z';
  await giveAction(['member', 'vice'], '2026-12-03', 'Send the list of centres.');
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  await board.notices.choose(board.people.vice, 'none');
  await board.notices.choose(board.people.member, 'actions');
  await board.notices.choose(board.people.crg, 'actions');
  expect(await board.notices.choice(board.people.chair)).toBe('all');
  board.time.now = '2026-11-26T09:00:00.000Z';
  await goRound();
  expect(mailsTo('vice')).toEqual([]);
  expect(mailsTo('crg')).toEqual([]);
  expect(mailsTo('member')).toHaveLength(1);
  expect(mailsTo('member')[0]?.mail.text).not.toContain('Agenda published');
});

test('[Z14] an address that nobody has signed in with gets nothing', async () => {
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  await board.db.deleteFrom('credential').where('person_id', '=', board.people.member).execute();
  await goRound();
  expect(mailsTo('member')).toEqual([]);
  expect(mailsTo('chair')).toHaveLength(1);
});

test('[Z14] no byte of any mail to anybody has a word of private business', async () => {
  const words = ['Hiddentitle', 'Hiddenground', 'Hiddennote', 'Hiddenminute', 'Hiddenaction'];
  const everybody: Who[] = ['chair', 'vice', 'member', 'crg', 'officer', 'observer', 'substitute'];
  board.time.now = '2026-11-10T09:00:00.000Z';
  const item = addItem('b', {
    part: 'part2',
    title: 'Hiddentitle',
    ground: 'Hiddenground',
    presenterId: board.people.officer
  });
  const meetingId = await openMeeting(board, [addItem('a'), item], { date: '2026-11-24' });
  await writeNote(board, meetingId, idOf('a'), 'An open note');
  await writeMinute(board.db, idOf('b'), 'Hiddenminute');
  const actionId = newId();
  await performAll(board, meetingId, [
    {
      type: 'raise-action',
      actionId,
      itemId: idOf('b'),
      owners: everybody.map((who) => ({ personId: board.people[who], name: who })),
      dueOn: '2026-12-03'
    }
  ]);
  await writeActionBlock(board.db, idOf('b'), actionId, 'Hiddenaction');
  await setActionWording(board.db, actionId, 'Hiddenaction');
  await performAll(board, meetingId, [CLOSE, CIRCULATE]);
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  board.time.now = '2026-11-27T09:00:00.000Z';
  await goRound();
  board.time.now = '2026-12-03T09:00:00.000Z';
  await goRound();

  for (const { raw, mail } of server.taken) {
    const all = [
      raw.toString('latin1'),
      mail.text,
      mail.html,
      ...[...mail.headers.values()].flat()
    ];
    for (const word of words) expect(all.join('\n')).not.toContain(word);
  }
  // Those who may read it are told its number; the others not even that.
  const told = everybody.filter((who) =>
    mailsTo(who).some(({ mail }) => mail.text.includes('Action 1 is due'))
  );
  expect(told).toEqual(['chair', 'vice', 'member', 'officer']);
  expect(mailsTo('chair')[0]?.mail.text).toContain('It is private business');
});

test('[Z15] names and wordings cannot add a header, a recipient or a tag', async () => {
  const evil =
    'X\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>"\u2028<x@example.org>, y';
  await board.db.updateTable('board').set({ name: evil }).execute();
  await board.db
    .updateTable('person')
    .set({ name: evil })
    .where('id', '=', board.people.member)
    .execute();
  board.time.now = '2026-11-10T09:00:00.000Z';
  await giveAction(['member'], '2026-12-03', evil);
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [
    {
      type: 'set-arrangements',
      date: '2026-12-10',
      startTime: '14:00',
      endTime: '16:00',
      place: evil
    },
    PUBLISH
  ]);
  board.time.now = '2026-11-26T09:00:00.000Z';
  await goRound();
  const [taken] = mailsTo('member');
  expect(mailsTo('member')).toHaveLength(1);
  expect(taken?.to).toEqual([addressOf('member')]);
  expect([...(taken?.mail.headers.keys() ?? [])].sort()).toEqual([
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to'
  ]);
  expect(taken?.mail.headers.get('to')?.[0]).toMatch(/<member@example\.org>$/);
  expect(taken?.mail.html).not.toContain('<script');
  expect(taken?.mail.text).toContain('X Bcc: victim@example.org <script>');
  expect(server.taken.flatMap(({ to }) => to)).not.toContain('victim@example.org');
});

test('[Z13] while the mail server is down nothing is lost, and it is tried less and less often', async () => {
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  await server.stop();
  await goRound();
  const nextAt = async () => {
    const rows = await board.db
      .selectFrom('mail_digest')
      .select(['tries', 'next_at'])
      .distinct()
      .execute();
    return rows.map(({ tries, next_at }) => [
      tries,
      (Date.parse(next_at) - Date.parse(board.time.now)) / 60_000
    ]);
  };
  expect(await nextAt()).toEqual([[1, 5]]);
  wait(4 * 60_000);
  await roundsOf().round();
  expect(await nextAt()).toEqual([[1, 1]]);
  wait(60_000);
  await roundsOf().round();
  expect(await nextAt()).toEqual([[2, 10]]);
  await server.start();
  wait(10 * 60_000);
  await roundsOf().round();
  expect(server.taken).toHaveLength(7);
  await goRound();
  expect(server.taken).toHaveLength(7);
});

test('[Z13] a mail that cannot be sent for three days is given up, and the audit trail says so', async () => {
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  server.refused.add(addressOf('member'));
  await goRound();
  // The others have theirs all the same.
  expect(server.taken).toHaveLength(6);
  for (let hours = 0; hours < 80; hours += 1) await goRound();
  server.refused.clear();
  await goRound();
  expect(mailsTo('member')).toEqual([]);
  expect(await listAuditOf(board.db, 'mail-given-up')).toMatchObject([
    { actor_id: null, subject: board.people.member }
  ]);
  const [{ detail = '' } = {}] = await listAuditOf(board.db, 'mail-given-up');
  expect(JSON.parse(detail)).toMatchObject({ why: 'EENVELOPE 550' });
  // What comes later is tried anew.
  await performAll(board, await meetingBegun(board, { date: '2027-03-11' }), [PUBLISH]);
  await goRound();
  expect(mailsTo('member')).toHaveLength(1);
});

test('[Z13] while one mail waits to be sent again, what is new waits for the next', async () => {
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [PUBLISH]);
  server.refused.add(addressOf('chair'));
  await goRound();
  await performAll(board, await meetingBegun(board, { date: '2027-03-11' }), [PUBLISH]);
  await goRound();
  server.refused.clear();
  await goRound();
  await goRound();
  const subjects = mailsTo('chair').map(({ mail }) => mail.headers.get('subject')?.[0]);
  expect(subjects).toEqual([
    'Agenda published: Oversight Board, 10 December 2026',
    'Agenda published: Oversight Board, 11 March 2027'
  ]);
});

test('[Z13] a mail that left and was not marked is sent again under the same Message-ID, and no other', async () => {
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  wait(HOUR);
  const { notices } = board;
  const crashing = {
    ...notices,
    noteSent: async () => {
      throw new Error('the process ends here');
    }
  };
  const rounds = makeMailRounds({ notices: crashing, mail: server.config, origin: ORIGIN });
  await expect(rounds.round()).rejects.toThrow('ends here');
  expect(server.taken).toHaveLength(1);
  await roundsOf().round();
  const ids = server.taken.map(({ mail }) => mail.headers.get('message-id')?.[0]);
  expect(ids).toHaveLength(8);
  expect(new Set(ids).size).toBe(7);
  expect(ids[0]).toMatch(/^<[a-z0-9]{20}@example\.org>$/);
  expect(ids[1]).toBe(ids[0]);
});

test('[Z10] reminders are for London’s morning, whatever its clocks do', async () => {
  // Due on the day after clocks go back, and raised long before.
  await insertAction(
    board.db,
    {
      id: newId(),
      boardId: board.boardId,
      number: 9,
      part: 'part1',
      presenterId: null,
      meetingId: null,
      itemId: null,
      wording: 'Something',
      owners: [{ personId: board.people.member, name: 'x' }],
      dueOn: '2026-10-26',
      slips: 0,
      state: 'open',
      rag: 'noInformation',
      raisedAt: '2026-09-10T09:00:00.000Z',
      closedAt: null
    },
    board.people.clerk
  );
  const kinds = async (now: string) => {
    board.time.now = now;
    await board.notices.remind();
    const rows = await board.db
      .selectFrom('notice_outbox')
      .select('kind')
      .orderBy('made_at')
      .execute();
    return rows.map(({ kind }) => kind);
  };
  expect(await kinds('2026-10-19T05:59:59.000Z')).toEqual([]);
  expect(await kinds('2026-10-19T06:00:00.000Z')).toEqual(['action-due-soon']);
  expect(await kinds('2026-10-26T06:59:59.000Z')).toEqual(['action-due-soon']);
  expect(await kinds('2026-10-26T07:00:00.000Z')).toEqual(['action-due-soon', 'action-due']);
});

test('where no mail server is set up the rows wait, and the status says how many', async () => {
  await performAll(board, await meetingBegun(board), [PUBLISH]);
  wait(HOUR);
  await makeMailRounds({ notices: board.notices, mail: null, origin: '' }).round();
  const status = granted(await board.notices.status(board.people.admin));
  expect(status).toEqual({
    sendsMail: false,
    waiting: 7,
    sent: 0,
    givenUp: 0,
    retried: 0,
    lastSentAt: null
  });
  expect(await board.notices.status(board.people.clerk)).toEqual({ refused: 'not-found' });
  await goRound();
  expect(granted(await board.notices.status(board.people.admin))).toMatchObject({
    waiting: 0,
    sent: 7,
    lastSentAt: board.time.now
  });
});
