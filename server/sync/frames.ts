/** Frames on a document's connection: bytes to values and back. One frame, one message. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC, type EditRefusal } from '#protocol/document-frame.ts';

export type Frame =
  | { readonly type: 'state-wanted'; readonly stateVector: Uint8Array }
  /** `isWhole`: all the client has that the server had not, the answer to the server's step 1. */
  | { readonly type: 'edit'; readonly update: Uint8Array; readonly isWhole: boolean }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'awareness-wanted' };

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

/** Entries of an awareness update with their states still as text; undefined when it cannot be read. */
export function readAwareness(
  update: Uint8Array
): { readonly clientId: number; readonly clock: number; readonly json: string }[] | undefined {
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    const entries = [];
    for (let index = 0; index < count; index += 1) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ clientId, clock, json: decoding.readVarString(decoder) });
    }
    return entries;
  } catch {
    return undefined;
  }
}
