const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 20;
/** Bytes from here on are thrown away: 256 is no multiple of 36, and the first letters would win. */
const FAIR = 256 - (256 % ALPHABET.length);

/** A new opaque id (src/domain/id.ts), made here so that a block can show before its row is stored. */
export function newId(): string {
  let id = '';
  while (id.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < FAIR && id.length < LENGTH) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}
