/** Seats: who holds a place at a board, and who may stand in for them. */
import { holdsSeatOn, type Board, type Office, type Seat } from '#domain/board.ts';
import { addDays, isRealDate } from '#domain/civil-date.ts';
import { isEmail, nameFromEmail, tidyEmail, type Addressee } from '#domain/email.ts';
import type { BoardId, PersonId, SeatId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { may, type Actor } from '#domain/permission.ts';
import { personNameRefusal } from '#domain/person.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { endRefusal, fillRefusal, substituteRefusal, type Sector } from '#domain/seat.ts';
import type { Announce } from '#server/announcement.ts';
import { admitPerson, invitationFor } from '#server/auth/invitations.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit, type AuditEvent } from '#server/store/audit.ts';
import { findBoard } from '#server/store/boards.ts';
import { listContacts, type Contact } from '#server/store/contacts.ts';
import type { Db } from '#server/store/database.ts';
import {
  findOrganisationByName,
  insertOrganisation,
  listOrganisations,
  type Organisation
} from '#server/store/organisations.ts';
import { findPersonByEmail } from '#server/store/people.ts';
import * as store from '#server/store/seats.ts';

export type Seats = ReturnType<typeof makeSeats>;

export type BoardPeople = {
  readonly board: Board;
  readonly held: readonly Seat[];
  readonly coming: readonly Seat[];
  readonly past: readonly Seat[];
  readonly mayManage: boolean;
  /** Empty for those who do not keep the seats. */
  readonly contacts: readonly Contact[];
  readonly organisations: readonly Organisation[];
};

export type SeatToFill = {
  readonly name: string;
  readonly email: string;
  readonly office: Office;
  /** Empty for somebody who speaks for no organisation. */
  readonly organisation: string;
  /** Used when the organisation is not known yet. */
  readonly sector: Sector;
  readonly post: string;
  /** ISO date. */
  readonly startsOn: string;
};

/** `path` is an invitation to send to this person alone; null where they have an account. */
export type Seated = { readonly name: string; readonly path: string | null };

const LINE_LIMIT = 200;

export function makeSeats({ db, clock, announce }: { db: Db; clock: Clock; announce: Announce }) {
  /** For those at the board, and for those who keep its seats without a place there. */
  async function people(personId: PersonId, boardId: BoardId): Promise<BoardPeople | Refusal> {
    const { today } = momentOf(clock());
    const actor = (await findActor(db, personId, today)) ?? null;
    const board = await findBoard(db, boardId);
    const mayManage = may(actor, 'manage-seats', { boardId });
    if (!board || !(mayManage || may(actor, 'see-board', { boardId }))) return refuse('not-found');
    const seats = await store.listAllSeats(db, boardId, today);
    return {
      board,
      held: seats.filter((seat) => holdsSeatOn(seat, today)),
      coming: seats.filter((seat) => seat.startsOn > today && !isOver(seat, today)),
      past: seats.filter((seat) => isOver(seat, today)),
      mayManage,
      contacts: mayManage ? await listContacts(db, boardId) : [],
      organisations: mayManage ? await listOrganisations(db) : []
    };
  }

  /** Gives somebody a seat, and an account where they have none. */
  async function fillSeat(
    by: PersonId,
    boardId: BoardId,
    wanted: SeatToFill
  ): Promise<Seated | Refusal> {
    const addressee = addresseeOf(wanted);
    if (isRefusal(addressee)) return addressee;
    const long = (['organisation', 'post'] as const).find((f) => wanted[f].length > LINE_LIMIT);
    if (long) return refuse('text-too-long', long);
    if (!isRealDate(wanted.startsOn)) return refuse('date-unreal', 'startsOn');
    return manage(by, boardId, async ({ trx, actor, seats, at }) => {
      const known = await findPersonByEmail(trx, addressee.email);
      const { office, startsOn } = wanted;
      const refusal = fillRefusal(seats, { office, startsOn, personId: known?.id ?? newId() });
      if (refusal) return refusal;
      const person = known ?? (await admitPerson(trx, addressee, at));
      const seat = {
        id: newId(),
        boardId,
        office,
        personId: person.id,
        organisationId: await organisationId(trx, wanted),
        post: wanted.post.trim() || null,
        startsOn,
        endsOn: null
      };
      await store.insertSeat(trx, seat, at);
      const path = await invitationFor(trx, actor, person, at);
      const detail = { personId: person.id, office, startsOn, linkMade: path !== null };
      await recordAudit(trx, seatEvent(at, actor, 'seat-filled', seat.id, detail));
      return { name: person.name, path };
    });
  }

  /** `lastDay` is the last date on which the seat counts; null ends it at once. */
  async function endSeat(
    by: PersonId,
    boardId: BoardId,
    seatId: SeatId,
    lastDay: string | null
  ): Promise<Refusal | undefined> {
    const result = await manage(by, boardId, async ({ trx, actor, seats, at }) => {
      const { today } = momentOf(at);
      const seat = seats.find(({ id }) => id === seatId);
      if (!seat || isOver(seat, today)) return refuse('not-found');
      const endsOn = lastDay ?? addDays(seat.startsOn > today ? seat.startsOn : today, -1);
      const refusal = endRefusal(seats, seat, endsOn);
      if (refusal) return refusal;
      await store.endSeat(trx, seatId, endsOn, by);
      await recordAudit(trx, seatEvent(at, actor, 'seat-ended', seatId, { endsOn }));
      return DONE;
    });
    return isRefusal(result) ? result : undefined;
  }

  /** Names somebody who may take this seat for a meeting when its holder cannot. */
  async function nameSubstitute(
    by: PersonId,
    boardId: BoardId,
    seatId: SeatId,
    given: Addressee
  ): Promise<Seated | Refusal> {
    const addressee = addresseeOf(given);
    if (isRefusal(addressee)) return addressee;
    return manage(by, boardId, async ({ trx, actor, seats, at }) => {
      const startsOn = momentOf(at).today;
      const seat = seats.find(({ id }) => id === seatId);
      if (!seat || isOver(seat, startsOn)) return refuse('not-found');
      const known = await findPersonByEmail(trx, addressee.email);
      const named = { personId: known?.id ?? newId(), startsOn };
      const refusal = substituteRefusal(seats, seat, named);
      if (refusal) return refusal;
      const person = known ?? (await admitPerson(trx, addressee, at));
      await store.addSubstitute(trx, seatId, person.id, startsOn);
      const path = await invitationFor(trx, actor, person, at);
      const detail = { personId: person.id, linkMade: path !== null };
      await recordAudit(trx, seatEvent(at, actor, 'substitute-named', seatId, detail));
      return { name: person.name, path };
    });
  }

  /** Takes effect at once. */
  async function removeSubstitute(
    by: PersonId,
    boardId: BoardId,
    seatId: SeatId,
    personId: PersonId
  ): Promise<Refusal | undefined> {
    const result = await manage(by, boardId, async ({ trx, actor, seats, at }) => {
      const seat = seats.find(({ id }) => id === seatId);
      if (!seat?.substitutes.some((each) => each.personId === personId)) return refuse('not-found');
      await store.endSubstitute(trx, seatId, personId, addDays(momentOf(at).today, -1));
      await recordAudit(trx, seatEvent(at, actor, 'substitute-removed', seatId, { personId }));
      return DONE;
    });
    return isRefusal(result) ? result : undefined;
  }

  async function manage<Result extends object>(
    by: PersonId,
    boardId: BoardId,
    act: (at: Managing) => Promise<Result | Refusal>
  ): Promise<Result | Refusal> {
    const at = clock();
    const { today } = momentOf(at);
    const result = await db.transaction().execute(async (trx) => {
      const actor = await findActor(trx, by, today);
      if (!actor || !may(actor, 'manage-seats', { boardId })) {
        return refuse(may(actor ?? null, 'see-board', { boardId }) ? 'not-allowed' : 'not-found');
      }
      if (!(await findBoard(trx, boardId))) return refuse('not-found');
      return act({ trx, actor, seats: await store.listAllSeats(trx, boardId, today), at });
    });
    if (!isRefusal(result)) announce({ type: 'rights-changed', boardId });
    return result;
  }

  return { people, fillSeat, endSeat, nameSubstitute, removeSubstitute };
}

type Managing = {
  readonly trx: Db;
  readonly actor: Actor;
  readonly seats: readonly Seat[];
  readonly at: string;
};

const DONE = {};

const isOver = (seat: Seat, today: string): boolean =>
  seat.endsOn !== null && (seat.endsOn < today || seat.endsOn < seat.startsOn);

function addresseeOf({ name, email: given }: Addressee): Addressee | Refusal {
  const email = tidyEmail(given);
  if (email === '') return refuse('email-missing', 'email');
  if (!isEmail(email)) return refuse('email-malformed', 'email');
  const addressee = { name: name.trim() || nameFromEmail(email), email };
  return personNameRefusal(addressee.name) ?? addressee;
}

async function organisationId(trx: Db, wanted: SeatToFill): Promise<string | null> {
  const name = wanted.organisation.trim();
  if (name === '') return null;
  const known = await findOrganisationByName(trx, name);
  if (known) return known.id;
  const organisation = { id: newId(), name, sector: wanted.sector };
  await insertOrganisation(trx, organisation);
  return organisation.id;
}

const seatEvent = (
  at: string,
  actor: Actor,
  kind: string,
  seatId: SeatId,
  detail: AuditEvent['detail']
): AuditEvent => ({ at, actorId: actor.personId, kind, subject: seatId, detail });
