import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { speakersWaiting } from './proceedings-speakers.ts';
import type { Proceedings } from './proceedings.ts';
import { withholdFromProceedings } from './withhold.ts';
import { addItem, after, idOf, PUBLISH, said, START } from '../../tests/support/sample-meeting.ts';

const live = (): Proceedings =>
  after([addItem('a'), addItem('b', { part: 'part2' }), PUBLISH, START]);
const open = (item: string): Command => ({ type: 'open-item', itemId: idOf(item) });
const of = (
  type: 'withdraw-request-to-speak' | 'call-speaker',
  person: string,
  item = 'a'
): Command => ({ type, itemId: idOf(item), personId: idOf(person) });
const ask = (person: string, item = 'a', name = person): Command => ({
  type: 'ask-to-speak',
  itemId: idOf(item),
  personId: idOf(person),
  name
});
const waiting = (state: Proceedings): string[] => speakersWaiting(state).map(({ name }) => name);

describe('asking to speak', () => {
  test('[H10] in the order they asked, each once', () => {
    const state = after([ask('ruth'), ask('tom')], live());
    expect(waiting(state)).toEqual(['ruth', 'tom']);
    expect(said(state, ask('ruth'))).toBe('already-asked');
  });

  test('[H10] on the item that is open, while the meeting sits', () => {
    expect(said(live(), ask('ruth', 'b'))).toBe('meeting-moved');
    expect(said(after([{ type: 'adjourn' }], live()), ask('ruth'))).toBe('meeting-not-in-session');
  });

  test('[H10] somebody with a name, known here or a guest', () => {
    expect(said(live(), ask('ruth', 'a', ' '))).toBe('name-missing');
    expect(said(live(), { ...ask('x'), personId: '__proto__' } as Command)).toBe('malformed');
    expect(said(live(), { ...ask('x'), personId: `guest:${idOf('g')}` } as Command)).toEqual([]);
  });

  test('[H10] a request is withdrawn once', () => {
    const state = after([ask('ruth'), of('withdraw-request-to-speak', 'ruth')], live());
    expect(waiting(state)).toEqual([]);
    expect(said(state, of('withdraw-request-to-speak', 'ruth'))).toBe('not-found');
  });

  test('[H10] of two who call the same person at once the second calls nobody', () => {
    const state = after([ask('ruth'), ask('tom'), of('call-speaker', 'ruth')], live());
    expect(state.speaking?.name).toBe('ruth');
    expect(waiting(state)).toEqual(['tom']);
    expect(said(state, of('call-speaker', 'ruth'))).toBe('not-found');
    expect(after([of('call-speaker', 'tom')], state).speaking?.name).toBe('tom');
  });

  test('[H10] whoever has spoken may ask again', () => {
    const state = after([ask('ruth'), of('call-speaker', 'ruth'), ask('ruth')], live());
    expect(waiting(state)).toEqual(['ruth']);
  });

  test('[H11] the meeting moves on and nobody waits; undone, they wait again', () => {
    const moved = after([ask('ruth'), open('b')], live());
    expect(waiting(moved)).toEqual([]);
    expect(moved.speaking).toBeNull();
    const back = after([{ type: 'undo-move', seq: moved.lastMove?.seq ?? 0 }], moved);
    expect(waiting(back)).toEqual(['ruth']);
    expect(waiting(after([open('a')], moved))).toEqual([]);
  });

  test('[P5] who asks to speak on private business is private', () => {
    const state = after([open('b'), ask('ruth', 'b'), ask('tom', 'b')], live());
    const called = after([of('call-speaker', 'ruth', 'b')], state);
    const seen = withholdFromProceedings(called, () => false);
    expect([seen.speakers, seen.speaking]).toEqual([[], null]);
    expect(withholdFromProceedings(called, () => true).speakers).toHaveLength(1);
  });
});
