/**
 * The audit trail: who did what, and who was refused. Each row's hash covers the row before it, so
 * a row that is changed, dropped or slipped in breaks every hash after it. Whoever can rewrite the
 * whole file can rewrite the whole chain: the last hash has to be kept elsewhere to rule that out.
 */
import { createHash } from 'node:crypto';
import type { Db } from './database.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type AuditEvent = {
  readonly at: string;
  /** Null for the server itself, and for somebody unknown. */
  readonly actorId: string | null;
  readonly kind: string;
  readonly subject: string;
  /** Facts about the act; never wording from documents, passwords or tokens. */
  readonly detail: { readonly [key: string]: Json };
};

/** Writes the event in the caller's transaction: the act and its trace stand or fall together. */
export async function recordAudit(db: Db, event: AuditEvent): Promise<void> {
  if (!db.isTransaction) throw new AuditOutsideTransaction(event.kind);
  const last = await db
    .selectFrom('audit_event')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  const detail = canonical(event.detail);
  const row = {
    seq,
    at: event.at,
    actor_id: event.actorId,
    kind: event.kind,
    subject: event.subject,
    detail
  };
  await db
    .insertInto('audit_event')
    .values({ ...row, hash: hashOf(last?.hash, row) })
    .execute();
}

export type AuditVerdict =
  | { readonly intact: true; readonly events: number }
  | { readonly intact: false; readonly brokenAt: number };

/** Recomputes the chain from its start; `brokenAt` is the number of the first row that does not fit. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let previous: Uint8Array | undefined;
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const { hash, ...row } of rows) {
      seq += 1;
      if (row.seq !== seq || !hashOf(previous, row).equals(hash)) {
        return { intact: false, brokenAt: seq };
      }
      previous = hash;
    }
    if (rows.length < PAGE) return { intact: true, events: seq };
  }
}

const PAGE = 1000;

function hashOf(previous: Uint8Array | undefined, row: { readonly [key: string]: Json }): Buffer {
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(canonical(row))
    .digest();
}

/** JSON with the keys of every object in order, so that equal facts have equal bytes. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

export class AuditOutsideTransaction extends Error {
  override name = 'AuditOutsideTransaction';
  constructor(kind: string) {
    super(`the audit event "${kind}" must be written in the transaction of the act it records`);
  }
}
