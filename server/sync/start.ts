/** Puts the document engine together: what `compose.ts` needs of it, and nothing else. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Announce, Announcement } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import type { Documents } from '#server/services/documents.ts';
import type { Db } from '#server/store/database.ts';
import { makeCommitLog } from './commit-log.ts';
import { DocumentRooms, RoomsClosed } from './document-rooms.ts';
import { makeDoor } from './door.ts';
import { makeDocumentGateway } from './gateway.ts';
import { makeReception, type Visitor } from './reception.ts';
import { systemTimers, type Timers } from './timers.ts';
import { makeTunnels, type OpenTunnel } from './tunnel.ts';

export type Sync = {
  /**
   * Takes over an upgrade to `/yjs/<name>`, `visitor` being null for somebody who is not signed in;
   * settled when they are let in or turned away. Throws when it cannot be told which.
   */
  readonly accept: (
    name: string,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    visitor: Visitor | null
  ) => Promise<void>;
  /** Documents over a connection of another kind, where WebSockets are blocked. */
  readonly openTunnel: OpenTunnel;
  readonly hear: (announcement: Announcement) => void;
  /** Documents open now, for tests and for whoever watches. */
  readonly openNames: () => readonly string[];
  /** How often what somebody was shown had parted from what is stored. */
  readonly differing: () => number;
  /** Lets nobody in any more and waits until everything taken in is on disk. */
  readonly close: () => Promise<void>;
};

export function startSync({
  db,
  clock,
  announce,
  documents,
  logFault,
  onEdit,
  timers = systemTimers
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
  documents: Documents;
  logFault: (error: unknown) => void;
  /** Somebody wrote: their session is in use. */
  onEdit: (sessionId: string) => void;
  timers?: Timers;
}): Sync {
  const log = makeCommitLog({ db, clock, timers, logFault });
  const epoch = () => Date.parse(clock());
  const needs = { db, clock, announce, documents, log, timers, epoch, logFault };
  const rooms = new DocumentRooms(needs);
  const door = makeDoor({ documents, rooms });
  const receive = makeReception({ rooms, timers, logFault, onEdit });
  const gateway = makeDocumentGateway({ door, receive, timers });
  rooms.catchUp().catch((error: unknown) => {
    if (!(error instanceof RoomsClosed)) logFault(error);
  });
  return {
    accept: gateway.accept,
    openTunnel: makeTunnels({ door, receive, timers, logFault }),
    hear: (announcement) => rooms.hear(announcement),
    openNames: () => rooms.openNames,
    differing: () => rooms.differing,
    close: async () => {
      await rooms.close();
      await log.close();
      await gateway.close();
    }
  };
}
