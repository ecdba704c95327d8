/** What was frozen: published agendas, circulated and approved minutes, as bytes with a digest. */
import type { AgendaRecord, MinutesRecord } from '#domain/record.ts';
import type { Db } from './database.ts';

export type Publication = {
  readonly version: number;
  readonly at: string;
  readonly publishedOn: string;
  readonly clearDays: number | null;
  readonly shortNoticeReason: string | null;
  readonly record: AgendaRecord;
  readonly digest: string;
};

export async function insertAgendaPublication(
  db: Db,
  meetingId: string,
  by: string,
  publication: Omit<Publication, 'record'> & { readonly text: string }
): Promise<void> {
  await db
    .insertInto('publication')
    .values({
      meeting_id: meetingId,
      kind: 'agenda',
      version: publication.version,
      at: publication.at,
      by_person: by,
      published_on: publication.publishedOn,
      clear_days: publication.clearDays,
      short_notice_reason: publication.shortNoticeReason,
      record: publication.text,
      digest: publication.digest
    })
    .execute();
}

/** The versions in which an agenda was published, the latest first. */
export async function listAgendaVersions(
  db: Db,
  meetingId: string
): Promise<{ readonly version: number; readonly on: string }[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['version', 'published_on'])
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'agenda')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({ version: row.version, on: row.published_on }));
}

/** The agenda as it was last published, or as the version asked for. */
export async function findAgendaPublication(
  db: Db,
  meetingId: string,
  version?: number
): Promise<Publication | undefined> {
  const versions = db
    .selectFrom('publication')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'agenda');
  const row = await (version === undefined ? versions : versions.where('version', '=', version))
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return (
    row && {
      version: row.version,
      at: row.at,
      publishedOn: row.published_on,
      clearDays: row.clear_days,
      shortNoticeReason: row.short_notice_reason,
      record: JSON.parse(row.record) as AgendaRecord,
      digest: row.digest
    }
  );
}

/** Minutes that were recalled and circulated again have one version for each circulation. */
export async function insertCirculation(
  db: Db,
  meetingId: string,
  by: string,
  circulation: {
    readonly at: string;
    readonly on: string;
    readonly text: string;
    readonly digest: string;
  }
): Promise<void> {
  const { count } = await db
    .selectFrom('publication')
    .select((publication) => publication.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'minutes')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('publication')
    .values({
      meeting_id: meetingId,
      kind: 'minutes',
      version: count + 1,
      at: circulation.at,
      by_person: by,
      published_on: circulation.on,
      clear_days: null,
      short_notice_reason: null,
      record: circulation.text,
      digest: circulation.digest
    })
    .execute();
}

/** The minutes as they were last circulated. */
export async function findCirculation(
  db: Db,
  meetingId: string
): Promise<MinutesRecord | undefined> {
  const row = await db
    .selectFrom('publication')
    .select('record')
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'minutes')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row && (JSON.parse(row.record) as MinutesRecord);
}

export type Approval = {
  readonly at: string;
  readonly atMeetingId: string;
  readonly itemId: string;
  readonly record: MinutesRecord;
  readonly digest: string;
};

export async function insertApproval(
  db: Db,
  meetingId: string,
  by: string,
  approval: Omit<Approval, 'record'> & { readonly text: string }
): Promise<void> {
  await db
    .insertInto('approval')
    .values({
      meeting_id: meetingId,
      at: approval.at,
      by_person: by,
      at_meeting_id: approval.atMeetingId,
      item_id: approval.itemId,
      record: approval.text,
      digest: approval.digest
    })
    .execute();
}

export async function findApproval(db: Db, meetingId: string): Promise<Approval | undefined> {
  const row = await db
    .selectFrom('approval')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return (
    row && {
      at: row.at,
      atMeetingId: row.at_meeting_id,
      itemId: row.item_id,
      record: JSON.parse(row.record) as MinutesRecord,
      digest: row.digest
    }
  );
}
