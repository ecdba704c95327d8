/**
 * The real document engine, put together as `start.ts` does, on simulated time, disk and lines. A
 * crash takes its time, its disk and its lines away, and leaves its objects to themselves.
 */
import { isRefusal } from '#domain/refusal.ts';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { Announcement } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import { makeDocuments } from '#server/services/documents.ts';
import { makeCommitLog } from '#server/sync/commit-log.ts';
import { DocumentRooms } from '#server/sync/document-rooms.ts';
import { makeReception, type Receive, type Visitor } from '#server/sync/reception.ts';
import type { Timers } from '#server/sync/timers.ts';
import type { Disk } from './disk.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Wire } from './wire.ts';

/** The gateway's: the stock client hangs up after 30 seconds in which it hears nothing. */
const ASSURE_EVERY = 20_000;

export class SimulatedServer {
  readonly disk: Disk;
  readonly wires = new Set<Wire>();
  isAlive = true;
  /** Timers that have neither run nor been called off. */
  timersLeft = 0;
  readonly #documents: ReturnType<typeof makeDocuments>;
  readonly #rooms: DocumentRooms;
  readonly #log: ReturnType<typeof makeCommitLog>;
  readonly #receive: Receive;
  readonly #timers: Timers;
  readonly #time: VirtualTime;
  readonly #logFault: (error: unknown) => void;

  constructor(
    disk: Disk,
    needs: {
      time: VirtualTime;
      random: Random;
      clock: Clock;
      logFault: (error: unknown) => void;
    }
  ) {
    this.disk = disk;
    this.#time = needs.time;
    this.#timers = this.#makeTimers(needs.random);
    this.#logFault = (error) => {
      if (this.isAlive) needs.logFault(error);
    };
    const { db } = disk;
    const { clock } = needs;
    const timers = this.#timers;
    const logFault = this.#logFault;
    const documents = makeDocuments({ db, clock });
    const log = makeCommitLog({ db, clock, timers, logFault });
    const announce = (announcement: Announcement) => this.announce(announcement);
    const epoch = () => Date.parse(clock());
    this.#documents = documents;
    this.#log = log;
    this.#rooms = new DocumentRooms({
      db,
      clock,
      announce,
      documents,
      log,
      timers,
      epoch,
      logFault
    });
    this.#receive = makeReception({ rooms: this.#rooms, timers, logFault, onEdit: () => {} });
  }

  /** What a server does first. */
  catchUp(): void {
    this.#rooms.catchUp().catch(this.#logFault);
  }

  get openNames(): readonly string[] {
    return this.#rooms.openNames;
  }

  announce(announcement: Announcement): void {
    if (this.isAlive) this.#rooms.hear(announcement);
  }

  /** As the gateway does: who may come in is settled before the line is open. */
  async accept(wire: Wire, visitor: Visitor | null, name: string): Promise<void> {
    if (!visitor) return wire.turnedAway(CLOSE_CODE.signedOut);
    const askedAt = this.#rooms.rightsEpoch;
    try {
      const access = await this.#documents.access(visitor.personId, name);
      if (!this.isAlive) return;
      if (isRefusal(access)) return wire.turnedAway(CLOSE_CODE.notFound);
      this.wires.add(wire);
      const guest = this.#receive(wire.line, visitor, access, askedAt);
      wire.accepted(guest);
      const assure = () => {
        if (!wire.isOpen) return;
        guest.assure();
        this.#time.after(ASSURE_EVERY, assure);
      };
      this.#time.after(ASSURE_EVERY, assure);
    } catch (error) {
      this.#logFault(error);
      wire.cut();
    }
  }

  /** Nothing of it acts any more; answers what is on its disk. */
  crash(): Buffer {
    const left = this.disk.kill();
    this.isAlive = false;
    for (const wire of this.wires) wire.serverDied();
    return left;
  }

  async close(): Promise<void> {
    await this.#rooms.close();
    await this.#log.close();
  }

  #makeTimers(random: Random): Timers {
    const after = (milliseconds: number, run: () => void) => {
      this.timersLeft += 1;
      let isLeft = true;
      const settle = () => {
        if (isLeft) this.timersLeft -= 1;
        isLeft = false;
      };
      // As setTimeout has it: whole milliseconds, and at least one.
      const callOff = this.#time.after(Math.max(1, Math.trunc(milliseconds)), () => {
        settle();
        if (this.isAlive) run();
      });
      return () => {
        settle();
        callOff();
      };
    };
    return {
      now: () => this.#time.now,
      after,
      turn: () => new Promise((resolve) => void after(1 + random.below(4), resolve))
    };
  }
}
