import * as decoding from 'lib0/decoding';

/** Every entry of an awareness update, as y-protocols writes them, its state still as text. */
export function readAwareness(
  update: Uint8Array
): { readonly clientId: number; readonly clock: number; readonly json: string }[] {
  const decoder = decoding.createDecoder(update);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    clientId: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    json: decoding.readVarString(decoder)
  }));
}
