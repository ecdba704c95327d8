/** One document's line through the tunnel, as the browser sees it. */
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { FRAME_LIMIT } from '#protocol/document-frame.ts';
import { costOf, WINDOW, type TunnelToServer } from '#protocol/tunnel.ts';
import type { Ears } from './tunnel.ts';

export type TunnelLine = {
  /** Asks the server for it; there must be a connection. */
  readonly open: () => void;
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
  readonly close: () => void;
  readonly opened: () => void;
  readonly heard: (mark: number, bytes: ArrayBuffer | Uint8Array) => void;
  /** The server has taken frames of this cost. */
  readonly taken: (cost: number) => void;
  readonly end: (code: number, reason: string) => void;
};

type Emit = <Event extends keyof TunnelToServer>(
  event: Event,
  ...said: Parameters<TunnelToServer[Event]>
) => void;

/** What is read is told in one word after a while, or at once after so many bytes. */
const TELL_AFTER = 100;
const TELL_AT = 64 * 1024;

/** RFC 6455's code for a connection that has done its work. */
const CLOSED_HERE = 1000;

export function makeTunnelLine(
  { line, name }: { readonly line: number; readonly name: string },
  ears: Ears,
  { emit, onOver }: { emit: Emit; onOver: () => void }
): TunnelLine {
  let waiting: Uint8Array[] = [];
  let underWay = 0;
  let isAsked = false;
  let isOver = false;
  let unsaid = 0;
  let lastMark = 0;
  let telling: ReturnType<typeof setTimeout> | undefined;

  function send(frame: Uint8Array<ArrayBuffer>): void {
    if (isOver) return;
    // The server would refuse it; Socket.IO might break off everything else with it.
    if (frame.length > FRAME_LIMIT) {
      emit('close', { line });
      return end(CLOSE_CODE.tooLarge, 'too-large');
    }
    waiting.push(frame);
    sendWaiting();
  }

  function sendWaiting(): void {
    for (let next = waiting[0]; next && underWay + costOf(next) <= WINDOW; next = waiting[0]) {
      waiting.shift();
      underWay += costOf(next);
      emit('frame', { line, bytes: next });
    }
  }

  function heard(mark: number, bytes: ArrayBuffer | Uint8Array): void {
    lastMark = mark;
    unsaid += bytes.byteLength;
    if (unsaid >= TELL_AT) tell();
    else telling ??= setTimeout(tell, TELL_AFTER);
    ears.heard(bytes);
  }

  function tell(): void {
    clearTimeout(telling);
    telling = undefined;
    unsaid = 0;
    if (!isOver) emit('read', { line, mark: lastMark });
  }

  function end(code: number, reason: string): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(telling);
    waiting = [];
    onOver();
    ears.closed(code, reason);
  }

  return {
    open: () => {
      isAsked = true;
      emit('open', { line, name });
    },
    send,
    close: () => {
      if (isAsked && !isOver) emit('close', { line });
      end(CLOSED_HERE, '');
    },
    opened: ears.opened,
    heard,
    taken: (cost) => {
      underWay -= cost;
      sendWaiting();
    },
    end
  };
}
