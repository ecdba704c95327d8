/**
 * A document's connection where WebSockets are blocked: the same frames and close codes as on
 * `/yjs/<name>`, carried by a Socket.IO connection. One connection carries many lines, numbered by
 * the client, each to one document. Nobody can pause a line of a connection that others share, so
 * each end says how much it has taken and the other sends no more than a window beyond that.
 */
import { FRAME_LIMIT } from './document-frame.ts';
import { object, text, whole, type Reader } from './shape.ts';

/** Socket.IO's namespace for it. */
export const TUNNEL = '/documents';

/** What a client may have under way on one line, in `costOf`: two frames of the largest size. */
export const WINDOW = 2 * FRAME_LIMIT + 1024;
/** So that frames with hardly anything in them are no way around the window. */
const FRAME_COST = 256;

export const costOf = (frame: Uint8Array): number => FRAME_COST + frame.length;

export type TunnelToServer = {
  /** Asks for a line to a document. `line` counts up from 1 on each connection. */
  open: (ask: { line: number; name: string }) => void;
  frame: (said: { line: number; bytes: Uint8Array }) => void;
  /** Everything up to the frame with this mark has arrived. */
  read: (said: { line: number; mark: number }) => void;
  close: (said: { line: number }) => void;
};

export type TunnelToBrowser = {
  opened: (said: { line: number }) => void;
  /** `mark` is there by chance: nobody can say they have read a frame without having read it. */
  frame: (said: { line: number; mark: number; bytes: ArrayBuffer | Uint8Array }) => void;
  /** Frames of this cost have been taken and count no more. */
  taken: (said: { line: number; cost: number }) => void;
  /** The line is over; `code` as in `close-code.ts`. */
  closed: (said: { line: number; code: number; reason: string }) => void;
};

/** Says one of these to the browser at the other end. */
export type TellBrowser = <Event extends keyof TunnelToBrowser>(
  event: Event,
  said: Parameters<TunnelToBrowser[Event]>[0]
) => void;

/** Longer than any document's name; names themselves are judged where documents are. */
const NAME_LIMIT = 200;
export const MOST_MARKS = 2 ** 32;

const line = whole(1, Number.MAX_SAFE_INTEGER);

/** A copy of its own, whatever part of whichever pool it came in. */
const bytes: Reader<Uint8Array> = (value) =>
  value instanceof Uint8Array ? new Uint8Array(value) : undefined;

/** What a client sends, as the server reads it. */
export const tunnelAsks = {
  open: object({ line, name: text(NAME_LIMIT) }),
  frame: object({ line, bytes }),
  read: object({ line, mark: whole(0, MOST_MARKS - 1) }),
  close: object({ line })
};
