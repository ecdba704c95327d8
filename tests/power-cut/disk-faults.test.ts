/**
 * [INV-9] with a disk that fails under the running server: strace answers its calls on the
 * write-ahead log as a full or a broken disk would, some times, and then lets them pass again.
 */
import { expect, onTestFinished, test } from 'vitest';
import { openForReading } from '#server/store/database-reading.ts';
import { openDatabase } from '#server/store/database.ts';
import { storedCopy, until } from '../support/document-server.ts';
import { judgeDatabase } from './judge.ts';
import { promisedTo } from './promises.ts';
import { randomFrom } from './random.ts';
import { prepareSession, startTyping } from './session.ts';
import { startFailingWriter } from './start-writer.ts';
import type { Typist } from './typist.ts';

const SEED = 11;
const NOTHING_LOST = { damage: null, lostAcknowledged: 0, lostShown: 0 };

test.each([
  ['the disk is full', 'pwrite64:error=ENOSPC:when=200..201'],
  ['a write fails', 'pwrite64:error=EIO:when=203..204'],
  ['a sync fails', 'fsync,fdatasync:error=EIO:when=20..22']
])(
  'when %s nobody may write and everybody is told; it goes on by itself and nothing is lost',
  async (_, fault) => {
    const session = await prepareSession();
    const writer = await startFailingWriter({ file: session.file, fault });
    onTestFinished(() => writer.kill());
    const typists = await startTyping(session, writer.address, randomFrom(SEED));
    const typing = setInterval(() => typists.forEach((typist) => typist.type()), 5);
    onTestFinished(() => clearInterval(typing));

    const mayNotWrite = ({ mayWrite, told }: Typist) =>
      !mayWrite() && told.at(-1) === 'cannot-save';
    await until(() => typists.every(mayNotWrite), 'everybody in every room is told', 20_000);
    clearInterval(typing);
    // The least that can be written must not get in over what was not.
    typists.forEach((typist) => typist.type());
    // All that has been promised by now is on the disk by now, though the disk does not work.
    const promisedSoFar = typists.flatMap(promisedTo);
    const reader = openForReading(session.file);
    expect(await judgeDatabase(reader, promisedSoFar)).toEqual(NOTHING_LOST);
    await reader.destroy();

    const mayWriteAgain = ({ told }: Typist) =>
      told.lastIndexOf('may-write') > told.indexOf('may-not-write');
    await until(() => typists.every(mayWriteAgain), 'it goes on by itself', 20_000);
    for (const { told } of typists) {
      const failing = told.slice(told.indexOf('may-not-write'), told.lastIndexOf('may-write'));
      expect(failing).toContain('cannot-save');
      expect(failing).not.toContain('acknowledged');
    }
    await Promise.all(typists.map((typist) => typist.typeMany(5)));
    await until(() => sameTexts(typists), 'everybody reads the same');
    await writer.kill();

    const db = openDatabase(session.file);
    const promised = typists.flatMap(promisedTo);
    expect(await judgeDatabase(db, promised)).toEqual(NOTHING_LOST);
    for (const { document, doc } of typists) {
      const stored = await storedCopy(db, document);
      expect(stored.getXmlFragment('text').toString()).toBe(doc.getXmlFragment('text').toString());
    }
    await db.destroy();
  },
  60_000
);

const sameTexts = (typists: readonly Typist[]): boolean =>
  [...Map.groupBy(typists, ({ document }) => document).values()].every(
    (here) => new Set(here.map(({ doc }) => doc.getXmlFragment('text').toString())).size === 1
  );
