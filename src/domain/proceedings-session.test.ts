import { describe, expect, test } from 'vitest';
import { isAttendeeKey, isQuorate, type Attendee } from './attendance.ts';
import type { Command } from './command.ts';
import { meetingFactsOf } from './meeting-facts.ts';
import type { Proceedings } from './proceedings.ts';
import {
  addItem,
  after,
  attend,
  begun,
  CIRCULATE,
  CLOSE,
  idOf,
  PUBLISH,
  raise,
  resolve,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const published = (): Proceedings => after([addItem('a'), addItem('b'), addItem('c'), PUBLISH]);
const live = (): Proceedings => after([START], published());
const draft = (): Proceedings => after([CLOSE], live());

const open = (item: string): Command => ({ type: 'open-item', itemId: idOf(item) });
const statusOf = (state: Proceedings) => state.items.map(({ status }) => status);

describe('the sitting', () => {
  test('[Q1] a meeting starts once', () => {
    expect(said(live(), START)).toBe('meeting-started');
    expect(said(draft(), START)).toBe('meeting-started');
    expect(said(published(), START)).toEqual(['rights-changed']);
  });

  test('[Q1] that an agenda was never published is said, for the service to judge', () => {
    expect(said(begun(), START)).toEqual(['started-unpublished', 'rights-changed']);
  });

  test('[Q9] times are real: as recorded, or else the moment', () => {
    expect(said(published(), { ...START, startedAt: '25:00' })).toBe('time-unreal');
    expect(said(live(), { ...CLOSE, finishedAt: '9:30' })).toBe('time-unreal');
    expect(live()).toMatchObject({ startedAt: '14:00', phase: 'inSession' });
    expect(after([{ ...START, startedAt: '14:04' }], published()).startedAt).toBe('14:04');
    expect(after([{ ...CLOSE, finishedAt: '15:51' }], live()).finishedAt).toBe('15:51');
  });

  test('[Q9] they are corrected in the draft alone', () => {
    const correct = { type: 'correct-times', startedAt: '14:02', finishedAt: '15:30' } as const;
    expect(said(live(), correct)).toBe('minutes-locked');
    expect(said(draft(), { ...correct, finishedAt: '15:60' })).toBe('time-unreal');
    expect(said(draft(), { ...correct, startedAt: '' })).toBe('time-unreal');
    expect(said(after([CIRCULATE], draft()), correct)).toBe('minutes-locked');
    expect(after([correct], draft())).toMatchObject({ startedAt: '14:02', finishedAt: '15:30' });
  });

  test('[Q2] it opens with the first item that stands', () => {
    const state = after([
      addItem('a'),
      addItem('b'),
      { type: 'withdraw-item', itemId: idOf('a') },
      PUBLISH,
      START
    ]);
    expect(state.currentItemId).toBe(idOf('b'));
    expect(after([PUBLISH, START]).currentItemId).toBeNull();
  });

  test('[Q2] the item it leaves has been considered, and it may go back', () => {
    const state = after([open('b'), open('a')], live());
    expect(state.currentItemId).toBe(idOf('a'));
    expect(statusOf(state)).toEqual(['considered', 'considered', 'accepted']);
    expect(statusOf(after([open('a')], live()))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(said(live(), open('x'))).toBe('not-found');
  });

  test('[Q2] an item that was deferred stays so when it is left', () => {
    const state = after([{ type: 'defer-item', itemId: idOf('a') }, open('b')], live());
    expect(statusOf(state)).toEqual(['deferred', 'accepted', 'accepted']);
  });

  test('[Q3] an adjourned meeting takes no item until it is resumed, and can be closed', () => {
    const adjourned = after([{ type: 'adjourn' }], live());
    expect(said(adjourned, open('b'))).toBe('meeting-not-in-session');
    expect(said(adjourned, { type: 'adjourn' })).toBe('meeting-not-in-session');
    expect(said(after([{ type: 'resume' }], adjourned), open('b'))).toEqual([]);
    expect(said(live(), { type: 'resume' })).toBe('meeting-not-in-session');
    expect(said(adjourned, CLOSE)).toEqual(['minutes-drafted', 'rights-changed']);
  });

  test('[Q3] before the start and after the close there is no sitting', () => {
    for (const state of [published(), draft()]) {
      for (const command of [open('b'), { type: 'adjourn' }, { type: 'resume' }, CLOSE] as const) {
        expect(said(state, command)).toBe('meeting-not-in-session');
      }
    }
  });

  test('[Q4] the close considers what was neither deferred nor withdrawn', () => {
    const state = after([{ type: 'defer-item', itemId: idOf('b') }, CLOSE], live());
    expect(statusOf(state)).toEqual(['considered', 'deferred', 'considered']);
    expect(state).toMatchObject({
      phase: 'ended',
      currentItemId: null,
      minutes: { stage: 'draft' }
    });
  });
});

describe('attendance', () => {
  test('[Q5] keys are a person’s or a guest’s and nothing else', () => {
    expect(isAttendeeKey(idOf('ruth'))).toBe(true);
    expect(isAttendeeKey(`guest:${idOf('guest')}`)).toBe(true);
    for (const key of [
      '',
      'guest:',
      '__proto__',
      'guest:guest:x',
      `x${idOf('ruth')}`,
      `Guest:${idOf('a')}`
    ]) {
      expect({ key, is: isAttendeeKey(key) }).toEqual({ key, is: false });
      expect(said(begun(), attend('ruth', { key }))).toBe('malformed');
    }
  });

  test('[Q5] a blank name is refused; putting somebody right keeps their place', () => {
    expect(said(begun(), attend('ruth', { name: '  ' }))).toBe('name-missing');
    const state = after([attend('ruth'), attend('tom'), attend('ruth', { kind: 'apologies' })]);
    expect(state.attendees.map(({ name, kind }) => [name, kind])).toEqual([
      ['ruth', 'apologies'],
      ['tom', 'present']
    ]);
  });

  test('[Q5] it is recorded in every phase until the minutes are circulated', () => {
    const clear: Command = { type: 'clear-attendance', key: idOf('ruth') };
    for (const state of [begun(), published(), live(), draft()]) {
      expect(said(state, attend('ruth'))).toEqual(['rights-changed']);
      expect(said(state, clear)).toEqual(['rights-changed']);
    }
    const circulated = after([CIRCULATE], draft());
    expect(said(circulated, attend('ruth'))).toBe('minutes-locked');
    expect(said(circulated, clear)).toBe('minutes-locked');
    expect(after([attend('ruth'), clear]).attendees).toEqual([]);
  });

  const standIn = (key: string, given: Partial<Attendee> = {}): Command =>
    attend(key, { substituteSeatId: idOf('seat'), substituteFor: 'Ruth Hale', ...given });

  test('[Q7] a seat takes one substitute, who is there', () => {
    const state = after([standIn('tom')], live());
    expect(said(state, standIn('priya'))).toBe('seat-substituted');
    expect(said(state, standIn('priya', { substituteSeatId: idOf('other') }))).toEqual([
      'rights-changed'
    ]);
    expect(said(state, standIn('tom'))).toEqual(['rights-changed']);
    expect(said(state, standIn('priya', { kind: 'inAttendance' }))).toEqual(['rights-changed']);
    const away = after([standIn('tom', { kind: 'apologies' })], state);
    expect(said(away, standIn('priya'))).toEqual(['rights-changed']);
  });

  const board = { settings: { minutesWriting: 'members' } } as const;

  test('[P8] only a substitute who is present has taken the seat', () => {
    const seatedAfter = (...commands: Command[]) => meetingFactsOf(board, after(commands)).seated;
    expect(seatedAfter(standIn('tom'))).toEqual([idOf('tom')]);
    expect(seatedAfter(standIn('tom', { kind: 'apologies' }))).toEqual([]);
    expect(seatedAfter(standIn('tom'), { type: 'clear-attendance', key: idOf('tom') })).toEqual([]);
    expect(seatedAfter(attend('tom'))).toEqual([]);
  });

  test('[P4] the chair is away until somebody is recorded present in that office', () => {
    const chairAfter = (...commands: Command[]) =>
      meetingFactsOf(board, after(commands)).chairPresent;
    expect(chairAfter()).toBe(false);
    expect(chairAfter(attend('ruth', { office: 'Chair' }))).toBe(true);
    expect(chairAfter(attend('ruth', { office: 'Chair', kind: 'apologies' }))).toBe(false);
    expect(chairAfter(attend('tom', { office: 'Vice-Chair' }))).toBe(false);
  });

  test('[Q6] a quorum counts members present and needs each sector named', () => {
    const { attendees } = after([
      attend('ruth', { sector: 'council' }),
      attend('tom', { sector: 'police' }),
      attend('priya', { sector: 'health', kind: 'inAttendance' }),
      attend('sam', { sector: 'health', kind: 'apologies' })
    ]);
    expect(isQuorate(attendees, { members: 2, sectors: [] })).toBe(true);
    expect(isQuorate(attendees, { members: 3, sectors: [] })).toBe(false);
    expect(isQuorate(attendees, { members: 2, sectors: ['police', 'council'] })).toBe(true);
    expect(isQuorate(attendees, { members: 1, sectors: ['health'] })).toBe(false);
    expect(isQuorate([], { members: 1, sectors: [] })).toBe(false);
  });
});

describe('records', () => {
  const withdraw = (id: string, item: string): Command =>
    ({
      ...resolve(id, item),
      type: 'withdraw-resolution'
    }) as Command;

  test('[Q8] there are none before the meeting starts nor once the minutes are circulated', () => {
    const recorded = after([resolve('r', 'a'), CLOSE, CIRCULATE], live());
    for (const command of [resolve('s', 'a'), raise('t', 'a'), withdraw('r', 'a')]) {
      expect(said(published(), command)).toBe('meeting-not-in-session');
      expect(said(recorded, command)).toBe('minutes-locked');
    }
    expect(said(draft(), resolve('s', 'a'))).toEqual(['resolution-recorded']);
    expect(said(draft(), raise('t', 'a'))).toEqual(['action-raised']);
  });

  test('[Q8] each has an id of its own and belongs to an item that stands', () => {
    const state = after([resolve('r', 'a'), raise('t', 'a')], live());
    expect(said(state, resolve('r', 'b'))).toBe('already-used');
    expect(said(state, raise('t', 'b'))).toBe('already-used');
    expect(said(state, resolve('s', 'x'))).toBe('not-found');
    expect(said(state, raise('u', 'x'))).toBe('not-found');
    expect(said(state, { ...resolve('s', 'a'), resolutionId: 'S' } as Command)).toBe('malformed');
    expect(said(state, { ...raise('u', 'a'), actionId: '' } as Command)).toBe('malformed');
  });

  test('[A6] an action is not raised for an unreal date', () => {
    expect(said(live(), raise('t', 'a', '2027-02-31'))).toBe('date-unreal');
    expect(said(live(), raise('t', 'a', '2028-02-29'))).toEqual(['action-raised']);
  });

  test('[Q8] a resolution is withdrawn from its own item, once, and its id is not free again in the rows', () => {
    const state = after([resolve('r', 'a')], live());
    expect(said(state, withdraw('r', 'b'))).toBe('not-found');
    expect(said(state, withdraw('r', 'a'))).toEqual(['resolution-withdrawn']);
    expect(said(after([withdraw('r', 'a')], state), withdraw('r', 'a'))).toBe('not-found');
  });
});
