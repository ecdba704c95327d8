/** Freezes the minutes of a meeting as they stand now, beside those circulated and approved. */
import type { Board } from '#domain/board.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { newId } from '#server/new-id.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import {
  findLatestDigest,
  insertMinutesVersion,
  type KeptContent,
  type KeptKind
} from '#server/store/minutes-versions.ts';
import { compileMinutesRecord } from './compile.ts';
import { readMinutes } from './document-text.ts';

type Version = {
  readonly kind: KeptKind;
  readonly at: string;
  /** Null for the server itself. */
  readonly personId: string | null;
  readonly name?: string | null;
};

/** The id of the version, in the caller's transaction. */
export async function keepVersion(
  trx: Db,
  { board, proceedings }: { readonly board: Board; readonly proceedings: Proceedings },
  { kind, at, personId, name = null }: Version
): Promise<string> {
  const { meetingId } = proceedings;
  const { text, digest } = await freeze(trx, board, proceedings);
  const id = newId();
  await insertMinutesVersion(trx, { id, meetingId, kind, at, personId, name, text, digest });
  await recordAudit(trx, {
    at,
    actorId: personId,
    kind: 'minutes-kept',
    subject: meetingId,
    detail: { version: id, why: kind, digest }
  });
  return id;
}

/** Whether the minutes say something else than the last version kept of them. */
export async function differsFromLast(
  db: Db,
  { board, proceedings }: { readonly board: Board; readonly proceedings: Proceedings }
): Promise<boolean> {
  const { digest } = await freeze(db, board, proceedings);
  return digest !== (await findLatestDigest(db, proceedings.meetingId));
}

async function freeze(db: Db, board: Board, proceedings: Proceedings) {
  const content: KeptContent = {
    record: await compileMinutesRecord(db, board, proceedings),
    texts: await readMinutes(
      db,
      proceedings.items.map(({ id }) => id)
    )
  };
  const bytes = canonicalBytes(content);
  return { text: new TextDecoder().decode(bytes), digest: digestOf(bytes) };
}
