import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from './apply.ts';
import { isHere, isQuorate, type Attendee } from './attendance.ts';
import type { Command } from './command.ts';
import type { Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';
import { after, CLOSE, idOf, MOMENT, PUBLISH, START } from '../../tests/support/sample-meeting.ts';
import { arrive, depart, inSeatOf, sendApologies } from '../../tests/support/sample-register.ts';

/** Three seats of three sectors, with the substitutes of each. */
const SEATS = {
  ruth: { sector: 'council', substitutes: ['tom', 'priya'] },
  amir: { sector: 'police', substitutes: ['sam'] },
  joan: { sector: 'health', substitutes: ['lee'] }
} as const;
type Member = keyof typeof SEATS;
const MEMBERS = Object.keys(SEATS) as Member[];
const memberOf = (who: string): Member =>
  MEMBERS.find((m) => m === who || SEATS[m].substitutes.some((s) => s === who)) ?? 'ruth';
const PEOPLE = MEMBERS.flatMap((member) => [member, ...SEATS[member].substitutes]);

const inSeat = (who: string): Partial<Attendee> => {
  const member = memberOf(who);
  return { sector: SEATS[member].sector, ...(who === member ? {} : inSeatOf(member)) };
};

/** Beside the register: who is in the room, who has come at all, whose seat was taken back, each minute. */
type Model = {
  minute: number;
  readonly here: Set<string>;
  readonly came: Set<string>;
  readonly relieved: Set<string>;
  readonly seen: Map<number, ReadonlySet<string>>;
};
type Real = { state: Proceedings };

const timeAt = (minute: number): string =>
  `${14 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

class Move implements fc.Command<Model, Real> {
  readonly kind: 'arrives' | 'leaves' | 'apologises';
  readonly who: string;
  readonly later: number;
  constructor(kind: Move['kind'], who: string, later: number) {
    this.kind = kind;
    this.who = who;
    this.later = later;
  }

  /** The service asks the seats first: no substitute comes once the member has. */
  check = (model: Readonly<Model>): boolean =>
    this.kind !== 'arrives' || this.#isMember() || !model.came.has(memberOf(this.who));

  run(model: Model, real: Real): void {
    model.minute += this.later;
    const outcome = apply(real.state, this.#command(), { ...MOMENT, time: timeAt(model.minute) });
    expect(isRefusal(outcome)).toBe(!this.#isAllowed(model));
    if (!isRefusal(outcome)) {
      this.#follow(model);
      real.state = outcome.state;
    }
    model.seen.set(model.minute, new Set(model.here));
    this.#compare(model, real.state);
  }

  toString = () => `${this.who} ${this.kind} ${this.later} minutes later`;

  #isMember = () => memberOf(this.who) === this.who;

  #command(): Command {
    if (this.kind === 'leaves') return depart(this.who);
    if (this.kind === 'arrives') return arrive(this.who, null, inSeat(this.who));
    return sendApologies(memberOf(this.who), this.#isMember() ? null : this.who);
  }

  #isAllowed({ came, relieved }: Model): boolean {
    const { who } = this;
    const others = SEATS[memberOf(who)].substitutes.filter((each) => each !== who);
    const isTaken = !this.#isMember() && others.some((each) => came.has(each));
    if (this.kind === 'leaves') return came.has(who) && !relieved.has(who);
    if (this.kind === 'arrives') return !relieved.has(who) && !isTaken;
    return !came.has(memberOf(who)) && !isTaken;
  }

  #follow({ here, came, relieved }: Model): void {
    if (this.kind === 'leaves') here.delete(this.who);
    if (this.kind !== 'arrives') return;
    here.add(this.who);
    came.add(this.who);
    if (!this.#isMember()) return;
    for (const substitute of SEATS[memberOf(this.who)].substitutes) {
      if (here.delete(substitute)) relieved.add(substitute);
    }
  }

  #compare({ here }: Model, { attendees }: Proceedings): void {
    expect(attendees.filter(isHere).map(({ name }) => name)).toHaveLength(here.size);
    expect(new Set(attendees.filter(isHere).map(({ name }) => name))).toEqual(here);
    const seats = new Set([...here].map(memberOf));
    expect(seats.size).toBe(here.size);
    for (const members of [1, 2, 3]) {
      expect(isQuorate(attendees, { members, sectors: [] })).toBe(seats.size >= members);
    }
    for (const member of MEMBERS) {
      const quorum = { members: 1, sectors: [SEATS[member].sector] };
      expect(isQuorate(attendees, quorum)).toBe(seats.has(member));
    }
  }
}

/** Whether the register has them there at the end of that minute. */
const isThereAt = ({ attendees }: Proceedings, who: string, time: string): boolean =>
  attendees.some(
    ({ name, kind, stays = [{ from: null, until: null }] }) =>
      name === who &&
      kind === 'present' &&
      stays.some(
        ({ from, until }) => (from === null || from <= time) && (until === null || time < until)
      )
  );

const moves = fc.commands(
  [
    fc
      .tuple(
        fc.constantFrom('arrives', 'leaves', 'apologises'),
        fc.constantFrom(...PEOPLE),
        fc.integer({ min: 0, max: 3 })
      )
      .map(([kind, who, later]) => new Move(kind, who, later))
  ],
  { maxCommands: 60, size: 'max' }
);

const started = (): Proceedings => after([PUBLISH, START]);

describe('whoever comes and goes, in whatever order', () => {
  test('[E4] [E5] [E6] [E7] the register is the room, minute by minute, and a seat is one voice', () => {
    fc.assert(
      fc.property(moves, (commands) => {
        const model: Model = {
          minute: 0,
          here: new Set(),
          came: new Set(),
          relieved: new Set(),
          seen: new Map()
        };
        const real: Real = { state: started() };
        fc.modelRun(() => ({ model, real }), commands);
        for (const [minute, here] of model.seen) {
          for (const who of PEOPLE) {
            expect(isThereAt(real.state, who, timeAt(minute))).toBe(here.has(who));
          }
        }
      }),
      { numRuns: 400 }
    );
  });

  test('[E4] times given afterwards never overlap and never leave the meeting', () => {
    const time = fc.integer({ min: 0, max: 90 }).map(timeAt);
    const told = fc.array(
      fc.tuple(fc.boolean(), fc.constantFrom('ruth', 'tom'), time).map(([comes, who, at]) => {
        return comes ? arrive(who, at, inSeat(who)) : depart(who, at);
      }),
      { maxLength: 30 }
    );
    fc.assert(
      fc.property(told, (commands) => {
        const closed = after([{ ...CLOSE, finishedAt: '15:10' }], started());
        const state = commands.reduce((before, command) => {
          const outcome = apply(before, command, MOMENT);
          return isRefusal(outcome) ? before : outcome.state;
        }, closed);
        for (const { stays = [] } of state.attendees) {
          const times = stays.flatMap(({ from, until }) => [from ?? '14:00', until ?? '15:10']);
          expect(times).toEqual(times.toSorted());
          expect(times.every((each) => each >= '14:00' && each <= '15:10')).toBe(true);
        }
      }),
      { numRuns: 400 }
    );
  });

  test('[E8] whatever was changed, undoing it gives the register back', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(...PEOPLE), (commands, who) => {
        const real: Real = { state: started() };
        const room = { here: new Set<string>(), came: new Set<string>() };
        const model = { minute: 0, ...room, relieved: new Set<string>(), seen: new Map() };
        fc.modelRun(() => ({ model, real }), commands);
        const clear: Command = { type: 'clear-attendance', key: idOf(who) };
        const changed = after([clear], real.state);
        const undone = after([{ type: 'undo-attendance', seq: changed.seq }], changed);
        expect(undone.attendees).toEqual(real.state.attendees);
      }),
      { numRuns: 100 }
    );
  });
});
