/** Somebody who types in a paragraph of their own, one character an edit, with a cursor that follows. */
import * as Y from 'yjs';
import { TEXT_FIELD } from '#protocol/documents.ts';
import type { Client } from './client.ts';

const ALPHABET = 'the quick brown fox jumps over the lazy dog ';
/** At higher rates a cursor follows only so often, as in an editor that draws once a frame. */
const CURSORS_APART = 100;

export class Typist {
  readonly client: Client;
  /** When each step of the clock was typed; index: the clock before it. */
  readonly typedAt: number[] = [];
  /** Where the clock stood after the client's nth message with an update. */
  readonly #clockAfter: (number | undefined)[] = [];
  readonly #doc = new Y.Doc();
  readonly #line = new Y.XmlText();
  #timer: NodeJS.Timeout | undefined;
  #typed = 0;
  #pointedAt = 0;

  constructor(client: Client) {
    this.client = client;
    this.#doc.clientID = client.clientId;
    this.#doc.on('update', (update: Uint8Array) => {
      client.edit(update);
      this.#clockAfter[client.sent] = this.clock;
    });
  }

  /** Steps of the clock that have been sent. */
  get clock(): number {
    return Y.getState(this.#doc.store, this.client.clientId);
  }

  /** Edits, the paragraph itself not counted. */
  get typed(): number {
    return this.#typed;
  }

  /** Steps of the clock that the server has said it has taken; 0 where it says nothing. */
  acknowledgedClock(): number {
    const taken = this.#clockAfter.slice(0, this.client.acknowledged + 1);
    return taken.findLast((clock) => clock !== undefined) ?? 0;
  }

  begin(): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.#line]);
    this.#doc.getXmlFragment(TEXT_FIELD).insert(0, [paragraph]);
  }

  strike(): void {
    const now = performance.now();
    const clock = this.clock;
    this.typedAt[clock] = now;
    this.#line.insert(this.#typed, ALPHABET[this.#typed % ALPHABET.length] ?? ' ');
    this.#typed += 1;
    if (now - this.#pointedAt < CURSORS_APART) return;
    this.#pointedAt = now;
    this.client.point(clock);
  }

  /** Types from now on, evenly on the whole, never quite: fingers are not a clock. */
  type(perSecond: number): void {
    this.rest();
    const pause = 1000 / perSecond;
    let due = performance.now() + Math.random() * pause;
    const next = () => {
      const wait = due - performance.now() + (Math.random() - 0.5) * pause * 0.5;
      this.#timer = setTimeout(
        () => {
          this.strike();
          due += pause;
          next();
        },
        Math.max(0, wait)
      );
    };
    next();
  }

  rest(): void {
    clearTimeout(this.#timer);
  }
}
