import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { recordAudit, verifyAudit, type AuditEvent } from './audit.ts';
import type { Db } from './database.ts';

const event = (n: number): AuditEvent => ({
  at: '2026-12-10T14:00:00.000Z',
  actorId: n % 2 ? 'someone' : null,
  kind: 'signed-in',
  subject: `subject ${n}`,
  detail: { z: n, a: ['x', { nested: true, empty: null }] }
});

async function withEvents(count: number): Promise<Db> {
  const db = await memoryDatabase();
  await db.transaction().execute(async (trx) => {
    for (let n = 0; n < count; n += 1) await recordAudit(trx, event(n));
  });
  return db;
}

test('an untouched trail is intact, whatever its length', async () => {
  expect(await verifyAudit(await withEvents(0))).toEqual({ intact: true, events: 0 });
  expect(await verifyAudit(await withEvents(1001))).toEqual({ intact: true, events: 1001 });
});

test('INV-10 an event stands or falls with the act it records', async () => {
  const db = await withEvents(1);
  await expect(recordAudit(db, event(2))).rejects.toThrow('transaction');
  await expect(
    db.transaction().execute(async (trx) => {
      await recordAudit(trx, event(2));
      throw new Error('the act failed');
    })
  ).rejects.toThrow('the act failed');
  expect(await verifyAudit(db)).toEqual({ intact: true, events: 1 });
});

test('nobody with the database open can change or delete an event by mistake', async () => {
  const db = await withEvents(2);
  await expect(sql`update audit_event set subject = 'x'`.execute(db)).rejects.toThrow('final');
  await expect(sql`delete from audit_event`.execute(db)).rejects.toThrow('final');
});

test('P3 whoever gets past that is found out: every change to any event breaks the chain', async () => {
  const columns = ['at', 'actor_id', 'kind', 'subject', 'detail'] as const;
  const tampering = fc.record({
    row: fc.integer({ min: 1, max: 6 }),
    column: fc.constantFrom(...columns, 'deleted' as const),
    text: fc.string({ minLength: 1 })
  });
  await fc.assert(
    fc.asyncProperty(tampering, async ({ row, column, text }) => {
      const db = await withEvents(7);
      await sql`drop trigger audit_event_no_update`.execute(db);
      await sql`drop trigger audit_event_no_delete`.execute(db);
      await (column === 'deleted'
        ? db.deleteFrom('audit_event').where('seq', '=', row).execute()
        : sql`update audit_event set ${sql.ref(column)} = ${`${text}!`} where seq = ${row}`.execute(
            db
          ));
      expect(await verifyAudit(db)).toEqual({ intact: false, brokenAt: row });
      await db.destroy();
    }),
    { numRuns: 40 }
  );
});

test('equal facts have equal hashes, in whatever order they were given', async () => {
  const hashes = await Promise.all(
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 }
    ].map(async (detail) => {
      const db = await memoryDatabase();
      await db.transaction().execute((trx) => recordAudit(trx, { ...event(0), detail }));
      const { hash } = await db.selectFrom('audit_event').select('hash').executeTakeFirstOrThrow();
      return Buffer.from(hash).toString('hex');
    })
  );
  expect(hashes[0]).toBe(hashes[1]);
});
