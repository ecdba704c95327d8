/** Following a link that lets one person in: what it asks for, and setting the password. */
import { isEmail, tidyEmail } from '#domain/email.ts';
import type { PersonId } from '#domain/id.ts';
import { personNameRefusal } from '#domain/person.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Announce } from '#server/announcement.ts';
import {
  openAccessLink,
  useUpAccessLink,
  type AccessLink,
  type LinkPurpose
} from '#server/auth/access-links.ts';
import { passwordRefusal } from '#server/auth/password-rules.ts';
import type { Passwords } from '#server/auth/passwords.ts';
import { createSession, endAllSessions } from '#server/auth/sessions.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { anyAdministrator, insertAdministrator } from '#server/store/administrators.ts';
import { recordAudit } from '#server/store/audit.ts';
import { setPasswordHash } from '#server/store/credentials.ts';
import type { Db } from '#server/store/database.ts';
import {
  findPerson,
  findPersonByEmail,
  insertPerson,
  updatePerson,
  type Person
} from '#server/store/people.ts';

export type Links = ReturnType<typeof makeLinks>;

/** What the page of a link needs to know; no name or address for the first administrator. */
export type OpenLink = {
  readonly purpose: LinkPurpose;
  readonly name: string;
  readonly email: string;
};

/** A new password asks for no name, and only the first administrator gives an address. */
export type LinkAnswers = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
};

export function makeLinks({
  db,
  clock,
  announce,
  passwords
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
  passwords: Passwords;
}) {
  /** Looks without using the link up. */
  async function open(token: string): Promise<OpenLink | Refusal> {
    const found = await findLink(db, token, clock());
    if (isRefusal(found)) return found;
    const { link, person } = found;
    return { purpose: link.purpose, name: person?.name ?? '', email: person?.email ?? '' };
  }

  /** Sets the password and signs the person in; the link is used up and older sessions end. */
  async function follow(token: string, answers: LinkAnswers): Promise<{ token: string } | Refusal> {
    const found = await findLink(db, token, clock());
    if (isRefusal(found)) return found;
    const unsound = answersRefusal(found, answers);
    if (unsound) return unsound;
    const hash = await passwords.hash(answers.password);
    if (isRefusal(hash)) return hash;
    const at = clock();
    const entered = await db.transaction().execute(async (trx) => {
      // Hashing took a while: the link may have been used, or its person suspended, in between.
      const again = await findLink(trx, token, at);
      if (isRefusal(again)) return again;
      const personId = await settlePerson(trx, again, answers, at);
      if (isRefusal(personId)) return personId;
      await useUpAccessLink(trx, again.link, at);
      await setPasswordHash(trx, personId, hash, at);
      const ended = await endAllSessions(trx, personId);
      const audit = { at, actorId: personId, subject: personId };
      const detail = { purpose: again.link.purpose };
      await recordAudit(trx, { ...audit, kind: 'password-set', detail });
      await recordAudit(trx, { ...audit, kind: 'signed-in', detail: {} });
      return { token: await createSession(trx, personId, at), personId, ended };
    });
    if (isRefusal(entered)) return entered;
    for (const sessionId of entered.ended) announce({ type: 'signed-out', sessionId });
    announce({ type: 'rights-changed', personId: entered.personId });
    return { token: entered.token };
  }

  return { open, follow };
}

type Found = { readonly link: AccessLink; readonly person: Person | undefined };

async function findLink(db: Db, token: string, at: string): Promise<Found | Refusal> {
  const link = await openAccessLink(db, token, at);
  if (isRefusal(link)) return link;
  if (link.personId === null) {
    return (await anyAdministrator(db)) ? refuse('link-expired') : { link, person: undefined };
  }
  const person = await findPerson(db, link.personId);
  return person?.suspendedAt === null ? { link, person } : refuse('link-expired');
}

function answersRefusal({ link, person }: Found, answers: LinkAnswers): Refusal | undefined {
  const unnamed = link.purpose === 'password-reset' ? undefined : personNameRefusal(answers.name);
  if (unnamed) return unnamed;
  const email = person?.email ?? tidyEmail(answers.email);
  if (email === '') return refuse('email-missing', 'email');
  if (!isEmail(email)) return refuse('email-malformed', 'email');
  return passwordRefusal(answers.password, email);
}

/** The person the link lets in, with the name they gave; made now for the first administrator. */
async function settlePerson(
  trx: Db,
  { link, person }: Found,
  answers: LinkAnswers,
  at: string
): Promise<PersonId | Refusal> {
  const name = answers.name.trim();
  if (person) {
    if (link.purpose === 'invitation') {
      await updatePerson(trx, person.id, { name, email: person.email });
    }
    return person.id;
  }
  const email = tidyEmail(answers.email);
  if (await findPersonByEmail(trx, email)) return refuse('email-taken', 'email');
  const id = newId();
  await insertPerson(trx, { id, name, email, post: null, createdAt: at });
  await insertAdministrator(trx, id, at, null);
  return id;
}
