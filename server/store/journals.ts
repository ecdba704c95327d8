/** The journal of a meeting: accepted commands in order, written once and never changed. */
import type { Command, CommandType } from '#domain/command.ts';
import type { Entry } from '#domain/proceedings.ts';
import type { Db } from './database.ts';

export type KeptEntry = Omit<Entry, 'command'> & { readonly command: Command };

export async function appendEntry(
  db: Db,
  meetingId: string,
  entry: KeptEntry,
  commandId: string
): Promise<void> {
  await db
    .insertInto('journal_entry')
    .values({
      meeting_id: meetingId,
      seq: entry.seq,
      at: entry.at,
      by_person: entry.by,
      command_id: commandId,
      command: JSON.stringify(entry.command)
    })
    .execute();
}

/** Entries after a seq (0 for all), in order. */
export async function listEntries(db: Db, meetingId: string, after: number): Promise<KeptEntry[]> {
  const rows = await db
    .selectFrom('journal_entry')
    .select(['seq', 'at', 'by_person', 'command'])
    .where('meeting_id', '=', meetingId)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute();
  return rows.map(toEntry);
}

/**
 * The entries of these types alone, in order: a long meeting has thousands of others. Words within a
 * command may look like a type, so what the database finds is asked again.
 */
export async function listEntriesOf(
  db: Db,
  meetingId: string,
  types: readonly CommandType[]
): Promise<KeptEntry[]> {
  const rows = await db
    .selectFrom('journal_entry')
    .select(['seq', 'at', 'by_person', 'command'])
    .where('meeting_id', '=', meetingId)
    .where((entry) => entry.or(types.map((type) => entry('command', 'like', `%"type":"${type}"%`))))
    .orderBy('seq')
    .execute();
  return rows.map(toEntry).filter(({ command }) => types.includes(command.type));
}

/** The seq a command was kept at, when it has been sent before. */
export async function findSeqOf(
  db: Db,
  meetingId: string,
  commandId: string
): Promise<number | undefined> {
  const row = await db
    .selectFrom('journal_entry')
    .select('seq')
    .where('meeting_id', '=', meetingId)
    .where('command_id', '=', commandId)
    .executeTakeFirst();
  return row?.seq;
}

const toEntry = (row: {
  readonly seq: number;
  readonly at: string;
  readonly by_person: string;
  readonly command: string;
}): KeptEntry => ({
  seq: row.seq,
  at: row.at,
  by: row.by_person,
  command: JSON.parse(row.command) as Command
});
