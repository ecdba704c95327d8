import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import type { AgreedCorrection } from './correction.ts';
import { apply, replay } from './apply.ts';
import type { Entry, Proceedings } from './proceedings.ts';
import type { AgendaRecord, AgendaRecordItem, MinutesRecord, RecordedMinute } from './record.ts';
import { isRefusal } from './refusal.ts';
import {
  withholdFromAgenda,
  withholdFromEntry,
  withholdFromMinutes,
  withholdFromProceedings
} from './withhold.ts';
import { arbitraryCommand } from '../../tests/support/arbitrary-command.ts';
import {
  addItem,
  admit,
  after,
  attend,
  begun,
  CLOSE,
  giveBack,
  idOf,
  MOMENT,
  postponeTo,
  PUBLISH,
  raise,
  SEND_TO_CHAIR,
  START
} from '../../tests/support/sample-meeting.ts';
import {
  aboutVote,
  closeVote,
  count,
  openVoteOn,
  require
} from '../../tests/support/sample-vote.ts';

type World = { readonly state: Proceedings; readonly entries: readonly Entry[] };

const nobody = () => false;

/** Keeps what the rules accept of these commands. */
function live(commands: readonly Command[]): World {
  return commands.reduce<World>(
    ({ state, entries }, command) => {
      const outcome = apply(state, command, MOMENT);
      if (isRefusal(outcome)) return { state, entries };
      const entry = { seq: outcome.state.seq, at: MOMENT.at, by: 'somebody', command };
      return { state: outcome.state, entries: [...entries, entry] };
    },
    { state: begun(), entries: [] }
  );
}

const commandsOf = ({ entries }: World): Command[] =>
  entries.flatMap(({ command }) => (command.type === 'withheld' ? [] : [command]));

/** Ids of the items that are private in the end, and those they were made out of. */
function privateIds(world: World): Set<string> {
  const ids = new Set(world.state.items.filter(({ part }) => part === 'part2').map(({ id }) => id));
  for (const command of commandsOf(world).toReversed()) {
    if (command.type === 'change-part' && ids.has(command.newItemId)) ids.add(command.itemId);
  }
  return ids;
}

/** The same command with every detail that is nobody else's business another one. */
function otherwise(command: Command, hidden: ReadonlySet<string>): Command {
  if (command.type === 'return-minutes') return giveBack('J is spelt with a Y.');
  if (command.type === 'declare-interest' && command.itemId && hidden.has(command.itemId))
    return { ...command, nature: 'Another nature' };
  if (command.type === 'approve-minutes' || command.type === 'record-approval') {
    const corrections = command.corrections?.map(privatelyOtherwise);
    return corrections ? { ...command, corrections } : command;
  }
  if (!('itemId' in command) || !command.itemId || !hidden.has(command.itemId)) return command;
  const details = {
    kind: 'verbalUpdate',
    purpose: 'consult',
    presenterId: idOf('other'),
    presenter: 'Somebody Else',
    minutesAllotted: 599
  } as const;
  switch (command.type) {
    case 'add-item':
      return { ...command, ...details, title: 'Quite another matter' };
    case 'admit-urgent-item':
      return { ...command, ...details, title: 'Quite another matter', reason: 'Another reason' };
    case 'set-item-details':
      return { ...command, ...details };
    case 'raise-action':
      return {
        ...raise('other', 'x', '2027-03-03'),
        itemId: command.itemId,
        actionId: other(command.actionId)
      } as Command;
    case 'open-vote':
      return { ...command, voteId: other(command.voteId), question: 'Another question' };
    case 'record-count':
    case 'cast-vote':
    case 'require-recorded':
    case 'casting-vote':
    case 'close-vote':
    case 'abandon-vote':
      return { ...command, voteId: other(command.voteId) };
    case 'request-correction':
      return { ...command, quoted: 'Case of J', proposed: 'Case of K', reason: 'Misspelt.' };
    case 'record-resolution':
    case 'withdraw-resolution':
      return { ...command, resolutionId: other(command.resolutionId) };
    default:
      return command;
  }
}

const privatelyOtherwise = (correction: AgreedCorrection): AgreedCorrection =>
  correction.part === 'part2'
    ? { ...correction, quoted: 'Case of J', wording: 'Case of K' }
    : correction;

const other = (id: string): string => `${id.slice(0, -1)}z`;

const seenIn = ({ state, entries }: World): string =>
  JSON.stringify({
    state: withholdFromProceedings(state, nobody),
    entries: entries.map((entry) => withholdFromEntry(entry, state, nobody))
  });

describe('proceedings and their journal', () => {
  test('[P9] two meetings that differ in private business alone read the same to others, byte by byte', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(arbitraryCommand, { maxLength: 60, size: 'max' }), (commands) => {
        const world = live(commands);
        const hidden = privateIds(world);
        const another = live(commandsOf(world).map((command) => otherwise(command, hidden)));
        expect(another.entries).toHaveLength(world.entries.length);
        if (JSON.stringify(another) !== JSON.stringify(world)) compared += 1;
        expect(seenIn(another)).toBe(seenIn(world));
      }),
      { numRuns: 1500 }
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('[P9] whoever replays what they may see arrives where the server has them', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCommand, { maxLength: 60, size: 'max' }), (commands) => {
        const { state, entries } = live(commands);
        const replayed = entries
          .map((entry) => withholdFromEntry(entry, state, nobody))
          .reduce((so, entry) => replay(so, entry), begun());
        expect(outline(replayed)).toEqual(outline(withholdFromProceedings(state, nobody)));
      }),
      { numRuns: 1500 }
    );
  });

  test('[V11] of a vote about private business others are told nothing at all', () => {
    const about = aboutVote('vote', 'secret');
    const world = live([
      addItem('secret', { part: 'part2' }),
      PUBLISH,
      START,
      { type: 'open-item', itemId: idOf('secret') },
      attend('ruth', { office: 'Chair' }),
      openVoteOn('hands', about, 'That the grant be ended'),
      count([1, 0, 0], about),
      require('ruth', 'for', about),
      closeVote(about)
    ]);
    expect(world.state.votes).toHaveLength(1);
    const seen = seenIn(world);
    for (const word of ['-vote"', 'count"', 'hands', 'grant', idOf('vote')]) {
      expect(seen).not.toContain(word);
    }
    expect(seen.match(/"withheld"/g)).toHaveLength(4);
    expect(withholdFromProceedings(world.state, () => true).votes).toEqual(world.state.votes);
  });

  /** All but the details that are withheld of an item for as long as it is private. */
  const outline = (state: Proceedings) => ({
    ...state,
    items: state.items.map(({ id, part, ground, minuted, status }) => ({
      id,
      part,
      ground,
      minuted,
      status
    }))
  });

  test('[K2] what is said of the draft is for those who settle it', () => {
    const world = live([START, CLOSE, SEND_TO_CHAIR, giveBack('Case of J is misspelt.')]);
    expect(world.state.minutes.returnNote).toBe('Case of J is misspelt.');
    expect(seenIn(world)).not.toContain('Case of J');
    const everybody = () => true;
    expect(JSON.stringify(withholdFromProceedings(world.state, everybody))).not.toContain('J is');
    expect(withholdFromProceedings(world.state, everybody, true)).toEqual(world.state);
    const last = world.entries.at(-1) as Entry;
    expect(withholdFromEntry(last, world.state, everybody).command).not.toEqual(last.command);
    expect(withholdFromEntry(last, world.state, everybody, true)).toBe(last);
  });

  test('[P5] what is left of a private item is its place, its ground and whether it has a minute', () => {
    const state = after([
      addItem('a', {
        part: 'part2',
        title: 'Case of J',
        presenter: 'Tom Ode',
        presenterId: idOf('tom')
      }),
      START,
      raise('act', 'a')
    ]);
    const seen = withholdFromProceedings(state, nobody);
    expect(seen.items).toEqual([
      {
        id: idOf('a'),
        title: 'Private item',
        kind: 'standard',
        standing: null,
        purpose: null,
        presenterId: null,
        presenter: null,
        minutesAllotted: null,
        part: 'part2',
        ground: 'Paragraph 7: prevention of crime.',
        privacy: null,
        urgentReason: null,
        minuted: true,
        status: 'accepted'
      }
    ]);
    expect(seen.actions).toEqual([]);
    expect(seen.seq).toBe(state.seq);
  });

  test('[P9] an item that was open while the agenda was prepared hides its past when it becomes private', () => {
    const world = live([
      addItem('a', { title: 'Case of J', presenter: 'Tom Ode' }),
      { type: 'set-item-details', itemId: idOf('a'), presenter: 'Priya Shah' },
      {
        type: 'change-part',
        itemId: idOf('a'),
        newItemId: idOf('b'),
        part: 'part2',
        ground: 'Paragraph 1'
      }
    ]);
    expect(world.entries).toHaveLength(3);
    expect(seenIn(world)).not.toMatch(/Case of J|Tom Ode|Priya Shah/);
  });

  test('[P9] [U5] and so does one that was urgent until its meeting was put off', () => {
    const { state, entries } = live([
      PUBLISH,
      admit('a', { title: 'Case of J', reason: 'J is in danger.' }),
      postponeTo('2027-01-14'),
      {
        type: 'change-part',
        itemId: idOf('a'),
        newItemId: idOf('b'),
        part: 'part2',
        ground: 'Paragraph 7'
      }
    ]);
    expect(entries).toHaveLength(4);
    const seen = entries.map((entry) => withholdFromEntry(entry, state, nobody));
    expect(JSON.stringify(seen)).not.toMatch(/Case of J|danger/);
    expect(outline(seen.reduce(replay, begun()))).toEqual(
      outline(withholdFromProceedings(state, nobody))
    );
  });

  test('[P5] whoever sees the item gets everything of it', () => {
    const world = live([
      addItem('a', { part: 'part2', title: 'Case of J' }),
      START,
      raise('act', 'a')
    ]);
    const everybody = () => true;
    expect(withholdFromProceedings(world.state, everybody)).toEqual(world.state);
    for (const entry of world.entries) {
      expect(withholdFromEntry(entry, world.state, everybody)).toBe(entry);
    }
  });
});

describe('records', () => {
  const words = fc.string({ minLength: 1, maxLength: 8 });
  const secrets = fc.record({
    purpose: fc.constantFrom('decide', 'note', null),
    presenter: fc.option(words),
    minutesAllotted: fc.option(fc.nat(60)),
    note: fc.option(words),
    recommendations: fc.array(words, { maxLength: 2 }),
    urgentReason: fc.option(words)
  });
  const blocks = fc.array(
    words.map((text) => ({ kind: 'paragraph', runs: [{ text }] }) as const),
    { maxLength: 3 }
  );
  const isPrivate = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
  const ITEM = { ground: 'Paragraph 7', withheld: false, title: 'A public title' } as const;

  const agendaItem = (index: number, hidden: boolean, secret: object): AgendaRecordItem =>
    ({
      ...ITEM,
      ...secret,
      itemId: `i${index}`,
      number: index + 1,
      part: hidden ? 'part2' : 'part1'
    }) as AgendaRecordItem;

  test('[P9] agendas that differ in private items alone read the same to others', () => {
    fc.assert(
      fc.property(isPrivate, secrets, secrets, (parts, one, two) => {
        const agenda = (secret: object) =>
          ({
            items: parts.map((hidden, i) => agendaItem(i, hidden, hidden ? secret : one))
          }) as unknown as AgendaRecord;
        const seen = (secret: object) => JSON.stringify(withholdFromAgenda(agenda(secret), nobody));
        expect(seen(two)).toBe(seen(one));
        expect(withholdFromAgenda(agenda(two), () => true)).toEqual(agenda(two));
      })
    );
  });

  test('[P9] minutes that differ in private minutes alone read the same to others', () => {
    fc.assert(
      fc.property(isPrivate, blocks, blocks, (parts, one, two) => {
        const minute = (
          i: number,
          hidden: boolean,
          text: RecordedMinute['blocks']
        ): RecordedMinute => ({
          ...ITEM,
          itemId: `i${i}`,
          itemNumber: i + 1,
          minuteNumber: i + 16,
          part: hidden ? 'part2' : 'part1',
          blocks: hidden ? text : one
        });
        const minutes = (text: RecordedMinute['blocks']) =>
          ({
            minutes: parts.map((hidden, i) => minute(i, hidden, text))
          }) as unknown as MinutesRecord;
        const seen = (text: RecordedMinute['blocks']) => withholdFromMinutes(minutes(text), nobody);
        expect(JSON.stringify(seen(two))).toBe(JSON.stringify(seen(one)));
        expect(seen(one).minutes.map(({ minuteNumber }) => minuteNumber)).toEqual(
          parts.map((_, i) => i + 16)
        );
        expect(withholdFromMinutes(minutes(two), () => true)).toEqual(minutes(two));
      })
    );
  });
});
