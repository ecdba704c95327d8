/**
 * Two people who write one minute together over real sockets, and somebody at the same board whose
 * program sends what it likes. Whatever that does, the two must not notice.
 */
import { expect } from 'vitest';
import * as Y from 'yjs';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { MESSAGE } from '#protocol/document-frame.ts';
import {
  connectRaw,
  connectStock,
  framesOf,
  giveMeeting,
  startDocumentServer,
  storedCopy,
  synced,
  typeParagraph,
  until,
  type DocumentServer,
  type RawClient,
  type StockClient
} from '../support/document-server.ts';

/** ws itself, where the bytes are no WebSocket's or beyond its own limit. */
const BY_THE_LIBRARY = [1002, 1006, 1007, 1008, 1009];
export const DOCUMENTED: readonly number[] = [...Object.values(CLOSE_CODE), ...BY_THE_LIBRARY];

export type CoEditing = {
  readonly server: DocumentServer;
  readonly meeting: Awaited<ReturnType<typeof giveMeeting>>;
  /** The document's name. */
  readonly minute: string;
  readonly clerk: StockClient;
  readonly chair: StockClient;
  /** A connection of a member's, who may write, that is open and has been told its rights. */
  readonly attack: (personId?: string) => Promise<RawClient>;
  /** The two go on, nobody has broken anything, and what is stored is whole. */
  readonly expectUnharmed: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startCoEditing(): Promise<CoEditing> {
  const server = await startDocumentServer();
  const meeting = await giveMeeting(server);
  await meeting.start();
  const minute = `minute/${meeting.open}`;
  const clerk = connectStock(server, minute, meeting.clerk);
  const chair = connectStock(server, minute, meeting.chair);
  await Promise.all([synced(clerk), synced(chair)]);
  const line = typeParagraph(clerk, 'The Board met.');
  await until(() => chair.text.length === 1, 'the chair follows');
  const drops = countDrops(clerk, chair);
  let words = 0;

  return {
    server,
    meeting,
    minute,
    clerk,
    chair,
    async attack(personId = meeting.member) {
      const raw = connectRaw(server, minute, personId);
      await until(() => framesOf(raw, MESSAGE.rights).length > 0, 'the connection is open');
      return raw;
    },
    async expectUnharmed() {
      const word = `word${(words += 1)}`;
      line.insert(0, `${word} `);
      await until(() => chair.text.toString().includes(word), 'the chair sees the word');
      const answer = `answer to ${word}.`;
      typeParagraph(chair, answer);
      await until(() => clerk.text.toString().includes(answer), 'the clerk sees the answer');
      chair.text.delete(chair.text.length - 1, 1);
      await until(() => !clerk.text.toString().includes(answer), 'the clerk sees it go');
      expect(drops()).toBe(0);
      expect(server.faults).toEqual([]);
      const stored = await storedCopy(server.db, minute);
      expect([stored.store.pendingStructs, stored.store.pendingDs]).toEqual([null, null]);
      expect(stored.getXmlFragment('text').toString()).toBe(clerk.text.toString());
    },
    async stop() {
      for (const { provider, doc } of [clerk, chair]) {
        provider.destroy();
        doc.destroy();
      }
      await server.close();
    }
  };
}

function countDrops(...clients: readonly StockClient[]): () => number {
  let drops = 0;
  for (const { provider } of clients) provider.on('connection-close', () => (drops += 1));
  return () => drops;
}

export async function closeCode(raw: RawClient): Promise<number | undefined> {
  await until(() => raw.closed() !== undefined, 'the connection is closed');
  return raw.closed();
}

/** What a client of its own has, and would send. */
export function writing(
  clientID?: number
): Pick<StockClient, 'doc' | 'text'> & { sent: Uint8Array[] } {
  const doc = new Y.Doc();
  if (clientID !== undefined) doc.clientID = clientID;
  const sent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') sent.push(update);
  });
  return { doc, text: doc.getXmlFragment('text'), sent };
}
