import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalBytes, digestOf } from './canonical.ts';

const textOf = (value: unknown) => new TextDecoder().decode(canonicalBytes(value));

test('[R10] keys are sorted at every depth and lists keep their order', () => {
  expect(textOf({ b: [{ z: 1, a: 2 }, 'x'], a: null, B: { y: true, x: 'é' } })).toBe(
    '{"B":{"x":"é","y":true},"a":null,"b":[{"a":2,"z":1},"x"]}'
  );
});

test('[R10] the order in which a value was made does not show in its bytes', () => {
  const forwards = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(forwards, (value) => {
      const backwards = Object.fromEntries(Object.entries(value).toReversed());
      expect(digestOf(canonicalBytes(backwards))).toBe(digestOf(canonicalBytes(value)));
    })
  );
});

test('[R10] bytes read back are the value, hostile keys and broken text included', () => {
  const value = { __proto__x: 1, constructor: '\ud800', text: '\u0000\u202e]]>' };
  expect(JSON.parse(textOf(value))).toEqual(value);
});

test('[R10] the digest is SHA-256', () => {
  expect(digestOf(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  );
});
