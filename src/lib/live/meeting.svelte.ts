/**
 * A meeting as this browser follows it: the state the page was loaded with, and every journal entry
 * since, put through the same `apply` as on the server. Nothing is shown that the server has not kept.
 */
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { MinuteBlock } from '#domain/minute-text.ts';
import { replay } from '#domain/apply.ts';
import type { Entry, Proceedings } from '#domain/proceedings.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { ItemText } from '#protocol/live.ts';
import { newId } from '#lib/new-id.ts';
import { connection, listen } from './connection.ts';

export type MeetingStart = {
  readonly proceedings: Proceedings;
  readonly texts: Readonly<Record<string, ItemText>>;
  readonly minutes: Readonly<Record<string, readonly MinuteBlock[]>>;
  readonly actions: readonly Action[];
  /** The server's clock, a UTC instant. */
  readonly now: string;
};

const ACK_WITHIN_MS = 10_000;

export class LiveMeeting {
  proceedings: Proceedings = $state.raw() as Proceedings;
  texts: Readonly<Record<string, ItemText>> = $state.raw({});
  minutes: Readonly<Record<string, readonly MinuteBlock[]>> = $state.raw({});
  actions: readonly Action[] = $state.raw([]);
  isConnected = $state(false);
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  clockAhead = $state(0);
  /** The last entry that came from the server, for announcements. */
  lastEntry: Entry | null = $state.raw(null);

  readonly meetingId: string;
  /** The epoch of the storage that all of this came from. */
  #storage: string | null = null;
  readonly #onRightsChanged: () => void;
  readonly #onAccessEnded: () => void;

  constructor(
    start: MeetingStart,
    hooks: { readonly onRightsChanged: () => void; readonly onAccessEnded: () => void }
  ) {
    this.meetingId = start.proceedings.meetingId;
    this.#onRightsChanged = hooks.onRightsChanged;
    this.#onAccessEnded = hooks.onAccessEnded;
    this.load(start);
  }

  /** Takes the state of a page that was loaded again. */
  load(start: MeetingStart): void {
    const hadSeq = this.proceedings?.seq ?? 0;
    this.proceedings = start.proceedings;
    this.texts = start.texts;
    this.minutes = start.minutes;
    this.actions = start.actions;
    this.clockAhead = Date.parse(start.now) - Date.now();
    // An entry may have overtaken the page that was being loaded.
    if (start.proceedings.seq < hadSeq) this.#catchUp();
  }

  /** Starts to follow; answers what stops it. */
  follow(): () => void {
    const stopListening = listen({
      connect: () => this.#catchUp(),
      disconnect: () => (this.isConnected = false),
      entry: ({ meetingId, entry }) => {
        if (meetingId !== this.meetingId) return;
        this.clockAhead = Date.parse(entry.at) - Date.now();
        this.#take(entry);
      },
      'item-texts': ({ meetingId, texts }) => {
        if (meetingId === this.meetingId) this.texts = { ...this.texts, ...texts };
      },
      'minute-text': ({ meetingId, itemId, blocks }) => {
        if (meetingId === this.meetingId) this.minutes = { ...this.minutes, [itemId]: blocks };
      },
      action: ({ action }) => this.#takeAction(action),
      'rights-changed': () => this.#onRightsChanged(),
      'access-ended': ({ meetingId }) => {
        if (meetingId === this.meetingId) this.#onAccessEnded();
      }
    });
    if (connection().connected) this.#catchUp();
    return () => {
      connection().emit('leave-meeting', { meetingId: this.meetingId });
      stopListening();
    };
  }

  /**
   * Asks the server to keep a command. The id goes with every try, so that one which was kept before
   * the line dropped is not kept twice.
   */
  async perform(command: Command): Promise<{ seq: number } | Refusal> {
    const ask = { meetingId: this.meetingId, commandId: newId(), command };
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        return await connection().timeout(ACK_WITHIN_MS).emitWithAck('perform', ask);
      } catch {
        // No answer in time: the same ask again, under the same id.
      }
    }
    return refuse('no-connection');
  }

  #take(entry: Entry): void {
    if (entry.seq <= this.proceedings.seq) return;
    if (entry.seq > this.proceedings.seq + 1) {
      this.#catchUp();
      return;
    }
    this.proceedings = replay(this.proceedings, entry);
    this.lastEntry = entry;
  }

  #takeAction(action: Action): void {
    if (action.meetingId !== this.meetingId) return;
    const others = this.actions.filter(({ id }) => id !== action.id);
    this.actions = [...others, action].sort((a, b) => a.number - b.number);
  }

  #catchUp(): void {
    const ask = { meetingId: this.meetingId, since: this.proceedings.seq };
    connection()
      .timeout(ACK_WITHIN_MS)
      .emit('follow-meeting', ask, (unanswered, said) => {
        // Without a line the next connection asks; with one, the server was too busy to answer.
        if (unanswered) return void (connection().connected && this.#catchUp());
        if (isRefusal(said)) return this.#onAccessEnded();
        this.isConnected = true;
        const wasRestored = this.#storage !== null && this.#storage !== said.storage;
        this.#storage = said.storage;
        // Entries of the restored journal do not follow on from what is here.
        if (wasRestored) return this.#onRightsChanged();
        said.entries.forEach((entry) => this.#take(entry));
      });
  }
}
