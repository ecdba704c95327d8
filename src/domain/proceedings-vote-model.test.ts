import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, replay } from './apply.ts';
import type { Command } from './command.ts';
import { openVote } from './proceedings-vote.ts';
import type { Entry, Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';
import { outcomeOf, totalOf, type Choice, type VoteMethod } from './vote.ts';
import { idOf, MOMENT } from '../../tests/support/sample-meeting.ts';
import { arrive, depart, inSeatOf } from '../../tests/support/sample-register.ts';
import {
  abandonVote,
  aboutVote,
  cast,
  castingVote,
  closeVote,
  count,
  openVoteOn,
  require,
  sitting
} from '../../tests/support/sample-vote.ts';

/** Ruth is in the chair; Sam sits for Neil until Neil comes. */
const PEOPLE = ['ruth', 'amir', 'joan', 'tom', 'sam', 'neil'];
const seatOf = (who: string): string => (who === 'sam' ? 'neil' : who);

/** The vote as a person at the table would keep it on a sheet of paper. */
type Sheet = {
  readonly id: string;
  readonly item: string;
  readonly method: VoteMethod;
  readonly choices: Map<string, { who: string; choice: Choice }>;
  counted: readonly [number, number, number] | null;
};
type Model = {
  readonly here: Set<string>;
  isRelieved: boolean;
  item: string;
  isAdjourned: boolean;
  sheet: Sheet | null;
  readonly used: Set<string>;
  /** What each vote that was closed came to. */
  readonly results: Map<string, string>;
  /** The last vote, if it was tied, and its item. */
  tied: string | null;
};
/** The journal, and what two browsers make of it: the one is kept, the other begins anew at times. */
type Real = { state: Proceedings; readonly journal: Entry[] };

class Send implements fc.Command<Model, Real> {
  readonly command: Command;
  /** Sent by somebody who sees which vote it is about, and not by a stray click. */
  readonly isAimed: boolean;
  constructor(command: Command, isAimed: boolean) {
    this.command = command;
    this.isAimed = isAimed;
  }

  /** The service lets no substitute come once their member has. */
  check = ({ isRelieved }: Readonly<Model>): boolean => !isRelieved || !moves(this.command, 'sam');

  run(model: Model, real: Real): void {
    const command = this.isAimed ? aimed(model, this.command) : this.command;
    const outcome = apply(real.state, command, MOMENT);
    const expected = accepts(model, command);
    expect([command.type, !isRefusal(outcome)]).toEqual([command.type, expected]);
    if (isRefusal(outcome)) return;
    follow(model, command);
    real.journal.push(entryOf(outcome.state.seq, command));
    real.state = outcome.state;
    compare(model, real.state);
  }

  toString = () => JSON.stringify(this.command);
}

/** The server is killed and comes back with what its journal says, and so does every browser. */
class Restart implements fc.Command<Model, Real> {
  check = () => true;
  run(model: Model, real: Real): void {
    const kept = JSON.parse(JSON.stringify(real.journal)) as Entry[];
    const state = kept.reduce(replay, sitting());
    expect(state).toEqual(real.state);
    expect(state.votes.filter(({ status }) => status === 'open')).toHaveLength(model.sheet ? 1 : 0);
    real.state = state;
  }
  toString = () => 'restart';
}

function aimed({ sheet, tied }: Model, command: Command): Command {
  if (!('voteId' in command) || command.type === 'open-vote') return command;
  if (sheet) return { ...command, ...aboutVote(sheet.id, sheet.item) };
  const [voteId, itemId] = tied?.split(' ') ?? [];
  return voteId && itemId ? { ...command, voteId, itemId } : command;
}

const entryOf = (seq: number, command: Command): Entry => ({
  seq,
  at: MOMENT.at,
  by: 'somebody',
  command
});

const comes = (command: Command, who: string): boolean =>
  command.type === 'record-arrival' && command.attendee.key === idOf(who);
const moves = (command: Command, who: string): boolean =>
  comes(command, who) || (command.type === 'record-departure' && command.key === idOf(who));
const nameOf = (key: string): string => PEOPLE.find((who) => idOf(who) === key) ?? key;

function accepts(model: Model, command: Command): boolean {
  const { sheet, here } = model;
  const isSitting = !model.isAdjourned;
  switch (command.type) {
    case 'open-vote':
      return (
        isSitting &&
        !sheet &&
        !model.used.has(command.voteId) &&
        command.itemId === idOf(model.item)
      );
    case 'record-count':
      return (
        isOf(sheet, command) &&
        isSitting &&
        sheet.method === 'hands' &&
        command.for + command.against + command.abstained <= here.size &&
        coversAll(sheet, [command.for, command.against, command.abstained])
      );
    case 'cast-vote':
      return (
        isOf(sheet, command) &&
        isSitting &&
        sheet.method === 'by-name' &&
        here.has(nameOf(command.key))
      );
    case 'close-vote':
      return isOf(sheet, command) && isSitting && talliesOf(model, sheet).some((n) => n > 0);
    case 'abandon-vote':
      return isOf(sheet, command);
    case 'casting-vote':
      return (
        isSitting &&
        model.tied === `${command.voteId} ${command.itemId}` &&
        command.itemId === idOf(model.item) &&
        nameOf(command.key) === (here.has('ruth') ? 'ruth' : here.has('amir') ? 'amir' : '')
      );
    case 'open-item':
      return isSitting && (!sheet || command.itemId === idOf(sheet.item));
    case 'adjourn':
      return isSitting;
    case 'resume':
      return !isSitting;
    case 'record-departure':
      return model.isRelieved || !moves(command, 'neil');
    default:
      return true;
  }
}

const isOf = (
  sheet: Sheet | null,
  command: { readonly voteId: string; readonly itemId: string }
): sheet is Sheet =>
  sheet !== null && sheet.id === command.voteId && idOf(sheet.item) === command.itemId;

const coversAll = (sheet: Sheet, counted: readonly number[]): boolean =>
  tally(sheet, () => true).every((n, index) => n <= (counted[index] ?? 0));

const tally = ({ choices }: Sheet, isValid: (who: string) => boolean) =>
  (['for', 'against', 'abstained'] as const).map(
    (choice) =>
      [...choices.values()].filter((each) => each.choice === choice && isValid(each.who)).length
  );

const talliesOf = ({ here }: Model, sheet: Sheet): readonly number[] =>
  sheet.method === 'hands' ? (sheet.counted ?? [0, 0, 0]) : tally(sheet, (who) => here.has(who));

function follow(model: Model, command: Command): void {
  const { sheet } = model;
  switch (command.type) {
    case 'open-vote': {
      const item = command.itemId === idOf('a') ? 'a' : 'b';
      const { voteId: id, method } = command;
      model.sheet = { id, item, method, choices: new Map(), counted: null };
      model.used.add(id);
      model.tied = null;
      return;
    }
    case 'record-count':
      if (sheet) sheet.counted = [command.for, command.against, command.abstained];
      return;
    case 'cast-vote': {
      const who = nameOf(command.key);
      sheet?.choices.set(seatOf(who), { who, choice: command.choice });
      return;
    }
    case 'close-vote': {
      if (!sheet) return;
      const [yes = 0, no = 0] = talliesOf(model, sheet);
      const result = yes === no ? 'tied' : yes > no ? 'carried' : 'lost';
      model.results.set(sheet.id, result);
      model.tied = result === 'tied' ? `${sheet.id} ${idOf(sheet.item)}` : null;
      model.sheet = null;
      return;
    }
    case 'abandon-vote':
      model.sheet = null;
      return;
    case 'casting-vote':
      model.results.set(command.voteId, command.choice === 'for' ? 'carried' : 'lost');
      model.tied = null;
      return;
    case 'open-item':
      model.item = command.itemId === idOf('a') ? 'a' : 'b';
      return;
    case 'adjourn':
    case 'resume':
      model.isAdjourned = command.type === 'adjourn';
      return;
    case 'record-departure':
      model.here.delete(nameOf(command.key));
      return;
    case 'record-arrival':
      model.here.add(nameOf(command.attendee.key));
      if (!comes(command, 'neil')) return;
      model.isRelieved = true;
      model.here.delete('sam');
      return;
  }
}

function compare(model: Model, state: Proceedings): void {
  const open = openVote(state);
  expect(open?.id).toBe(model.sheet?.id);
  expect(state.votes.filter(({ status }) => status === 'open').length).toBeLessThanOrEqual(1);
  if (open) expect(state.currentItemId).toBe(open.itemId);
  for (const vote of state.votes) {
    expect(outcomeOf(vote)).toBe(model.results.get(vote.id) ?? null);
    if (vote.status !== 'closed' || !vote.count) continue;
    expect(totalOf(vote.count)).toBeLessThanOrEqual(vote.voters.length);
    expect(vote.ballots.every(({ key }) => vote.voters.includes(key))).toBe(true);
    const seats = vote.ballots.map(({ name }) => seatOf(name));
    expect(new Set(seats).size).toBe(seats.length);
  }
}

const vote = fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six');
const item = fc.constantFrom('a', 'a', 'a', 'b');
const about = fc.tuple(vote, item).map(([v, i]) => aboutVote(v, i));
const who = fc.constantFrom(...PEOPLE);
const choice = fc.constantFrom<Choice>('for', 'against', 'abstained');
const hands = fc.nat({ max: 3 });

const opening = fc
  .tuple(fc.constantFrom<VoteMethod>('hands', 'by-name'), about)
  .map(([method, of]) => openVoteOn(method, of));
const counting = fc.tuple(hands, hands, hands, about).map(([f, a, n, of]) => count([f, a, n], of));
const casting = fc.tuple(who, choice, about).map(([w, c, of]) => cast(w, c, of));
const deciding = fc
  .tuple(fc.constantFrom('ruth', 'amir'), fc.constantFrom('for', 'against'), about)
  .map(([w, c, of]) => castingVote(w, c, of));
const moving = item.map((id): Command => ({ type: 'open-item', itemId: idOf(id) }));
const pausing = fc.constantFrom<Command>({ type: 'adjourn' }, { type: 'resume' });
const resuming = fc.constant<Command>({ type: 'resume' });
const coming = who.map((w) => arrive(w, null, w === 'sam' ? inSeatOf('neil') : officeOf(w)));

const OFTEN = [opening, opening, counting, casting, casting, about.map(closeVote), coming];
const RARELY = [
  about.map(abandonVote),
  deciding,
  deciding,
  deciding,
  moving,
  pausing,
  resuming,
  resuming
];
const anything = fc.commands(
  [
    ...[...OFTEN, ...OFTEN, ...RARELY, who.map((w) => depart(w))].map((each) =>
      fc
        .tuple(each, fc.integer({ min: 0, max: 4 }))
        .map(([command, luck]) => new Send(command, luck > 0))
    ),
    fc.constant(new Restart())
  ],
  { maxCommands: 120, size: 'max' }
);

const officeOf = (name: string) => {
  if (name === 'ruth') return { office: 'Chair' };
  return name === 'amir' ? { office: 'Vice-Chair' } : {};
};

/** The meeting with those of the cast alone. */
const begin = (): Real => {
  const gone = ['priya', 'lee'].map((name) => depart(name));
  const journal: Entry[] = [];
  let state = sitting();
  for (const command of [...gone, arrive('sam', null, inSeatOf('neil'))]) {
    const outcome = apply(state, command, MOMENT);
    if (isRefusal(outcome)) throw new Error(outcome.refused);
    state = outcome.state;
    journal.push(entryOf(state.seq, command));
  }
  return { state, journal };
};

test('[V1] [V3] [V4] [V6] [V7] [V9] [V10] votes are as a sheet of paper at the table would have them, restarts or not', () => {
  const seen = { closed: 0, cast: 0 };
  fc.assert(
    fc.property(anything, (commands) => {
      const model: Model = {
        here: new Set(['ruth', 'amir', 'joan', 'tom', 'sam']),
        isRelieved: false,
        item: 'a',
        isAdjourned: false,
        sheet: null,
        used: new Set(),
        results: new Map(),
        tied: null
      };
      const real = begin();
      fc.modelRun(() => ({ model, real }), commands);
      seen.closed += model.results.size;
      seen.cast += real.state.votes.filter(({ casting }) => casting).length;
    }),
    { numRuns: 1200 }
  );
  // Chance that never gets as far as a closed vote would prove nothing.
  expect(seen.closed).toBeGreaterThan(100);
  expect(seen.cast).toBeGreaterThan(5);
});

test('[J3] [J4] of two chairs at once the first opens the vote, in whatever order their commands come', () => {
  const commands = [
    openVoteOn('hands', aboutVote('mine')),
    openVoteOn('by-name', aboutVote('other')),
    count([2, 1, 0], aboutVote('mine')),
    cast('joan', 'for', aboutVote('other')),
    closeVote(aboutVote('mine')),
    closeVote(aboutVote('other')),
    require('joan', 'for', aboutVote('mine')),
    { type: 'open-item', itemId: idOf('b') } as const
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...commands, ...commands]), (order) => {
      const journal: Entry[] = [];
      let state = sitting();
      for (const command of order) {
        const outcome = apply(state, command, MOMENT);
        if (isRefusal(outcome)) continue;
        state = outcome.state;
        journal.push(entryOf(state.seq, command));
        const open = state.votes.filter(({ status }) => status === 'open');
        expect(open.length).toBeLessThanOrEqual(1);
        if (open[0]) expect(state.currentItemId).toBe(open[0].itemId);
      }
      expect(journal.reduce(replay, sitting())).toEqual(state);
      for (const { status, count: counted } of state.votes) {
        if (status === 'closed') expect(counted).not.toBe(null);
      }
    }),
    { numRuns: 500 }
  );
});
