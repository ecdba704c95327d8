/** Big screens as rows, and which meeting each was given to show, by whom and until when. */
import type { MeetingId, PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export type ScreenRow = {
  readonly id: string;
  readonly secretHash: Uint8Array;
  /** Null once it was used, or too old and given up. */
  readonly code: string | null;
  readonly codeUntil: string;
};

export type Showing = {
  readonly id: string;
  readonly screenId: string;
  readonly meetingId: MeetingId;
  readonly shownAt: string;
  readonly shownBy: PersonId;
  readonly endedAt: string | null;
};

const SCREEN = ['id', 'secret_hash as secretHash', 'code', 'code_until as codeUntil'] as const;
const SHOWING = [
  'id',
  'screen_id as screenId',
  'meeting_id as meetingId',
  'shown_at as shownAt',
  'shown_by as shownBy',
  'ended_at as endedAt'
] as const;

export async function insertScreen(db: Db, screen: ScreenRow, at: string): Promise<void> {
  await db
    .insertInto('screen')
    .values({
      id: screen.id,
      secret_hash: screen.secretHash,
      opened_at: at,
      code: screen.code,
      code_until: screen.codeUntil
    })
    .execute();
}

export const findScreen = (db: Db, id: string): Promise<ScreenRow | undefined> =>
  db.selectFrom('screen').select(SCREEN).where('id', '=', id).executeTakeFirst();

export const findScreenByCode = (db: Db, code: string): Promise<ScreenRow | undefined> =>
  db.selectFrom('screen').select(SCREEN).where('code', '=', code).executeTakeFirst();

export async function setScreenCode(
  db: Db,
  id: string,
  code: string | null,
  until: string
): Promise<void> {
  await db.updateTable('screen').set({ code, code_until: until }).where('id', '=', id).execute();
}

/** Gives up the codes that ended before `at`, and the screens that never showed anything before `since`. */
export async function clearOldScreens(
  db: Db,
  { at, since }: { at: string; since: string }
): Promise<void> {
  await db
    .deleteFrom('screen')
    .where('code_until', '<=', since)
    .where('id', 'not in', db.selectFrom('screen_showing').select('screen_id'))
    .execute();
  await db.updateTable('screen').set({ code: null }).where('code_until', '<=', at).execute();
}

export async function insertShowing(db: Db, showing: Omit<Showing, 'endedAt'>): Promise<void> {
  await db
    .insertInto('screen_showing')
    .values({
      id: showing.id,
      screen_id: showing.screenId,
      meeting_id: showing.meetingId,
      shown_at: showing.shownAt,
      shown_by: showing.shownBy,
      ended_at: null,
      ended_by: null
    })
    .execute();
}

/** What the screen was last given to show, ended or not. */
export const findLastShowing = (db: Db, screenId: string): Promise<Showing | undefined> =>
  db
    .selectFrom('screen_showing')
    .select(SHOWING)
    .where('screen_id', '=', screenId)
    .orderBy('shown_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

/** What has not ended: of one meeting, or of all; oldest first. */
export const listShowings = (db: Db, meetingId?: MeetingId): Promise<Showing[]> => {
  const live = db.selectFrom('screen_showing').select(SHOWING).where('ended_at', 'is', null);
  const wanted = meetingId === undefined ? live : live.where('meeting_id', '=', meetingId);
  return wanted.orderBy('shown_at').orderBy('id').execute();
};

/** `by` is null where it ended by itself. */
export async function endShowing(
  db: Db,
  id: string,
  { at, by }: { at: string; by: PersonId | null }
): Promise<void> {
  await db
    .updateTable('screen_showing')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}
