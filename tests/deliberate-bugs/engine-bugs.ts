/** What is saved, in which order, and what is let in: bugs of the document engine and its store. */
import type { Bug } from './bug.ts';

const ACCESS = 'server/sync/document-access.test.ts';
const ENGINE = 'server/sync/document-engine.test.ts';
const STATE = 'server/sync/document-state.test.ts';

export const ENGINE_BUGS: readonly Bug[] = [
  {
    name: 'ack before commit',
    breaks: 'What is acknowledged is on the disk.',
    changes: [
      {
        file: 'server/sync/edit-desk.ts',
        find: 'const seqs = news.length === 0 ? [] :',
        put: `for (const [each, number] of lastNumbers(edits)) each.acknowledge(number);
    const seqs = news.length === 0 ? [] :`
      }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'a document frozen before anybody has told the room refuses the commit itself'
    }
  },
  {
    name: 'broadcast before commit',
    breaks: 'What others are shown is on the disk.',
    changes: [
      {
        file: 'server/sync/document-room.ts',
        find: 'const news = await this.#desk.commit(edits);',
        put: `this.#relay(edits.flatMap(({ connection: author, news }) => news ? [{ author, ...news }] : []));
    const news = await this.#desk.commit(edits);`
      }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'a full disk makes rooms read-only and says so; saving goes on when there is room again'
    }
  },
  {
    name: 'NORMAL sync',
    breaks: 'A commit is on the disk through a power cut.',
    changes: [
      {
        file: 'server/store/database.ts',
        find: "['synchronous', 'FULL', 2]",
        put: "['synchronous', 'NORMAL', 1]"
      }
    ],
    caughtBy: {
      file: 'tests/power-cut/power-cut.test.ts',
      test: 'no power cut loses what was acknowledged or shown, nor leaves anything broken',
      says: 'to deeply equal []'
    }
  },
  {
    name: 'a failed commit does not shut the log',
    breaks: 'Nothing is written over what was not.',
    changes: [{ file: 'server/sync/commit-log.ts', find: '      shut();\n', put: '' }],
    caughtBy: {
      file: 'server/sync/commit-log.test.ts',
      test: 'after a failed commit nothing is written over the gap until a probe reaches the disk'
    }
  },
  {
    name: 'working copy not built again after a failed commit',
    breaks: 'What was not saved is judged upon and shown by nobody.',
    changes: [
      {
        file: 'server/sync/document-state.ts',
        find: 'this.#ahead = [];\n    this.#hold(stored);',
        put: 'this.#ahead = [];\n    void stored;'
      }
    ],
    caughtBy: { file: STATE, test: 'it is forgotten without a trace when the commit fails' }
  },
  {
    name: 'answers given while a commit is ahead',
    breaks: 'Nobody is answered from what is not on the disk.',
    changes: [
      {
        file: 'server/sync/document-state.ts',
        find: "if (this.#ahead.length > 0) throw new Error('nothing uncommitted is shown to anybody');",
        put: ''
      },
      {
        file: 'server/sync/document-room.ts',
        find: 'answers.push(() => this.#answer(connection, frame.stateVector));',
        put: 'this.#answer(connection, frame.stateVector);'
      }
    ],
    caughtBy: { file: STATE, test: 'nobody can be answered' }
  },
  {
    name: 'acknowledged although something before it was refused',
    breaks: 'An acknowledgement covers everything sent before.',
    changes: [
      {
        file: 'server/sync/document-connection.ts',
        find: 'return this.#isBehind ? 0 : this.#received;',
        put: 'return this.#received;'
      }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'nothing sent after an edit that was not taken is acknowledged before that edit is'
    }
  },
  {
    name: 'replace load error by an empty doc',
    breaks: 'A document that cannot be loaded stays closed.',
    changes: [
      {
        file: 'server/sync/document-rooms.ts',
        find: 'const load = () => loadDocument(db, name);',
        put: 'const load = () => loadDocument(db, name).catch(() => ({ snapshot: null, updates: [], seq: 0 }));'
      }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'a document that cannot be loaded is closed to everybody, and stays as it is'
    }
  },
  {
    name: 'a truncated snapshot stored unread',
    breaks: 'A snapshot is read back before it replaces what it was made of.',
    changes: [
      {
        file: 'server/sync/compaction.ts',
        find: 'const bytes = Y.encodeStateAsUpdate(doc);',
        put: 'const bytes = Y.encodeStateAsUpdate(doc).subarray(0, -2);'
      },
      {
        file: 'server/sync/compaction.ts',
        find: '{ snapshot: bytes, updates: []',
        put: '{ snapshot: null, updates: []'
      },
      { file: 'server/sync/compaction.ts', find: 'if (!same) throw', put: 'if (false) throw' }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'a clean end leaves one snapshot and no updates, and nothing is lost by it'
    }
  },
  {
    name: 'hash omits author',
    breaks: 'The chain of hashes covers who wrote.',
    changes: [
      {
        file: 'server/store/document-chain.ts',
        find: 'row.at, row.person_id, row.bytes.length',
        put: 'row.at, row.bytes.length'
      }
    ],
    caughtBy: {
      file: 'server/store/integrity.test.ts',
      test: 'a row of document_update that somebody changed is found'
    }
  },
  {
    name: 'a restored copy goes on as if nothing had happened',
    breaks: 'A restored backup begins another epoch, which its clients notice.',
    changes: [
      {
        file: 'server/store/storage-epoch.ts',
        find: '.set({ id: sql<string>`lower(hex(randomblob(16)))`, since: at, copied_at: null })',
        put: '.set({ since: at, copied_at: null })'
      }
    ],
    caughtBy: {
      file: 'server/store/storage-epoch.test.ts',
      test: 'each start on a copy begins an epoch of its own, once, and leaves a trace'
    }
  },
  {
    name: 'accept a gap',
    breaks: 'Nothing is taken that rests on what is not there.',
    changes: [
      {
        file: 'server/sync/gate.ts',
        find: "if (!examination.admit(update)) return { kind: 'gap' };",
        put: 'examination.admit(update);'
      },
      {
        file: 'server/sync/working-copy.ts',
        find: 'if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {',
        put: 'if (false) {'
      }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'what a client sends while something before it is missing is asked for, not lost'
    }
  },
  {
    name: "writer's id not bound",
    breaks: 'Nobody writes under a number that somebody else has written under.',
    changes: [
      {
        file: 'server/sync/gate.ts',
        find: "else if (owner !== personId) throw new UpdateUnreadable('writer of somebody else');",
        put: ''
      }
    ],
    caughtBy: {
      file: ACCESS,
      test: "a client id is its first writer's for ever, over reconnects and restarts"
    }
  },
  {
    name: 'slow reader not held back',
    breaks: 'Who does not read costs no memory.',
    changes: [
      {
        file: 'server/sync/document-connection.ts',
        find: 'if (!this.isEnded && !this.#toldUpTo) this.#line.send(parcel);',
        put: 'if (!this.isEnded) this.#line.send(parcel);'
      }
    ],
    caughtBy: {
      file: 'server/sync/slow-readers.test.ts',
      test: '[T17] past a bound nothing more is added for who does not read, and others are told as ever'
    }
  },
  {
    name: 'deleted text stays in free pages',
    breaks: 'What is deleted is in no copy afterwards.',
    changes: [
      {
        file: 'server/store/database.ts',
        find: "['secure_delete', 'ON', 1]",
        put: "['secure_delete', 'OFF', 0]"
      }
    ],
    caughtBy: {
      file: 'server/sync/document-storage.test.ts',
      test: 'what is deleted while it is written is in no copy and no frame afterwards'
    }
  }
];
