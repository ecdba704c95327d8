/** Asking people in, and the links that let each of them in once. */
import type { Office } from '#domain/board.ts';
import { parseAddressees, type Addressee } from '#domain/email.ts';
import type { BoardId, PersonId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { may, type Actor } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal, type RefusalCode } from '#domain/refusal.ts';
import { fillRefusal } from '#domain/seat.ts';
import type { Announce } from '#server/announcement.ts';
import { createAccessLink } from '#server/auth/access-links.ts';
import { admitPerson, invitationFor, mayMakeLink, NO_BOARD } from '#server/auth/invitations.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { anyAdministrator } from '#server/store/administrators.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findBoard } from '#server/store/boards.ts';
import { findPasswordHash } from '#server/store/credentials.ts';
import type { Db } from '#server/store/database.ts';
import { findPerson, findPersonByEmail } from '#server/store/people.ts';
import { insertSeat, listAllSeats } from '#server/store/seats.ts';

export type Asked = {
  /** Names and addresses as pasted; see `parseAddressees`. */
  readonly emails: string;
  /** The seat each of them gets; null gives an account and no seat. */
  readonly seat: { readonly boardId: BoardId; readonly office: Office } | null;
};

export type Invited = {
  readonly name: string;
  readonly email: string;
  /** Path of the invitation, to be sent to this person alone; null where they have an account. */
  readonly path: string | null;
  /** Why they have not been given the seat. */
  readonly refused: RefusalCode | null;
};

export function makeInvitations({
  db,
  clock,
  announce
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
}) {
  /** Several people at once, each in the same office; one refused a seat does not stop the others. */
  async function invite(by: PersonId, asked: Asked): Promise<readonly Invited[] | Refusal> {
    const addressees = parseAddressees(asked.emails);
    if (isRefusal(addressees)) return addressees;
    const at = clock();
    const invited = await db.transaction().execute(async (trx) => {
      const actor = await findActor(trx, by, momentOf(at).today);
      if (!actor || !mayInvite(actor, asked.seat)) return refuse('not-allowed');
      if (asked.seat && !(await findBoard(trx, asked.seat.boardId))) return refuse('not-found');
      const all: Invited[] = [];
      for (const each of addressees) all.push(await inviteOne(trx, actor, each, asked.seat, at));
      return all;
    });
    if (asked.seat && !isRefusal(invited))
      announce({ type: 'rights-changed', boardId: asked.seat.boardId });
    return invited;
  }

  /** The path of a new link for somebody who cannot sign in; links made before it stop working. */
  async function makeLink(
    by: PersonId,
    personId: PersonId
  ): Promise<{ path: string; purpose: 'invitation' | 'password-reset' } | Refusal> {
    const at = clock();
    return db.transaction().execute(async (trx) => {
      const actor = await findActor(trx, by, momentOf(at).today);
      const person = await findPerson(trx, personId);
      if (!actor || !person) return refuse('not-found');
      if (!(await mayMakeLink(trx, actor, personId, at))) return refuse('administrator-needed');
      if (person.suspendedAt !== null) return refuse('not-allowed');
      const purpose = (await findPasswordHash(trx, personId)) ? 'password-reset' : 'invitation';
      const path = await createAccessLink(trx, { purpose, personId, createdBy: by }, at);
      const audit = { at, actorId: by, kind: 'link-made', subject: personId };
      await recordAudit(trx, { ...audit, detail: { purpose } });
      return { path, purpose };
    });
  }

  /** For whoever holds the console of a service that nobody keeps yet. */
  async function firstAdministratorLink(): Promise<{ path: string } | Refusal> {
    const at = clock();
    return db.transaction().execute(async (trx) => {
      if (await anyAdministrator(trx)) return refuse('not-allowed');
      const purpose = 'first-administrator';
      const path = await createAccessLink(trx, { purpose, personId: null, createdBy: null }, at);
      const audit = { at, actorId: null, kind: 'link-made', subject: purpose };
      await recordAudit(trx, { ...audit, detail: { purpose } });
      return { path };
    });
  }

  return { invite, makeLink, firstAdministratorLink };
}

const mayInvite = (actor: Actor, seat: Asked['seat']): boolean =>
  seat
    ? may(actor, 'manage-seats', { boardId: seat.boardId })
    : may(actor, 'manage-accounts', NO_BOARD);

async function inviteOne(
  trx: Db,
  actor: Actor,
  addressee: Addressee,
  seat: Asked['seat'],
  at: string
): Promise<Invited> {
  const refused = seat ? await seatRefusal(trx, addressee, seat, at) : undefined;
  if (refused) return { ...addressee, path: null, refused: refused.refused };
  const person = await admitPerson(trx, addressee, at);
  if (seat) {
    await insertSeat(
      trx,
      {
        id: newId(),
        ...seat,
        personId: person.id,
        organisationId: null,
        post: null,
        startsOn: momentOf(at).today,
        endsOn: null
      },
      at
    );
  }
  const path = await invitationFor(trx, actor, person, at);
  const audit = { at, actorId: actor.personId, kind: 'invited', subject: person.id };
  await recordAudit(trx, { ...audit, detail: { ...seat, linkMade: path !== null } });
  return { name: person.name, email: person.email, path, refused: null };
}

async function seatRefusal(
  trx: Db,
  { email }: Addressee,
  { boardId, office }: NonNullable<Asked['seat']>,
  at: string
): Promise<Refusal | undefined> {
  const { today } = momentOf(at);
  const known = await findPersonByEmail(trx, email);
  const seats = await listAllSeats(trx, boardId, today);
  return fillRefusal(seats, { office, personId: known?.id ?? newId(), startsOn: today });
}
