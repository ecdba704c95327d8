import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import {
  AGREED_AS_IT_STANDS,
  itemsToBeWorded,
  resolutionsFrom,
  undecidedItems
} from './decision.ts';
import type { Proceedings } from './proceedings.ts';
import {
  addItem,
  after,
  CIRCULATE,
  CLOSE,
  idOf,
  PUBLISH,
  resolve,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const AGENDA = [addItem('a'), addItem('b'), addItem('c', { purpose: 'note' })];
const published = (): Proceedings => after([...AGENDA, PUBLISH]);
const live = (): Proceedings => after([START], published());

const agree = (item: string, ids: readonly string[], withChanges = false): Command => ({
  type: 'agree-item',
  itemId: idOf(item),
  resolutionIds: ids.map(idOf),
  withChanges
});
const about = (
  type: 'undo-agreement' | 'confirm-wording' | 'leave-undecided',
  item: string
): Command => ({ type, itemId: idOf(item) });
const open = (item: string): Command => ({ type: 'open-item', itemId: idOf(item) });
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('agreed', () => {
  test('[H5] each recommendation becomes a resolution of the item', () => {
    const state = after([agree('a', ['r', 's'])], live());
    expect(state.resolutions).toEqual([
      { id: idOf('r'), itemId: idOf('a'), at: '14:00' },
      { id: idOf('s'), itemId: idOf('a'), at: '14:00' }
    ]);
    expect(said(live(), agree('a', ['r']))).toEqual(['item-agreed']);
  });

  test('[H5] once: neither of two who press at once resolves it twice, nor after another decision', () => {
    expect(said(after([agree('a', ['r'])], live()), agree('a', ['s']))).toBe('already-decided');
    expect(said(after([resolve('r', 'a')], live()), agree('a', ['s']))).toBe('already-decided');
    const deferred = after([{ type: 'defer-item', itemId: idOf('a') }], live());
    expect(said(deferred, agree('a', ['s']))).toBe('already-decided');
  });

  test('[H5] ids are sound, its own, and an item that stands', () => {
    for (const ids of [[], ['r', 'r']]) expect(said(live(), agree('a', ids))).toBe('malformed');
    expect(said(live(), { ...agree('a', []), resolutionIds: ['R'] } as Command)).toBe('malformed');
    expect(said(after([resolve('r', 'b')], live()), agree('a', ['r']))).toBe('already-used');
    expect(said(live(), agree('x', ['r']))).toBe('not-found');
  });

  test('[H5] only while the minute can be written', () => {
    const circulated = after([CLOSE, CIRCULATE], live());
    for (const command of [agree('a', ['r']), about('leave-undecided', 'a')]) {
      expect(said(published(), command)).toBe('meeting-not-in-session');
      expect(said(circulated, command)).toBe('minutes-locked');
    }
  });

  test('[H5] the words are the recommendations, or that it is agreed as it stands', () => {
    expect(resolutionsFrom([' That it be noted. ', ' '])).toEqual(['That it be noted.']);
    expect(resolutionsFrom(['', '  '])).toEqual([AGREED_AS_IT_STANDS]);
  });

  test('[H7] agreed with changes is to be worded until somebody says it has been', () => {
    const state = after([agree('b', ['r'], true), agree('a', ['s'])], live());
    expect(idsOf(itemsToBeWorded(state))).toEqual([idOf('b')]);
    expect(said(state, about('confirm-wording', 'a'))).toBe('not-found');
    const worded = after([about('confirm-wording', 'b')], state);
    expect(itemsToBeWorded(worded)).toEqual([]);
    expect(said(worded, about('confirm-wording', 'b'))).toBe('not-found');
  });

  test('[H8] taken back, the item is as undecided as before, and can be agreed again', () => {
    const agreed = after([agree('a', ['r', 's'], true)], live());
    expect(said(agreed, about('undo-agreement', 'a'))).toEqual(['agreement-undone']);
    const back = after([about('undo-agreement', 'a')], agreed);
    expect({ ...back, seq: 0 }).toEqual({ ...live(), seq: 0 });
    expect(said(back, about('undo-agreement', 'a'))).toBe('not-found');
    expect(said(back, agree('a', ['t']))).toEqual(['item-agreed']);
  });

  test('[H8] what the clerk resolved besides is kept', () => {
    const state = after(
      [agree('a', ['r']), resolve('s', 'a'), about('undo-agreement', 'a')],
      live()
    );
    expect(idsOf(state.resolutions)).toEqual([idOf('s')]);
  });
});

describe('undecided', () => {
  test('[H9] an item for decision that the meeting has left without one, and no other', () => {
    expect(undecidedItems(live())).toEqual([]);
    const moved = after([open('b'), open('c')], live());
    expect(idsOf(undecidedItems(moved))).toEqual([idOf('a'), idOf('b')]);
    expect(idsOf(undecidedItems(after([open('a')], moved)))).toEqual([idOf('b')]);
    expect(idsOf(undecidedItems(after([CLOSE], moved)))).toEqual([idOf('a'), idOf('b')]);
  });

  test('[H9] settled by a resolution, by deferring it, or by leaving it on purpose', () => {
    const moved = after([open('b'), open('c')], live());
    for (const command of [
      agree('a', ['r']),
      resolve('r', 'a'),
      { type: 'defer-item', itemId: idOf('a') } as const,
      about('leave-undecided', 'a')
    ]) {
      expect(idsOf(undecidedItems(after([command], moved)))).toEqual([idOf('b')]);
    }
  });

  test('[H9] a decision taken back asks again; one left on purpose can still be agreed', () => {
    const moved = after([open('b')], live());
    const left = after([about('leave-undecided', 'a')], moved);
    expect(after([about('leave-undecided', 'a')], left).leftUndecided).toEqual([idOf('a')]);
    const agreed = after([agree('a', ['r'])], left);
    expect(said(agreed, about('leave-undecided', 'a'))).toBe('already-decided');
    const back = after([about('undo-agreement', 'a')], agreed);
    expect(idsOf(undecidedItems(back))).toEqual([idOf('a')]);
  });
});
