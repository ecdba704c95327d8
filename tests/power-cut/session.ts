/** A prepared meeting in a file of its own, and people who type at it in turns. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { giveMeeting, startDocumentServer } from '../support/document-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Files } from './disk-image.ts';
import type { Random } from './random.ts';
import { startTypist, type Typist } from './typist.ts';

export const DATABASE = 'record.sqlite';

export type Session = {
  readonly folder: string;
  readonly file: string;
  /** Who may write which of the two minutes. */
  readonly places: readonly { readonly document: string; readonly personId: string }[];
};

/** Written and closed in order: all of it is on disk. */
export async function prepareSession(): Promise<Session> {
  const folder = temporaryFolder();
  const file = path.join(folder, DATABASE);
  const server = await startDocumentServer({ file });
  const meeting = await giveMeeting(server);
  await meeting.start();
  await server.close();
  const [open, hidden] = [`minute/${meeting.open}`, `minute/${meeting.hidden}`];
  const places = [
    { document: open, personId: meeting.clerk },
    { document: open, personId: meeting.member },
    { document: open, personId: meeting.chair },
    { document: hidden, personId: meeting.clerk },
    { document: hidden, personId: meeting.chair }
  ];
  return { folder, file, places };
}

export const filesIn = (folder: string): Files =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));

/**
 * Everybody comes, types and leaves, `rounds` times over: documents are compacted when the last one
 * has left. Answers the ledgers of all.
 */
export async function typeInRounds(
  session: Session,
  address: string,
  random: Random,
  { rounds, edits }: { rounds: number; edits: number }
): Promise<Typist[]> {
  const typists: Typist[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const here = await startTyping(session, address, random);
    typists.push(...here);
    await Promise.all(here.map((typist) => typist.typeMany(edits)));
    if (round < rounds - 1) await Promise.all(here.map((typist) => typist.leave()));
  }
  return typists;
}

/** One typist at every place, let in and free to write. */
export const startTyping = (
  { places }: Session,
  address: string,
  random: Random
): Promise<Typist[]> =>
  Promise.all(
    places.map(({ document, personId }) => startTypist(address, document, personId, random))
  );
