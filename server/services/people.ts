/** Signing in and out, and what people may change about themselves. */
import { isEmail, tidyEmail } from '#domain/email.ts';
import type { PersonId } from '#domain/id.ts';
import { londonDateOf } from '#domain/london-time.ts';
import type { Actor } from '#domain/permission.ts';
import { personNameRefusal } from '#domain/person.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Announce } from '#server/announcement.ts';
import { passwordRefusal } from '#server/auth/password-rules.ts';
import type { Passwords } from '#server/auth/passwords.ts';
import {
  createSession,
  DEFAULT_LIMITS,
  endAllSessions,
  endSession,
  endStaleSessions,
  listOwnSessions,
  touchSession,
  validateSession,
  type OwnSession
} from '#server/auth/sessions.ts';
import { giveTryBack, takeTry, type Tried } from '#server/auth/sign-in-limit.ts';
import type { Clock } from '#server/clock.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findPasswordHash, setPasswordHash } from '#server/store/credentials.ts';
import type { Db } from '#server/store/database.ts';
import { findPerson, findPersonByEmail, updatePerson, type Person } from '#server/store/people.ts';

export type People = ReturnType<typeof makePeople>;

const MINUTE = 60_000;

export type SignIn = {
  readonly email: string;
  readonly password: string;
  readonly address: string;
};

export function makePeople({
  db,
  clock,
  announce,
  passwords,
  limits = DEFAULT_LIMITS
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
  passwords: Passwords;
  limits?: typeof DEFAULT_LIMITS;
}) {
  /** When each session's use was last written down, so that typing costs no queries. */
  const noted = new Map<string, string>();

  /** Who is asking: the session a token opens and its person's rights now; null when it opens none. */
  async function identify(
    token: string | undefined
  ): Promise<{ sessionId: string; actor: Actor } | null> {
    const at = clock();
    const session = await validateSession(db, token, at, limits);
    const actor = session && (await findActor(db, session.personId, londonDateOf(at)));
    return session && actor ? { sessionId: session.sessionId, actor } : null;
  }

  /** The token of a new session. One refusal for a wrong password and for an address unknown here. */
  async function signIn({
    email,
    password,
    address
  }: SignIn): Promise<{ token: string } | Refusal> {
    const tried = { email: tidyEmail(email), address };
    if (tried.email === '') return refuse('email-missing', 'email');
    if (!isEmail(tried.email)) return refuse('email-malformed', 'email');
    if (password === '') return refuse('password-missing', 'password');
    const person = await findPersonByEmail(db, tried.email);
    const proven = await prove(person, password, tried);
    if (isRefusal(proven)) return proven;
    return db.transaction().execute(async (trx) => {
      const at = clock();
      // Between the check and this transaction the password may have changed, or the person gone.
      const now = await findPerson(trx, proven.person.id);
      if (now?.suspendedAt !== null || (await findPasswordHash(trx, now.id)) !== proven.hash) {
        return refuse('sign-in-failed');
      }
      const token = await createSession(trx, now.id, at);
      await recordAudit(trx, event(at, now.id, 'signed-in'));
      return { token };
    });
  }

  /** What is done over a socket is use of its session, as a request is; called for every act. */
  async function noteUse(sessionId: string): Promise<void> {
    const at = clock();
    const last = noted.get(sessionId);
    if (last !== undefined && Date.parse(at) - Date.parse(last) < MINUTE) return;
    noted.set(sessionId, at);
    await touchSession(db, sessionId, at);
  }

  /** Called every minute: sockets close when the session they were opened under is over. */
  async function endStale(): Promise<void> {
    for (const sessionId of await endStaleSessions(db, clock(), limits)) tellEnded(sessionId);
  }

  function tellEnded(sessionId: string): void {
    noted.delete(sessionId);
    announce({ type: 'signed-out', sessionId });
  }

  async function signOut(sessionId: string, personId: PersonId): Promise<void> {
    const at = clock();
    const ended = await db.transaction().execute(async (trx) => {
      const found = await endSession(trx, sessionId);
      if (found) await recordAudit(trx, event(at, personId, 'signed-out'));
      return found;
    });
    if (ended) tellEnded(sessionId);
  }

  /** Ends every session of this person, the present one included. */
  async function signOutEverywhere(personId: PersonId): Promise<void> {
    const at = clock();
    const ended = await db.transaction().execute(async (trx) => {
      await recordAudit(trx, event(at, personId, 'signed-out-everywhere'));
      return endAllSessions(trx, personId);
    });
    ended.forEach(tellEnded);
  }

  /** Ends one of the person's own sessions: a browser they left signed in elsewhere. */
  async function endOwnSession(
    personId: PersonId,
    sessionId: string
  ): Promise<Refusal | undefined> {
    const own = await listSessions(personId);
    if (!own.some((session) => session.sessionId === sessionId)) return refuse('not-found');
    await signOut(sessionId, personId);
    return undefined;
  }

  const listSessions = (personId: PersonId): Promise<OwnSession[]> =>
    listOwnSessions(db, personId, clock(), limits);

  async function me(personId: PersonId): Promise<{ name: string; email: string }> {
    const { name, email } = await getPerson(personId);
    return { name, email };
  }

  async function changeName(personId: PersonId, given: string): Promise<Refusal | undefined> {
    const unsound = personNameRefusal(given);
    if (unsound) return unsound;
    const { email } = await getPerson(personId);
    await db.transaction().execute(async (trx) => {
      await updatePerson(trx, personId, { name: given.trim(), email });
      await recordAudit(trx, event(clock(), personId, 'name-changed'));
    });
    announce({ type: 'rights-changed', personId });
    return undefined;
  }

  /** Ends every session and begins a new one: its token replaces the one in the cookie. */
  async function changePassword(
    personId: PersonId,
    given: { readonly current: string; readonly password: string }
  ): Promise<{ token: string } | Refusal> {
    if (given.current === '') return refuse('password-missing', 'current');
    const person = await getPerson(personId);
    const unsound = passwordRefusal(given.password, person.email);
    if (unsound) return unsound;
    // Counted like a sign-in: a browser left open must not become a place to guess in.
    const tried = { email: person.email, address: personId };
    const proven = await prove(person, given.current, tried);
    if (isRefusal(proven)) {
      return proven.refused === 'sign-in-failed' ? refuse('password-wrong', 'current') : proven;
    }
    const hash = await passwords.hash(given.password);
    if (isRefusal(hash)) return hash;
    const at = clock();
    const { token, ended } = await db.transaction().execute(async (trx) => {
      await setPasswordHash(trx, personId, hash, at);
      const before = await endAllSessions(trx, personId);
      await recordAudit(trx, event(at, personId, 'password-changed'));
      return { token: await createSession(trx, personId, at), ended: before };
    });
    ended.forEach(tellEnded);
    return { token };
  }

  /** Takes a try, then looks at the password; the same work whether or not there is such a person. */
  async function prove(
    person: Person | undefined,
    password: string,
    tried: Tried
  ): Promise<{ person: Person; hash: string } | Refusal> {
    const allowed = await db.transaction().execute((trx) => takeTry(trx, tried, clock()));
    if (!allowed) return refuse('too-many-tries');
    const hash = person?.suspendedAt === null ? await findPasswordHash(db, person.id) : undefined;
    const right = await passwords.verify(password, hash);
    return db.transaction().execute(async (trx) => {
      const at = clock();
      if (right === false) {
        await recordAudit(trx, event(at, null, 'sign-in-refused', person?.id ?? 'unknown address'));
        return refuse('sign-in-failed');
      }
      await giveTryBack(trx, tried, at);
      if (isRefusal(right)) return right;
      if (!person || hash === undefined) return refuse('sign-in-failed');
      return { person, hash };
    });
  }

  async function getPerson(personId: PersonId): Promise<Person> {
    const person = await findPerson(db, personId);
    if (!person) throw new Error('a person who is signed in is not there');
    return person;
  }

  return {
    identify,
    signIn,
    noteUse,
    endStale,
    signOut,
    signOutEverywhere,
    endOwnSession,
    listSessions,
    me,
    changeName,
    changePassword
  };
}

const event = (at: string, actorId: string | null, kind: string, subject = actorId ?? '') => ({
  at,
  actorId,
  kind,
  subject,
  detail: {}
});
