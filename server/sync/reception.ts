/**
 * Takes a client in whose rights are settled: gives them a place in the document's room, counts what
 * they send and hands it over. It does not look into documents, nor does it know what carries the
 * line.
 */
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { FRAME_LIMIT } from '#protocol/document-frame.ts';
import type { Access } from '#server/services/documents.ts';
import { DocumentConnection } from './document-connection.ts';
import { RoomsClosed, type DocumentRooms, type Seat } from './document-rooms.ts';
import { awarenessFrame, readFrame } from './frames.ts';
import { Inbound } from './inbound.ts';
import type { Line } from './line.ts';
import { Parcel } from './parcel.ts';
import type { Timers } from './timers.ts';

/** Who is signed in at the other end. */
export type Visitor = {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
};

/** What the line tells of its client. */
export type Guest = {
  readonly hear: (bytes: Uint8Array) => void;
  /** The line is gone. */
  readonly gone: () => void;
  /** Sends an empty presence: the stock client takes silence for a dead server. */
  readonly assure: () => void;
  /** Their line is being read slowly. */
  readonly isHeldBack: () => boolean;
};

export type Receive = (line: Line, visitor: Visitor, access: Access, askedAt: number) => Guest;

const NOBODY = new Parcel(awarenessFrame([]));

export function makeReception({
  rooms,
  timers,
  logFault,
  onEdit
}: {
  rooms: DocumentRooms;
  timers: Timers;
  logFault: (error: unknown) => void;
  onEdit: (sessionId: string) => void;
}): Receive {
  return (line, visitor, { document, mayWrite, role }, askedAt) => {
    const inbound = new Inbound(line, timers);
    const connection = new DocumentConnection({ ...visitor, role }, mayWrite, {
      ...line,
      close: (code, reason) => {
        line.close(code, reason);
        // Their own close would wait unread behind what they have sent.
        inbound.stop();
        line.resume();
      }
    });
    let seat: Seat | null = null;
    let isGone = false;
    // Nothing is read before there is a room to read it: what the client sends meanwhile waits with it.
    line.pause();
    rooms.join(document, connection, askedAt).then(
      (given) => {
        if (isGone) return given.leave().catch(logFault);
        seat = given;
        line.resume();
      },
      (error: unknown) => {
        if (!(error instanceof RoomsClosed)) logFault(error);
        connection.end(CLOSE_CODE.unavailable, 'cannot-load');
      }
    );

    function hear(bytes: Uint8Array): void {
      if (connection.isEnded) return;
      if (bytes.length > FRAME_LIMIT) return connection.end(CLOSE_CODE.tooLarge, 'too-large');
      const frame = readFrame(bytes);
      if (!frame) return connection.end(CLOSE_CODE.malformed, 'malformed');
      inbound.count(frame, bytes.length);
      if (frame.type === 'edit' && !frame.isWhole) onEdit(visitor.sessionId);
      seat?.room.hear(connection, frame);
    }

    function gone(): void {
      isGone = true;
      inbound.stop();
      seat?.leave().catch(logFault);
    }

    return {
      hear,
      gone,
      assure: () => connection.send(NOBODY),
      isHeldBack: () => inbound.isPaused
    };
  };
}
