/** Boards: finding the ones a person belongs to, making one, and saying how it does things. */
import {
  defaultSettings,
  type Board,
  type BoardKind,
  type BoardSettings,
  type Seat
} from '#domain/board.ts';
import { boardNameRefusal, settingsRefusal } from '#domain/board-settings.ts';
import { isRealDate } from '#domain/civil-date.ts';
import type { BoardId, PersonId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { may, type Actor, type Verb } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Announce } from '#server/announcement.ts';
import { NO_BOARD } from '#server/auth/invitations.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import {
  deleteClosureDay,
  findBoard,
  insertBoard,
  listBoards,
  listClosureDays,
  setClosureDay,
  updateBoardSettings,
  type ClosureDay
} from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { listSeats } from '#server/store/seats.ts';

export type Boards = ReturnType<typeof makeBoards>;

export type BoardView = {
  readonly board: Board;
  /** Seats held today. */
  readonly seats: readonly Seat[];
  readonly closureDays: readonly ClosureDay[];
  readonly may: { readonly [right in keyof typeof RIGHTS]: boolean };
};

const RIGHTS = {
  manageBoard: 'manage-board',
  manageSeats: 'manage-seats',
  createMeeting: 'create-meeting'
} as const satisfies Record<string, Verb>;

const CLOSURE_NAME_LIMIT = 100;

export function makeBoards({ db, clock, announce }: { db: Db; clock: Clock; announce: Announce }) {
  /** The boards a person has a place at, by name. */
  async function list(personId: PersonId): Promise<Board[]> {
    const actor = await actorNow(db, personId, clock());
    return (await listBoards(db)).filter(({ id }) => may(actor, 'see-board', { boardId: id }));
  }

  /** The boards whose seats a person keeps: for an administrator, all of them. */
  async function listManaged(personId: PersonId): Promise<Board[]> {
    const actor = await actorNow(db, personId, clock());
    return (await listBoards(db)).filter(({ id }) => may(actor, 'manage-seats', { boardId: id }));
  }

  async function get(personId: PersonId, boardId: BoardId): Promise<BoardView | Refusal> {
    const at = clock();
    const actor = await actorNow(db, personId, at);
    const board = await findBoard(db, boardId);
    if (!board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    const rights = Object.entries(RIGHTS).map(([right, verb]) => [
      right,
      may(actor, verb, { boardId })
    ]);
    return {
      board,
      seats: await listSeats(db, boardId, momentOf(at).today),
      closureDays: await listClosureDays(db, boardId),
      may: Object.fromEntries(rights) as BoardView['may']
    };
  }

  async function create(
    personId: PersonId,
    wanted: { readonly name: string; readonly kind: BoardKind; readonly parentId: BoardId | null }
  ): Promise<{ boardId: BoardId } | Refusal> {
    const name = wanted.name.trim();
    const unsound = boardNameRefusal(name);
    if (unsound) return unsound;
    const boardId = newId();
    const at = clock();
    return db.transaction().execute(async (trx) => {
      const actor = await actorNow(trx, personId, at);
      if (!may(actor, 'create-board', NO_BOARD)) return refuse('not-allowed');
      if (wanted.parentId !== null && !(await findBoard(trx, wanted.parentId))) {
        return refuse('not-found', 'parentId');
      }
      const settings = defaultSettings(wanted.kind);
      await insertBoard(trx, { ...wanted, id: boardId, name, settings }, at);
      const audit = { at, actorId: personId, kind: 'board-created', subject: boardId };
      await recordAudit(trx, { ...audit, detail: { kind: wanted.kind } });
      return { boardId };
    });
  }

  async function changeSettings(
    personId: PersonId,
    boardId: BoardId,
    { name, settings }: { readonly name: string; readonly settings: BoardSettings }
  ): Promise<Refusal | undefined> {
    const unsound = boardNameRefusal(name) ?? settingsRefusal(settings);
    return (
      unsound ??
      change(personId, boardId, 'board-settings-changed', (trx) =>
        updateBoardSettings(trx, boardId, name.trim(), settings)
      )
    );
  }

  /** A day on which the board's office is shut, so that it does not count towards notice. */
  async function addClosureDay(
    personId: PersonId,
    boardId: BoardId,
    { date, name }: ClosureDay
  ): Promise<Refusal | undefined> {
    if (!isRealDate(date)) return refuse('date-unreal', 'date');
    if (name.trim() === '') return refuse('name-missing', 'closureName');
    if (name.length > CLOSURE_NAME_LIMIT) return refuse('text-too-long', 'closureName');
    return change(personId, boardId, 'closure-day-added', (trx) =>
      setClosureDay(trx, boardId, { date, name: name.trim() })
    );
  }

  const removeClosureDay = (personId: PersonId, boardId: BoardId, date: string) =>
    change(personId, boardId, 'closure-day-removed', (trx) => deleteClosureDay(trx, boardId, date));

  async function change(
    personId: PersonId,
    boardId: BoardId,
    kind: string,
    act: (trx: Db) => Promise<void>
  ): Promise<Refusal | undefined> {
    const at = clock();
    const refusal = await db.transaction().execute(async (trx) => {
      const actor = await actorNow(trx, personId, at);
      if (!may(actor, 'see-board', { boardId })) return refuse('not-found');
      if (!may(actor, 'manage-board', { boardId })) return refuse('not-allowed');
      if (!(await findBoard(trx, boardId))) return refuse('not-found');
      await act(trx);
      await recordAudit(trx, { at, actorId: personId, kind, subject: boardId, detail: {} });
      return undefined;
    });
    if (isRefusal(refusal)) return refusal;
    // Who may write depends on the settings, so open documents ask again.
    announce({ type: 'rights-changed', boardId });
    announce({ type: 'board-changed', boardId });
    return undefined;
  }

  return { list, listManaged, get, create, changeSettings, addClosureDay, removeClosureDay };
}

const actorNow = async (db: Db, personId: PersonId, at: string): Promise<Actor | null> =>
  (await findActor(db, personId, momentOf(at).today)) ?? null;
