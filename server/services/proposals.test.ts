import { describe, expect, test } from 'vitest';
import type { ItemId } from '#domain/id.ts';
import { acceptanceOf, type ParkedItem, type Proposed } from '#domain/proposal.ts';
import { newId } from '#server/new-id.ts';
import { readAgendaTexts } from '#server/record/document-text.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findParkedItem } from '#server/store/parked-items.ts';
import { makeProposals } from './proposals.ts';
import {
  giveOtherBoard,
  sampleBoard,
  writeNote,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import {
  granted,
  meetingBegun,
  openMeeting,
  performAll
} from '../../tests/support/sample-board-meeting.ts';
import { addItem, CANCEL, CLOSE, idOf, PUBLISH } from '../../tests/support/sample-meeting.ts';

const VENUES: Proposed = {
  title: 'Venue hire',
  why: 'Two halls have asked us for advice.',
  minutes: 10,
  part: 'part1',
  ground: null
};
const CASE: Proposed = { ...VENUES, title: 'A case', part: 'part2', ground: 'Paragraph 7.' };

async function proposing() {
  const board = await sampleBoard();
  const proposals = makeProposals(board);
  return {
    ...board,
    board,
    proposals,
    propose: (who: Who, given: Partial<Proposed> = {}) =>
      proposals.propose(board.people[who], board.boardId, { ...VENUES, ...given }),
    listFor: async (who: Who) => granted(await proposals.list(board.people[who], board.boardId)),
    answer: (who: Who, id: string, as: 'kept' | 'declined', reply: string) =>
      proposals.answer(board.people[who], board.boardId, id, { as, reply })
  };
}

const itemsOf = async ({ db }: SampleBoard, meetingId: string) =>
  (await loadProceedings(db, meetingId))?.proceedings.items ?? [];

const audited = ({ db }: SampleBoard, kind: string) =>
  db.selectFrom('audit_event').selectAll().where('kind', '=', kind).execute();

/** The command that takes the item, as the pages send it. */
async function taking(
  { db }: SampleBoard,
  id: string,
  itemId: ItemId,
  given: Partial<ParkedItem> = {}
) {
  const parked = await findParkedItem(db, id);
  if (!parked) throw new Error('nothing is parked under this id');
  return acceptanceOf({ ...parked, ...given }, itemId, null);
}

describe('proposing', () => {
  test('[Y1] members, officers, the chair, CRG representatives and the clerk propose', async () => {
    const { propose, listFor, board } = await proposing();
    for (const who of ['chair', 'vice', 'member', 'crg', 'officer', 'clerk'] as const) {
      expect(await propose(who)).toHaveProperty('id');
      expect((await listFor(who)).mine).toMatchObject([{ ...withoutMinutes(VENUES), reply: null }]);
    }
    for (const who of ['observer', 'substitute'] as const) {
      expect(await propose(who)).toEqual({ refused: 'not-allowed' });
    }
    for (const who of ['stranger', 'admin'] as const) {
      expect(await propose(who)).toEqual({ refused: 'not-found' });
    }
    expect(await audited(board, 'command-refused')).toHaveLength(2);
    expect(await audited(board, 'item-proposed')).toHaveLength(6);
  });

  test('[Y1] nobody fills the list', async () => {
    const { propose, proposals, people, boardId } = await proposing();
    const ids = [];
    for (let count = 0; count < 20; count += 1) ids.push(granted(await propose('crg')).id);
    expect(await propose('crg')).toEqual({ refused: 'too-many-proposals' });
    expect(await propose('member')).toHaveProperty('id');
    await proposals.withdraw(people.crg, boardId, ids[0] ?? '');
    expect(await propose('crg')).toHaveProperty('id');
  });

  test('[Y2] private business is suggested by the chair, officers and the clerk alone', async () => {
    const { propose } = await proposing();
    for (const who of ['chair', 'vice', 'officer', 'clerk'] as const) {
      expect(await propose(who, CASE)).toHaveProperty('id');
    }
    for (const who of ['member', 'crg'] as const) {
      expect(await propose(who, CASE)).toEqual({ refused: 'not-allowed' });
    }
  });

  test('[Y3] everybody sees their own; those who arrange the agenda see all', async () => {
    const { propose, listFor, proposals, people, boardId } = await proposing();
    await propose('crg');
    await propose('member', { title: 'Training' });
    const titles = async (who: Who) => {
      const { mine, parked } = await listFor(who);
      return [mine, parked].map((list) => list.map(({ title }) => title));
    };
    expect(await titles('crg')).toEqual([['Venue hire'], []]);
    expect(await titles('member')).toEqual([['Training'], []]);
    expect(await titles('officer')).toEqual([[], []]);
    expect(await titles('observer')).toEqual([[], []]);
    for (const who of ['chair', 'vice', 'clerk'] as const) {
      expect(await titles(who)).toEqual([[], ['Venue hire', 'Training']]);
    }
    for (const who of ['stranger', 'admin'] as const) {
      expect(await proposals.list(people[who], boardId)).toEqual({ refused: 'not-found' });
    }
  });
});

describe('answering', () => {
  test('[Y5] the proposer reads the reply; a kept item goes on waiting', async () => {
    const { propose, answer, listFor } = await proposing();
    const { id } = granted(await propose('crg'));
    granted(await answer('chair', id, 'kept', 'In March, with the strategy.'));
    expect((await listFor('crg')).mine).toMatchObject([
      { state: 'parked', reply: 'In March, with the strategy.' }
    ]);
    expect((await listFor('clerk')).parked).toHaveLength(1);
    expect(await answer('clerk', id, 'declined', ' ')).toEqual({
      refused: 'reason-missing',
      field: 'reply'
    });
    granted(await answer('clerk', id, 'declined', 'The district takes this.'));
    expect((await listFor('crg')).mine).toMatchObject([
      { state: 'declined', reply: 'The district takes this.' }
    ]);
    expect((await listFor('clerk')).parked).toEqual([]);
    expect(await answer('clerk', id, 'kept', '')).toEqual({ refused: 'item-not-parked' });
  });

  test('[Y3] [Y5] nobody else answers, and nobody at another board learns of it', async () => {
    const { propose, answer, proposals, people, board, db } = await proposing();
    const { id } = granted(await propose('member'));
    for (const who of ['member', 'crg', 'officer', 'observer'] as const) {
      expect(await answer(who, id, 'kept', '')).toEqual({ refused: 'not-allowed' });
    }
    const elsewhere = await giveOtherBoard(board);
    const given = { as: 'declined', reply: 'No.' } as const;
    expect(await proposals.answer(people.stranger, elsewhere, id, given)).toEqual({
      refused: 'not-found'
    });
    expect(await proposals.answer(people.stranger, board.boardId, id, given)).toEqual({
      refused: 'not-found'
    });
    expect(await findParkedItem(db, id)).toMatchObject({ state: 'parked', reply: null });
  });

  test('[Y5] a proposer takes back their own while it waits, and nobody takes another’s', async () => {
    const { propose, proposals, people, boardId, listFor } = await proposing();
    const { id } = granted(await propose('crg'));
    for (const who of ['member', 'chair', 'clerk'] as const) {
      expect(await proposals.withdraw(people[who], boardId, id)).toEqual({ refused: 'not-found' });
    }
    granted(await proposals.withdraw(people.crg, boardId, id));
    expect((await listFor('crg')).mine).toMatchObject([{ state: 'withdrawn' }]);
    expect(await proposals.withdraw(people.crg, boardId, id)).toEqual({
      refused: 'item-not-parked'
    });
  });
});

describe('taking', () => {
  test('[Y4] the clerk or the chair takes it, once; its reason is the note of the item', async () => {
    const { board, db, propose, listFor, perform } = await proposing();
    const meetingId = await meetingBegun(board);
    const { id } = granted(await propose('crg'));
    granted(await perform('chair', meetingId, await taking(board, id, idOf('venues'))));
    const item = (await itemsOf(board, meetingId)).at(-1);
    expect(item).toMatchObject({ id: idOf('venues'), title: 'Venue hire', minutesAllotted: 10 });
    const texts = await readAgendaTexts(db, meetingId, item ? [item] : [], () => false);
    expect(texts[idOf('venues')]).toEqual({
      title: 'Venue hire',
      note: VENUES.why,
      recommendations: []
    });
    expect((await listFor('crg')).mine).toMatchObject([
      { state: 'accepted', takenBy: { meetingId, itemId: idOf('venues'), date: '2026-12-10' } }
    ]);
    expect(await perform('clerk', meetingId, await taking(board, id, idOf('again')))).toEqual({
      refused: 'item-not-parked',
      field: 'parkedId'
    });
  });

  test('[Y4] a member cannot take their own proposal onto the agenda, and the attempt is kept', async () => {
    const { board, propose, perform } = await proposing();
    const meetingId = await meetingBegun(board);
    const { id } = granted(await propose('member'));
    for (const who of ['member', 'officer'] as const) {
      expect(await perform(who, meetingId, await taking(board, id, idOf('own')))).toEqual({
        refused: 'not-allowed'
      });
    }
    expect(await audited(board, 'command-refused')).toHaveLength(2);
    expect((await itemsOf(board, meetingId)).map(({ id }) => id)).not.toContain(idOf('own'));
  });

  test('[Y4] private business is taken by the clerk, and never into the open', async () => {
    const { board, db, propose, perform } = await proposing();
    const meetingId = await meetingBegun(board);
    const { id } = granted(await propose('officer', CASE));
    const asPrivate = await taking(board, id, idOf('case'));
    expect(await perform('chair', meetingId, asPrivate)).toEqual({ refused: 'not-allowed' });
    const asOpen = await taking(board, id, idOf('case'), { part: 'part1' });
    expect(await perform('clerk', meetingId, asOpen)).toEqual({
      refused: 'malformed',
      field: 'part'
    });
    granted(await perform('clerk', meetingId, asPrivate));
    const items = (await itemsOf(board, meetingId)).slice(-1);
    expect((await readAgendaTexts(db, meetingId, items, () => false))[idOf('case')]).toEqual({
      title: 'A case',
      note: '',
      recommendations: []
    });
    expect((await readAgendaTexts(db, meetingId, items, () => true))[idOf('case')]?.note).toBe(
      CASE.why
    );
  });

  test('[Y4] what waits at another board is not there, and an item’s id is used once', async () => {
    const { board, proposals, propose, perform, people } = await proposing();
    const meetingId = await meetingBegun(board);
    const elsewhere = await giveOtherBoard(board);
    const theirs = granted(await proposals.propose(people.stranger, elsewhere, VENUES));
    expect(await perform('clerk', meetingId, await taking(board, theirs.id, newId()))).toEqual({
      refused: 'not-found',
      field: 'parkedId'
    });
    const other = await meetingBegun(board, { date: '2027-03-11' });
    await performAll(board, other, [addItem('there')]);
    const { id } = granted(await propose('crg'));
    expect(await perform('clerk', meetingId, await taking(board, id, idOf('there')))).toEqual({
      refused: 'already-used',
      field: 'itemId'
    });
  });

  test('[Y6] an item that is withdrawn from the agenda waits as before, made private or not', async () => {
    const { board, propose, perform, listFor } = await proposing();
    const meetingId = await meetingBegun(board);
    const { id } = granted(await propose('crg'));
    granted(await perform('clerk', meetingId, await taking(board, id, idOf('venues'))));
    const withdraw = (itemId: string) => ({ type: 'withdraw-item', itemId }) as const;
    granted(await perform('clerk', meetingId, withdraw(idOf('venues'))));
    expect((await listFor('crg')).mine).toMatchObject([{ state: 'parked', takenBy: null }]);

    granted(await perform('clerk', meetingId, await taking(board, id, idOf('again'))));
    const remake = { part: 'part2', ground: 'Paragraph 7.' } as const;
    const ids = { itemId: idOf('again'), newItemId: idOf('private') };
    granted(await perform('clerk', meetingId, { type: 'change-part', ...ids, ...remake }));
    expect((await listFor('crg')).mine[0]?.takenBy?.itemId).toBe(idOf('private'));
    granted(await perform('clerk', meetingId, withdraw(idOf('private'))));
    expect((await listFor('clerk')).parked).toHaveLength(1);
  });
});

describe('putting off', () => {
  const defer = (item: string) => ({ type: 'defer-item', itemId: idOf(item) }) as const;
  const reinstate = (item: string) => ({ type: 'reinstate-item', itemId: idOf(item) }) as const;

  test('[Y8] what is deferred comes to the next meeting with its wording', async () => {
    const { board, db, listFor } = await proposing();
    const first = await meetingBegun(board);
    await performAll(board, first, [addItem('plan')]);
    await writeNote(board, first, idOf('plan'), 'The draft is with the districts.');
    await performAll(board, first, [PUBLISH, { type: 'start-meeting', startedAt: null }]);
    await performAll(board, first, [defer('plan'), defer('plan'), CLOSE]);
    expect((await listFor('clerk')).parked).toMatchObject([
      { title: 'About plan', origin: { meetingId: first, itemId: idOf('plan') } }
    ]);
    expect((await listFor('clerk')).mine).toEqual([]);
    const second = await meetingBegun(board, { date: '2027-03-11' });
    const carried = (await itemsOf(board, second)).at(-1);
    expect(carried).toMatchObject({ title: 'About plan', purpose: 'decide', status: 'accepted' });
    const texts = await readAgendaTexts(db, second, carried ? [carried] : [], () => false);
    expect(texts[carried?.id ?? '']?.note).toBe('The draft is with the districts.');
    expect((await listFor('clerk')).parked).toEqual([]);
  });

  test('[Y8] what two meetings ago was put off is not lost, and what is left waiting waits', async () => {
    const { board, proposals, people, boardId, listFor } = await proposing();
    const second = await meetingBegun(board, { date: '2027-03-11' });
    const first = await openMeeting(board, [addItem('plan'), addItem('halls')]);
    await performAll(board, first, [defer('plan'), defer('halls'), CLOSE]);
    expect(await itemsOf(board, second)).toHaveLength(6);
    const [plan, halls] = (await listFor('clerk')).parked;
    const third = granted(
      await board.proceedings.begin(people.clerk, boardId, {
        ...{ date: '2027-06-10', startTime: '14:00', endTime: null, place: null },
        alreadyHeld: false,
        leave: [halls?.id ?? '']
      })
    );
    expect((await itemsOf(board, third.meetingId)).slice(6)).toMatchObject([
      { title: plan?.title ?? '' }
    ]);
    expect(granted(await proposals.list(people.clerk, boardId)).parked).toMatchObject([
      { title: 'About halls' }
    ]);
  });

  test('[Y8] a cancelled meeting’s business comes to the next one, and who proposed it sees that', async () => {
    const { board, propose, perform, listFor } = await proposing();
    const first = await meetingBegun(board);
    const { id } = granted(await propose('crg'));
    granted(await perform('clerk', first, await taking(board, id, idOf('venues'))));
    await performAll(board, first, [addItem('plan'), CANCEL]);
    expect((await listFor('crg')).mine).toMatchObject([{ state: 'parked' }]);
    const second = await meetingBegun(board, { date: '2027-03-11' });
    expect((await itemsOf(board, second)).slice(6).map(({ title }) => title)).toEqual([
      'Venue hire',
      'About plan'
    ]);
    expect((await listFor('crg')).mine).toMatchObject([
      { state: 'accepted', takenBy: { meetingId: second } }
    ]);
  });

  test('[Y7] an item that is brought back waits no more, until it is put off again', async () => {
    const { board, listFor, perform } = await proposing();
    const first = await openMeeting(board, [addItem('plan')]);
    await performAll(board, first, [defer('plan'), reinstate('plan')]);
    expect((await listFor('clerk')).parked).toEqual([]);
    await performAll(board, first, [defer('plan')]);
    expect((await listFor('clerk')).parked).toHaveLength(1);
    const second = await meetingBegun(board, { date: '2027-03-11' });
    expect(await perform('chair', first, reinstate('plan'))).toEqual({
      refused: 'item-carried',
      field: 'itemId'
    });
    const carried = (await itemsOf(board, second)).at(-1)?.id ?? '';
    await performAll(board, second, [{ type: 'withdraw-item', itemId: carried }]);
    granted(await perform('chair', first, reinstate('plan')));
    expect((await listFor('clerk')).parked).toEqual([]);
  });

  test('[P4] a member brings nothing back', async () => {
    const { board, perform } = await proposing();
    const first = await openMeeting(board, [addItem('plan')]);
    await performAll(board, first, [defer('plan')]);
    expect(await perform('member', first, reinstate('plan'))).toEqual({ refused: 'not-allowed' });
  });
});

const withoutMinutes = ({ minutes: _, ...rest }: Proposed) => rest;
