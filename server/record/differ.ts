/** How two lists of words, or of lines, differ: the shortest way from one to the other (Myers). */
import { diffArrays } from 'diff';
import type { Differ } from '#domain/comparison.ts';

/**
 * The work grows with the square of the differences. Past so many the shortest way no longer reads
 * as an edit, and a text made to be slow would hold up the server.
 */
const DIFFERENCES_AT_MOST = 500;

export const differ: Differ = (before, after) =>
  diffArrays([...before], [...after], { maxEditLength: DIFFERENCES_AT_MOST })?.map(
    ({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'kept',
      values: value
    })
  );
