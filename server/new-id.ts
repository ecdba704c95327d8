import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A fresh id of the shape `src/domain/id.ts` describes: 20 characters, about 103 bits. */
export function newId(): string {
  let id = '';
  while (id.length < 20) {
    for (const byte of randomBytes(32)) {
      // 252 is the largest multiple of 36 in a byte: beyond it letters would come up too often.
      if (byte < 252 && id.length < 20) id += ALPHABET[byte % 36];
    }
  }
  return id;
}
