/** What is published, approved and kept on record: bugs in the services. */
import type { Bug } from './bug.ts';

export const RECORD_BUGS: readonly Bug[] = [
  {
    name: 'publish reads live text',
    breaks: 'What is approved is what was circulated.',
    changes: [
      {
        file: 'server/services/proceedings-minutes-effects.ts',
        find: '...corrected,\n',
        put: '...(await compileMinutesRecord(trx, board, of.proceedings)),\n'
      }
    ],
    caughtBy: {
      file: 'server/services/proceedings-approval.test.ts',
      test: '[C5] an action that is moved after circulation does not change what was agreed'
    }
  },
  {
    name: 'a published agenda reads live text',
    breaks: 'A published agenda is the bytes that were published.',
    changes: [
      {
        file: 'server/services/records.ts',
        find: 'published && !isPrepared',
        put: 'published && !isPrepared && false'
      }
    ],
    caughtBy: {
      file: 'server/services/proceedings-effects.test.ts',
      test: '[G7] whatever is written afterwards, the published agenda reads as it did'
    }
  },
  {
    name: 'approved minutes go on being written',
    breaks: 'The wording of approved minutes refuses every writer.',
    changes: [
      {
        file: 'server/services/proceedings-minutes-effects.ts',
        find: 'for (const name of frozen) await freezeDocument(trx, name, at);',
        put: ''
      }
    ],
    caughtBy: {
      file: 'server/services/proceedings-approval.test.ts',
      test: '[C4] every wording the record was made of refuses every writer from then on'
    }
  },
  {
    name: 'audit row outside the transaction',
    breaks: 'An act and its trace stand or fall together.',
    changes: [
      {
        file: 'server/store/audit.ts',
        find: 'if (!db.isTransaction) throw new AuditOutsideTransaction(event.kind);',
        put: ''
      },
      {
        file: 'server/services/proceedings.ts',
        find: "await recordAudit(trx, {\n          at,\n          actorId: personId,\n          kind: 'meeting-created',",
        put: "void recordAudit(db, {\n          at,\n          actorId: personId,\n          kind: 'meeting-created',"
      }
    ],
    caughtBy: {
      file: 'server/services/proceedings.test.ts',
      test: '[INV-10] what leaves no trace is not done and not told'
    }
  }
];
