/**
 * Changes to an agenda by one person, one after the other: each is made out of the agenda as the one
 * before has left it, so that two quick presses of "Move up" move an item up twice.
 */
import type { AgendaCommand } from '#domain/command.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import type { LiveMeeting } from './meeting.svelte.ts';

/** Made when its turn comes; null when there is nothing left to change. */
export type Change = () => AgendaCommand | null;

export class AgendaChanges {
  /** Why the last change was not kept. */
  refusal: Refusal | null = $state.raw(null);

  readonly #meeting: LiveMeeting;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(meeting: LiveMeeting) {
    this.#meeting = meeting;
  }

  /** Whether the change was kept; this browser shows it by then. */
  make(change: Change): Promise<boolean> {
    const made = this.#turn.then(() => this.#make(change));
    this.#turn = made;
    return made;
  }

  async #make(change: Change): Promise<boolean> {
    const command = change();
    if (!command) return false;
    const said = await this.#meeting.perform(command);
    this.refusal = isRefusal(said) ? said : null;
    if (isRefusal(said)) return false;
    await this.#shown(said.seq);
    return true;
  }

  #shown(seq: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = $effect.root(() => {
        $effect(() => {
          if (this.#meeting.proceedings.seq < seq) return;
          resolve();
          queueMicrotask(() => stop());
        });
      });
    });
  }
}
