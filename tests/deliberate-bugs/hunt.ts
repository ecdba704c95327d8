/** Plants each bug alone in a copy of the tree and sees which tests notice. */
import { plant, type Bug } from './bug.ts';
import { copyTree, type Copy } from './copy-of-tree.ts';
import { tryTests, TestsBroke, type Tried } from './try-tests.ts';

export type Found = {
  readonly bug: Bug;
  /** Tests that failed, the chosen one among them; empty when the bug got through. */
  readonly caughtBy: readonly Tried[];
  /** Why nobody can be said to have caught it. */
  readonly trouble: string | null;
};

/** How broken code fails that does not run: that proves nothing of the test. */
const DOES_NOT_RUN = /^(ReferenceError|SyntaxError|TypeError)\b/;

/**
 * `everywhere`: files or folders to run whole for each bug, to see who else notices. Throws when the
 * tests do not pass without a bug, or when the list does not fit the code.
 */
export async function hunt(
  bugs: readonly Bug[],
  everywhere: readonly string[],
  atOnce: number,
  onFound: (found: Found) => void
): Promise<Found[]> {
  const copies = Array.from({ length: atOnce }, copyTree);
  try {
    const [first] = copies;
    if (!first) return [];
    // Before anything takes time: a list that does not fit is to be known at once.
    for (const bug of bugs) plant(bug, first.root).remove();
    await expectGreen(bugs, everywhere, first);
    const waiting = [...bugs];
    const found: Found[] = [];
    const work = async (copy: Copy) => {
      for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
        const one = await tryBug(bug, everywhere, copy);
        found.push(one);
        onFound(one);
      }
    };
    await Promise.all(copies.map(work));
    return found.toSorted((a, b) => bugs.indexOf(a.bug) - bugs.indexOf(b.bug));
  } finally {
    copies.forEach(({ remove }) => remove());
  }
}

async function expectGreen(
  bugs: readonly Bug[],
  everywhere: readonly string[],
  { root }: Copy
): Promise<void> {
  const chosen = bugs.map(({ caughtBy }) => caughtBy);
  const files = [...new Set([...everywhere, ...chosen.map(({ file }) => file)])];
  const names = everywhere.length > 0 ? [] : chosen.map(({ test }) => test);
  const tried = await tryTests(root, files, names);
  const red = tried.find(({ state }) => state === 'failed');
  if (red) throw new NotGreen(`"${red.test}" in ${red.file} fails without a bug: ${red.why}`);
  const missing = chosen.find((each) => !tried.some((one) => isChosen(one, each)));
  if (missing) throw new NotGreen(`${missing.file} has no test "${missing.test}"`);
}

async function tryBug(bug: Bug, everywhere: readonly string[], { root }: Copy): Promise<Found> {
  const { caughtBy } = bug;
  const files = [...new Set([...everywhere, caughtBy.file])];
  const names = everywhere.length > 0 ? [] : [caughtBy.test];
  const planted = plant(bug, root);
  try {
    const failed = (await tryTests(root, files, names)).filter(({ state }) => state === 'failed');
    const chosen = failed.find((each) => isChosen(each, caughtBy));
    if (!chosen) return { bug, caughtBy: failed, trouble: 'the chosen test did not fail' };
    const says = caughtBy.says ?? '';
    if (DOES_NOT_RUN.test(chosen.why) || !chosen.why.includes(says))
      return { bug, caughtBy: failed, trouble: chosen.why };
    const others = failed.filter((each) => each !== chosen);
    return { bug, caughtBy: [chosen, ...others], trouble: null };
  } catch (error) {
    if (!(error instanceof TestsBroke)) throw error;
    return { bug, caughtBy: [], trouble: error.message };
  } finally {
    planted.remove();
  }
}

const isChosen = (tried: Tried, { file, test }: Bug['caughtBy']): boolean =>
  tried.file === file && tried.test.includes(test);

export class NotGreen extends Error {
  override name = 'NotGreen';
}
