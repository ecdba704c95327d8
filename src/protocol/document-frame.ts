/**
 * Frames on a document's connection: the y-websocket protocol and message types of ours (64 and up),
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
  rights: 66,
  /**
   * The first frame of every connection: the storage's epoch, as text. Another one than before means
   * that the record was restored from an earlier copy, and that nothing kept must be sent into it.
   */
  storage: 67,
  /**
   * To the server: what the client's text comes to, after a number that the server gave (0: of its own
   * accord). To the client: a number alone, which asks for that at once.
   */
  digest: 68,
  /** What the client shows is not what is stored, although it has been sent everything. */
  differs: 69
} as const;

/** Bytes of the largest frame the server takes. */
export const FRAME_LIMIT = 256 * 1024;

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

/** Bytes of a SHA-256. */
export const DIGEST_LENGTH = 32;
