/**
 * Performing commands: authorise, judge by the rules, keep in the journal with everything that
 * follows from it in one transaction, then tell. A command sent twice is kept once.
 */
import type { Command } from '#domain/command.ts';
import { isForOneself, rightFor } from '#domain/command-right.ts';
import { momentOf } from '#domain/london-time.ts';
import { callingRefusal, postponingRefusal, type Arrangements } from '#domain/meeting.ts';
import { apply } from '#domain/apply.ts';
import type { Entry, Proceedings } from '#domain/proceedings.ts';
import { quorumRefusal } from '#domain/proceedings-vote.ts';
import { isRefusal, refuse, type Refusal, type RefusalCode } from '#domain/refusal.ts';
import { may, type Verb } from '#domain/permission.ts';
import { withholdFromEntry, withholdFromProceedings } from '#domain/withhold.ts';
import type { Announce, Announcement } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { insertDocument } from '#server/store/documents.ts';
import { appendEntry, findSeqOf, listEntries } from '#server/store/journals.ts';
import {
  findMeetingContext,
  openMeetingContext,
  type MeetingContext
} from '#server/store/meeting-context.ts';
import { findMeeting, insertMeeting, updateMeeting } from '#server/store/meetings.ts';
import { noteNotices } from './proceedings-notices.ts';
import { openingCommands } from './proceedings-opening.ts';
import { correctedCommand } from './proceedings-corrections.ts';
import { performEffect } from './proceedings-effects.ts';
import { knownCommand } from './proceedings-own.ts';
import { namingRefusal } from './proceedings-people.ts';
import { rowOf } from './proceedings-row.ts';
import { seatedCommand } from './proceedings-seats.ts';
import { RefusedInEffect } from './proceedings-refused.ts';

export type Sent = { readonly commandId: string; readonly command: Command };

export function makeProceedings({
  db,
  clock,
  announce
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
}) {
  /** Keeps one command, or says why not; nothing is kept of a command that is refused. */
  async function perform(
    personId: string,
    meetingId: string,
    { commandId, command }: Sent
  ): Promise<{ seq: number } | Refusal> {
    const said: Announcement[] = [];
    const at = clock();
    const result = await refusable(() =>
      db.transaction().execute(async (trx) => {
        const noteRefusal = () => noteRefused(trx, { at, personId, meetingId, command });
        const context = await findMeetingContext(trx, personId, meetingId, at, db);
        if (!context) {
          if (await findMeeting(trx, meetingId)) await noteRefusal();
          return refuse('not-found');
        }
        // Before rights: they may have changed since the answer to the first sending was lost.
        const keptAt = await findSeqOf(trx, meetingId, commandId);
        if (keptAt !== undefined) return { seq: keptAt };
        const verb = allowedVerb(context, command);
        if (!verb) {
          await noteRefusal();
          return refuse('not-allowed');
        }
        const stranger = await namingRefusal(trx, context, command);
        if (stranger) return stranger;
        const known = await knownCommand(trx, context, command, verb);
        if (isRefusal(known)) return known;
        const seated = await seatedCommand(trx, context, known);
        if (isRefusal(seated)) return seated;
        const corrected = await correctedCommand(trx, context, seated);
        if (isRefusal(corrected)) return corrected;
        const uncalled = calledAnewRefusal(context, command);
        if (uncalled) return uncalled;
        const { quorum } = context.board.settings;
        const inquorate = quorumRefusal(context.proceedings, quorum, command);
        if (inquorate) return inquorate;
        return keep(
          trx,
          context,
          { commandId, command: corrected, proposed: verb === 'propose-action' },
          at,
          said
        );
      })
    );
    if (!isRefusal(result)) said.forEach(announce);
    else if (TELLING.includes(result.refused)) {
      const attempt = { at, personId, meetingId, command };
      await db.transaction().execute((trx) => noteRefused(trx, attempt));
    }
    return result;
  }

  /** Makes a meeting with the board's standing items, and what waits from earlier meetings. */
  async function begin(
    personId: string,
    boardId: string,
    wanted: Arrangements & {
      readonly alreadyHeld: boolean;
      /** What would be carried forward and is to go on waiting instead, by the ids offered. */
      readonly leave?: readonly string[];
    }
  ): Promise<{ meetingId: string } | Refusal> {
    const said: Announcement[] = [];
    const at = clock();
    const result = await refusable(() =>
      db.transaction().execute(async (trx) => {
        const actor = await findActor(trx, personId, momentOf(at).today);
        const board = await findBoard(trx, boardId);
        if (!actor || !board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
        if (!may(actor, 'create-meeting', { boardId })) return refuse('not-allowed');
        const { alreadyHeld, leave = [], ...arrangements } = wanted;
        const unsound = callingRefusal(arrangements);
        if (unsound) return unsound;
        if (!alreadyHeld && arrangements.date < momentOf(at).today)
          return refuse('date-in-past', 'date');
        const commands = await openingCommands(trx, board, arrangements.date, leave, db);
        const meetingId = newId();
        const { attribution } = board.settings;
        const made = { id: meetingId, boardId, attribution, ...arrangements };
        await insertMeeting(trx, made, at, personId);
        await insertDocument(trx, {
          name: `agenda/${meetingId}`,
          kind: 'agenda',
          boardId,
          meetingId,
          itemId: null,
          at
        });
        for (const command of commands) {
          const context = await findMeetingContext(trx, personId, meetingId, at, db);
          if (!context) throw new Error('a meeting just made is not there');
          const sent = { commandId: newId(), command, proposed: false };
          const kept = await keep(trx, context, sent, at, said);
          if (isRefusal(kept)) throw new Error(`an opening command was refused: ${kept.refused}`);
        }
        await recordAudit(trx, {
          at,
          actorId: personId,
          kind: 'meeting-created',
          subject: meetingId,
          detail: {}
        });
        said.push({ type: 'board-changed', boardId });
        return { meetingId };
      })
    );
    if (!isRefusal(result)) said.forEach(announce);
    return result;
  }

  /** The journal after `since`, as this person may see it. */
  async function entriesSince(
    personId: string,
    meetingId: string,
    since: number
  ): Promise<{ entries: Entry[]; boardId: string } | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context || !context.can('see-agenda')) return refuse('not-found');
    const entries = await listEntries(db, meetingId, since);
    return {
      boardId: context.board.id,
      entries: entries.map((entry) => withheldEntry(entry, context))
    };
  }

  /** One entry as each person may see it; undefined where they may not follow the meeting at all. */
  async function entryViews(
    meetingId: string,
    entry: Entry
  ): Promise<(personId: string) => Promise<Entry | undefined>> {
    const contextOf = await openMeetingContext(db, meetingId, clock());
    return async (personId) => {
      const context = await contextOf(personId);
      return context?.can('see-agenda') ? withheldEntry(entry, context) : undefined;
    };
  }

  async function stateFor(personId: string, meetingId: string): Promise<Proceedings | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context || !context.can('see-agenda')) return refuse('not-found');
    const { proceedings, seesPart2, can, knowsNature, isOut } = context;
    const settlesDraft = can('return-minutes');
    return withholdFromProceedings(proceedings, seesPart2, settlesDraft, knowsNature, isOut);
  }

  return { perform, begin, entriesSince, entryViews, stateFor };
}

const withheldEntry = (
  entry: Entry,
  { proceedings, seesPart2, can, knowsNature, isOut }: MeetingContext
): Entry =>
  withholdFromEntry(entry, proceedings, seesPart2, can('return-minutes'), knowsNature, isOut);

/** The right under which the command is allowed; undefined when it is not. */
function allowedVerb(context: MeetingContext, command: Command): Verb | undefined {
  const right = rightFor(command);
  const isOwn = right?.aboutId === context.actor.personId;
  return right?.verbs.find(
    (each) => context.can(each, right.itemId) && (isOwn || !isForOneself(each))
  );
}

/** Why the meeting cannot be called as the command has it: see `callingRefusal`. */
function calledAnewRefusal({ proceedings }: MeetingContext, command: Command): Refusal | undefined {
  if (command.type === 'set-arrangements') return callingRefusal(command);
  if (command.type !== 'postpone-meeting') return undefined;
  return callingRefusal(command) ?? postponingRefusal(command.from, proceedings.arrangements);
}

/** Refusals of the rules that tell of an attempt on the record, and not of a slip. */
const TELLING: readonly RefusalCode[] = [
  'other-board',
  'already-approved',
  'already-signed',
  'not-presided',
  'record-differs'
];

/** That somebody asked for what they may not do is itself an event to be known. */
const noteRefused = (
  trx: Db,
  attempt: { at: string; personId: string; meetingId: string; command: Command }
): Promise<void> =>
  recordAudit(trx, {
    at: attempt.at,
    actorId: attempt.personId,
    kind: 'command-refused',
    subject: attempt.meetingId,
    detail: { command: attempt.command.type }
  });

/** Judges a command that its sender may send, and keeps it with its effects. */
async function keep(
  trx: Db,
  context: MeetingContext,
  sent: Sent & { readonly proposed: boolean },
  at: string,
  said: Announcement[]
): Promise<{ seq: number } | Refusal> {
  const { actor, board, meeting, proceedings } = context;
  const outcome = apply(proceedings, sent.command, momentOf(at));
  if (isRefusal(outcome)) return outcome;
  const entry = { seq: outcome.state.seq, at, by: actor.personId, command: sent.command };
  await appendEntry(trx, meeting.id, entry, sent.commandId);
  await updateMeeting(trx, meeting.id, rowOf(outcome.state));
  const after = { ...context, proceedings: outcome.state };
  await noteNotices(trx, after, sent.command, at);
  for (const effect of outcome.effects) {
    said.push(...(await performEffect(trx, effect, { ...after, at, proposed: sent.proposed })));
  }
  said.unshift({ type: 'entry', meetingId: meeting.id, boardId: board.id, entry });
  if (listsDiffer(meeting, rowOf(outcome.state)))
    said.push({ type: 'board-changed', boardId: board.id });
  return { seq: entry.seq };
}

const listsDiffer = (before: object, after: object): boolean => {
  const had = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).some(([name, value]) => had.get(name) !== value);
};

/** A rule that only an effect can check refuses by throwing, so that the transaction rolls back. */
async function refusable<T>(act: () => Promise<T | Refusal>): Promise<T | Refusal> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RefusedInEffect) return error.refusal;
    throw error;
  }
}
