/**
 * Reads a Yjs update (encoding v1) without building anything of Yjs from it. Every count is checked
 * before anything is made to that count, and content we never store is not read at all: a stranger's
 * bytes meet Yjs only when the gate has seen what is in them.
 */
import * as decoding from 'lib0/decoding';

export type Id = { readonly client: number; readonly clock: number };

export type Content =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'format'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'any'; readonly values: readonly unknown[] }
  /** `ref` as Yjs numbers its types; `nodeName` of an XML element. */
  | { readonly kind: 'type'; readonly ref: number; readonly nodeName: string | null };

export type Struct = Id & { readonly length: number } & (
    | { readonly kind: 'gc' }
    | {
        readonly kind: 'item';
        readonly origin: Id | null;
        readonly rightOrigin: Id | null;
        /** Null where it is its neighbour's. */
        readonly parent: { readonly root: string } | Id | null;
        readonly parentSub: string | null;
        readonly content: Content;
      }
  );

export type Range = { readonly clock: number; readonly length: number };

export type Update = {
  /** By client, each client's in order of clock and without a gap. */
  readonly structs: ReadonlyMap<number, readonly Struct[]>;
  /** By client, in order and apart from one another. */
  readonly deletions: ReadonlyMap<number, readonly Range[]>;
};

const STRUCT_LIMIT = 20_000;
const RANGE_LIMIT = 20_000;
/** Clients that one update may bring: tabs of one person that were offline together. */
const CLIENT_LIMIT = 50;
/** How far one update may move a clock; more than a frame can hold in text, little enough to store. */
const LENGTH_LIMIT = 1_000_000;
const JSON_DEPTH_LIMIT = 32;
const CLIENT_ID_LIMIT = 0xffffffff;

/** Throws UpdateUnreadable for anything that no honest Yjs client of ours writes. */
export function readUpdate(bytes: Uint8Array): Update {
  const decoder = decoding.createDecoder(bytes);
  try {
    const update = { structs: readStructs(decoder), deletions: readDeletions(decoder) };
    if (decoding.hasContent(decoder)) throw new UpdateUnreadable('bytes left over');
    return update;
  } catch (error) {
    if (error instanceof UpdateUnreadable) throw error;
    throw new UpdateUnreadable('cut short');
  }
}

function readStructs(decoder: decoding.Decoder): Update['structs'] {
  const byClient = new Map<number, Struct[]>();
  const clients = readNumber(decoder);
  if (clients > CLIENT_LIMIT) throw new UpdateUnreadable('too many clients');
  let budget = STRUCT_LIMIT;
  let lengths = LENGTH_LIMIT;
  for (let index = 0; index < clients; index += 1) {
    const count = readNumber(decoder);
    if (count === 0 || count > budget) throw new UpdateUnreadable('too many structs');
    budget -= count;
    const client = readClient(decoder);
    // Yjs keeps only the last of two lists for one client.
    if (byClient.has(client)) throw new UpdateUnreadable('client twice');
    let clock = readNumber(decoder);
    const structs: Struct[] = [];
    for (let each = 0; each < count; each += 1) {
      const struct = readStruct(decoder, client, clock);
      lengths -= struct.length;
      if (struct.length === 0 || lengths < 0) throw new UpdateUnreadable('length');
      structs.push(struct);
      clock += struct.length;
    }
    byClient.set(client, structs);
  }
  return byClient;
}

const GC = 0;
const LOW_FIVE_BITS = 0b11111;
const HAS_ORIGIN = 0b10000000;
const HAS_RIGHT_ORIGIN = 0b01000000;
const HAS_PARENT_SUB = 0b00100000;

function readStruct(decoder: decoding.Decoder, client: number, clock: number): Struct {
  const info = readByte(decoder);
  if (info === GC) return { kind: 'gc', client, clock, length: readNumber(decoder) };
  const origin = info & HAS_ORIGIN ? readId(decoder) : null;
  const rightOrigin = info & HAS_RIGHT_ORIGIN ? readId(decoder) : null;
  const placed = origin === null && rightOrigin === null;
  const parent = placed ? readParent(decoder) : null;
  const parentSub = placed && info & HAS_PARENT_SUB ? decoding.readVarString(decoder) : null;
  const [content, length] = readContent(decoder, info & LOW_FIVE_BITS);
  return { kind: 'item', client, clock, length, origin, rightOrigin, parent, parentSub, content };
}

function readParent(decoder: decoding.Decoder): { readonly root: string } | Id {
  const byName = readNumber(decoder);
  if (byName === 1) return { root: decoding.readVarString(decoder) };
  if (byName === 0) return readId(decoder);
  throw new UpdateUnreadable('parent');
}

/** The content and how far it moves the clock. Numbers are Yjs's: what is not here is not taken. */
function readContent(decoder: decoding.Decoder, ref: number): [Content, number] {
  switch (ref) {
    case 1:
      return [{ kind: 'deleted' }, readNumber(decoder)];
    case 4: {
      const text = decoding.readVarString(decoder);
      return [{ kind: 'string', text }, text.length];
    }
    case 6: {
      const key = decoding.readVarString(decoder);
      return [{ kind: 'format', key, value: readJson(decoder) }, 1];
    }
    case 7: {
      const type = readNumber(decoder);
      const nodeName = type === TYPE_REF.xmlElement ? decoding.readVarString(decoder) : null;
      return [{ kind: 'type', ref: type, nodeName }, 1];
    }
    case 8: {
      const count = readNumber(decoder);
      const values = [];
      for (let index = 0; index < count; index += 1) values.push(readAny(decoder, 0));
      return [{ kind: 'any', values }, count];
    }
    default:
      throw new UpdateUnreadable('content');
  }
}

/** Shared types as Yjs numbers them in an update. */
export const TYPE_REF = { array: 0, map: 1, text: 2, xmlElement: 3, xmlText: 6 } as const;

function readJson(decoder: decoding.Decoder): unknown {
  const text = decoding.readVarString(decoder);
  let depth = 0;
  // Brackets inside strings count too: formats of ours hold none.
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    if (depth > JSON_DEPTH_LIMIT) throw new UpdateUnreadable('depth');
  }
  return JSON.parse(text) as unknown;
}

/** A value in lib0's encoding; big integers and bytes are not taken, JSON has neither. */
function readAny(decoder: decoding.Decoder, depth: number): unknown {
  if (depth > JSON_DEPTH_LIMIT) throw new UpdateUnreadable('depth');
  switch (readByte(decoder)) {
    case 127:
      return undefined;
    case 126:
      return null;
    case 125:
      return decoding.readVarInt(decoder);
    case 124:
      return decoding.readFloat32(decoder);
    case 123:
      return decoding.readFloat64(decoder);
    case 121:
      return false;
    case 120:
      return true;
    case 119:
      return decoding.readVarString(decoder);
    case 118: {
      const entries: [string, unknown][] = [];
      const count = readNumber(decoder);
      for (let index = 0; index < count; index += 1) {
        const key = decoding.readVarString(decoder);
        if (key === '__proto__') throw new UpdateUnreadable('key');
        entries.push([key, readAny(decoder, depth + 1)]);
      }
      return Object.fromEntries(entries);
    }
    case 117: {
      const values: unknown[] = [];
      const count = readNumber(decoder);
      for (let index = 0; index < count; index += 1) values.push(readAny(decoder, depth + 1));
      return values;
    }
    default:
      throw new UpdateUnreadable('value');
  }
}

function readDeletions(decoder: decoding.Decoder): Update['deletions'] {
  const byClient = new Map<number, Range[]>();
  let budget = RANGE_LIMIT;
  const clients = readNumber(decoder);
  for (let index = 0; index < clients; index += 1) {
    const client = readClient(decoder);
    const count = readNumber(decoder);
    if (byClient.has(client) || count === 0 || count > budget) {
      throw new UpdateUnreadable('deletions');
    }
    budget -= count;
    const ranges: Range[] = [];
    let end = 0;
    for (let each = 0; each < count; each += 1) {
      const range = { clock: readNumber(decoder), length: readNumber(decoder) };
      // Yjs walks every struct a range covers: ranges that overlap would multiply the walk.
      if (range.length === 0 || range.clock < end) throw new UpdateUnreadable('deletions');
      end = range.clock + range.length;
      ranges.push(range);
    }
    byClient.set(client, ranges);
  }
  return byClient;
}

function readClient(decoder: decoding.Decoder): number {
  const client = readNumber(decoder);
  if (client > CLIENT_ID_LIMIT) throw new UpdateUnreadable('client');
  return client;
}

const readId = (decoder: decoding.Decoder): Id => ({
  client: readNumber(decoder),
  clock: readNumber(decoder)
});

/** lib0 makes NaN, which passes every comparison, of a number padded with enough empty bytes. */
function readNumber(decoder: decoding.Decoder): number {
  const number = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(number)) throw new UpdateUnreadable('number');
  return number;
}

/** lib0 answers undefined beyond the end. */
function readByte(decoder: decoding.Decoder): number {
  if (!decoding.hasContent(decoder)) throw new UpdateUnreadable('cut short');
  return decoding.readUint8(decoder);
}

export class UpdateUnreadable extends Error {
  override name = 'UpdateUnreadable';
}
