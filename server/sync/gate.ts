/**
 * The gate: no byte from a socket reaches Yjs that has not been judged here. Yjs itself trusts its
 * peers: nine bytes can make it allocate hundreds of megabytes, a struct under another's id deletes
 * what they write next, a second content under a known clock parts two copies for ever without
 * either noticing. The gate only reads; what it lets through is still rehearsed (document-state.ts).
 */
import * as Y from 'yjs';
import { contentOf, shapeWithin, type Shape } from './document-shape.ts';
import { isSettled, sameAsKnown } from './known-content.ts';
import { firstOf, Walk } from './neighbours.ts';
import { readUpdate, UpdateUnreadable, type Id, type Struct, type Update } from './read-update.ts';

export type Verdict =
  /**
   * `writers`: clients seen for the first time; they are the sender's from now on. `adds`: it does
   * more than delete.
   */
  | { readonly kind: 'news'; readonly writers: readonly number[]; readonly adds: boolean }
  /** It says nothing the document does not hold already. */
  | { readonly kind: 'known' }
  /** It builds on something the document has not got: the sender has to send everything. */
  | { readonly kind: 'gap' }
  /** No honest client writes this. */
  | { readonly kind: 'malformed'; readonly why: string };

export type Guarded = {
  readonly doc: Y.Doc;
  /** Where each shared type stands in the document; filled in as it is asked. */
  readonly places: WeakMap<Y.AbstractType<unknown>, Place>;
  /** Whose each client is. */
  readonly writers: ReadonlyMap<number, string>;
};

/** A container: what it may hold, and how deep it lies (a root: 0). */
export type Place = { readonly shape: Shape; readonly depth: number };

const DEPTH_LIMIT = 64;
/** Every client id stays in the document's state for ever. */
const WRITERS_PER_PERSON = 2000;

export function judge(bytes: Uint8Array, personId: string, guarded: Guarded): Verdict {
  try {
    const update = readUpdate(bytes);
    const writers = newWriters(update, personId, guarded);
    const examination = new Examination(guarded);
    if (!examination.admit(update)) return { kind: 'gap' };
    const { adds } = examination;
    if (adds || !isSettled(guarded.doc, update.deletions)) return { kind: 'news', writers, adds };
    return { kind: 'known' };
  } catch (error) {
    if (error instanceof UpdateUnreadable) return { kind: 'malformed', why: error.message };
    throw error;
  }
}

/** Clients this update brings for the first time; one that is anybody else's is forgery. */
function newWriters(update: Update, personId: string, { doc, writers }: Guarded): number[] {
  const fresh: number[] = [];
  for (const [client, structs] of update.structs) {
    if (structs.every((struct) => endOf(struct) <= Y.getState(doc.store, client))) continue;
    const owner = writers.get(client);
    // What is written under an id nobody is bound to, the server wrote.
    if (owner === undefined && Y.getState(doc.store, client) === 0) fresh.push(client);
    else if (owner !== personId) throw new UpdateUnreadable('writer of somebody else');
  }
  if (fresh.length === 0) return fresh;
  const mine = [...writers.values()].filter((owner) => owner === personId).length;
  if (mine + fresh.length > WRITERS_PER_PERSON) throw new UpdateUnreadable('too many writers');
  return fresh;
}

/** Where a struct stands: in a container, under a key or in its sequence; or nowhere any more. */
type Standing =
  | { readonly container: Place; readonly key: string | null }
  /** Its surroundings were deleted and collected: Yjs will keep nothing of it but its length. */
  | 'nowhere';

type Admitted = { readonly struct: Struct; readonly standing: Standing; readonly place?: Place };

/** One update, taken in struct by struct in the order in which Yjs will be able to. */
class Examination {
  readonly #guarded: Guarded;
  /** What has been taken in beyond the document, by client. */
  readonly #admitted = new Map<number, Admitted[]>();
  readonly #walk: Walk;
  adds = false;

  constructor(guarded: Guarded) {
    this.#guarded = guarded;
    this.#walk = new Walk(guarded.doc);
  }

  /** False when something it rests on is missing. Throws UpdateUnreadable for what may not be. */
  admit(update: Update): boolean {
    const waiting = [...update.structs.values()].map((structs) => structs.values());
    let heads = waiting.map((structs) => structs.next());
    // Structs may rest on structs of another client of the same update: go round until nothing moves.
    for (let moved = true; moved;) {
      moved = false;
      heads = heads.map((head, index) => {
        let next = head;
        while (!next.done && this.#restsOnKnown(next.value)) {
          this.#take(next.value);
          moved = true;
          next = waiting[index]?.next() ?? { done: true, value: undefined };
        }
        return next;
      });
    }
    return heads.every(({ done }) => done) && this.#knowsRanges(update.deletions);
  }

  #knowsRanges(deletions: Update['deletions']): boolean {
    for (const [client, ranges] of deletions) {
      const last = ranges.at(-1);
      if (last && last.clock + last.length > this.#clockOf(client)) return false;
    }
    return true;
  }

  #restsOnKnown(struct: Struct): boolean {
    if (struct.clock > this.#clockOf(struct.client)) return false;
    if (struct.kind === 'gc') return true;
    const { origin, rightOrigin, parent } = struct;
    return [origin, rightOrigin, parent].every(
      (id) => id === null || 'root' in id || id.clock < this.#limitFor(struct, id.client)
    );
  }

  /** A struct can rest on what came before it, of its own client on nothing from its own clock on. */
  #limitFor(struct: Struct, client: number): number {
    return client === struct.client ? struct.clock : this.#clockOf(client);
  }

  #clockOf(client: number): number {
    const last = this.#admitted.get(client)?.at(-1);
    return last ? endOf(last.struct) : Y.getState(this.#guarded.doc.store, client);
  }

  #take(struct: Struct): void {
    const { doc } = this.#guarded;
    if (struct.clock < Y.getState(doc.store, struct.client)) {
      if (!sameAsKnown(doc, struct))
        throw new UpdateUnreadable('other content under a known clock');
      // Yjs makes every root it reads the name of, whether or not it takes the struct.
      if (struct.kind === 'item' && struct.parent && 'root' in struct.parent) {
        this.#rootPlace(struct.parent.root);
      }
      if (endOf(struct) <= Y.getState(doc.store, struct.client)) return;
    }
    this.adds = true;
    const admitted = this.#placed(struct);
    const list = this.#admitted.get(struct.client);
    if (list) list.push(admitted);
    else this.#admitted.set(struct.client, [admitted]);
  }

  #placed(struct: Struct): Admitted {
    const standing = struct.kind === 'gc' ? 'nowhere' : this.#standingOf(struct);
    if (standing === 'nowhere' || struct.kind === 'gc') return { struct, standing: 'nowhere' };
    const { container, key } = standing;
    const shape = shapeWithin(container.shape, key, struct.content);
    if (shape === undefined) throw new UpdateUnreadable('content out of place');
    if (shape === 'leaf') return { struct, standing };
    const depth = container.depth + 1;
    if (depth > DEPTH_LIMIT) throw new UpdateUnreadable('depth');
    return { struct, standing, place: { shape, depth } };
  }

  /** As Yjs finds it: beside its left neighbour, else its right, else where it says. */
  #standingOf(struct: Extract<Struct, { kind: 'item' }>): Standing {
    const { origin, rightOrigin, parent, parentSub } = struct;
    const left = origin && this.#standingAt(origin);
    const right = rightOrigin && this.#standingAt(rightOrigin);
    if (left === 'nowhere' || right === 'nowhere') return 'nowhere';
    this.#expectBetween(struct);
    const beside = left ?? right;
    if (beside) return beside;
    if (parent === null) throw new UpdateUnreadable('parent');
    const container = 'root' in parent ? this.#rootPlace(parent.root) : this.#placeAt(parent);
    return container === 'nowhere' ? 'nowhere' : { container, key: parentSub };
  }

  /** Neighbours that came with the same update are not in any list yet, and not looked at. */
  #expectBetween({
    origin,
    rightOrigin,
    parent,
    parentSub
  }: Extract<Struct, { kind: 'item' }>): void {
    if ([origin, rightOrigin].some((id) => id !== null && this.#admittedAt(id))) return;
    this.#walk.between(origin, rightOrigin, () => {
      const right = rightOrigin && (this.#storedAt(rightOrigin) as Y.Item);
      if (right) return firstOf(right.parent as Y.AbstractType<unknown>, right.parentSub);
      const container = parent && this.#knownType(parent);
      return container ? firstOf(container, parentSub) : null;
    });
  }

  #knownType(parent: { readonly root: string } | Id): Y.AbstractType<unknown> | undefined {
    if ('root' in parent) {
      return this.#guarded.doc.share.get(parent.root) as Y.AbstractType<unknown> | undefined;
    }
    const item = this.#admittedAt(parent) ? undefined : this.#storedAt(parent);
    const content = item instanceof Y.Item ? item.content : undefined;
    return content instanceof Y.ContentType
      ? (content.type as unknown as Y.AbstractType<unknown>)
      : undefined;
  }

  #rootPlace(name: string): Place {
    const root = this.#guarded.doc.share.get(name);
    const place = root && this.#guarded.places.get(root as unknown as Y.AbstractType<unknown>);
    if (!place) throw new UpdateUnreadable('root');
    return place;
  }

  #standingAt(id: Id): Standing {
    const admitted = this.#admittedAt(id);
    if (admitted) return admitted.standing;
    const item = this.#storedAt(id);
    if (!(item instanceof Y.Item)) return 'nowhere';
    const container = placeOf(item.parent as Y.AbstractType<unknown>, this.#guarded);
    return { container, key: item.parentSub };
  }

  /** The container that the struct with this id is. */
  #placeAt(id: Id): Place | 'nowhere' {
    const admitted = this.#admittedAt(id);
    if (admitted) {
      if (admitted.place) return admitted.place;
      const gone = admitted.standing === 'nowhere' || isDeleted(admitted.struct);
      if (gone) return 'nowhere';
      throw new UpdateUnreadable('parent');
    }
    const item = this.#storedAt(id);
    if (!(item instanceof Y.Item) || item.content instanceof Y.ContentDeleted) return 'nowhere';
    if (!(item.content instanceof Y.ContentType)) throw new UpdateUnreadable('parent');
    return placeOf(item.content.type as unknown as Y.AbstractType<unknown>, this.#guarded);
  }

  #storedAt({ client, clock }: Id): Y.Item | Y.GC {
    return Y.getItem(this.#guarded.doc.store, Y.createID(client, clock));
  }

  #admittedAt({ client, clock }: Id): Admitted | undefined {
    const list = this.#admitted.get(client);
    if (!list || clock < Y.getState(this.#guarded.doc.store, client)) return undefined;
    let low = 0;
    let high = list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = list[middle];
      if (at && endOf(at.struct) <= clock) low = middle + 1;
      else high = middle;
    }
    return list[low];
  }
}

/** Where a type of the document stands, found from its parents' up to the root and remembered. */
function placeOf(type: Y.AbstractType<unknown>, guarded: Guarded): Place {
  const known = guarded.places.get(type);
  if (known) return known;
  const item = type._item;
  if (!item) throw new UpdateUnreadable('root');
  const container = placeOf(item.parent as Y.AbstractType<unknown>, guarded);
  const shape = shapeWithin(container.shape, item.parentSub, contentOf(item));
  if (shape === undefined || shape === 'leaf') throw new UpdateUnreadable('container');
  const place = { shape, depth: container.depth + 1 };
  guarded.places.set(type, place);
  return place;
}

const isDeleted = (struct: Struct): boolean =>
  struct.kind === 'item' && struct.content.kind === 'deleted';

const endOf = ({ clock, length }: Struct): number => clock + length;
