import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { withholdFromEntry } from './withhold.ts';
import {
  addItem,
  after,
  begun,
  CANCEL,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const accept = (item: string, given: Partial<Extract<Command, { type: 'add-item' }>> = {}) => {
  const { type: _, standing: __, ...fields } = addItem(item, given);
  return { ...fields, type: 'accept-item', parkedId: idOf('parked') } as const;
};
const defer = (item: string): Command => ({ type: 'defer-item', itemId: idOf(item) });
const reinstate = (item: string): Command => ({ type: 'reinstate-item', itemId: idOf(item) });
const statusOf = (state: ReturnType<typeof begun>, item: string) =>
  state.items.find(({ id }) => id === idOf(item))?.status;

describe('taking a parked item', () => {
  test('[Y4] puts it where it was asked to stand, like any item', () => {
    const state = after([addItem('one'), accept('two', { before: idOf('one') })]);
    expect(state.items.map(({ id }) => id)).toEqual([idOf('two'), idOf('one')]);
    expect(state.items[0]).toMatchObject({
      title: 'About two',
      standing: null,
      status: 'accepted',
      urgentReason: null
    });
    expect(state.items[0]).not.toHaveProperty('parkedId');
    expect(said(begun(), accept('two'))).toEqual(['item-accepted']);
    expect(said(begun(), accept('two', { part: 'part2' }))).toEqual([
      'item-accepted',
      'rights-changed'
    ]);
  });

  test('[Y4] is for an agenda that is being prepared, under an id and a ground that will do', () => {
    const open = after([addItem('one')]);
    expect(said(open, accept('one'))).toBe('already-used');
    expect(said(open, accept('two', { part: 'part2', ground: ' ' }))).toBe('ground-missing');
    expect(said(open, accept('two', { title: ' ' }))).toBe('title-missing');
    const published = after([addItem('one'), PUBLISH]);
    expect(said(published, accept('two'))).toBe('agenda-published');
    expect(said(after([START], published), accept('two'))).toBe('agenda-published');
    expect(said(after([CANCEL]), accept('two'))).toBe('meeting-cancelled');
  });

  test('of a private one, those without the right learn that it is there and no more', () => {
    const command = accept('secret', { part: 'part2', title: 'A case', presenter: 'The officer' });
    const entry = { seq: 1, at: MOMENT.at, by: idOf('clerk'), command };
    const shown = withholdFromEntry(entry, after([command]), () => false).command;
    expect(shown).toMatchObject({ type: 'accept-item', title: 'Private item', presenter: null });
    expect(withholdFromEntry(entry, after([command]), () => true)).toEqual(entry);
  });
});

describe('bringing back a deferred item', () => {
  test('[Y7] lets the meeting take it, before it and while it sits', () => {
    for (const before of [[], [PUBLISH], [PUBLISH, START]]) {
      const state = after([addItem('one'), ...before, defer('one')]);
      expect(statusOf(state, 'one')).toBe('deferred');
      expect(statusOf(after([reinstate('one')], state), 'one')).toBe('accepted');
      expect(said(state, reinstate('one'))).toEqual(['item-reinstated']);
    }
  });

  test('[Y7] is too late once the meeting has closed, and is for deferred items alone', () => {
    const sitting = after([addItem('one'), PUBLISH, START]);
    expect(said(sitting, reinstate('one'))).toBe('item-not-deferred');
    expect(said(sitting, reinstate('nothing'))).toBe('not-found');
    expect(said(after([defer('one'), CLOSE], sitting), reinstate('one'))).toBe(
      'meeting-not-in-session'
    );
  });
});

test('[Y6] [Y8] an agenda says of every item it gives up that it does', () => {
  const state = after([addItem('one'), addItem('two')]);
  expect(said(state, defer('one'))).toEqual(['item-put-off']);
  expect(said(state, { type: 'withdraw-item', itemId: idOf('one') })).toEqual(['item-withdrawn']);
  expect(said(state, CANCEL)).toEqual(['item-put-off', 'item-put-off', 'rights-changed']);
});
