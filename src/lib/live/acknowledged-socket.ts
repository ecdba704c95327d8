/**
 * A WebSocket that keeps count of the edits it sends, for the stock provider to use: the server
 * acknowledges by number, and only that number says what is saved. It also leaves out what the
 * provider would send back of other people's presence.
 */
import * as decoding from 'lib0/decoding';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';

export type SentLedger = {
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
      if (type === MESSAGE.awareness && !speaksOf(frame, clientId)) return;
      super.send(frame);
      if (type === MESSAGE.sync && step !== SYNC.step1) ledger.sent(step === SYNC.step2);
    }
  };
}

function speaksOf(frame: Uint8Array, clientId: number): boolean {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  const entries = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  let left = decoding.readVarUint(entries);
  for (; left > 0; left -= 1) {
    if (decoding.readVarUint(entries) === clientId) return true;
    decoding.readVarUint(entries);
    decoding.readVarString(entries);
  }
  return false;
}
