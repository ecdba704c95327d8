/**
 * Frames on a document's connection: the y-websocket protocol and three message types of ours,
 * which a stock client passes over.
 */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** How many of this connection's update-bearing frames, from its first, are on the server's disk. */
  acknowledged: 64,
  /** An edit was not taken; the text says why. */
  refused: 65,
  /** Whether this person may write the document now: 1 or 0. */
  rights: 66
} as const;

/** Kinds of sync message, as y-protocols numbers them. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/**
 * Why an edit was not taken, while the connection stays open: frame 65 carries one of these.
 * `read-only`: no right to write it now. `frozen`: its text is final. `cannot-save`: the server
 * cannot write at the moment and asks for the edits again when it can. `document-full`: the
 * document has reached its size; deleting is still possible.
 */
export type EditRefusal = 'read-only' | 'frozen' | 'cannot-save' | 'document-full';

const EDIT_REFUSALS: readonly EditRefusal[] = [
  'read-only',
  'frozen',
  'cannot-save',
  'document-full'
];

export const editRefusalOf = (text: string): EditRefusal | undefined =>
  EDIT_REFUSALS.find((known) => known === text);
