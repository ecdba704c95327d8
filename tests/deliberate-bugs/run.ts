/**
 * Shows that the tests can fail: `npm run test:bugs` plants every deliberate bug in a copy of the
 * tree, runs the test chosen for it and expects it to fail. With TEST_SIZE=long it runs everything
 * near the document engine for each and tells who else noticed; `WITH="tests/simulation server"`
 * chooses what is run instead. `NAME=...` takes the bugs with that in their names alone. An argument
 * names a file for the count of what was caught and what was not.
 */
import { writeFileSync } from 'node:fs';
import { LONG } from '../support/test-size.ts';
import { BugOutdated } from './bug.ts';
import { ENGINE_BUGS } from './engine-bugs.ts';
import { hunt, NotGreen, type Found } from './hunt.ts';
import { NOTICE_BUGS } from './notice-bugs.ts';
import { RECORD_BUGS } from './record-bugs.ts';
import { RIGHTS_BUGS } from './rights-bugs.ts';
import { TestsBroke } from './try-tests.ts';

/** Tests mostly wait for disks and sockets; with one processor each they do not wait for each other. */
const AT_ONCE = 2;
const EVERYWHERE = 'server/sync tests/journeys tests/simulation tests/power-cut';

const [report] = process.argv.slice(2);
const { NAME = '', WITH = LONG ? EVERYWHERE : '' } = process.env;
const everywhere = WITH.split(' ').filter((each) => each !== '');
const all = [...ENGINE_BUGS, ...RIGHTS_BUGS, ...RECORD_BUGS, ...NOTICE_BUGS];
const bugs = all.filter(({ name }) => name.includes(NAME));

try {
  const found = await hunt(bugs, everywhere, AT_ONCE, tell);
  const caught = found.filter(({ trouble }) => trouble === null);
  console.log(`${caught.length} of ${found.length} deliberate bugs caught`);
  if (report !== undefined) {
    const count = { passed: caught.length, failed: found.length - caught.length };
    writeFileSync(report, JSON.stringify(count));
  }
  process.exitCode = caught.length === found.length && found.length > 0 ? 0 : 1;
} catch (error) {
  const isPlain = [BugOutdated, NotGreen, TestsBroke].some((each) => error instanceof each);
  if (!isPlain || !(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function tell({ bug, caughtBy, trouble }: Found): void {
  console.log(`${trouble === null ? '✓' : '✗'} ${bug.name}`);
  if (trouble !== null) console.log(`    NOT CAUGHT: ${trouble}`);
  for (const { file, test, why } of caughtBy) {
    console.log(`    ${file} > ${test}`);
    if (everywhere.length === 0) console.log(`      ${why}`);
  }
}
