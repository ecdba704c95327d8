/**
 * Whether the storage behind a connection is still the one that this tab's document came from. Two
 * signs say that it went back: another epoch (a backup was restored), and a server that knows less
 * than it has itself sent or acknowledged (the file was copied back by hand). Nothing of the document
 * may then be sent: the server would take others' words in it for forged, and ask again for ever.
 */
import * as Y from 'yjs';

export class StorageWatch {
  readonly #doc: Y.Doc;
  #epoch: string | null = null;
  /** Whatever the server has to say of its storage on this connection has been heard. */
  isKnown = false;
  /** Frames of this connection that are not acknowledged, with this writer's clock at each. */
  #sent: { readonly frame: number; readonly clock: number }[] = [];
  #frames = 0;
  /** This writer's clock up to which the server has said that it is on its disk. */
  #durable = 0;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** A new connection. */
  begin(): void {
    this.isKnown = false;
    this.#sent = [];
    this.#frames = 0;
  }

  sent(): void {
    this.#frames += 1;
    const clock = Y.getState(this.#doc.store, this.#doc.clientID);
    this.#sent.push({ frame: this.#frames, clock });
  }

  acknowledged(count: number): void {
    for (const { frame, clock } of this.#sent) {
      if (frame <= count) this.#durable = Math.max(this.#durable, clock);
    }
    this.#sent = this.#sent.filter(({ frame }) => frame > count);
  }

  /** Whether this epoch is another than that of the connections before. */
  isOther(epoch: string): boolean {
    this.isKnown = true;
    this.#epoch ??= epoch;
    return this.#epoch !== epoch;
  }

  /** Whether a server with this state vector has lost something. Throws when it cannot be read. */
  hasGoneBack(stateVector: Uint8Array): boolean {
    // A server of an older version names no epoch before this.
    this.isKnown = true;
    const server = Y.decodeStateVector(stateVector);
    // Others' words came from the server, and it shows nothing that is not on its disk.
    return [...Y.decodeStateVector(Y.encodeStateVector(this.#doc))].some(([client, clock]) => {
      const known = client === this.#doc.clientID ? this.#durable : clock;
      return (server.get(client) ?? 0) < known;
    });
  }
}
