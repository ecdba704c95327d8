/**
 * Who is in which of a document's texts, and where. A person's place goes out as `cursor`, in the
 * form that editors of Yjs documents use; the name that comes back is the one the server knows them by.
 */
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Presence } from './caret-layer.ts';

/** A caret where both ends are the same. In UTF-16 units from the beginning of the text. */
export type Selection = { readonly anchor: number; readonly head: number };

type Cursor = NonNullable<Presence['cursor']>;

/**
 * What to say of a place in the text. Each end holds on to the letter before it, because what others
 * write exactly there comes after it, as it does in the textarea (`movedBy`).
 */
export const cursorAt = (text: Y.Text, { anchor, head }: Selection): Cursor => ({
  anchor: told(text, anchor),
  head: told(text, head)
});

/** Whether what was said still says this. */
export const isCursorAt = (text: Y.Text, cursor: Cursor, { anchor, head }: Selection): boolean =>
  placeIn(text, cursor.anchor) === anchor && placeIn(text, cursor.head) === head;

/** What each of the others who are in the text says of themselves, by client id. */
export function othersIn(awareness: Awareness, text: Y.Text): Map<number, Presence> {
  const others = [...awareness.getStates()].filter(([client]) => client !== awareness.clientID);
  return new Map(others.filter(([, presence]) => isIn(text, presence)));
}

/** Names of the others who are in the text, each once, in order. */
export function peopleIn(awareness: Awareness, text: Y.Text): string[] {
  const names = [...othersIn(awareness, text).values()].map(({ user }) => user?.name);
  const known = names.filter((name) => typeof name === 'string' && name !== '') as string[];
  return [...new Set(known)].sort((a, b) => a.localeCompare(b));
}

/** Where in the text a told position is; null if it is elsewhere, or holds on to what is not here yet. */
export function placeIn(text: Y.Text, position: unknown): number | null {
  const place = resolve(text, position);
  return place?.type === text ? place.index : null;
}

const told = (text: Y.Text, index: number): unknown =>
  Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index, -1));

/** By the text that is named, not by the letter: that may be on its way still. */
function isIn(text: Y.Text, { cursor }: Presence): boolean {
  const head = typeof cursor === 'object' ? cursor?.head : null;
  if (typeof head !== 'object' || head === null || !('type' in head)) return false;
  return resolve(text, { type: head.type })?.type === text;
}

function resolve({ doc }: Y.Text, position: unknown): Y.AbsolutePosition | null {
  if (!doc || typeof position !== 'object' || position === null) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(position);
    return Y.createAbsolutePositionFromRelativePosition(relative, doc);
  } catch {
    // Awareness is whatever another browser sent: who cannot be found is nowhere.
    return null;
  }
}
