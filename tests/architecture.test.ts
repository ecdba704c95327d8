/**
 * Who may import whom: the table of the house, executed over the real tree, and over a made-up one
 * that breaks every rule, so that a rule which can no longer fail is noticed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenRules, type SourceFile } from './support/import-rules.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const MOST_LINES = 300;
const DEEPEST = 4;

const sources = ['src', 'server', 'migrations'].flatMap(read);

describe('the tree', () => {
  test('keeps the import rules', () => {
    expect(sources.flatMap(brokenRules)).toEqual([]);
  });

  test(`has no file over ${MOST_LINES} lines`, () => {
    const longest = sources
      .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
      .sort((a, b) => b.lines - a.lines);
    console.log(
      longest
        .slice(0, 10)
        .map(({ file, lines }) => `${lines} ${file}`)
        .join('\n')
    );
    expect(longest.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
  });

  test('has no barrels, no grab-bags and no depths', () => {
    const odd = sources
      .map(({ file }) => file)
      .filter((file) => !file.startsWith('src/routes/'))
      .filter(
        (file) =>
          /(^|\/)(index|utils?|helpers?|common|types|core)(\.|\/)/.test(file) ||
          file.split('/').length - 1 > DEEPEST
      );
    expect(odd).toEqual([]);
  });

  test('knows the word "user" only where people sign in', () => {
    const said = sources
      .filter(({ file }) => /^(src\/domain|src\/protocol|server)\//.test(file))
      .filter(({ file }) => !file.startsWith('server/auth/'))
      .filter(({ text }) => /\buser(Id|Name|s)?\b(?!:|-select|\?\.)/.test(withoutAwareness(text)))
      .map(({ file }) => file);
    expect(said).toEqual([]);
  });

  test('has nothing that could ask another host for anything', () => {
    const asking = sources
      .filter(({ text }) =>
        /\bfetch\(|node:(https|http2|tls)'|\bhttps?\.(get|request)\(|XMLHttpRequest|sendBeacon|(src|@import|url\()\s*=?\s*['"(]?https?:/.test(
          text
        )
      )
      .map(({ file }) => file);
    expect(asking).toEqual([]);
  });

  test('has every proof that SECURITY.md names', () => {
    const security = readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8');
    const named = [...security.matchAll(/`((?:server|tests)\/[^`]+)`/g)].map(
      ([, file]) => file ?? ''
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('names every rule of SPEC.md in a test', () => {
    const spec = readFileSync(path.join(ROOT, 'src/domain/SPEC.md'), 'utf8');
    const ids = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => id);
    const tests = [...list('src'), ...list('server'), ...list('tests')]
      .filter((file) => /\.(test|spec)\.ts$/.test(file))
      .map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
      .join('\n');
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !tests.includes(`[${id}]`))).toEqual([]);
  });
});

describe('a tree that breaks the rules', () => {
  const seeded: readonly [file: string, text: string][] = [
    ['src/domain/vote.ts', "import * as Y from 'yjs';"],
    ['src/domain/vote.ts', "import { readFileSync } from 'node:fs';"],
    ['src/domain/vote.ts', "import { may } from '#server/compose.ts';"],
    ['src/domain/vote.ts', 'export const now = () => Date.now();'],
    ['src/domain/vote.ts', 'export const now = () => new Date();'],
    ['src/domain/vote.ts', 'export const chance = () => Math.random();'],
    ['src/protocol/live.ts', "import { Server } from 'socket.io';"],
    ['src/lib/live/meeting.ts', "import { openDatabase } from '#server/store/database.ts';"],
    [
      'src/routes/+page.svelte',
      "<script>import { migrate } from '#server/store/migrations.ts';</script>"
    ],
    ['src/routes/+page.server.ts', "import { findBoard } from '#server/store/boards.ts';"],
    ['server/store/boards.ts', "import { makeBoards } from '#server/services/boards.ts';"],
    ['server/store/boards.ts', "import express from 'express';"],
    ['server/export/html.ts', "import { findBoard } from '#server/store/boards.ts';"],
    ['server/services/boards.ts', "import { makeActions } from './actions.ts';"],
    ['server/services/boards.ts', "import { WebSocket } from 'ws';"],
    ['server/http/api.ts', "import { findBoard } from '../store/boards.ts';"],
    ['server/live/gateway.ts', "import { findBoard } from '#server/store/boards.ts';"],
    ['server/sync/gate.ts', "import { makeBoards } from '#server/services/boards.ts';"],
    ['server/mail/rounds.ts', "import { findPerson } from '#server/store/people.ts';"],
    ['server/mail/letter.ts', "import { request } from 'node:http';"],
    ['server/services/notices.ts', "import { createTransport } from 'nodemailer';"],
    ['migrations/0001-people.ts', "import { openDatabase } from '#server/store/database.ts';"]
  ];

  test.each(seeded)('is caught: %s with %s', (file, text) => {
    expect(brokenRules({ file, text })).toHaveLength(1);
  });

  test('a type alone may be named across rooms where the table says types', () => {
    const text = "import type { Services } from '#server/services.ts';";
    expect(brokenRules({ file: 'src/routes/+page.server.ts', text })).toEqual([]);
  });
});

/** Presence entries carry a field of that name because standard Yjs clients read it. */
const withoutAwareness = (text: string): string => text.replaceAll(/['"]user['"]|\buser: \{/g, '');

function read(folder: string): SourceFile[] {
  return list(folder)
    .filter((file) => /\.(ts|svelte)$/.test(file) && !/\.(test|spec)\.ts$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

function list(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}
