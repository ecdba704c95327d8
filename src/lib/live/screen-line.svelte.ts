/**
 * A big screen's line to the server. The browser's own reconnecting is not enough: a proxy that
 * answers while the server is away ends it for good, and a line that died without a word stays open.
 * So a line that says nothing for a while is given up for another.
 */
import { SCREEN_TIME_EVERY, type ScreenShow } from '#protocol/screen.ts';

const EVERY_SECOND = 1000;
const SILENCE = SCREEN_TIME_EVERY * 2.5;
const TRIES_EVERY = 2000;

export class ScreenLine {
  /** What the server said last; null until it has said anything. */
  show = $state.raw<ScreenShow | null>(null);
  isConnected = $state(true);
  /** The server's clock, in milliseconds: the room's computer may be wrong. Null until it is known. */
  now = $state<number | null>(null);

  #source: EventSource | undefined;
  #ahead: number | null = null;
  #heardAt = 0;
  #triedAt = 0;

  /** Follows until the function it answers is called. */
  follow(): () => void {
    this.open();
    const watch = setInterval(() => this.#look(), EVERY_SECOND);
    return () => {
      clearInterval(watch);
      this.#source?.close();
    };
  }

  /** Opens the line anew, as whatever screen this browser now is. */
  open(): void {
    this.#source?.close();
    this.#triedAt = this.#heardAt = Date.now();
    const source = new EventSource('/screen/feed');
    this.#source = source;
    source.addEventListener('show', ({ data }: MessageEvent<string>) => {
      this.#heard();
      this.show = JSON.parse(data) as ScreenShow;
      // There is nothing to follow before this browser has asked for a code.
      if (this.show.state === 'idle') source.close();
    });
    source.addEventListener('time', ({ data }: MessageEvent<string>) => {
      this.#heard();
      this.#ahead = Date.parse((JSON.parse(data) as { at: string }).at) - Date.now();
      this.now = Date.now() + this.#ahead;
    });
    source.addEventListener('error', () => (this.isConnected = false));
  }

  #heard(): void {
    this.#heardAt = Date.now();
    this.isConnected = true;
  }

  #look(): void {
    const now = Date.now();
    if (this.#ahead !== null) this.now = now + this.#ahead;
    if (this.show?.state === 'idle') return;
    if (now - this.#heardAt > SILENCE) this.isConnected = false;
    const isDead = this.#source?.readyState === EventSource.CLOSED;
    const isSilent = now - this.#heardAt > SILENCE && now - this.#triedAt > SILENCE;
    if (isSilent || (isDead && now - this.#triedAt > TRIES_EVERY)) {
      const connected = this.isConnected;
      this.open();
      this.isConnected = connected;
    }
  }
}
