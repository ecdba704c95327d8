/**
 * Proposals: business that waits at a board for an agenda to take it. It is kept at the board and
 * not in a meeting's journal: it is proposed before there is a meeting, outlives several, and whoever
 * proposes it may know nothing else of the agenda. What an agenda takes is in its journal.
 */
import { momentOf } from '#domain/london-time.ts';
import { may, type Actor } from '#domain/permission.ts';
import {
  answerRefusal,
  detailsOfProposal,
  PROPOSALS_AT_MOST,
  proposalRefusal,
  type Answer,
  type ParkedItem,
  type Proposed
} from '#domain/proposal.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Announce } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { parkedNow } from '#server/record/parked-now.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import {
  changeParkedItem,
  findParkedItem,
  insertParkedItem,
  listParkedItems
} from '#server/store/parked-items.ts';

export type Proposals = {
  readonly board: { readonly id: string; readonly name: string };
  readonly may: {
    readonly propose: boolean;
    readonly suggestPart2: boolean;
    /** Put open items on an agenda, keep and decline; a private one only the clerk takes. */
    readonly answer: boolean;
    readonly takePart2: boolean;
  };
  /** What this person proposed, the latest first, and what became of it. */
  readonly mine: readonly ParkedItem[];
  /** What waits, in the order it came; empty for those who do not arrange the agenda. */
  readonly parked: readonly ParkedItem[];
};

export function makeProposals({
  db,
  clock,
  announce
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
}) {
  /** The board's parked items as this person may see them. */
  async function list(personId: string, boardId: string): Promise<Proposals | Refusal> {
    const actor = await actorAt(db, personId);
    const board = await findBoard(db, boardId);
    if (!actor || !board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    const items = await parkedNow(db, boardId, db);
    const answers = may(actor, 'arrange-agenda', { boardId });
    return {
      board: { id: board.id, name: board.name },
      may: {
        propose: may(actor, 'propose-item', { boardId }),
        suggestPart2: may(actor, 'suggest-part2', { boardId }),
        answer: answers,
        takePart2: may(actor, 'mark-part2', { boardId })
      },
      mine: items.filter((item) => isProposedBy(item, personId)).toReversed(),
      parked: answers ? items.filter(({ state }) => state === 'parked') : []
    };
  }

  async function propose(
    personId: string,
    boardId: string,
    wanted: Proposed
  ): Promise<{ id: string } | Refusal> {
    return change(personId, boardId, 'propose-item', async ({ trx, actor, at }) => {
      const isTheirs = wanted.part === 'part1' || may(actor, 'suggest-part2', { boardId });
      if (!may(actor, 'propose-item', { boardId }) || !isTheirs) return refuse('not-allowed');
      const refusal = proposalRefusal(wanted);
      if (refusal) return refusal;
      const waiting = (await listParkedItems(trx, boardId)).filter(
        (item) => item.state === 'parked' && isProposedBy(item, personId)
      );
      if (waiting.length >= PROPOSALS_AT_MOST) return refuse('too-many-proposals');
      const id = newId();
      await insertParkedItem(
        trx,
        {
          id,
          boardId,
          title: wanted.title.trim(),
          why: wanted.why.trim(),
          part: wanted.part,
          ground: wanted.part === 'part2' ? (wanted.ground?.trim() ?? null) : null,
          details: detailsOfProposal(wanted.minutes),
          origin: null
        },
        { at, by: personId }
      );
      return { id, said: 'item-proposed' };
    });
  }

  /** Keeps it for a later meeting, or declines it; the proposer reads the reply. */
  async function answer(
    personId: string,
    boardId: string,
    parkedId: string,
    given: Answer
  ): Promise<{ id: string } | Refusal> {
    return change(personId, boardId, 'answer-proposal', async ({ trx, actor, at }) => {
      if (!may(actor, 'arrange-agenda', { boardId })) return refuse('not-allowed');
      const parked = await findAt(trx, boardId, parkedId);
      if (!parked) return refuse('not-found');
      const refusal = answerRefusal(parked.state, given);
      if (refusal) return refusal;
      const state = given.as === 'kept' ? 'parked' : 'declined';
      const reply = given.reply.trim() || null;
      const change = { kind: given.as, state, reply, takenBy: null } as const;
      await changeParkedItem(trx, parkedId, change, { at, by: personId });
      return { id: parkedId, said: `item-${given.as}` };
    });
  }

  /** The proposer takes it back while it waits. */
  async function withdraw(
    personId: string,
    boardId: string,
    parkedId: string
  ): Promise<{ id: string } | Refusal> {
    return change(personId, boardId, 'withdraw-proposal', async ({ trx, at }) => {
      const parked = await findAt(trx, boardId, parkedId);
      if (!parked || !isProposedBy(parked, personId)) return refuse('not-found');
      if (parked.state !== 'parked') return refuse('item-not-parked');
      const change = { kind: 'withdrawn', state: 'withdrawn', takenBy: null } as const;
      await changeParkedItem(trx, parkedId, change, { at, by: personId });
      return { id: parkedId, said: 'proposal-withdrawn' };
    });
  }

  /** One act in one transaction with its trace; an act that is not allowed leaves a trace as well. */
  async function change(
    personId: string,
    boardId: string,
    name: string,
    act: (on: { trx: Db; actor: Actor; at: string }) => Promise<Done | Refusal>
  ): Promise<{ id: string } | Refusal> {
    const at = clock();
    const result = await db.transaction().execute(async (trx) => {
      const actor = await actorAt(trx, personId);
      if (!actor || !may(actor, 'see-board', { boardId })) return refuse('not-found');
      const done = await act({ trx, actor, at });
      const event = { at, actorId: personId };
      if (!isRefusal(done)) {
        await recordAudit(trx, {
          ...event,
          kind: done.said,
          subject: done.id,
          detail: { boardId }
        });
      } else if (done.refused === 'not-allowed') {
        const detail = { command: name };
        await recordAudit(trx, { ...event, kind: 'command-refused', subject: boardId, detail });
      }
      return done;
    });
    if (isRefusal(result)) return result;
    announce({ type: 'board-changed', boardId });
    return { id: result.id };
  }

  const actorAt = (on: Db, personId: string) => findActor(on, personId, momentOf(clock()).today);

  return { list, propose, answer, withdraw };
}

type Done = { readonly id: string; readonly said: string };

async function findAt(db: Db, boardId: string, id: string): Promise<ParkedItem | undefined> {
  const parked = await findParkedItem(db, id);
  return parked?.boardId === boardId ? parked : undefined;
}

/** What a meeting put off was proposed by nobody, whoever put it off. */
const isProposedBy = ({ why, parkedBy }: ParkedItem, personId: string): boolean =>
  why !== '' && parkedBy.personId === personId;
