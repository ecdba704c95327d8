/** Versions of a meeting's minutes: those kept beside the ones circulated and approved, and all together. */
import type { MinuteBlock } from '#domain/minute-text.ts';
import { IDLE_MINUTES, type MinutesVersion } from '#domain/minutes-version.ts';
import type { MinutesRecord } from '#domain/record.ts';
import type { Db } from './database.ts';
import { findApproval } from './publications.ts';

export type KeptKind = Extract<
  MinutesVersion['kind'],
  'closed' | 'kept' | 'idle' | 'beforeRestore'
>;

export type KeptContent = {
  readonly record: MinutesRecord;
  /** What stood in each item's document, by item id. */
  readonly texts: Readonly<Record<string, readonly MinuteBlock[]>>;
};

export async function insertMinutesVersion(
  db: Db,
  version: {
    readonly id: string;
    readonly meetingId: string;
    readonly kind: KeptKind;
    readonly at: string;
    readonly personId: string | null;
    readonly name: string | null;
    readonly text: string;
    readonly digest: string;
  }
): Promise<void> {
  await db
    .insertInto('minutes_version')
    .values({
      id: version.id,
      meeting_id: version.meetingId,
      kind: version.kind,
      at: version.at,
      by_person: version.personId,
      name: version.name,
      content: version.text,
      digest: version.digest
    })
    .execute();
}

/** Every version there is, the latest first. */
export async function listMinutesVersions(db: Db, meetingId: string): Promise<MinutesVersion[]> {
  const kept = await db
    .selectFrom('minutes_version')
    .leftJoin('person', 'person.id', 'minutes_version.by_person')
    .select(['minutes_version.id', 'kind', 'at', 'minutes_version.name', 'person.name as by'])
    .where('meeting_id', '=', meetingId)
    .execute();
  const circulated = await db
    .selectFrom('publication')
    .innerJoin('person', 'person.id', 'publication.by_person')
    .select(['version', 'at', 'person.name as by'])
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'minutes')
    .execute();
  const approved = await db
    .selectFrom('approval')
    .innerJoin('person', 'person.id', 'approval.by_person')
    .select(['at', 'person.name as by'])
    .where('meeting_id', '=', meetingId)
    .execute();
  // Of two of one moment the one that goes further comes later: `sort` leaves them in this order.
  const versions: MinutesVersion[] = [
    ...approved.map((row) => ({
      ...row,
      id: APPROVED,
      kind: 'approved' as const,
      name: null,
      round: 1
    })),
    ...circulated.toReversed().map(({ version, at, by }) => ({
      id: `${CIRCULATED}${version}`,
      kind: 'circulated' as const,
      at,
      by,
      name: null,
      round: version
    })),
    ...kept.map((row) => ({ ...row, round: 1 }))
  ];
  return versions.sort((a, b) => b.at.localeCompare(a.at));
}

const CIRCULATED = 'circulated-';
const APPROVED = 'approved';

/** The record of one of the versions that `listMinutesVersions` gave for this meeting. */
export async function findVersionRecord(
  db: Db,
  meetingId: string,
  { id, kind, round }: MinutesVersion
): Promise<MinutesRecord | undefined> {
  if (kind === 'approved') return (await findApproval(db, meetingId))?.record;
  if (kind !== 'circulated') return (await findKeptContent(db, meetingId, id))?.record;
  const row = await db
    .selectFrom('publication')
    .select('record')
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'minutes')
    .where('version', '=', round)
    .executeTakeFirst();
  return row && (JSON.parse(row.record) as MinutesRecord);
}

export async function findKeptContent(
  db: Db,
  meetingId: string,
  id: string
): Promise<KeptContent | undefined> {
  const row = await db
    .selectFrom('minutes_version')
    .select('content')
    .where('id', '=', id)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return row && (JSON.parse(row.content) as KeptContent);
}

export async function findLatestDigest(db: Db, meetingId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('minutes_version')
    .select('digest')
    .where('meeting_id', '=', meetingId)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return row?.digest;
}

export async function countKept(db: Db, meetingId: string): Promise<number> {
  const { count } = await db
    .selectFrom('minutes_version')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'kept')
    .executeTakeFirstOrThrow();
  return count;
}

/** Meetings whose minutes are being written, and were last written after their last version and a while ago. */
export async function listIdleMinutes(
  db: Db,
  now: string
): Promise<{ readonly meetingId: string; readonly writtenAt: string }[]> {
  const before = new Date(Date.parse(now) - IDLE_MINUTES * 60_000).toISOString();
  const rows = await db
    .selectFrom('document')
    .innerJoin('meeting', 'meeting.id', 'document.meeting_id')
    .innerJoin('document_projection', 'document_projection.document', 'document.name')
    .select(({ fn }) => ['meeting.id', fn.max('document_projection.at').as('writtenAt')])
    .where('document.kind', '=', 'minute')
    .where('meeting.minutes_stage', 'in', ['liveNote', 'draft', 'withChair'])
    .groupBy('meeting.id')
    .having(({ fn }) => fn.max('document_projection.at'), '<=', before)
    .execute();
  const idle: { meetingId: string; writtenAt: string }[] = [];
  for (const { id, writtenAt } of rows) {
    const [last] = await listMinutesVersions(db, id);
    if (last === undefined || last.at < writtenAt) idle.push({ meetingId: id, writtenAt });
  }
  return idle;
}
