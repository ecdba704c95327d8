/** What an administrator does with accounts; administrators read no content. */
import type { PersonId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { may } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Announce } from '#server/announcement.ts';
import { NO_BOARD } from '#server/auth/invitations.ts';
import { endAllSessions } from '#server/auth/sessions.ts';
import type { Clock } from '#server/clock.ts';
import { listAccounts, type Account } from '#server/store/accounts.ts';
import { findActor } from '#server/store/actors.ts';
import { deleteAdministrator, insertAdministrator } from '#server/store/administrators.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { findPerson, setSuspended } from '#server/store/people.ts';

export function makeAccounts({
  db,
  clock,
  announce
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
}) {
  async function list(personId: PersonId): Promise<readonly Account[] | Refusal> {
    const at = clock();
    const actor = await findActor(db, personId, momentOf(at).today);
    return may(actor ?? null, 'manage-accounts', NO_BOARD)
      ? listAccounts(db, at)
      : refuse('not-found');
  }

  /** Keeps somebody out from now on: their sessions end, their seats stay theirs. */
  const suspend = (by: PersonId, personId: PersonId) =>
    change(by, personId, 'account-suspended', async (trx, at) => {
      await setSuspended(trx, personId, at);
      return endAllSessions(trx, personId);
    });

  const restore = (by: PersonId, personId: PersonId) =>
    change(by, personId, 'account-restored', async (trx) => {
      await setSuspended(trx, personId, null);
      return [];
    });

  const appoint = (by: PersonId, personId: PersonId) =>
    change(by, personId, 'administrator-appointed', async (trx, at) => {
      await insertAdministrator(trx, personId, at, by);
      return [];
    });

  const dismiss = (by: PersonId, personId: PersonId) =>
    change(by, personId, 'administrator-dismissed', async (trx) => {
      await deleteAdministrator(trx, personId);
      return [];
    });

  /** Nobody does these things to themselves, so there is always an administrator left. */
  async function change(
    by: PersonId,
    personId: PersonId,
    kind: string,
    act: (trx: Db, at: string) => Promise<string[]>
  ): Promise<Refusal | undefined> {
    const at = clock();
    const ended = await db.transaction().execute(async (trx) => {
      const actor = await findActor(trx, by, momentOf(at).today);
      if (!may(actor ?? null, 'manage-accounts', NO_BOARD)) return refuse('not-found');
      if (personId === by) return refuse('not-allowed');
      if (!(await findPerson(trx, personId))) return refuse('not-found');
      await recordAudit(trx, { at, actorId: by, kind, subject: personId, detail: {} });
      return act(trx, at);
    });
    if (isRefusal(ended)) return ended;
    for (const sessionId of ended) announce({ type: 'signed-out', sessionId });
    announce({ type: 'rights-changed', personId });
    return undefined;
  }

  return { list, suspend, restore, appoint, dismiss };
}
