/**
 * The one spelling of a value as bytes: JSON with sorted keys, no spaces, UTF-8. What is approved
 * or published is kept in it, so that anyone can reckon its digest again, whatever made the value.
 */
import { createHash } from 'node:crypto';

export const canonicalBytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value, withSortedKeys));

/** SHA-256, 64 hexadecimal digits. */
export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Sorted by UTF-16 code units, as RFC 8785 has it; lists keep their order. */
function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  );
}
