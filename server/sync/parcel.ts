/**
 * Messages on their way to clients. The same parcel goes to everybody in a room: it is put into
 * WebSocket frames once, not once for each of two hundred, and leaves in one write per receiver.
 */
export class Parcel {
  readonly messages: readonly Uint8Array[];
  #framed: Buffer | undefined;

  constructor(...messages: readonly Uint8Array[]) {
    this.messages = messages;
  }

  /** The messages as WebSocket frames (RFC 6455, section 5.2), ready for a raw socket. */
  webSocketBytes(): Buffer {
    this.#framed ??= Buffer.concat(
      this.messages.flatMap((message) => [headerOf(message.length), message])
    );
    return this.#framed;
  }
}

/** Final frame of a binary message, not masked, as a server sends it. */
const FINAL_BINARY = 0x82;
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

function headerOf(length: number): Buffer {
  if (length < IN_TWO_BYTES) return Buffer.from([FINAL_BINARY, length]);
  if (length <= 0xffff) {
    const header = Buffer.from([FINAL_BINARY, IN_TWO_BYTES, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header.set([FINAL_BINARY, IN_EIGHT_BYTES]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
