/**
 * The servers we measure ourselves against. They are not ours to ship, so they are fetched when a
 * benchmark first runs, into a folder that git ignores, at the versions named here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = path.resolve(import.meta.dirname, '../peers');

const MANIFEST = {
  name: 'bench-peers',
  private: true,
  dependencies: {
    '@y/websocket-server': '0.1.5',
    '@hocuspocus/server': '4.7.0',
    '@hocuspocus/extension-sqlite': '4.7.0',
    yjs: '13.6.33',
    'y-protocols': '1.0.7'
  },
  overrides: {
    // The one we use ourselves: it brings its binaries, and both write with the same SQLite.
    'better-sqlite3': '13.2.0',
    // What y-websocket's server asks for are previews that cannot be installed together; with the
    // stable Yjs all four servers read and merge with the same code.
    '@y/protocols': '1.0.6-1',
    '@y/websocket-server': { yjs: '13.6.33' }
  }
};

/** Fetches what is not there. Undefined when all of it is; else one sentence that says why not. */
export function fetchPeers(): string | undefined {
  const wanted = `${JSON.stringify(MANIFEST, null, 2)}\n`;
  const manifest = path.join(FOLDER, 'package.json');
  const done = path.join(FOLDER, 'installed.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return undefined;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(manifest, wanted);
  const flags = ['--no-audit', '--no-fund', '--legacy-peer-deps', '--ignore-scripts'];
  const { status } = spawnSync('npm', ['install', ...flags, '--fetch-retries=0'], {
    cwd: FOLDER,
    stdio: 'ignore',
    timeout: 180_000,
    shell: process.platform === 'win32'
  });
  if (status !== 0) {
    return 'The peers cannot be fetched without a package registry, so only our own server and the floor are measured.';
  }
  writeFileSync(done, wanted);
  return undefined;
}

// What a peer exports is its own affair: nothing of it is in our types.
type Untyped = Record<string, new (...given: unknown[]) => Peer>;
type Peer = ReturnType<typeof JSON.parse>;

const requireFromPeers = createRequire(path.join(FOLDER, 'package.json'));

/** A CommonJS package of the peers. */
export const requirePeer = (name: string): Peer => requireFromPeers(name);

/** An ES module of the peers, by the file that its package exports. */
export const importPeer = async (name: string): Promise<Untyped & Peer> =>
  import(pathToFileURL(path.join(FOLDER, 'node_modules', moduleFile(name))).href);

/** `require.resolve` would answer with the CommonJS half of a package, and `yjs` would be there twice. */
function moduleFile(name: string): string {
  const files: Record<string, string> = {
    '@y/websocket-server/utils': '@y/websocket-server/src/utils.js',
    '@hocuspocus/server': '@hocuspocus/server/dist/hocuspocus-server.esm.js',
    '@hocuspocus/extension-sqlite': '@hocuspocus/extension-sqlite/dist/hocuspocus-sqlite.esm.js'
  };
  return files[name] ?? name;
}
