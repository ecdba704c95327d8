/**
 * Whether what an update says stands between two neighbours does. Yjs takes an item whose right
 * neighbour lies left of its left one, and from then on two copies that took their edits in another
 * order differ for ever. It also walks all that lies between the two, for every item: thousands of
 * items that each claim the whole document as the place between would hold the server for minutes.
 */
import * as Y from 'yjs';
import { UpdateUnreadable, type Id, type Update } from './read-update.ts';

/**
 * How many items one update may have walked. Between two neighbours of an honest edit lies only
 * what others wrote there at the same time: in all, less than the document holds.
 */
const STEP_LIMIT = 1_000_000;

export class Walk {
  readonly #doc: Y.Doc;
  #steps = 0;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /**
   * Walks from one neighbour to the other as Yjs will; null stands for the beginning (`first`) and
   * the end of the list. Both must be known items. Throws UpdateUnreadable.
   */
  between(origin: Id | null, rightOrigin: Id | null, first: () => Y.Item | null): void {
    const left = origin && this.#itemAt(origin);
    const right = rightOrigin && this.#itemAt(rightOrigin);
    if (left !== null && left === right) {
      // Both within one item: Yjs will split it there.
      if (rightOrigin && origin && rightOrigin.clock > origin.clock) return;
      throw new UpdateUnreadable('order');
    }
    let item = left ? left.right : first();
    while (item !== right) {
      this.#steps += 1;
      if (item === null || this.#steps > STEP_LIMIT) throw new UpdateUnreadable('order');
      item = item.right;
    }
  }

  #itemAt({ client, clock }: Id): Y.Item {
    return Y.getItem(this.#doc.store, Y.createID(client, clock)) as Y.Item;
  }
}

/** Where the list begins in which a type keeps its sequence, or what stood under one of its keys. */
export function firstOf(type: Y.AbstractType<unknown>, key: string | null): Y.Item | null {
  if (key === null) return type._start;
  let item = type._map.get(key) ?? null;
  while (item?.left) item = item.left;
  return item;
}

/**
 * Whether the two neighbours of every item of an update stand in order, now that it is applied: for
 * neighbours that came with it, which could not be looked at before.
 */
export function standsInOrder(doc: Y.Doc, { structs }: Update): boolean {
  /** Items known to stand left of another, so that a row of them is walked once. */
  const before = new Map<Y.Item, Y.Item>();
  let steps = 0;
  for (const struct of [...structs.values()].flatMap((all) => all.toReversed())) {
    if (struct.kind === 'gc' || !struct.origin || !struct.rightOrigin) continue;
    const { origin, rightOrigin } = struct;
    const left = Y.getItem(doc.store, Y.createID(origin.client, origin.clock));
    const right = Y.getItem(doc.store, Y.createID(rightOrigin.client, rightOrigin.clock));
    // What is collected stands nowhere any more.
    if (!(left instanceof Y.Item) || !(right instanceof Y.Item)) continue;
    if (left === right && rightOrigin.clock <= origin.clock) return false;
    for (let at: Y.Item | null = left; at !== right; at = at.right) {
      steps += 1;
      if (at === null || steps > STEP_LIMIT) return false;
      if (before.get(at) === right) break;
    }
    before.set(left, right);
  }
  return true;
}
