/**
 * Notices by mail. What happens puts rows into the outbox; here they are gathered into one mail for
 * each person, and judged again when it is sent: who wants it, who may still read it, and whether it
 * is still so. A mail that has left is marked afterwards, so after a crash in between it is sent
 * again, under the same Message-ID, by which mail programs know it for the same.
 */
import type { PersonId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { isWanted, nextTry, NOTICE_KINDS, type MailChoice } from '#domain/mail-notice.ts';
import { may } from '#domain/permission.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { NO_BOARD } from '#server/auth/invitations.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { listBoards } from '#server/store/boards.ts';
import { findPasswordHash } from '#server/store/credentials.ts';
import type { Db } from '#server/store/database.ts';
import * as digests from '#server/store/mail-digests.ts';
import * as outbox from '#server/store/notices.ts';
import { findPerson } from '#server/store/people.ts';
import { entryFor, type DigestEntry } from './notices-entries.ts';
import { writeReminders } from './notices-reminders.ts';

export type { DigestEntry } from './notices-entries.ts';
export type Notices = ReturnType<typeof makeNotices>;

export type Digest = {
  readonly id: string;
  readonly messageId: string;
  readonly to: { readonly name: string; readonly email: string };
  /** The most pressing first. */
  readonly entries: readonly DigestEntry[];
};

/** Nobody is reminded in the night. */
const REMINDERS_FROM = '07:00';
/** What happens together is told together: a row waits so long for others. */
const GATHERED_FOR = 10 * 60_000;

export function makeNotices({
  db,
  clock,
  sendsMail = false
}: {
  db: Db;
  clock: Clock;
  /** Whether a mail server is set up; where none is, the rows wait. */
  sendsMail?: boolean;
}) {
  let remindedOn = '';

  /** Writes what today's date asks for, once in a day; a server that starts again does no harm. */
  async function remind(): Promise<void> {
    const at = clock();
    const { today, time } = momentOf(at);
    if (time < REMINDERS_FROM || today === remindedOn) return;
    for (const board of await listBoards(db)) await writeReminders(db, board, { at, today });
    remindedOn = today;
  }

  /**
   * Puts what waits into a mail for each person, but for those who have one on its way: it would be
   * another under the same Message-ID. `domain` is that of the sender's address.
   */
  async function gather(domain: string): Promise<void> {
    const at = clock();
    const madeBy = new Date(Date.parse(at) - GATHERED_FOR).toISOString();
    await db.transaction().execute(async (trx) => {
      for (const personId of await outbox.listPeopleToTell(trx, madeBy)) {
        if (await digests.hasOpenDigest(trx, personId)) continue;
        const id = newId();
        const messageId = `<${id}@${domain}>`;
        await digests.insertDigest(trx, { id, personId, messageId, madeAt: at });
        await outbox.putNoticesInto(trx, id, personId);
      }
    });
  }

  /** The ids of the mails whose turn it is. */
  const due = (): Promise<string[]> => digests.listDueDigests(db, clock());

  /** What the mail says now; null, and it has ended, where nothing is left to say. */
  async function open(digestId: string): Promise<Digest | null> {
    const at = clock();
    const row = await digests.findDigest(db, digestId);
    if (!row) return null;
    const person = await findPerson(db, row.personId);
    const notices = await outbox.listNoticesOf(db, digestId);
    const said = await Promise.all(
      notices.map(async (notice) => ({ notice, entry: await wantedEntry(notice, at) }))
    );
    const entries = once(said.flatMap(({ entry }) => entry ?? [])).sort(byUrgency);
    const dropped = said.flatMap(({ notice, entry }) => (entry ? [] : notice.id));
    await outbox.endNotices(db, dropped, 'dropped', at);
    if (entries.length > 0 && person) {
      const { name, email } = person;
      return { id: row.id, messageId: row.messageId, to: { name, email }, entries };
    }
    await digests.endDigest(db, digestId, 'empty', at);
    return null;
  }

  /** An address that nobody has signed in with may be somebody else's: an invitation can be mistyped. */
  async function wantedEntry(notice: outbox.Notice, at: string): Promise<DigestEntry | undefined> {
    const { personId, kind } = notice;
    if (!isWanted(await outbox.findMailChoice(db, personId), kind)) return undefined;
    if ((await findPasswordHash(db, personId)) === undefined) return undefined;
    return entryFor(db, notice, at);
  }

  const noteSent = (digestId: string): Promise<void> => end(digestId, 'sent');

  /** `why` is a code for the log, never what was written. */
  async function noteFailed(digestId: string, why: string): Promise<void> {
    const at = clock();
    const row = await digests.findDigest(db, digestId);
    if (!row) return;
    const tries = row.tries + 1;
    const nextAt = nextTry(row.madeAt, tries, at);
    if (nextAt !== null) return digests.setDigestTried(db, digestId, tries, nextAt);
    await end(digestId, 'givenUp', { tries, why });
  }

  async function end(
    digestId: string,
    as: 'sent' | 'givenUp',
    detail: { readonly [fact: string]: string | number } = {}
  ): Promise<void> {
    const at = clock();
    await db.transaction().execute(async (trx) => {
      const row = await digests.findDigest(trx, digestId);
      if (!row) return;
      const notices = await outbox.listNoticesOf(trx, digestId);
      await outbox.endNotices(
        trx,
        notices.map(({ id }) => id),
        as,
        at
      );
      await digests.endDigest(trx, digestId, as, at);
      if (as === 'sent') return;
      const event = { at, actorId: null, kind: 'mail-given-up', subject: row.personId, detail };
      await recordAudit(trx, event);
    });
  }

  const choice = (personId: PersonId): Promise<MailChoice> => outbox.findMailChoice(db, personId);

  const choose = (personId: PersonId, wanted: MailChoice): Promise<void> =>
    outbox.setMailChoice(db, personId, wanted, clock());

  /** How mail stands, in numbers alone, for administrators. */
  async function status(personId: PersonId) {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    if (!may(actor ?? null, 'manage-accounts', NO_BOARD)) return refuse('not-found') as Refusal;
    const waiting = await outbox.countWaitingNotices(db);
    return { sendsMail, waiting, ...(await digests.countDigests(db)) };
  }

  return { remind, gather, due, open, noteSent, noteFailed, choice, choose, status, sendsMail };
}

/** An agenda and its supplement in one mail are the same agenda. */
const once = (entries: readonly DigestEntry[]): DigestEntry[] => [
  ...new Map(
    entries.map((entry) => [
      `${entry.kind} ${'actionId' in entry ? entry.actionId : entry.meetingId}`,
      entry
    ])
  ).values()
];

const byUrgency = (a: DigestEntry, b: DigestEntry): number =>
  NOTICE_KINDS.indexOf(a.kind) - NOTICE_KINDS.indexOf(b.kind);
