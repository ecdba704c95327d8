/**
 * A room: one open document and the connections to it. Everything that happens in it takes its turn
 * in one queue, and every edit goes the same way: gate, commit, apply, acknowledge, relay. Nothing
 * that is not on disk is shown to anybody but its author.
 */
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { Access, Documents } from '#server/services/documents.ts';
import { encodeStateAsUpdate } from 'yjs';
import { makeAwareness, type Awareness } from './awareness.ts';
import type { CommitLog } from './commit-log.ts';
import type { DocumentConnection } from './document-connection.ts';
import type { DocumentState } from './document-state.ts';
import { EditDesk, type Edit } from './edit-desk.ts';
import { stateFrame, updateFrame, type Frame } from './frames.ts';
import { Parcel } from './parcel.ts';
import type { Projector } from './projector.ts';
import type { Timers } from './timers.ts';
import { TurnQueue } from './turn-queue.ts';

export type RoomNeeds = {
  readonly documents: Documents;
  readonly log: CommitLog;
  readonly timers: Timers;
  /** Milliseconds since 1970. */
  readonly epoch: () => number;
  readonly logFault: (error: unknown) => void;
};

type Turn = { readonly connection: DocumentConnection; readonly frame: Frame };

export class DocumentRoom {
  readonly name: string;
  readonly boardId: string;
  readonly connections = new Set<DocumentConnection>();
  readonly #needs: RoomNeeds;
  readonly #state: DocumentState;
  readonly #projector: Projector;
  readonly #desk: EditDesk;
  readonly #awareness: Awareness<DocumentConnection>;
  readonly #queue: TurnQueue<Turn>;

  constructor(
    about: { name: string; boardId: string; isFrozen: boolean },
    state: DocumentState,
    projector: Projector,
    needs: RoomNeeds,
    onBroken: () => void
  ) {
    this.name = about.name;
    this.boardId = about.boardId;
    this.#needs = needs;
    this.#state = state;
    this.#projector = projector;
    this.#desk = new EditDesk(about, state, needs);
    this.#awareness = makeAwareness<DocumentConnection>({
      timers: needs.timers,
      epoch: needs.epoch,
      ownerOf: (clientId) => state.ownerOf(clientId),
      tell: (frame) => this.#tell(new Parcel(frame))
    });
    this.#queue = new TurnQueue(
      needs.timers,
      (turns) => this.#take(turns),
      (error) => {
        // What the copy holds now is not known: break off, and let whoever comes next load it again.
        needs.logFault(error);
        this.endAll(CLOSE_CODE.unavailable, 'cannot-load');
        onBroken();
      }
    );
  }

  enter(connection: DocumentConnection): Promise<void> {
    return this.#queue.act(async () => {
      this.connections.add(connection);
      await this.#renewRights();
      connection.tellRights(this.#desk.takesEditsOf(connection));
      if (connection.mayWrite && this.#needs.log.isFailing()) connection.refuse('cannot-save');
      connection.askForAll(this.#state.vector());
      connection.send(new Parcel(this.#awareness.frame()));
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
      this.#relay(update);
      this.#projector.changed();
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

  endAll(code: number, reason: string): void {
    for (const connection of this.connections) connection.end(code, reason);
  }

  destroy(): void {
    this.#awareness.stop();
    this.#state.destroy();
  }

  async #take(turns: readonly Turn[]): Promise<void> {
    await this.#renewRights();
    const edits: Edit[] = [];
    const behind: DocumentConnection[] = [];
    const wanting: { connection: DocumentConnection; stateVector: Uint8Array }[] = [];
    for (const { connection, frame } of turns) {
      if (connection.isEnded) continue;
      if (frame.type === 'edit') {
        const edit = this.#desk.judge(connection, frame);
        if (edit === 'gap') behind.push(connection);
        else if (edit) edits.push(edit);
      } else if (frame.type === 'state-wanted') {
        wanting.push({ connection, stateVector: frame.stateVector });
      } else if (frame.type === 'awareness') {
        this.#awareness.hear(connection, frame.update);
      } else {
        connection.send(new Parcel(this.#awareness.frame()));
      }
    }
    const news = await this.#desk.commit(edits);
    // Rights may have ended while the disk was at work: whoever lost theirs is shown nothing more.
    await this.#renewRights();
    for (const { author, update } of news) this.#relay(update, author);
    if (news.length > 0) this.#projector.changed();
    for (const connection of behind) connection.askForAll(this.#state.vector());
    for (const { connection, stateVector } of wanting) this.#answer(connection, stateVector);
  }

  #relay(update: Uint8Array, author?: DocumentConnection): void {
    const parcel = new Parcel(updateFrame(update));
    for (const connection of this.connections) {
      if (connection !== author && connection.isFollowing) connection.send(parcel);
    }
  }

  #tell(parcel: Parcel): void {
    for (const connection of this.connections) connection.send(parcel);
  }

  #answer(connection: DocumentConnection, stateVector: Uint8Array): void {
    if (connection.isEnded) return;
    try {
      connection.send(new Parcel(stateFrame(encodeStateAsUpdate(this.#state.doc, stateVector))));
      connection.isFollowing = true;
    } catch {
      connection.end(CLOSE_CODE.malformed, 'malformed');
    }
  }

  async #renewRights(): Promise<void> {
    const asked = new Map<string, Access | Refusal>();
    for (const connection of this.connections) {
      if (!connection.isStale || connection.isEnded) continue;
      // Cleared first: a change that comes while the answer is on its way asks again.
      connection.isStale = false;
      const { personId } = connection.person;
      const access =
        asked.get(personId) ?? (await this.#needs.documents.accessNow(personId, this.name));
      asked.set(personId, access);
      if (isRefusal(access)) connection.end(CLOSE_CODE.accessEnded, 'access-ended');
      else this.#setRights(connection, access);
    }
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
