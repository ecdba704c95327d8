/**
 * A room: one open document and the connections to it. Everything that happens in it takes its turn
 * in one queue, and every edit goes the same way: gate, commit, apply, acknowledge, relay. Nothing
 * that is not on disk is shown to anybody but its author.
 */
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { Access } from '#server/services/documents.ts';
import type { StoredContent } from '#server/store/documents.ts';
import type { Doc } from 'yjs';
import { makeAwareness, type Awareness } from './awareness.ts';
import type { DocumentConnection } from './document-connection.ts';
import type { DocumentState } from './document-state.ts';
import { DigestDesk } from './digest-desk.ts';
import { EditDesk, type Edit } from './edit-desk.ts';
import { fanOut, pauseAfterTelling, type News } from './fan-out.ts';
import { stateFrame, updateFrame, type Frame } from './frames.ts';
import { Parcel } from './parcel.ts';
import type { Projector } from './projector.ts';
import { QuietWatch } from './quiet-watch.ts';
import { renewRights } from './renew-rights.ts';
import type { RoomNeeds } from './room-needs.ts';
import { SlowReaders } from './slow-readers.ts';
import { TurnQueue } from './turn-queue.ts';

/** Milliseconds without an edit after which a document needs no working copy. */
const REST_AFTER = 30_000;

/** Milliseconds in which somebody who comes in has asked for the text, and been given it. */
const ASK_AFTER = 20;

/** A few bytes that ask for the whole document cost as much as so many edits. */
const STATE_COST = 20;

type Turn = { readonly connection: DocumentConnection; readonly frame: Frame };

export class DocumentRoom {
  readonly name: string;
  readonly boardId: string;
  readonly connections = new Set<DocumentConnection>();
  readonly #needs: RoomNeeds;
  readonly #state: DocumentState;
  readonly #projector: Projector;
  readonly #desk: EditDesk;
  readonly #digests: DigestDesk;
  readonly #awareness: Awareness<DocumentConnection>;
  readonly #queue: TurnQueue<Turn>;
  readonly #slow: SlowReaders;
  readonly #quiet: QuietWatch;

  constructor(
    about: { name: string; boardId: string; isFrozen: boolean },
    state: DocumentState,
    projector: Projector,
    needs: RoomNeeds & {
      /** What is on disk of this document. */
      readonly load: () => Promise<StoredContent>;
      readonly onDiffers: (connection: DocumentConnection) => void;
    },
    onBroken: () => void
  ) {
    this.name = about.name;
    this.boardId = about.boardId;
    this.#needs = needs;
    this.#state = state;
    this.#projector = projector;
    this.#desk = new EditDesk(about, state, {
      ...needs,
      claimedBy: (clientId) => this.#awareness.claimedBy(clientId)
    });
    this.#digests = new DigestDesk(state, needs.timers, needs.onDiffers);
    this.#awareness = makeAwareness<DocumentConnection>({
      timers: needs.timers,
      epoch: needs.epoch,
      ownerOf: (clientId) => state.ownerOf(clientId),
      tell: (frame, to = this.connections) => this.#tell(new Parcel(frame), to)
    });
    this.#quiet = new QuietWatch(needs.timers, REST_AFTER, () => {
      void this.#queue.act(() => this.#state.rest());
    });
    this.#slow = new SlowReaders(
      needs.timers,
      (connection) => void this.#queue.act(() => this.#takeUpAgain(connection))
    );
    this.#queue = new TurnQueue(needs.timers, {
      take: (turns) => this.#take(turns),
      costOf: ({ frame }) => (frame.type === 'state-wanted' ? STATE_COST : 1),
      onFault: (error) => {
        // What the copy holds now is not known: break off, and let whoever comes next load it again.
        needs.logFault(error);
        this.endAll(CLOSE_CODE.unavailable, 'cannot-load');
        onBroken();
      }
    });
  }

  enter(connection: DocumentConnection, hasSignedOut: () => boolean): Promise<void> {
    return this.#queue.act(async () => {
      if (hasSignedOut()) return connection.end(CLOSE_CODE.signedOut, 'signed-out');
      this.connections.add(connection);
      const storageEpoch = await this.#needs.documents.storageEpoch();
      await this.#renewRights();
      const vector = this.#state.vectorAtHand();
      connection.welcome({
        storageEpoch,
        mayWrite: this.#desk.takesEditsOf(connection),
        cannotSave: connection.mayWrite && this.#needs.log.isFailing(),
        vector
      });
      this.#awareness.greet(connection);
      if (!vector) this.#askSoon(connection);
    });
  }

  /** To say how far a document goes that was just opened takes longer than to send it whole. */
  #askSoon(connection: DocumentConnection): void {
    this.#needs.timers.after(ASK_AFTER, () => {
      void this.#queue.act(() => {
        if (this.connections.has(connection)) connection.askForAll(this.#state.vector());
      });
    });
  }

  hear(connection: DocumentConnection, frame: Frame): void {
    this.#queue.add({ connection, frame });
  }

  /** Takes its turn behind what the connection has sent: a tab that closes loses nothing. */
  leave(connection: DocumentConnection): Promise<void> {
    return this.#queue.act(() => {
      this.connections.delete(connection);
      this.#awareness.leave(connection);
    });
  }

  /** The server's own edit, committed already. */
  settleOwn(update: Uint8Array, seq: number): Promise<void> {
    return this.#queue.act(async () => {
      this.#state.settleOwn(update, seq);
      await this.#renewRights();
      this.#relay([{ update }]);
    });
  }

  freeze(): Promise<void> {
    this.#desk.isFrozen = true;
    return this.renewRights();
  }

  /** Asks anew for these people's rights (everybody's, unless told) before anything else passes. */
  renewRights(personId?: string): Promise<void> {
    for (const connection of this.connections) {
      if (personId === undefined || connection.person.personId === personId)
        connection.isStale = true;
    }
    return this.#queue.act(() => this.#renewRights());
  }

  /** Saving stopped or works again; in the second case writers are asked for what was not taken. */
  savingChanged(failing: boolean): Promise<void> {
    return this.#queue.act(() => {
      for (const connection of this.connections) {
        if (!connection.mayWrite) continue;
        connection.tellRights(!failing);
        if (failing) connection.refuse('cannot-save');
        else this.#welcomeEdits(connection);
      }
    });
  }

  /** Waits until all that has been sent so far is done with. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  /** Reads something out of the document as it is on disk. */
  async read<T>(act: (doc: Doc) => T): Promise<{ readonly seq: number; readonly value: T }> {
    return new Promise((resolve, reject) => {
      void this.#queue.act(() => {
        try {
          resolve({ seq: this.#state.seq, value: this.#state.read(act) });
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  endAll(code: number, reason: string): void {
    for (const connection of this.connections) connection.end(code, reason);
  }

  destroy(): void {
    this.#quiet.stop();
    this.#slow.stop();
    this.#awareness.stop();
    this.#state.destroy();
  }

  async #take(turns: readonly Turn[]): Promise<void> {
    this.#slow.notice(this.connections, () => this.#state.vector());
    await this.#renewRights();
    const edits: Edit[] = [];
    const behind: DocumentConnection[] = [];
    // Given when all that is new has been told.
    const answers: (() => void)[] = [];
    for (const { connection, frame } of turns) {
      if (connection.isEnded) continue;
      if (frame.type === 'edit') {
        const edit = await this.#desk.judge(connection, frame);
        if (edit === 'gap' || (edit?.news && edit.number === 0)) behind.push(connection);
        if (edit && edit !== 'gap') edits.push(edit);
      } else if (frame.type === 'state-wanted') {
        answers.push(() => this.#answer(connection, frame.stateVector));
      } else if (frame.type === 'digest') {
        answers.push(() => this.#digests.hear(connection, frame));
      } else if (frame.type === 'awareness') {
        this.#awareness.hear(connection, frame.update);
      } else {
        this.#awareness.greet(connection);
      }
    }
    const news = await this.#desk.commit(edits);
    // Rights may have ended while the disk was at work: whoever lost theirs is shown nothing more.
    await this.#renewRights();
    this.#relay(news);
    for (const connection of behind) connection.askForAll(this.#state.vector());
    for (const answer of answers) answer();
  }

  #relay([first, ...more]: readonly News[]): void {
    if (!first) return;
    fanOut(this.connections, [first, ...more], this.#awareness.takeChanges(this.connections.size));
    this.#queue.pause(pauseAfterTelling(this.connections.size));
    this.#projector.changed();
    this.#quiet.stir();
  }

  #takeUpAgain(connection: DocumentConnection): void {
    connection.takeUpAgain({
      missed: (knows) => new Parcel(updateFrame(this.#state.answer(knows))),
      answer: (stateVector) => this.#answer(connection, stateVector),
      mayWrite: this.#desk.takesEditsOf(connection),
      vector: this.#state.vector()
    });
    this.#awareness.greet(connection);
    const { asked } = connection;
    connection.asked = null;
    if (asked) this.#answer(connection, asked);
  }

  #tell(parcel: Parcel, to: ReadonlySet<DocumentConnection>): void {
    const receivers = [...to];
    const send = () => receivers.forEach((connection) => connection.send(parcel));
    if (receivers.every(({ isStale }) => !isStale)) return send();
    // A timer may come before the turn in which rights are asked anew.
    void this.#queue.act(() => this.#renewRights().then(send));
  }

  #answer(connection: DocumentConnection, stateVector: Uint8Array): void {
    if (connection.isEnded) return;
    if (connection.isHeldBack) {
      connection.asked = stateVector;
      return;
    }
    try {
      connection.send(new Parcel(stateFrame(this.#state.answer(stateVector))));
      connection.isFollowing = true;
    } catch {
      connection.end(CLOSE_CODE.malformed, 'malformed');
    }
  }

  #renewRights(): Promise<void> {
    return renewRights(this.connections, {
      ask: (personId) => this.#needs.documents.accessNow(personId, this.name),
      take: (connection, access) => this.#setRights(connection, access)
    });
  }

  #setRights(connection: DocumentConnection, { mayWrite, document }: Access): void {
    this.#desk.isFrozen = document.frozenAt !== null;
    if (connection.mayWrite === mayWrite) return;
    connection.mayWrite = mayWrite;
    connection.tellRights(this.#desk.takesEditsOf(connection));
    if (mayWrite) this.#welcomeEdits(connection);
    else connection.refuse(this.#desk.isFrozen ? 'frozen' : 'read-only');
  }

  #welcomeEdits(connection: DocumentConnection): void {
    connection.forgiveRefusals();
    connection.askForAll(this.#state.vector());
  }
}
