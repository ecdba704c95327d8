/**
 * Proceedings read off the journal. A replayed state is kept and only what was appended since is
 * replayed on top; the journal stays the one truth, so a kept state can be dropped at any time.
 */
import { replay } from '#domain/apply.ts';
import { beginProceedings, type Proceedings } from '#domain/proceedings.ts';
import type { Db } from './database.ts';
import { listEntries } from './journals.ts';
import { findMeeting, type MeetingRow } from './meetings.ts';

export type MeetingProceedings = {
  readonly meeting: MeetingRow;
  readonly proceedings: Proceedings;
};

const KEPT_AT_MOST = 200;
// One cache a database: tests open several in one process.
const kept = new WeakMap<object, Map<string, Proceedings>>();

export async function loadProceedings(
  db: Db,
  meetingId: string,
  cacheOf: object = db
): Promise<MeetingProceedings | undefined> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) return undefined;
  const before = kept.get(cacheOf)?.get(meetingId) ?? genesisOf(meeting);
  const entries = await listEntries(db, meetingId, before.seq);
  const proceedings = entries.reduce((state, entry) => replay(state, entry), before);
  // What a transaction has seen may yet be rolled back.
  if (!db.isTransaction) remember(cacheOf, meetingId, proceedings);
  return { meeting, proceedings };
}

/**
 * A meeting begins with the arrangements of its row: those it was made with, or what its journal
 * has made of them since, which the same entries then say again. No rule judges by them.
 */
const genesisOf = ({ id, date, startTime, endTime, place, attribution }: MeetingRow): Proceedings =>
  beginProceedings(id, { date, startTime, endTime, place }, attribution);

function remember(cacheOf: object, meetingId: string, proceedings: Proceedings): void {
  const states = kept.get(cacheOf) ?? new Map<string, Proceedings>();
  states.delete(meetingId);
  states.set(meetingId, proceedings);
  const oldest = states.keys().next().value;
  if (states.size > KEPT_AT_MOST && oldest !== undefined) states.delete(oldest);
  kept.set(cacheOf, states);
}
