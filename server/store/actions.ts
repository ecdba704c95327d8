/** The action log as rows; an action's wording is a projection of the text people write together. */
import type { Action, ActionCommand, ActionOwner, ActionUpdate } from '#domain/action.ts';
import type { Selectable } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

/** The next number of a board's log; numbers are never used twice. */
export async function takeActionNumber(db: Db, boardId: string): Promise<number> {
  const { last_action_number } = await db
    .updateTable('board')
    .set((board) => ({ last_action_number: board('last_action_number', '+', 1) }))
    .where('id', '=', boardId)
    .returning('last_action_number')
    .executeTakeFirstOrThrow();
  return last_action_number;
}

export async function insertAction(db: Db, action: Action, by: string): Promise<void> {
  await db
    .insertInto('action')
    .values({
      id: action.id,
      board_id: action.boardId,
      number: action.number,
      part: action.part,
      presenter_id: action.presenterId,
      meeting_id: action.meetingId,
      item_id: action.itemId,
      wording: action.wording,
      due_on: action.dueOn,
      slips: action.slips,
      state: action.state,
      rag: action.rag,
      raised_at: action.raisedAt,
      raised_by: by,
      closed_at: action.closedAt
    })
    .execute();
  await replaceOwners(db, action.id, action.owners);
}

export async function updateAction(db: Db, action: Action): Promise<void> {
  await db
    .updateTable('action')
    .set({
      due_on: action.dueOn,
      slips: action.slips,
      state: action.state,
      rag: action.rag,
      closed_at: action.closedAt
    })
    .where('id', '=', action.id)
    .execute();
  await replaceOwners(db, action.id, action.owners);
}

export async function setActionWording(db: Db, id: string, wording: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('action')
    .set({ wording })
    .where('id', '=', id)
    .where('wording', '!=', wording)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function replaceOwners(db: Db, id: string, owners: readonly ActionOwner[]): Promise<void> {
  await db.deleteFrom('action_owner').where('action_id', '=', id).execute();
  if (owners.length === 0) return;
  await db
    .insertInto('action_owner')
    .values(
      owners.map(({ personId, name }, place) => ({
        action_id: id,
        place,
        person_id: personId,
        name
      }))
    )
    .execute();
}

export async function insertActionUpdate(
  db: Db,
  action: Action,
  update: { at: string; by: string; command: ActionCommand; text: string }
): Promise<void> {
  const { count } = await db
    .selectFrom('action_update')
    .select((update) => update.fn.countAll<number>().as('count'))
    .where('action_id', '=', action.id)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('action_update')
    .values({
      action_id: action.id,
      seq: count + 1,
      at: update.at,
      by_person: update.by,
      command: JSON.stringify(update.command),
      state: action.state,
      rag: action.rag,
      text: update.text
    })
    .execute();
}

export async function findAction(db: Db, id: string): Promise<Action | undefined> {
  const row = await db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (await withOwners(db, [row]))[0];
}

/** The actions of a board, of a meeting or of one owner on any board, by number. */
export async function listActions(
  db: Db,
  of: { boardId: string } | { ownerId: string } | { meetingId: string }
): Promise<Action[]> {
  const all = db.selectFrom('action').selectAll().orderBy('number');
  const theirs =
    'boardId' in of
      ? all.where('board_id', '=', of.boardId)
      : 'meetingId' in of
        ? all.where('meeting_id', '=', of.meetingId)
        : all.where('id', 'in', (owned) =>
            owned.selectFrom('action_owner').select('action_id').where('person_id', '=', of.ownerId)
          );
  return withOwners(db, await theirs.execute());
}

/** Latest first. */
export async function listActionUpdates(db: Db, id: string): Promise<ActionUpdate[]> {
  const rows = await db
    .selectFrom('action_update')
    .innerJoin('person', 'person.id', 'action_update.by_person')
    .select([
      'action_update.at',
      'person.name',
      'action_update.command',
      'action_update.rag',
      'action_update.state',
      'text'
    ])
    .where('action_id', '=', id)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ at, name, command, rag, state, text }) => ({
    at,
    byName: name,
    command: JSON.parse(command) as ActionCommand,
    rag,
    state,
    text
  }));
}

/** The latest sentence said about each action of a board, by action id. */
export async function listLatestUpdates(db: Db, boardId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('action_update')
    .innerJoin('action', 'action.id', 'action_update.action_id')
    .select(['action_id', 'text'])
    .where('board_id', '=', boardId)
    .where('text', '!=', '')
    .orderBy('action_update.seq')
    .execute();
  return new Map(rows.map(({ action_id, text }) => [action_id, text]));
}

async function withOwners(
  db: Db,
  rows: readonly Selectable<Schema['action']>[]
): Promise<Action[]> {
  if (rows.length === 0) return [];
  const owners = await db
    .selectFrom('action_owner')
    .selectAll()
    .where(
      'action_id',
      'in',
      rows.map(({ id }) => id)
    )
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    boardId: row.board_id,
    number: row.number,
    part: row.part,
    presenterId: row.presenter_id,
    meetingId: row.meeting_id,
    itemId: row.item_id,
    wording: row.wording,
    owners: owners
      .filter(({ action_id }) => action_id === row.id)
      .map(({ person_id, name }) => ({ personId: person_id, name })),
    dueOn: row.due_on,
    slips: row.slips,
    state: row.state,
    rag: row.rag,
    raisedAt: row.raised_at,
    closedAt: row.closed_at
  }));
}
