/** What a measurement needs of a server, whichever it is. */

/** What there must be before anybody comes. */
export type Seeds = { readonly people: number; readonly documents: number };

/** How clients come in: one path for each document, one cookie for each person (null: no sign-in). */
export type Entrance = {
  readonly port: number;
  readonly paths: readonly string[];
  /** Names as the protocol carries them, where it does. */
  readonly names: readonly string[];
  readonly cookies: readonly (string | null)[];
};

/**
 * Starts on a free port over what is in the folder. `seeds` only the first time; started again on
 * the same folder, paths and cookies are those of the first time.
 */
export type StartServer = (folder: string, seeds: Seeds | null) => Promise<Entrance>;

/** Names for servers that take any. */
export const freeNames = (seeds: Seeds | null): string[] =>
  Array.from({ length: seeds?.documents ?? 0 }, (_, index) => `document-${index}`);

export const nobodySignsIn = (seeds: Seeds | null): null[] =>
  Array.from({ length: seeds?.people ?? 0 }, () => null);
