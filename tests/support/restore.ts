/** What an operator does to bring an older copy back, with the server stopped. */
import { copyFileSync, rmSync } from 'node:fs';

/** Puts the copy in the place of the database, as the README says. */
export function putInPlace(copy: string, databaseFile: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(databaseFile + suffix, { force: true });
  copyFileSync(copy, databaseFile);
}
