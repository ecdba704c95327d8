/**
 * Looks after connections that do not read what they are sent (a phone in a tunnel, a tab put to
 * sleep, somebody who means harm). They must not fill our memory: once so much is waiting, nothing
 * more is added, and when it has left they get what they missed in one piece. Who does not read for
 * a while, or falls behind again, is broken off; their client comes back by itself.
 */
import type { DocumentConnection } from './document-connection.ts';
import type { Timers } from './timers.ts';

const LOOK_EVERY = 250;
const PATIENCE = 15_000;

export class SlowReaders {
  readonly #timers: Timers;
  readonly #onDrained: (connection: DocumentConnection) => void;
  readonly #since = new Map<DocumentConnection, number>();
  readonly #hadTheirChance = new WeakSet<DocumentConnection>();
  #callOff: (() => void) | undefined;

  constructor(timers: Timers, onDrained: (connection: DocumentConnection) => void) {
    this.#timers = timers;
    this.#onDrained = onDrained;
  }

  /** To be asked before anything new is sent; `vector`: of all that has been sent so far. */
  notice(connections: Iterable<DocumentConnection>, vector: () => Uint8Array): void {
    for (const connection of connections) {
      if (connection.isEnded || !connection.isOverwhelmed || this.#since.has(connection)) continue;
      if (this.#hadTheirChance.has(connection)) {
        connection.drop();
        continue;
      }
      this.#hadTheirChance.add(connection);
      this.#since.set(connection, this.#timers.now());
      connection.holdBack(vector());
      this.#callOff ??= this.#timers.after(LOOK_EVERY, () => this.#look());
    }
  }

  stop(): void {
    this.#callOff?.();
  }

  #look(): void {
    this.#callOff = undefined;
    for (const [connection, since] of this.#since) {
      if (!connection.isEnded && !connection.hasDrained) {
        if (this.#timers.now() - since < PATIENCE) continue;
        connection.drop();
      }
      this.#since.delete(connection);
      if (!connection.isEnded) this.#onDrained(connection);
    }
    if (this.#since.size > 0) this.#callOff = this.#timers.after(LOOK_EVERY, () => this.#look());
  }
}
