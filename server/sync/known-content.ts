/** Compares what an update repeats with what the document holds. */
import * as Y from 'yjs';
import { contentOf } from './document-shape.ts';
import type { Content, Struct, Update } from './read-update.ts';

/**
 * Whether the part of the struct that the document knows already is the same there. Where either
 * side has let go of deleted content there is nothing left to compare.
 */
export function sameAsKnown(doc: Y.Doc, struct: Struct): boolean {
  if (struct.kind === 'gc' || struct.content.kind === 'deleted') return true;
  const structs = doc.store.clients.get(struct.client) ?? [];
  const end = Math.min(struct.clock + struct.length, Y.getState(doc.store, struct.client));
  let index = Y.findIndexSS(structs, struct.clock);
  for (let known = structs[index]; known && known.id.clock < end; known = structs[++index]) {
    if (known instanceof Y.GC || known.content instanceof Y.ContentDeleted) continue;
    if (!agree(struct.content, struct.clock, contentOf(known), known.id.clock)) return false;
  }
  return true;
}

/** Whether two contents that start at these clocks say the same where they overlap. */
function agree(one: Content, oneAt: number, other: Content, otherAt: number): boolean {
  if (one.kind === 'string' && other.kind === 'string') {
    const from = Math.max(oneAt, otherAt);
    const to = Math.min(oneAt + one.text.length, otherAt + other.text.length);
    for (let at = from; at < to; at += 1) {
      const a = one.text.charCodeAt(at - oneAt);
      const b = other.text.charCodeAt(at - otherAt);
      // Yjs puts U+FFFD for both halves when it splits a character outside the basic plane.
      if (a !== b && !(isHalf(a) && isHalf(b))) return false;
    }
    return true;
  }
  return one.kind === other.kind && JSON.stringify(one) === JSON.stringify(other);
}

const isHalf = (unit: number): boolean => unit === 0xfffd || (unit >= 0xd800 && unit <= 0xdfff);

/** Whether everything in these ranges, all of them known, is deleted already. */
export function isSettled(doc: Y.Doc, deletions: Update['deletions']): boolean {
  for (const [client, ranges] of deletions) {
    const structs = doc.store.clients.get(client) ?? [];
    for (const { clock, length } of ranges) {
      let index = Y.findIndexSS(structs, clock);
      for (
        let each = structs[index];
        each && each.id.clock < clock + length;
        each = structs[++index]
      ) {
        if (!each.deleted) return false;
      }
    }
  }
  return true;
}
