/** What the story is played on, and how it takes an answer. */
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { makePasswords } from '#server/auth/passwords.ts';
import { makeServices, type Services } from '#server/services.ts';
import type { Db } from '#server/store/database.ts';

export type DemoParts = {
  readonly db: Db;
  readonly services: Services;
  readonly clock: () => string;
  /** UTC instant, ISO 8601. */
  readonly setClock: (at: string) => void;
};

/** Services of its own, on a clock that can be set. Nobody is connected yet, so nobody is told. */
export function makeParts(db: Db, startsAt: string): DemoParts {
  let now = startsAt;
  const clock = () => now;
  const services = makeServices({ db, clock, announce: () => {}, passwords: makePasswords() });
  return { db, services, clock, setClock: (at) => void (now = at) };
}

/** The answer, where the services did as they were asked: the story breaks none of their rules. */
export function granted<Answer>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new DemoRefused(answer);
  return answer;
}

export class DemoRefused extends Error {
  override name = 'DemoRefused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`the demonstration was refused: ${refusal.refused} ${refusal.field ?? ''}`.trim());
    this.refusal = refusal;
  }
}
