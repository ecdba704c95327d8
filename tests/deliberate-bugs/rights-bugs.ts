/** Who may write, who is shown what, and under which name: bugs in the rights over documents. */
import type { Bug } from './bug.ts';

const ACCESS = 'server/sync/document-access.test.ts';
const ENGINE = 'server/sync/document-engine.test.ts';
const ROOM = 'server/sync/document-room.ts';

export const RIGHTS_BUGS: readonly Bug[] = [
  {
    name: 'missing role check on Step2',
    breaks: 'A reader’s answer to the server’s question is no way to write.',
    changes: [
      {
        file: 'server/sync/edit-desk.ts',
        find: 'const why = this.#whyNot(connection, verdict.adds);',
        put: 'const why = isWhole ? undefined : this.#whyNot(connection, verdict.adds);'
      }
    ],
    caughtBy: {
      file: ENGINE,
      test: 'somebody who may only read gets the text and stays without a way in'
    }
  },
  {
    name: 'skip epoch check',
    breaks: 'A right that ends while somebody is on the way in ends for them too.',
    changes: [
      {
        file: 'server/sync/document-rooms.ts',
        find: 'connection.isStale = askedAt !== this.#rightsEpoch;',
        put: 'void askedAt;'
      }
    ],
    caughtBy: {
      file: ACCESS,
      test: '[T03] whoever loses their place while they are on the way in is not let in'
    }
  },
  {
    name: 'no second look at rights between commit and relay',
    breaks: 'A right that ends while the disk is at work ends before the edit is shown.',
    changes: [
      {
        file: ROOM,
        find: 'whoever lost theirs is shown nothing more.\n    await this.#renewRights();',
        put: ''
      }
    ],
    caughtBy: {
      file: ACCESS,
      test: '[T05] whoever loses their place while an edit is being written is not shown it'
    }
  },
  {
    name: 'signed out while joining, and let in',
    breaks: 'A session that has ended opens nothing.',
    changes: [
      {
        file: ROOM,
        find: "if (hasSignedOut()) return connection.end(CLOSE_CODE.signedOut, 'signed-out');",
        put: 'hasSignedOut();'
      }
    ],
    caughtBy: {
      file: ACCESS,
      test: 'whoever signs out while they are on the way in is not let in'
    }
  },
  {
    name: 'forget to stamp awareness',
    breaks: 'Names and roles come from the session.',
    changes: [
      {
        file: 'server/sync/awareness.ts',
        find: 'put(entry.clientId, attendant, readCursor(state));',
        put: `Object.assign(attendant.person, (state as { user?: object }).user);
      put(entry.clientId, attendant, readCursor(state));`
      }
    ],
    caughtBy: {
      file: ACCESS,
      test: 'presence carries the true name whatever a client says of itself'
    }
  },
  {
    name: 'presence id squatting allowed',
    breaks: 'Nobody takes a number by writing first under which somebody else is here.',
    changes: [
      {
        file: 'server/sync/edit-desk.ts',
        find: '(id) => (this.#claimedBy(id) ?? personId) !== personId',
        put: '() => false'
      }
    ],
    caughtBy: {
      file: ACCESS,
      test: '[T22] nobody can write under an id that somebody else is here with, though they have not written yet'
    }
  },
  {
    name: 'private wording open to everybody who sees the agenda',
    breaks: 'A document has one audience.',
    changes: [
      {
        file: 'server/services/documents.ts',
        find: "maySee: can('see-agenda') && can('see-part2', itemId),",
        put: "maySee: can('see-agenda'),"
      }
    ],
    caughtBy: {
      file: 'server/services/documents.test.ts',
      test: 'private wording is for those who see private business'
    }
  },
  {
    name: 'live entries not withheld',
    breaks: 'What is done about a private item is told as its number and nothing else.',
    changes: [
      {
        file: 'server/services/proceedings.ts',
        find: "return context?.can('see-agenda') ? withheldEntry(entry, context) : undefined;",
        put: "return context?.can('see-agenda') ? entry : undefined;"
      }
    ],
    caughtBy: {
      file: 'server/services/proceedings.test.ts',
      test: '[P9] what others get of a meeting says nothing of its private business'
    }
  },
  {
    // There is no search yet. The action log has the shape of it: rows in an order, and rights to each.
    name: 'search filter after ranking (action log)',
    breaks: 'Rows that a person may not see take no room among those they may.',
    changes: [
      {
        file: 'server/services/actions.ts',
        find: 'return actions.filter((action) => isSeen(actor, action, left));',
        put: `const seen = (action: Action) => isSeen(actor, action, left);
    return actions.slice(0, actions.filter(seen).length).filter(seen);`
      }
    ],
    caughtBy: {
      file: 'server/services/actions.test.ts',
      test: '[P10] [P11] private actions are for those who see private business, and for their owners'
    }
  }
];
