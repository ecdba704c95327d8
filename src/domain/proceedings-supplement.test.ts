import { describe, expect, test } from 'vitest';
import { compileAgenda, withSupplement, type AgendaSource } from './compile-agenda.ts';
import { layOutAgenda } from './layout-agenda.ts';
import { supplementRefusal, type SupplementCommand } from './supplement.ts';
import { withholdFromEntry } from './withhold.ts';
import {
  addItem,
  admit,
  after,
  begun,
  CANCEL,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const supplement = (item: string, given: Partial<SupplementCommand> = {}): SupplementCommand => ({
  type: 'publish-supplement',
  itemId: idOf(item),
  title: `About ${item}`,
  note: '',
  reason: 'The figures came on Friday.',
  part: 'part1',
  ground: null,
  kind: 'report',
  purpose: 'discuss',
  presenterId: null,
  presenter: null,
  minutesAllotted: null,
  minuted: true,
  ...given
});
const published = after([addItem('one'), addItem('two', { part: 'part2' }), PUBLISH]);

describe('a supplement', () => {
  test('[Y12] comes between publication and the start, with a reason that will do', () => {
    expect(said(published, supplement('late'))).toEqual(['supplement-published', 'rights-changed']);
    expect(said(after([addItem('one')]), supplement('late'))).toBe('agenda-not-published');
    expect(said(after([START], published), supplement('late'))).toBe('meeting-started');
    expect(said(after([CANCEL], published), supplement('late'))).toBe('meeting-cancelled');
    expect(said(published, supplement('late', { reason: ' ' }))).toBe('reason-missing');
    expect(said(published, supplement('late', { reason: 'x'.repeat(1001) }))).toBe('text-too-long');
    expect(said(published, supplement('late', { title: '' }))).toBe('title-missing');
    expect(said(published, supplement('one'))).toBe('already-used');
    expect(said(published, supplement('late', { part: 'part2' }))).toBe('ground-missing');
  });

  test('[Y12] on the day of the meeting it is too late for one', () => {
    expect(supplementRefusal('2026-12-09', '2026-12-10')).toBeUndefined();
    expect(supplementRefusal('2026-12-10', '2026-12-10')).toEqual({
      refused: 'supplement-too-late'
    });
  });

  test('[Y13] stands last and makes a version of its own; the date of notice stays', () => {
    const later = { ...MOMENT, today: '2026-12-07' };
    expect(said(published, supplement('late'), later)).toContain('supplement-published');
    const state = after([supplement('late'), supplement('later')], published);
    expect(state.items.map(({ id }) => id)).toEqual(['one', 'two', 'late', 'later'].map(idOf));
    expect(state.publication).toEqual({ version: 3, on: published.publication?.on });
    expect(state.supplements.map(({ version }) => version)).toEqual([2, 3]);
    expect(begun().supplements).toEqual([]);
  });

  test('of a private one, others learn its ground and why it is late, and no more', () => {
    const command = supplement('case', {
      part: 'part2',
      ground: 'Paragraph 7.',
      note: 'A name.',
      presenter: 'The officer'
    });
    const entry = { seq: 4, at: MOMENT.at, by: idOf('clerk'), command };
    const shown = withholdFromEntry(entry, after([command], published), () => false).command;
    expect(shown).toEqual({
      ...command,
      title: 'Private item',
      kind: 'standard',
      purpose: null,
      presenter: null,
      note: ''
    });
  });
});

test('[Y13] the new version says what came when and why, and prints the rest as it was', () => {
  const state = after([admit('urgent'), supplement('late')], published);
  const source: AgendaSource = {
    board: { name: 'Oversight Board', strapline: null },
    date: '2026-12-10',
    startTime: '14:00',
    place: null,
    contact: null,
    openToPublic: true,
    version: 1,
    publishedOn: '2026-12-01',
    membership: [],
    substitutes: [],
    items: published.items,
    texts: new Map([[idOf('one'), { title: 'As published', note: '', recommendations: [] }]]),
    seesPart2: () => true
  };
  const first = compileAgenda(source);
  const added = { itemId: idOf('late'), version: 2, on: '2026-12-07', reason: 'Came on Friday.' };
  const second = withSupplement(first, state.items, new Map(), added);
  expect(second).toMatchObject({ version: 2, publishedOn: '2026-12-01' });
  expect(second.items.slice(0, 2)).toEqual(first.items);
  expect(second.items.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  const printed = JSON.stringify(layOutAgenda(second));
  expect(printed).toContain('Supplement added 7 December 2026: item 4.');
  expect(printed).toContain('Supplement published on 7 December 2026');
  expect(printed).toContain('Came on Friday.');
  expect(printed).toContain('1 December 2026 (version 2)');
});
