/** One document's line through a tunnel: what is under way in each direction, and no more of it. */
import { randomInt } from 'node:crypto';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { costOf, MOST_MARKS, WINDOW, type TellBrowser } from '#protocol/tunnel.ts';
import type { Line } from './line.ts';
import type { Guest } from './reception.ts';

export type TunnelLine = {
  readonly line: Line;
  /** A frame came. */
  readonly hear: (bytes: Uint8Array) => void;
  /** The client says that it has read up to this mark. */
  readonly read: (mark: number) => void;
  /** Nothing passes any more, in either direction. */
  readonly end: () => void;
};

/** Below this much nothing is said of what was taken: a note for each keystroke would be waste. */
const WORTH_SAYING = WINDOW / 4;

/** `receive` answers the guest that frames are for; `onClosed` and `drop` are the tunnel's business. */
export function makeTunnelLine(
  number: number,
  {
    tell,
    receive,
    onClosed,
    drop
  }: { tell: TellBrowser; receive: (line: Line) => Guest; onClosed: () => void; drop: () => void }
): TunnelLine & { readonly guest: Guest } {
  let unread: { readonly mark: number; readonly size: number }[] = [];
  let backlog = 0;
  let waiting: Uint8Array[] = [];
  let underWay = 0;
  let untold = 0;
  let isPaused = false;
  let isOver = false;

  const line: Line = {
    send: ({ messages }) => {
      if (!isOver) messages.forEach(send);
    },
    close: (code, reason = '') => {
      if (isOver) return;
      end();
      tell('closed', { line: number, code, reason });
      onClosed();
    },
    drop,
    backlog: () => backlog,
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
      takeWaiting();
    }
  };
  const guest = receive(line);

  function send(bytes: Uint8Array): void {
    const mark = randomInt(MOST_MARKS);
    unread.push({ mark, size: bytes.length });
    backlog += bytes.length;
    tell('frame', { line: number, mark, bytes });
  }

  function read(mark: number): void {
    const last = unread.findIndex((each) => each.mark === mark);
    if (last === -1) return line.close(CLOSE_CODE.malformed, 'malformed');
    for (const { size } of unread.splice(0, last + 1)) backlog -= size;
  }

  function hear(bytes: Uint8Array): void {
    underWay += costOf(bytes);
    // Whoever keeps to the protocol waits for room in the window.
    if (underWay > WINDOW) return line.close(CLOSE_CODE.malformed, 'malformed');
    waiting.push(bytes);
    takeWaiting();
  }

  function takeWaiting(): void {
    while (!isPaused) {
      const bytes = waiting.shift();
      if (!bytes) break;
      untold += costOf(bytes);
      guest.hear(bytes);
    }
    if (isOver || untold < WORTH_SAYING) return;
    underWay -= untold;
    tell('taken', { line: number, cost: untold });
    untold = 0;
  }

  function end(): void {
    isOver = true;
    unread = [];
    waiting = [];
    backlog = 0;
  }

  return { line, guest, hear, read, end };
}
