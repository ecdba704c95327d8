/** The action log: who may see which action, and the commands that change one. */
import {
  actionSubject,
  changeAction,
  UPDATE_LIMIT,
  type Action,
  type ActionCommand,
  type ActionOwner,
  type ActionUpdate
} from '#domain/action.ts';
import { isRealDate } from '#domain/civil-date.ts';
import { isId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { may, type Actor, type Subject, type Verb } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { plainText, recordBlocksOf, type MinuteBlock } from '#domain/minute-text.ts';
import { parseDocumentName, type DocumentKind } from '#protocol/documents.ts';
import type { Announce, Announcement } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import { writeActionWording } from '#server/record/action-wording.ts';
import {
  findAction,
  insertAction,
  insertActionUpdate,
  listActions,
  listActionUpdates,
  setActionWording,
  takeActionNumber,
  updateAction
} from '#server/store/actions.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { listBoardPeople } from '#server/store/board-people.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { listLeftItems } from '#server/store/left-items.ts';
import { setResolutionWording } from '#server/store/resolutions.ts';

type ActionVerb = 'update-action' | 'change-action' | 'close-action';

const VERB_OF: Record<ActionCommand['type'], ActionVerb> = {
  'update-action': 'update-action',
  'assign-action': 'change-action',
  'reschedule-action': 'change-action',
  'accept-action': 'change-action',
  'close-action': 'close-action',
  'reopen-action': 'close-action'
};

/** I7: what is raised under an item that the person has left the room for is nothing to them yet. */
const isSeen = (actor: Actor, action: Action, left: ReadonlySet<string>): boolean =>
  may(actor, 'see-action', actionSubject(action)) && !left.has(action.itemId ?? '');

export function makeActions({ db, clock, announce }: { db: Db; clock: Clock; announce: Announce }) {
  /** The board's log as this person may see it, by number. */
  async function list(personId: string, boardId: string): Promise<Action[] | Refusal> {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    if (!actor || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    const left = await listLeftItems(db, personId);
    const actions = await listActions(db, { boardId });
    return actions.filter((action) => isSeen(actor, action, left));
  }

  /** The person's own actions on every board, still to be done, soonest due first. */
  async function mine(personId: string): Promise<Action[]> {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    if (!actor) return [];
    const left = await listLeftItems(db, personId);
    const actions = await listActions(db, { ownerId: personId });
    return actions
      .filter((action) => ['open', 'proposed'].includes(action.state))
      .filter((action) => isSeen(actor, action, left))
      .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
  }

  async function get(
    personId: string,
    actionId: string
  ): Promise<
    { action: Action; updates: ActionUpdate[]; can: Record<ActionVerb, boolean> } | Refusal
  > {
    const found = await seen(db, personId, actionId);
    if (isRefusal(found)) return found;
    const { action, actor } = found;
    const can = (verb: ActionVerb) => may(actor, verb, actionSubject(action));
    return {
      action,
      updates: await listActionUpdates(db, actionId),
      can: {
        'update-action': can('update-action'),
        'change-action': can('change-action'),
        'close-action': can('close-action')
      }
    };
  }

  /** Adds an action straight to the log; its wording becomes a text people may go on writing. */
  async function add(
    personId: string,
    boardId: string,
    wanted: { id: string; wording: string; owners: readonly ActionOwner[]; dueOn: string | null }
  ): Promise<{ action: Action } | Refusal> {
    const at = clock();
    const result = await db.transaction().execute(async (trx) => {
      const actor = await findActor(trx, personId, momentOf(at).today);
      if (!actor || !may(actor, 'see-board', { boardId })) return refuse('not-found');
      const subject: Subject = { boardId, item: { part: 'part1', presenterId: null } };
      const raises = may(actor, 'raise-action', subject);
      if (!raises && !may(actor, 'propose-action', subject)) {
        await noteRefusal(trx, { at, personId, subject: boardId, command: 'add-action' });
        return refuse('not-allowed');
      }
      if (wanted.wording.trim() === '') return refuse('title-missing', 'wording');
      if (wanted.wording.length > UPDATE_LIMIT) return refuse('text-too-long', 'wording');
      if (!isId(wanted.id)) return refuse('malformed', 'id');
      if (wanted.dueOn !== null && !isRealDate(wanted.dueOn)) return refuse('date-unreal', 'dueOn');
      if (await findAction(trx, wanted.id)) return refuse('already-used', 'id');
      const stranger = await ownersRefusal(trx, boardId, wanted.owners);
      if (stranger) return stranger;
      const action: Action = {
        id: wanted.id,
        boardId,
        number: await takeActionNumber(trx, boardId),
        part: 'part1',
        presenterId: null,
        meetingId: null,
        itemId: null,
        wording: wanted.wording.trim(),
        owners: wanted.owners,
        dueOn: wanted.dueOn,
        slips: 0,
        state: raises ? 'open' : 'proposed',
        rag: 'noInformation',
        raisedAt: at,
        closedAt: null
      };
      await insertAction(trx, action, personId);
      const written = await writeActionWording(trx, action, at);
      return { action, written };
    });
    if (isRefusal(result)) return result;
    result.written.forEach(announce);
    announce({ type: 'action-changed', boardId, actionId: wanted.id });
    return { action: result.action };
  }

  async function change(
    personId: string,
    actionId: string,
    command: ActionCommand
  ): Promise<{ action: Action } | Refusal> {
    const at = clock();
    const result = await db.transaction().execute(async (trx) => {
      const found = await seen(trx, personId, actionId);
      if (isRefusal(found)) return found;
      if (!may(found.actor, VERB_OF[command.type], actionSubject(found.action))) {
        await noteRefusal(trx, { at, personId, subject: actionId, command: command.type });
        return refuse('not-allowed');
      }
      const stranger =
        command.type === 'assign-action' &&
        (await ownersRefusal(trx, found.action.boardId, command.owners));
      if (stranger) return stranger;
      const text = textOf(command);
      if (text.length > UPDATE_LIMIT) return refuse('text-too-long', 'text');
      const action = changeAction(found.action, command, at);
      if (isRefusal(action)) return action;
      await updateAction(trx, action);
      await insertActionUpdate(trx, action, { at, by: personId, command, text });
      return { action };
    });
    if (!isRefusal(result)) {
      announce({ type: 'action-changed', boardId: result.action.boardId, actionId });
    }
    return result;
  }

  async function seen(
    on: Db,
    personId: string,
    actionId: string
  ): Promise<{ actor: Actor; action: Action } | Refusal> {
    const actor = await findActor(on, personId, momentOf(clock()).today);
    const action = await findAction(on, actionId);
    if (!actor || !action) return refuse('not-found');
    if (!isSeen(actor, action, await listLeftItems(on, personId))) return refuse('not-found');
    return { actor, action };
  }

  /**
   * Brings the rows' wordings up to what a document says. Only rows that belong to that very
   * document: a block that names an action of another item changes nothing.
   */
  async function takeWordings(documentName: string, content: unknown): Promise<void> {
    const parsed = parseDocumentName(documentName);
    const wordings = parsed ? wordingsIn(parsed.kind, content) : [];
    if (!parsed || wordings.length === 0) return;
    const changed: Announcement[] = [];
    await db.transaction().execute(async (trx) => {
      for (const { kind, id, wording } of wordings) {
        if (kind === 'resolution') {
          await setResolutionWording(trx, id, parsed.id, wording);
          continue;
        }
        const action = await findAction(trx, id);
        const home = action?.itemId ? `minute/${action.itemId}` : `actions/${action?.boardId}`;
        if (!action || home !== documentName) continue;
        if (await setActionWording(trx, id, wording)) {
          changed.push({ type: 'action-changed', boardId: action.boardId, actionId: id });
        }
      }
    });
    changed.forEach(announce);
  }

  /** What one person may see of an action that changed; undefined when they may not see it. */
  async function actionFor(personId: string, actionId: string): Promise<Action | undefined> {
    const found = await seen(db, personId, actionId);
    return isRefusal(found) ? undefined : found.action;
  }

  /** What the person may do to the board's log as a whole. */
  async function rightsOn(personId: string, boardId: string) {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    const subject: Subject = { boardId, item: { part: 'part1', presenterId: null } };
    const board = await findBoard(db, boardId);
    const can = (verb: Verb) => may(actor ?? null, verb, subject);
    return {
      boardName: can('see-board') ? (board?.name ?? '') : '',
      mayAdd: can('raise-action') || can('propose-action'),
      mayWord: can('word-actions'),
      mayClose: can('close-action'),
      mayChange: can('change-action')
    };
  }

  return { list, mine, get, add, change, takeWordings, actionFor, rightsOn };
}

type Worded = { kind: 'action' | 'resolution'; id: string; wording: string };

/** Projections are made by the server's own readers, so their shape is known. */
function wordingsIn(kind: DocumentKind, content: unknown): Worded[] {
  if (kind === 'actions') {
    const wordings = Object.entries(content as Record<string, string>);
    return wordings.map(([id, wording]) => ({ kind: 'action', id, wording }));
  }
  if (kind !== 'minute') return [];
  return recordBlocksOf(content as MinuteBlock[]).flatMap((block) =>
    block.kind === 'action' || block.kind === 'resolution'
      ? [{ kind: block.kind, id: block.id, wording: plainText(block.runs) }]
      : []
  );
}

/** The people an action is given to belong to its board, now or at another time. */
async function ownersRefusal(
  db: Db,
  boardId: string,
  owners: readonly ActionOwner[]
): Promise<Refusal | undefined> {
  const known = await listBoardPeople(db, boardId);
  const isKnown = ({ personId }: ActionOwner) => personId === null || known.has(personId);
  return owners.every(isKnown) ? undefined : refuse('not-found', 'owners');
}

const noteRefusal = (
  trx: Db,
  attempt: { at: string; personId: string; subject: string; command: string }
): Promise<void> =>
  recordAudit(trx, {
    at: attempt.at,
    actorId: attempt.personId,
    kind: 'command-refused',
    subject: attempt.subject,
    detail: { command: attempt.command }
  });

const textOf = (command: ActionCommand): string =>
  'text' in command ? command.text : 'reason' in command ? command.reason : '';
