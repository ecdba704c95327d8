/**
 * Which documents are open. A room is opened once, loaded before anybody is let in, and closed when
 * the last one leaves; who comes while it closes waits and gets a fresh one. When it cannot be
 * loaded nobody gets in: an empty document is never put in the place of one that is there.
 */
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { Announce, Announcement } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import type { Db } from '#server/store/database.ts';
import {
  findDocument,
  listUnprojected,
  listWriters,
  loadDocument,
  projectedUpTo,
  type Document
} from '#server/store/documents.ts';
import { compact } from './compaction.ts';
import { TextsDiffer } from './digest-desk.ts';
import type { DocumentConnection } from './document-connection.ts';
import { DocumentRoom } from './document-room.ts';
import { DocumentState } from './document-state.ts';
import { makeProjector, type Projector } from './projector.ts';
import type { RoomNeeds } from './room-needs.ts';

export type RoomsNeeds = RoomNeeds & {
  readonly db: Db;
  readonly clock: Clock;
  readonly announce: Announce;
};

/** A place in an open room; `leave` gives it back, once. */
export type Seat = { readonly room: DocumentRoom; readonly leave: () => Promise<void> };

type Opened = { readonly room: DocumentRoom; readonly projector: Projector };

type Held = {
  readonly document: Document;
  readonly opening: Promise<Opened>;
  holders: number;
  isBroken: boolean;
  closing?: Promise<void>;
};

/** A place at a board can end with the day, and nothing announces that. */
const RIGHTS_LAST = 60_000;
/** Longer than anybody takes from the handshake to their place in a room. */
const ON_THE_WAY = 60_000;
/** RFC 6455's registered "service restart": clients of every kind try again. */
const RESTART = 1012;

export class DocumentRooms {
  readonly #needs: RoomsNeeds;
  readonly #held = new Map<string, Held>();
  /** Sessions that ended lately, and when: somebody may be on the way in under one. */
  readonly #endedSessions = new Map<string, number>();
  #rightsEpoch = 0;
  /** How often what somebody was shown had parted from what is stored. */
  differing = 0;
  #callOff: () => void = () => {};
  #isClosed = false;

  constructor(needs: RoomsNeeds) {
    this.#needs = needs;
    needs.log.onChange((failing) => {
      void this.#eachOpen((room) => room.savingChanged(failing));
    });
    this.#renewFromTimeToTime();
  }

  /** Grows whenever rights may have changed: note it before asking for somebody's. */
  get rightsEpoch(): number {
    return this.#rightsEpoch;
  }

  get openNames(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** Throws when the document cannot be loaded. `askedAt`: the epoch its rights were asked in. */
  async join(document: Document, connection: DocumentConnection, askedAt: number): Promise<Seat> {
    const held = await this.#hold(document);
    const { room } = await held.opening;
    await room.enter(connection, () => {
      // Now, when it is its turn: rights that ended while it waited were announced to the others only.
      connection.isStale = askedAt !== this.#rightsEpoch;
      return this.#endedSessions.has(connection.person.sessionId);
    });
    let left: Promise<void> | undefined;
    const leave = () => {
      left ??= room.leave(connection).then(() => this.#release(held));
      return left;
    };
    return { room, leave };
  }

  /**
   * What people wrote just before the server stopped is not in lists yet: opening the document
   * brings it there.
   */
  async catchUp(): Promise<void> {
    for (const document of await listUnprojected(this.#needs.db)) {
      const held = await this.#hold(document);
      await held.opening.catch((error: unknown) => this.#needs.logFault(error));
      this.#release(held);
    }
  }

  hear(announcement: Announcement): void {
    this.#react(announcement).catch((error: unknown) => {
      if (!(error instanceof RoomsClosed)) this.#needs.logFault(error);
    });
  }

  /** Takes nobody in any more, and waits until everything that has been taken in is on disk. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff();
    await this.#eachOpen((room) => room.settled());
    await this.#eachOpen((room) => room.endAll(RESTART, 'restart'));
    await Promise.all([...this.#held.values()].map((held) => this.#close(held)));
  }

  async #react(announcement: Announcement): Promise<void> {
    switch (announcement.type) {
      case 'rights-changed': {
        this.#rightsEpoch += 1;
        const { boardId, personId } = announcement;
        return this.#eachOpen(async (room) => {
          if (boardId === undefined || boardId === room.boardId) await room.renewRights(personId);
        });
      }
      case 'document-frozen':
        this.#rightsEpoch += 1;
        return this.#eachOpen(async (room) => {
          if (room.name === announcement.name) await room.freeze();
        });
      case 'signed-out':
        this.#rememberEnded(announcement.sessionId);
        return this.#eachOpen((room) => {
          for (const connection of room.connections) {
            if (connection.person.sessionId !== announcement.sessionId) continue;
            connection.end(CLOSE_CODE.signedOut, 'signed-out');
          }
        });
      case 'document-written':
        return this.#settleOwn(announcement);
    }
  }

  #rememberEnded(sessionId: string): void {
    const now = this.#needs.timers.now();
    for (const [each, endedAt] of this.#endedSessions) {
      if (now - endedAt > ON_THE_WAY) this.#endedSessions.delete(each);
    }
    this.#endedSessions.set(sessionId, now);
  }

  /** Opens the room if need be: what the server wrote is to be read in lists as well. */
  async #settleOwn({ name, bytes, seq }: Extract<Announcement, { type: 'document-written' }>) {
    const document = this.#isClosed ? undefined : await findDocument(this.#needs.db, name);
    if (!document) return;
    const held = await this.#hold(document);
    const { room } = await held.opening;
    await room.settleOwn(bytes, seq);
    this.#release(held);
  }

  async #hold(document: Document): Promise<Held> {
    for (;;) {
      if (this.#isClosed) throw new RoomsClosed();
      const held = this.#held.get(document.name) ?? this.#open(document);
      if (!held.closing) {
        held.holders += 1;
        return held;
      }
      await held.closing;
    }
  }

  #open(document: Document): Held {
    const held: Held = {
      document,
      opening: this.#load(document, () => {
        // A room that broke takes nobody else in; its connections leave it as they close.
        held.isBroken = true;
        this.#drop(held);
      }),
      holders: 0,
      isBroken: false
    };
    this.#held.set(document.name, held);
    // The next one tries again; nothing of this attempt is kept.
    held.opening.catch(() => this.#drop(held));
    return held;
  }

  async #load(document: Document, onBroken: () => void): Promise<Opened> {
    const { db, documents } = this.#needs;
    const { name, kind, boardId, frozenAt } = document;
    const load = () => loadDocument(db, name);
    const state = new DocumentState(kind, await load(), await listWriters(db, name));
    const read = () => room.read((doc) => documents.project(kind, doc));
    const projector = makeProjector(name, { ...this.#needs, read });
    const about = { name, boardId, isFrozen: frozenAt !== null };
    const onDiffers = ({ person }: DocumentConnection) => {
      this.differing += 1;
      this.#needs.logFault(new TextsDiffer(name, person.personId));
    };
    const needs = { ...this.#needs, load, onDiffers };
    const room = new DocumentRoom(about, state, projector, needs, onBroken);
    // The server may have stopped between an edit and its projection.
    if ((await projectedUpTo(db, name)) < state.seq) projector.changed();
    return { room, projector };
  }

  #release(held: Held): void {
    held.holders -= 1;
    if (held.holders === 0) void this.#close(held);
  }

  #close(held: Held): Promise<void> {
    held.closing ??= this.#finish(held)
      .catch((error: unknown) => this.#needs.logFault(error))
      .finally(() => this.#drop(held));
    return held.closing;
  }

  /** A snapshot that fails costs nothing: the updates are there, and the room still goes. */
  async #finish(held: Held): Promise<void> {
    const { room, projector } = await held.opening;
    await room.settled();
    try {
      if (held.isBroken || this.#needs.log.isFailing()) return;
      await projector.flush();
      await compact(held.document, this.#needs);
    } finally {
      projector.stop();
      room.destroy();
    }
  }

  #drop(held: Held): void {
    const { name } = held.document;
    if (this.#held.get(name) === held) this.#held.delete(name);
  }

  async #eachOpen(act: (room: DocumentRoom) => Promise<void> | void): Promise<void> {
    const opened = await Promise.allSettled([...this.#held.values()].map(({ opening }) => opening));
    await Promise.all(
      opened.map((each) => (each.status === 'fulfilled' ? act(each.value.room) : undefined))
    );
  }

  #renewFromTimeToTime(): void {
    this.#callOff = this.#needs.timers.after(RIGHTS_LAST, () => {
      this.hear({ type: 'rights-changed' });
      this.#renewFromTimeToTime();
    });
  }
}

export class RoomsClosed extends Error {
  override name = 'RoomsClosed';
  constructor() {
    super('the server is stopping');
  }
}
