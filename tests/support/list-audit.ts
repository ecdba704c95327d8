/** The rows of the audit trail of one kind, in order. */
import type { Db } from '#server/store/database.ts';

export const listAuditOf = (db: Db, kind: string) =>
  db.selectFrom('audit_event').selectAll().where('kind', '=', kind).orderBy('seq').execute();
