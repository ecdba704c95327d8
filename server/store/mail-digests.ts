/** Mails as rows: one to one person, under one Message-ID, until it is sent, empty or given up. */
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export type DigestRow = {
  readonly id: string;
  readonly personId: PersonId;
  readonly messageId: string;
  readonly madeAt: string;
  /** How often it could not be sent. */
  readonly tries: number;
};

const DIGEST = [
  'id',
  'person_id as personId',
  'message_id as messageId',
  'made_at as madeAt',
  'tries'
] as const;

export async function insertDigest(db: Db, digest: Omit<DigestRow, 'tries'>): Promise<void> {
  await db
    .insertInto('mail_digest')
    .values({
      id: digest.id,
      person_id: digest.personId,
      message_id: digest.messageId,
      made_at: digest.madeAt,
      tries: 0,
      next_at: digest.madeAt,
      ended_at: null,
      ended_as: null
    })
    .execute();
}

export const findDigest = (db: Db, id: string): Promise<DigestRow | undefined> =>
  db
    .selectFrom('mail_digest')
    .select(DIGEST)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();

export async function hasOpenDigest(db: Db, personId: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('mail_digest')
    .select('id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those whose turn it is, oldest first. */
export async function listDueDigests(db: Db, at: string): Promise<string[]> {
  const rows = await db
    .selectFrom('mail_digest')
    .select('id')
    .where('ended_at', 'is', null)
    .where('next_at', '<=', at)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function setDigestTried(
  db: Db,
  id: string,
  tries: number,
  nextAt: string
): Promise<void> {
  await db
    .updateTable('mail_digest')
    .set({ tries, next_at: nextAt })
    .where('id', '=', id)
    .execute();
}

export async function endDigest(
  db: Db,
  id: string,
  as: 'sent' | 'empty' | 'givenUp',
  at: string
): Promise<void> {
  await db
    .updateTable('mail_digest')
    .set({ ended_at: at, ended_as: as })
    .where('id', '=', id)
    .execute();
}

export type DigestCounts = {
  readonly sent: number;
  readonly givenUp: number;
  /** Waiting to be tried again. */
  readonly retried: number;
  /** UTC instant; null when none was. */
  readonly lastSentAt: string | null;
};

export async function countDigests(db: Db): Promise<DigestCounts> {
  const rows = await db
    .selectFrom('mail_digest')
    .select((digest) => [
      'ended_as',
      digest.fn.countAll<number>().as('count'),
      digest.fn.max('ended_at').as('last')
    ])
    .where((digest) => digest.or([digest('ended_at', 'is not', null), digest('tries', '>', 0)]))
    .groupBy('ended_as')
    .execute();
  const of = (as: 'sent' | 'givenUp' | null) => rows.find(({ ended_as }) => ended_as === as);
  return {
    sent: of('sent')?.count ?? 0,
    givenUp: of('givenUp')?.count ?? 0,
    retried: of(null)?.count ?? 0,
    lastSentAt: of('sent')?.last ?? null
  };
}
