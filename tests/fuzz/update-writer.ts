/** Writes Yjs updates byte by byte, those that no Yjs client would write among them. */
import * as encoding from 'lib0/encoding';

export type Write = (encoder: encoding.Encoder) => void;

export type Structs = { readonly client: number; readonly clock: number; readonly all: Write[] };

/** `deletions`: client, then pairs of clock and length. */
export const updateOf = (
  structs: readonly Structs[],
  deletions: readonly (readonly [
    client: number,
    ranges: readonly (readonly [number, number])[]
  ])[] = []
): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, structs.length);
    for (const { client, clock, all } of structs) {
      numbers(all.length, client, clock)(encoder);
      for (const write of all) write(encoder);
    }
    encoding.writeVarUint(encoder, deletions.length);
    for (const [client, ranges] of deletions) {
      numbers(client, ranges.length, ...ranges.flat())(encoder);
    }
  });

export const numbers =
  (...values: readonly number[]): Write =>
  (encoder) =>
    values.forEach((value) => encoding.writeVarUint(encoder, value));

/** Zero in so many bytes that lib0 makes NaN of it. */
export const PADDED: Write = (encoder) => {
  for (let byte = 0; byte < 160; byte += 1) encoding.writeUint8(encoder, 128);
  encoding.writeUint8(encoder, 0);
};

/** A stretch of deleted and collected content. */
export const collected =
  (length: number): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, length);
  };

/** A struct Yjs uses for what it has not got. */
export const skipped =
  (length: number): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 10);
    encoding.writeVarUint(encoder, length);
  };

const HAS_ORIGIN = 0b10000000;

/** Text that stands right of the character with this id. */
export const textAfter =
  (client: number, clock: number, words: string): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, HAS_ORIGIN | 4);
    numbers(client, clock)(encoder);
    encoding.writeVarString(encoder, words);
  };

const HAS_BOTH = 0b11000000;

type Point = readonly [client: number, clock: number];

/** Text that is said to stand between these two characters. */
export const textBetween =
  (left: Point, right: Point, words: string): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, HAS_BOTH | 4);
    numbers(...left, ...right)(encoder);
    encoding.writeVarString(encoder, words);
  };

/** Any content at the beginning of a root. `ref` as Yjs numbers its contents. */
export const atRoot =
  (root: string, ref: number, write: Write): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, ref);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
    write(encoder);
  };

/** A line of text in its own right, as an editor puts into a paragraph. */
export const LINE: Write = numbers(6);
