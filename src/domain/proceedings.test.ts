import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { apply, JournalCorrupt, JournalGap, replay } from './apply.ts';
import type { Entry, Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';
import { arbitraryCommand } from '../../tests/support/arbitrary-command.ts';
import { addItem, begun, MOMENT } from '../../tests/support/sample-meeting.ts';

/** What is expected of a meeting, kept beside it: its item ids in any order, and how far it has come. */
type Model = {
  itemIds: ReadonlySet<string>;
  furthest: number;
  isApproved: boolean;
  isCancelled: boolean;
};
type Real = { state: Proceedings; readonly journal: Entry[] };

const PHASES: readonly Proceedings['phase'][][] = [
  ['agendaOpen'],
  ['agendaPublished'],
  ['inSession', 'adjourned'],
  ['ended', 'cancelled']
];
const placeOf = ({ phase }: Proceedings) => PHASES.findIndex((phases) => phases.includes(phase));

class Perform implements fc.Command<Model, Real> {
  readonly command: Command;
  constructor(command: Command) {
    this.command = command;
  }

  check = () => true;

  run(model: Model, real: Real): void {
    const before = frozen(real.state);
    const outcome = apply(before, this.command, MOMENT);
    if (isRefusal(outcome)) return;
    // K9: once, and beside a record that stays as it is.
    if (model.isApproved) {
      expect([this.command.type, before.minutes.signature]).toEqual(['sign-minutes', null]);
      const { seq, minutes } = outcome.state;
      const unsigned = { ...minutes, signature: null };
      expect({ ...outcome.state, minutes: unsigned }).toEqual({ ...before, seq });
    }
    expect(model.isCancelled).toBe(false);
    const { state } = outcome;
    expect(state.seq).toBe(before.seq + 1);
    real.state = state;
    real.journal.push({ seq: state.seq, at: MOMENT.at, by: 'somebody', command: this.command });

    model.itemIds = expectedItems(model.itemIds, this.command);
    expect(new Set(state.items.map(({ id }) => id))).toEqual(model.itemIds);
    expect(state.items).toHaveLength(model.itemIds.size);

    const isPostponed = this.command.type === 'postpone-meeting';
    // Only what has not started goes back, and only to be prepared again.
    if (isPostponed) expect([model.furthest < 2, placeOf(state)]).toEqual([true, 0]);
    else expect(placeOf(state)).toBeGreaterThanOrEqual(model.furthest);
    model.furthest = placeOf(state);
    model.isCancelled = state.phase === 'cancelled';
    if (model.isCancelled) expect(state).toMatchObject({ startedAt: null, currentItemId: null });
    expect(state.minutes.stage === null).toBe(model.furthest < 2 || model.isCancelled);
    expect(state.items.every((item) => item.urgentReason === null || item.minuted)).toBe(true);
    model.isApproved = state.minutes.stage === 'approved';
  }

  toString = () => JSON.stringify(this.command);
}

/** Items come by being added and change their id by changing part; nothing takes one away. */
function expectedItems(ids: ReadonlySet<string>, command: Command): ReadonlySet<string> {
  if (
    command.type === 'add-item' ||
    command.type === 'accept-item' ||
    command.type === 'publish-supplement' ||
    command.type === 'admit-urgent-item'
  )
    return new Set([...ids, command.itemId]);
  if (command.type !== 'change-part') return ids;
  return new Set([...ids].map((id) => (id === command.itemId ? command.newItemId : id)));
}

/** A rule that wrote to the state it was given would throw. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}

/** The way from an agenda to a correct record: among so many commands chance alone seldom gets there. */
const ONWARD: readonly Command[] = [
  { type: 'publish-agenda', publishedOn: null, shortNoticeReason: null },
  { type: 'start-meeting', startedAt: null },
  { type: 'close-meeting', finishedAt: null },
  { type: 'circulate-minutes', correctionsBy: null },
  {
    type: 'record-approval',
    byMeetingId: 'next',
    meetingDate: '2027-03-11',
    presidedBy: 'The Chair',
    digest: 'd'.repeat(64),
    numberedFrom: 1
  }
];
const anyCommand = fc.oneof(
  { weight: 9, arbitrary: arbitraryCommand },
  { weight: 1, arbitrary: fc.constantFrom(...ONWARD) }
);

test('[J1] [J2] [G4] [C4] [K1] [K9] [O1] [O4] [U4] whatever is asked, in whatever order', () => {
  const commands = fc.commands([anyCommand.map((command) => new Perform(command))], {
    maxCommands: 80,
    size: 'max'
  });
  const reached = new Set<string | null>();
  const happened = { cancelled: 0, postponed: 0, urgent: 0 };
  fc.assert(
    fc.property(commands, (cmds) => {
      const real: Real = { state: begun(), journal: [] };
      fc.modelRun(
        () => ({
          model: { itemIds: new Set<string>(), furthest: 0, isApproved: false, isCancelled: false },
          real
        }),
        cmds
      );
      const journal = JSON.parse(JSON.stringify(real.journal)) as Entry[];
      const replayed = journal.reduce((state, entry) => replay(state, entry), begun());
      expect(replayed).toEqual(real.state);
      reached.add(real.state.minutes.stage);
      if (real.state.phase === 'cancelled') happened.cancelled += 1;
      if (real.state.postponements.length > 0) happened.postponed += 1;
      if (real.state.items.some(({ urgentReason }) => urgentReason)) happened.urgent += 1;
    }),
    { numRuns: 1500 }
  );
  // A model that never gets that far would prove nothing of it.
  const stages = [null, 'liveNote', 'draft', 'withChair', 'circulated', 'approved'];
  expect(reached).toEqual(new Set(stages));
  expect(Math.min(...Object.values(happened))).toBeGreaterThan(5);
});

const entry = (seq: number, command: Entry['command']): Entry => ({
  seq,
  at: MOMENT.at,
  by: 'somebody',
  command
});

test('[J2] a gap in the journal, or an entry twice, is corruption', () => {
  expect(() => replay(begun(), entry(2, addItem('a')))).toThrow(JournalGap);
  expect(() => replay(begun(), entry(0, addItem('a')))).toThrow(JournalGap);
});

test('[J2] an entry that the rules refuse is corruption', () => {
  const bad = entry(1, addItem('a', { title: '' }));
  expect(() => replay(begun(), bad)).toThrow(JournalCorrupt);
});

test('[J2] an entry that is withheld counts and changes nothing', () => {
  expect(replay(begun(), entry(1, { type: 'withheld' }))).toEqual({ ...begun(), seq: 1 });
});
