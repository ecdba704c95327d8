/**
 * Whether what was frozen is what was frozen. A digest beside its text shows a changed text; the
 * audit trail keeps every digest a second time, and so shows a forged or a missing record as well.
 */
import { createHash } from 'node:crypto';
import type { Damage } from './damage.ts';
import type { Db } from './database.ts';

type Frozen = {
  readonly what: string;
  readonly meetingId: string;
  readonly text: string;
  readonly digest: string;
};

/** Acts by which a record is frozen; their trace carries its digest. */
const FREEZING = ['agenda-published', 'minutes-circulated', 'minutes-approved', 'minutes-kept'];

export async function* damagedRecords(db: Db): AsyncGenerator<Damage> {
  const traced = await listTraced(db);
  const frozen = [
    ...(await listPublications(db)),
    ...(await listApprovals(db)),
    ...(await listKept(db))
  ];
  for (const { what, meetingId, text, digest } of frozen) {
    if (createHash('sha256').update(text).digest('hex') !== digest) {
      yield { kind: 'record', what: `${what} is not what was frozen` };
    } else if (!traced.has(keyOf(meetingId, digest))) {
      yield { kind: 'record', what: `${what} is not the one that the audit trail tells of` };
    }
  }
  const found = new Set(frozen.map(({ meetingId, digest }) => keyOf(meetingId, digest)));
  for (const [key, act] of traced) {
    if (!found.has(key)) yield { kind: 'record', what: `what was frozen by ${act} is gone` };
  }
}

async function listPublications(db: Db): Promise<Frozen[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['meeting_id', 'kind', 'version', 'record', 'digest'])
    .execute();
  return rows.map(({ meeting_id, kind, version, record, digest }) => ({
    what: `version ${version} of the ${kind} of meeting ${meeting_id}`,
    meetingId: meeting_id,
    text: record,
    digest
  }));
}

async function listApprovals(db: Db): Promise<Frozen[]> {
  const rows = await db.selectFrom('approval').select(['meeting_id', 'record', 'digest']).execute();
  return rows.map(({ meeting_id, record, digest }) => ({
    what: `the approval of meeting ${meeting_id}`,
    meetingId: meeting_id,
    text: record,
    digest
  }));
}

async function listKept(db: Db): Promise<Frozen[]> {
  const rows = await db
    .selectFrom('minutes_version')
    .select(['id', 'meeting_id', 'content', 'digest'])
    .execute();
  return rows.map(({ id, meeting_id, content, digest }) => ({
    what: `version ${id} of the minutes of meeting ${meeting_id}`,
    meetingId: meeting_id,
    text: content,
    digest
  }));
}

/** What the audit trail tells of frozen records, by meeting and digest. */
async function listTraced(db: Db): Promise<Map<string, string>> {
  const events = await db
    .selectFrom('audit_event')
    .select(['seq', 'kind', 'subject', 'detail'])
    .where('kind', 'in', FREEZING)
    .execute();
  return new Map(
    events.map(({ seq, kind, subject, detail }) => [
      keyOf(subject, digestIn(detail)),
      `"${kind}" of meeting ${subject} (row ${seq} of the audit trail)`
    ])
  );
}

function digestIn(detail: string): string {
  try {
    return (JSON.parse(detail) as { digest: string }).digest;
  } catch {
    // The audit trail's own check says that this row is not what was written.
    return '';
  }
}

const keyOf = (meetingId: string, digest: string): string => `${meetingId} ${digest}`;
