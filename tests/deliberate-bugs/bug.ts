/** A deliberate bug: what is wrong with the code for once, and which test has to say so. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Bug = {
  readonly name: string;
  /** What no longer holds. */
  readonly breaks: string;
  /** One place, or the several that have to fail together: a rule that is kept twice breaks twice. */
  readonly changes: readonly Change[];
  /** The quickest test that notices. */
  readonly caughtBy: ChosenTest;
};

/** `find` stands exactly once in the file, which is named from the root of the tree. */
export type Change = { readonly file: string; readonly find: string; readonly put: string };

/** `test`: its whole name, or enough of it to mean no other. */
export type ChosenTest = {
  readonly file: string;
  readonly test: string;
  /** Words of the failure, where the test could fail for a reason of its own. */
  readonly says?: string;
};

/** Throws BugOutdated, having changed nothing, when the code is no longer what the list says. */
export function plant({ name, changes }: Bug, root: string): { readonly remove: () => void } {
  const originals = new Map<string, string>();
  const changed = new Map<string, string>();
  for (const { file, find, put } of changes) {
    const full = path.join(root, file);
    const text = changed.get(full) ?? readFileSync(full, 'utf8');
    const found = text.split(find).length - 1;
    if (found !== 1) throw new BugOutdated(name, file, find, found);
    if (!originals.has(full)) originals.set(full, text);
    changed.set(
      full,
      text.replace(find, () => put)
    );
  }
  for (const [full, text] of changed) writeFileSync(full, text);
  return {
    remove: () => {
      for (const [full, text] of originals) writeFileSync(full, text);
    }
  };
}

export class BugOutdated extends Error {
  override name = 'BugOutdated';
  constructor(bug: string, file: string, find: string, found: number) {
    super(
      `The list of deliberate bugs is out of date: "${bug}" expects ${JSON.stringify(find)} once in ${file}, where it stands ${found} times.`
    );
  }
}
