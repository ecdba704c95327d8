/** A copy of the tree to plant bugs in: the one that people work in is never written to. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const COPIED = ['package.json', 'vitest.config.ts', 'migrations', 'server', 'src', 'tests'];
/** What npm and the build have made stays where it is: tests only read it. */
const LINKED = ['build', 'static', 'docs'];
const NOT_COPIED = ['tests/bench/peers', 'tests/bench/results'];

export type Copy = { readonly root: string; readonly remove: () => void };

export function copyTree(): Copy {
  const root = mkdtempSync(path.join(tmpdir(), 'deliberate-bugs-'));
  for (const name of COPIED) {
    cpSync(path.join(ROOT, name), path.join(root, name), {
      recursive: true,
      filter: (source) => !NOT_COPIED.includes(path.relative(ROOT, source))
    });
  }
  for (const name of LINKED.filter((each) => existsSync(path.join(ROOT, each)))) {
    symlinkSync(path.join(ROOT, name), path.join(root, name));
  }
  linkPackages(path.join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Package by package: Vite writes its caches beside them, and two copies must not share those. */
function linkPackages(target: string): void {
  const source = path.join(ROOT, 'node_modules');
  mkdirSync(target);
  for (const name of readdirSync(source)) {
    if (name === '.bin' || !name.startsWith('.')) {
      symlinkSync(path.join(source, name), path.join(target, name));
    }
  }
}
