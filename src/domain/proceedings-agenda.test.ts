import { describe, expect, test } from 'vitest';
import { itemNumber, type AgendaItem } from './agenda.ts';
import type { Command } from './command.ts';
import { apply } from './apply.ts';
import type { Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';
import {
  addItem,
  after,
  ARRANGEMENTS,
  begun,
  CIRCULATE,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const prepared = (): Proceedings => after([addItem('a'), addItem('b'), addItem('c')]);
const idsOf = ({ items }: Proceedings) => items.map(({ id }) => id.replaceAll('0', ''));
const find = ({ items }: Proceedings, id: string): AgendaItem | undefined =>
  items.find((item) => item.id === idOf(id));

describe('adding', () => {
  test('[G1] an item without a title, with too long a one, or with a used or malformed id is refused', () => {
    const state = prepared();
    expect(said(state, addItem('d', { title: ' \n ' }))).toBe('title-missing');
    expect(said(state, addItem('d', { title: 'x'.repeat(301) }))).toBe('text-too-long');
    expect(said(state, addItem('d', { title: 'x'.repeat(10_000) }))).toBe('text-too-long');
    expect(said(state, addItem('d', { title: ` ${'x'.repeat(300)} ` }))).toEqual(['texts-needed']);
    expect(said(state, addItem('a'))).toBe('already-used');
    expect(said(state, addItem('d', { itemId: '../etc/passwd' }))).toBe('malformed');
  });

  test('[G1] it stands before the item named, or else at the end', () => {
    expect(idsOf(after([addItem('d', { before: idOf('b') })], prepared()))).toEqual([...'adbc']);
    expect(idsOf(after([addItem('d', { before: idOf('gone') })], prepared()))).toEqual([...'abcd']);
  });

  test('[G1] the 201st item is refused, withdrawn ones counted', () => {
    const items = Array.from({ length: 200 }, (_, n) => addItem(`i${n}x`));
    const full = after([...items, { type: 'withdraw-item', itemId: idOf('i7x') }]);
    expect(said(full, addItem('late'))).toBe('too-many-items');
  });

  test('[G3] a private item says why, within 1,000 characters; an open one keeps no ground', () => {
    const privately = (ground: string | null) => addItem('d', { part: 'part2', ground });
    expect(said(begun(), privately(null))).toBe('ground-missing');
    expect(said(begun(), privately('   '))).toBe('ground-missing');
    expect(said(begun(), privately('x'.repeat(1001)))).toBe('text-too-long');
    expect(said(begun(), privately('x'.repeat(1000)))).toEqual(['texts-needed', 'rights-changed']);
    expect(find(after([addItem('d', { ground: 'left over' })]), 'd')?.ground).toBeNull();
  });
});

describe('arranging', () => {
  test('an item moves before another or to the end, and nowhere for an unknown one', () => {
    const move = (itemId: string, before: string | null): Command => ({
      type: 'move-item',
      itemId: idOf(itemId),
      before: before && idOf(before)
    });
    expect(idsOf(after([move('c', 'a')], prepared()))).toEqual([...'cab']);
    expect(idsOf(after([move('a', null)], prepared()))).toEqual([...'bca']);
    expect(idsOf(after([move('a', 'a')], prepared()))).toEqual([...'abc']);
    expect(said(prepared(), move('x', null))).toBe('not-found');
    expect(said(prepared(), move('a', 'x'))).toBe('not-found');
  });

  test('[G4] a withdrawn item is kept, has no number, and takes no further change', () => {
    const state = after([{ type: 'withdraw-item', itemId: idOf('b') }], prepared());
    expect(idsOf(state)).toEqual([...'abc']);
    expect(itemNumber(state.items, idOf('b'))).toBeNull();
    expect(itemNumber(state.items, idOf('c'))).toBe(2);
    expect(said(state, { type: 'withdraw-item', itemId: idOf('b') })).toBe('not-found');
    expect(said(state, { type: 'move-item', itemId: idOf('b'), before: null })).toBe('not-found');
    expect(said(state, { type: 'set-item-details', itemId: idOf('b') })).toBe('not-found');
    expect(said(state, changePart('b', 'd', 'part2'))).toBe('not-found');
  });

  test('[G5] details change alone, and a change of presenter has rights asked again', () => {
    const details = { type: 'set-item-details', itemId: idOf('b') } as const;
    const state = after([{ ...details, minutesAllotted: 25 }], prepared());
    expect(find(state, 'b')).toEqual({ ...find(prepared(), 'b'), minutesAllotted: 25 });
    expect(said(prepared(), { ...details, minuted: false })).toEqual([]);
    expect(said(prepared(), { ...details, presenterId: idOf('tom') })).toEqual(['rights-changed']);
    expect(said(prepared(), { ...details, presenterId: null })).toEqual(['rights-changed']);
    expect(said(prepared(), { ...details, itemId: idOf('x') })).toBe('not-found');
  });

  test('[G5] details are put right in the draft, and no more once it is circulated', () => {
    const details = { type: 'set-item-details', itemId: idOf('b'), minuted: false } as const;
    const draft = after([PUBLISH, START, CLOSE], prepared());
    expect(said(draft, details)).toEqual([]);
    expect(said(draft, { type: 'defer-item', itemId: idOf('b') })).toEqual(['item-put-off']);
    const circulated = after([CIRCULATE], draft);
    expect(said(circulated, details)).toBe('minutes-locked');
    expect(said(circulated, { type: 'defer-item', itemId: idOf('b') })).toBe('minutes-locked');
  });
});

const changePart = (from: string, to: string, part: 'part1' | 'part2'): Command => ({
  type: 'change-part',
  itemId: idOf(from),
  newItemId: idOf(to),
  part,
  ground: part === 'part2' ? 'Paragraph 7' : null
});

describe('changing part', () => {
  test('[G6] the item is made again in its place under a new id, and the old one is gone', () => {
    const state = after([changePart('b', 'd', 'part2')], prepared());
    expect(idsOf(state)).toEqual([...'adc']);
    expect(find(state, 'd')).toEqual({
      ...find(prepared(), 'b'),
      id: idOf('d'),
      part: 'part2',
      ground: 'Paragraph 7'
    });
    expect(find(after([changePart('d', 'e', 'part1')], state), 'e')?.ground).toBeNull();
  });

  test('[G6] its texts are made before the old ones go, and rights are asked again', () => {
    expect(said(prepared(), changePart('b', 'd', 'part2'))).toEqual([
      'texts-needed',
      'texts-dropped',
      'rights-changed'
    ]);
  });

  test('[G6] [G3] the new id is fresh and the ground is given', () => {
    const private_ = changePart('b', 'd', 'part2');
    expect(said(prepared(), { ...private_, ground: null } as Command)).toBe('ground-missing');
    expect(said(prepared(), changePart('b', 'c', 'part2'))).toBe('already-used');
    expect(said(prepared(), changePart('b', 'b', 'part2'))).toBe('already-used');
    expect(said(prepared(), changePart('x', 'd', 'part2'))).toBe('not-found');
    const remade = after([private_], prepared());
    expect(said(remade, changePart('d', 'b', 'part1'))).toBe('already-used');
    expect(said(remade, addItem('b'))).toBe('already-used');
    const refusal = apply(prepared(), { ...private_, newItemId: 'D' } as Command, MOMENT);
    expect(refusal).toEqual({ refused: 'malformed', field: 'newItemId' });
  });
});

describe('arrangements', () => {
  const arrange = (given: object) =>
    said(begun(), { type: 'set-arrangements', ...ARRANGEMENTS, ...given } as Command);

  test.each([
    [{ date: '2027-02-31' }, 'date-unreal'],
    [{ date: '2027-02-29' }, 'date-unreal'],
    [{ date: '1899-12-31' }, 'date-unreal'],
    [{ date: '2100-01-01' }, 'date-unreal'],
    [{ date: '' }, 'date-unreal'],
    [{ startTime: '24:00' }, 'time-unreal'],
    [{ startTime: '2pm' }, 'time-unreal'],
    [{ endTime: '14:00' }, 'time-unreal'],
    [{ endTime: '13:59' }, 'time-unreal'],
    [{ place: 'x'.repeat(1001) }, 'text-too-long']
  ])('[G8] %o is refused', (given, code) => {
    expect(arrange(given)).toBe(code);
  });

  test('[G8] a leap day, an open end and no place are real arrangements', () => {
    expect(arrange({ date: '2028-02-29', endTime: null, place: null })).toEqual([]);
  });
});

describe('publishing', () => {
  test('[G7] once, on a real day that is not to come', () => {
    const on = (publishedOn: string) => said(prepared(), { ...PUBLISH, publishedOn });
    expect(on('2026-12-11')).toBe('date-unreal');
    expect(on('2026-02-31')).toBe('date-unreal');
    expect(on('0101-01-01')).toBe('date-unreal');
    expect(on('2026-12-10')).toEqual(['agenda-published', 'rights-changed']);
    expect(said(after([PUBLISH], prepared()), PUBLISH)).toBe('agenda-published');
    expect(said(prepared(), { ...PUBLISH, shortNoticeReason: 'x'.repeat(1001) })).toBe(
      'text-too-long'
    );
    expect(after([PUBLISH]).publication).toEqual({ version: 1, on: '2026-12-10' });
  });

  const locked: Command[] = [
    addItem('d'),
    { type: 'move-item', itemId: idOf('a'), before: null },
    changePart('a', 'd', 'part2'),
    { type: 'withdraw-item', itemId: idOf('a') },
    { type: 'set-arrangements', ...ARRANGEMENTS },
    PUBLISH
  ];

  test.each(locked)('[G2] $type is refused in every phase after publication', (command) => {
    const phases = [[PUBLISH], [PUBLISH, START], [START], [PUBLISH, START, CLOSE]];
    for (const phase of phases) {
      expect(said(after(phase, prepared()), command)).toBe('agenda-published');
    }
    expect(isRefusal(apply(prepared(), command, MOMENT))).toBe(false);
  });
});
