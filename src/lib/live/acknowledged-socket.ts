/**
 * A WebSocket that keeps count of the edits it sends, for the stock provider to use: the server
 * acknowledges by number, and only that number says what is saved. It also leaves out what the
 * provider would send back of other people's presence.
 */
import * as decoding from 'lib0/decoding';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';

export type SentLedger = {
  /** Whether single edits may go yet, if not always; one that may not goes with the whole frame. */
  readonly maySend?: () => boolean;
  /** A new connection: the count begins again. */
  readonly begin: () => void;
  /** `isWhole`: the frame holds everything the server has not. */
  readonly sent: (isWhole: boolean) => void;
};

export function acknowledgedSocket(
  Socket: typeof WebSocket,
  clientId: number,
  ledger: SentLedger
): typeof WebSocket {
  return class extends Socket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      ledger.begin();
    }

    override send(frame: Uint8Array<ArrayBuffer>): void {
      const [type, step] = frame;
      if (type === MESSAGE.awareness && !isOwnWord(frame, clientId)) return;
      if (type === MESSAGE.sync && step === SYNC.update && ledger.maySend?.() === false) return;
      super.send(frame);
      if (type === MESSAGE.sync && step !== SYNC.step1) ledger.sent(step === SYNC.step2);
    }
  };
}

/** What changes here is told alone; what is told in company was heard from the server a moment ago. */
function isOwnWord(frame: Uint8Array, clientId: number): boolean {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  const entries = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  return decoding.readVarUint(entries) === 1 && decoding.readVarUint(entries) === clientId;
}
