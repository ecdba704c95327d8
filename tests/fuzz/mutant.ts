/** Bytes made from other bytes as a hostile or broken sender might, in ways that shrink. */
import * as encoding from 'lib0/encoding';
import fc from 'fast-check';

type Change = (bytes: Uint8Array, corpus: readonly Uint8Array[]) => Uint8Array;

/** A place as a share of whatever length there is, so that shrinking moves to the front. */
const at = fc.nat(0xffff);
const placeIn = (bytes: Uint8Array, place: number): number => place % Math.max(1, bytes.length);

/** Numbers at the edges of what Yjs, lib0 and JavaScript can hold. */
const EDGES = [0, 1, 127, 128, 0x3fff, 0xffff, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 52, 2 ** 53 - 1];

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(at, fc.nat(7)).map(([place, bit]) => flip(place, bit)) },
  { weight: 3, arbitrary: fc.tuple(at, fc.nat(255)).map(([place, byte]) => put(place, byte)) },
  {
    weight: 1,
    arbitrary: at.map(
      (place): Change =>
        (bytes) =>
          bytes.slice(0, placeIn(bytes, place))
    )
  },
  { weight: 2, arbitrary: fc.tuple(at, fc.integer({ min: 1, max: 40 })).map(leaveOut) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(at, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 }))
      .map(repeat)
  },
  { weight: 3, arbitrary: fc.tuple(at, fc.constantFrom(...EDGES)).map(blowUp) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(at, at)
      .map(([place, many]): Change => splice(place, new Uint8Array((many % 12) + 1).fill(255)))
  },
  { weight: 3, arbitrary: fc.tuple(at, fc.nat(), at, fc.nat(200)).map(graft) }
);

function flip(place: number, bit: number): Change {
  return (bytes) => {
    const mutant = bytes.slice();
    const index = placeIn(mutant, place);
    mutant[index] = (mutant[index] ?? 0) ^ (1 << bit);
    return mutant;
  };
}

function put(place: number, byte: number): Change {
  return (bytes) => {
    const mutant = bytes.slice();
    mutant[placeIn(mutant, place)] = byte;
    return mutant;
  };
}

const splice =
  (place: number, added: Uint8Array, without = 0): Change =>
  (bytes) => {
    const index = placeIn(bytes, place);
    return joined(bytes.subarray(0, index), added, bytes.subarray(index + without));
  };

function leaveOut([place, length]: [number, number]): Change {
  return splice(place, new Uint8Array(), length);
}

function repeat([place, length, times]: [number, number, number]): Change {
  return (bytes) => {
    const index = placeIn(bytes, place);
    const part = bytes.subarray(index, index + length);
    return splice(index, joined(...Array.from({ length: times }, () => part)))(bytes, []);
  };
}

function blowUp([place, value]: [number, number]): Change {
  return splice(
    place,
    encoding.encode((encoder) => encoding.writeVarUint(encoder, value)),
    1
  );
}

/** From here on, or for a while, as in another. */
function graft([place, which, from, length]: [number, number, number, number]): Change {
  return (bytes, corpus) => {
    const other = corpus[which % corpus.length] ?? bytes;
    const start = placeIn(other, from);
    const part = other.subarray(start, length === 0 ? undefined : start + length);
    return splice(place, part, length === 0 ? bytes.length : length)(bytes, corpus);
  };
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** One of the corpus, by its index, and bytes made of it by one to four changes. */
export const mutantOf = (
  corpus: readonly Uint8Array[]
): fc.Arbitrary<{ of: number; bytes: Uint8Array }> =>
  fc
    .tuple(fc.nat(corpus.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([of, changes]) => ({
      of,
      bytes: changes.reduce((bytes, each) => each(bytes, corpus), corpus[of] ?? new Uint8Array())
    }));
