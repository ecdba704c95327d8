/** Frames on a document's connection: bytes to values and back. One frame, one message. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { DIGEST_LENGTH, MESSAGE, SYNC, type EditRefusal } from '#protocol/document-frame.ts';

export type Frame =
  | { readonly type: 'state-wanted'; readonly stateVector: Uint8Array }
  /** `isWhole`: all the client has that the server had not, the answer to the server's step 1. */
  | { readonly type: 'edit'; readonly update: Uint8Array; readonly isWhole: boolean }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'awareness-wanted' }
  /** `number`: the one it was asked under; 0 for one of the client's own accord. */
  | { readonly type: 'digest'; readonly number: number; readonly digest: Uint8Array };

/** Undefined for anything else, and for a frame with bytes left over: no message hides behind another. */
export function readFrame(bytes: Uint8Array): Frame | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = readMessage(decoder);
    return decoding.hasContent(decoder) ? undefined : frame;
  } catch {
    return undefined;
  }
}

function readMessage(decoder: decoding.Decoder): Frame | undefined {
  const type = decoding.readVarUint(decoder);
  if (type === MESSAGE.queryAwareness) return { type: 'awareness-wanted' };
  if (type === MESSAGE.awareness) {
    return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
  }
  if (type === MESSAGE.digest) {
    const number = decoding.readVarUint(decoder);
    const digest = decoding.readVarUint8Array(decoder);
    return digest.length === DIGEST_LENGTH ? { type: 'digest', number, digest } : undefined;
  }
  if (type !== MESSAGE.sync) return undefined;
  const step = decoding.readVarUint(decoder);
  if (step === SYNC.step1) {
    return { type: 'state-wanted', stateVector: decoding.readVarUint8Array(decoder) };
  }
  if (step !== SYNC.step2 && step !== SYNC.update) return undefined;
  return {
    type: 'edit',
    update: decoding.readVarUint8Array(decoder),
    isWhole: step === SYNC.step2
  };
}

export const stateWantedFrame = (stateVector: Uint8Array): Uint8Array =>
  syncFrame(SYNC.step1, stateVector);

export const stateFrame = (update: Uint8Array): Uint8Array => syncFrame(SYNC.step2, update);

export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(SYNC.update, update);

const syncFrame = (step: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export const acknowledgedFrame = (count: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.acknowledged);
    encoding.writeVarUint(encoder, count);
  });

export const refusedFrame = (why: EditRefusal): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.refused);
    encoding.writeVarString(encoder, why);
  });

export const rightsFrame = (mayWrite: boolean): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.rights);
    encoding.writeVarUint(encoder, mayWrite ? 1 : 0);
  });

export const storageFrame = (epoch: string): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.storage);
    encoding.writeVarString(encoder, epoch);
  });

export const digestWantedFrame = (number: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.digest);
    encoding.writeVarUint(encoder, number);
  });

export const differsFrame = (): Uint8Array =>
  encoding.encode((encoder) => encoding.writeVarUint(encoder, MESSAGE.differs));

/** One person's presence, or its end (`state: null`), as y-protocols writes them. */
export type AwarenessEntry = {
  readonly clientId: number;
  readonly clock: number;
  readonly state: object | null;
};

export const awarenessFrame = (entries: readonly AwarenessEntry[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    const update = encoding.encode((inner) => {
      encoding.writeVarUint(inner, entries.length);
      for (const { clientId, clock, state } of entries) {
        encoding.writeVarUint(inner, clientId);
        encoding.writeVarUint(inner, clock);
        encoding.writeVarString(inner, JSON.stringify(state));
      }
    });
    encoding.writeVarUint8Array(encoder, update);
  });

/**
 * The entry of an awareness update that holds one and no more, its state still as text. What holds
 * several is not read any further: it comes back to the server from every client in the room.
 */
export function readOnlyEntry(
  update: Uint8Array
): { readonly clientId: number; readonly clock: number; readonly json: string } | undefined {
  try {
    const decoder = decoding.createDecoder(update);
    if (decoding.readVarUint(decoder) !== 1) return undefined;
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    // lib0 reads a number of endless length as none at all.
    if (!Number.isSafeInteger(clientId) || !Number.isSafeInteger(clock)) return undefined;
    return { clientId, clock, json: decoding.readVarString(decoder) };
  } catch {
    return undefined;
  }
}
