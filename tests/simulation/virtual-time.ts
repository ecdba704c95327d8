/**
 * Time that passes only when it is told to: whatever is to happen stands in one queue by its moment,
 * and after each happening everything it set off (promises) is done with before the next. So hours
 * pass in milliseconds, and the same seed always gives the same order.
 */
type Happening = { readonly at: number; readonly order: number; run: (() => void) | null };

/** More than ever happens in one go: who reaches it waits for something that will not come. */
const MOST_AT_ONCE = 100_000;

export class VirtualTime {
  now = 0;
  #order = 0;
  /** A heap: the next one first. */
  readonly #queue: Happening[] = [];

  /** Runs after so many milliseconds; the answer calls it off. */
  after(milliseconds: number, run: () => void): () => void {
    const happening: Happening = { at: this.now + milliseconds, order: this.#order, run };
    this.#order += 1;
    this.#push(happening);
    return () => {
      happening.run = null;
    };
  }

  async advance(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    let happened = 0;
    for (;;) {
      const [first] = this.#queue;
      if (!first || first.at > until) break;
      happened += 1;
      if (happened > MOST_AT_ONCE) throw new Error('something goes round and round');
      this.#pop();
      if (!first.run) continue;
      this.now = Math.max(this.now, first.at);
      first.run();
      await settled();
    }
    // A disk that was slow has taken its time already.
    this.now = Math.max(this.now, until);
  }

  #push(happening: Happening): void {
    const queue = this.#queue;
    let at = queue.length;
    queue.push(happening);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = queue[above];
      if (!parent || !isBefore(happening, parent)) break;
      queue[at] = parent;
      at = above;
    }
    queue[at] = happening;
  }

  #pop(): void {
    const queue = this.#queue;
    const last = queue.pop();
    if (!last || queue.length === 0) return;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      let child = queue[below];
      const other = queue[below + 1];
      if (child && other && isBefore(other, child)) [below, child] = [below + 1, other];
      if (!child || !isBefore(child, last)) break;
      queue[at] = child;
      at = below;
    }
    queue[at] = last;
  }
}

/** Everything that waits for nothing but promises has been done. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const isBefore = (one: Happening, other: Happening): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
