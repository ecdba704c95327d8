import { describe, expect, test } from 'vitest';
import { isQuorate } from './attendance.ts';
import type { Command } from './command.ts';
import { meetingFactsOf } from './meeting-facts.ts';
import type { Proceedings } from './proceedings.ts';
import {
  after,
  attend,
  begun,
  CIRCULATE,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';
import { apply } from './apply.ts';
import { isRefusal } from './refusal.ts';
import {
  arrive,
  depart,
  inSeatOf,
  register,
  sendApologies
} from '../../tests/support/sample-register.ts';

const CHANGED = ['rights-changed'];
const published = (): Proceedings => after([PUBLISH]);
const live = (...commands: Command[]): Proceedings => after([START, ...commands], published());
const draft = (...commands: Command[]): Proceedings =>
  after([{ ...CLOSE, finishedAt: '15:30' }], live(...commands));
const standIn = (key: string, member: string): Command => attend(key, inSeatOf(member));
const withdraw = (key: string): Command => ({ type: 'withdraw-apologies', key: idOf(key) });
const undo = (seq: number): Command => ({ type: 'undo-attendance', seq });

/** The register after one more command, at that time of the day. */
function at(time: string, state: Proceedings, command: Command): Proceedings {
  const outcome = apply(state, command, { ...MOMENT, time });
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome.state;
}

describe('apologies', () => {
  test('[E1] they are sent until the meeting closes, and taken back', () => {
    for (const state of [begun(), published(), live(), live({ type: 'adjourn' })]) {
      const sent = after([sendApologies('ruth', 'tom')], state);
      expect(register(sent)).toEqual(['ruth: apologies', 'tom: expected']);
      expect(register(after([withdraw('ruth')], sent))).toEqual([]);
    }
    expect(said(draft(), sendApologies('ruth'))).toBe('meeting-not-in-session');
    expect(said(draft(sendApologies('ruth')), withdraw('ruth'))).toBe('meeting-not-in-session');
    expect(said(begun(), withdraw('ruth'))).toBe('not-found');
  });

  test('[E1] not by somebody who has come, but by somebody ticked in too early', () => {
    expect(said(live(attend('ruth')), sendApologies('ruth'))).toBe('already-here');
    expect(said(live(attend('ruth'), depart('ruth')), sendApologies('ruth'))).toBe('already-here');
    expect(register(after([attend('ruth'), sendApologies('ruth')]))).toEqual(['ruth: apologies']);
  });

  test('[E1] sent again they change the substitute and nothing else', () => {
    const sent = after([sendApologies('ruth', 'tom'), sendApologies('ruth', 'priya')]);
    expect(register(sent)).toEqual(['ruth: apologies', 'priya: expected']);
    expect(register(after([sendApologies('ruth')], sent))).toEqual(['ruth: apologies']);
    const twice = after([sendApologies('ruth', 'tom'), sendApologies('ruth', 'tom')]);
    expect(register(twice)).toEqual(['ruth: apologies', 'tom: expected']);
  });

  test('[E2] nobody is substitute in two seats', () => {
    const sent = after([sendApologies('ruth', 'tom')]);
    expect(said(sent, sendApologies('amir', 'tom'))).toBe('substitute-engaged');
    expect(said(live(attend('tom')), sendApologies('amir', 'tom'))).toBe('substitute-engaged');
    expect(said(sent, sendApologies('amir', 'priya'))).toEqual(CHANGED);
  });

  test('[E2] [Q7] a seat in which a substitute sits takes no other, and keeps the one it has', () => {
    const seated = live(standIn('tom', 'ruth'));
    expect(said(seated, sendApologies('ruth', 'priya'))).toBe('seat-substituted');
    const sent = after([sendApologies('ruth', 'tom')], seated);
    expect(register(sent)).toEqual(['tom: present', 'ruth: apologies']);
  });

  test('[E3] who is expected neither counts nor acts until they come, and another may come', () => {
    const sent = live(sendApologies('ruth', 'tom'));
    const one = { members: 1, sectors: [] };
    const seated = (state: Proceedings) =>
      meetingFactsOf({ settings: { minutesWriting: 'members' } }, state).seated;
    expect([isQuorate(sent.attendees, one), seated(sent)]).toEqual([false, []]);
    const come = after([standIn('tom', 'ruth')], sent);
    expect([isQuorate(come.attendees, one), seated(come)]).toEqual([true, [idOf('tom')]]);
    const other = after([standIn('priya', 'ruth')], sent);
    expect(register(other)).toEqual(['ruth: apologies', 'priya: present']);
    expect(register(after([{ type: 'clear-attendance', key: idOf('ruth') }], sent))).toEqual([]);
  });
});

describe('arrivals and departures', () => {
  test('[E4] the moment’s time, or the one given', () => {
    const late = at('14:20', live(sendApologies('ruth')), arrive('ruth'));
    expect(register(late)).toEqual(['ruth: present 14:20-']);
    const left = at('15:00', late, depart('ruth', '14:50'));
    expect(register(left)).toEqual(['ruth: present 14:20-14:50']);
    expect(register(at('15:10', left, arrive('ruth')))).toEqual([
      'ruth: present 14:20-14:50 15:10-'
    ]);
    expect(register(live(arrive('ruth', '14:00')))).toEqual(['ruth: present']);
    expect(register(at('15:00', live(attend('ruth')), depart('ruth')))).toEqual([
      'ruth: present -15:00'
    ]);
  });

  test('[E4] times are real, in the meeting, and one after another', () => {
    const here = live(arrive('ruth', '14:20'));
    for (const time of ['2pm', '24:00', '']) {
      expect(said(here, depart('ruth', time))).toBe('time-unreal');
    }
    expect(said(here, depart('ruth', '14:19'))).toBe('time-out-of-order');
    expect(said(live(), arrive('ruth', '13:59'))).toBe('time-out-of-order');
    const gone = after([depart('ruth', '14:40')], here);
    expect(said(gone, arrive('ruth', '14:39'))).toBe('time-out-of-order');
    expect(said(draft(attend('ruth')), depart('ruth', '15:31'))).toBe('time-out-of-order');
    expect(said(draft(attend('ruth')), depart('ruth', '15:30'))).toEqual(CHANGED);
  });

  test('[E4] when clocks go back, the clock’s time is never before what is recorded', () => {
    const here = at('14:50', live(), arrive('ruth'));
    expect(register(at('14:10', here, depart('ruth')))).toEqual(['ruth: present 14:50-14:50']);
  });

  test('[E4] only of a meeting that has begun, and until its minutes are circulated', () => {
    expect(said(published(), arrive('ruth'))).toBe('meeting-not-in-session');
    expect(said(draft(), arrive('ruth'))).toBe('time-missing');
    expect(said(draft(attend('ruth')), depart('ruth'))).toBe('time-missing');
    expect(register(after([arrive('ruth', '15:00')], draft()))).toEqual(['ruth: present 15:00-']);
    const circulated = after([CIRCULATE], draft(attend('ruth')));
    for (const command of [arrive('tom', '15:00'), depart('ruth', '15:00'), undo(3)]) {
      expect(said(circulated, command)).toBe('minutes-locked');
    }
  });

  test('[E5] twice is once, and a time puts the last one right', () => {
    const here = at('14:20', live(), arrive('ruth'));
    expect(at('14:25', here, arrive('ruth')).attendees).toBe(here.attendees);
    expect(register(after([arrive('ruth', '14:10')], here))).toEqual(['ruth: present 14:10-']);
    const gone = at('14:40', here, depart('ruth'));
    expect(at('14:45', gone, depart('ruth')).attendees).toBe(gone.attendees);
    expect(register(after([depart('ruth', '14:35')], gone))).toEqual(['ruth: present 14:20-14:35']);
  });

  test('[E5] nobody leaves who has not come, and nobody arrives as absent', () => {
    expect(said(live(), depart('ruth'))).toBe('not-found');
    expect(said(live(sendApologies('ruth')), depart('ruth'))).toBe('not-found');
    expect(said(live(), arrive('ruth', null, { kind: 'apologies' }))).toBe('malformed');
  });

  test('[Q5] putting a name right keeps the times; being away forgets them', () => {
    const gone = live(arrive('ruth', '14:20'), depart('ruth', '14:40'));
    const renamed = after([attend('ruth', { name: 'Ruth Hale' })], gone);
    expect(register(renamed)).toEqual(['Ruth Hale: present 14:20-14:40']);
    const away = after([attend('ruth', { kind: 'apologies' }), attend('ruth')], gone);
    expect(register(away)).toEqual(['ruth: present']);
  });
});

describe('a substitute and the member of the seat', () => {
  test('[E6] the member’s arrival ends the substitute’s attendance, however it is recorded', () => {
    const seated = live(sendApologies('ruth', 'tom'), standIn('tom', 'ruth'));
    const expected = ['ruth: present 14:40-', 'tom: present -14:40 then ruth'];
    expect(register(at('14:40', seated, arrive('ruth')))).toEqual(expected);
    expect(register(at('14:40', seated, attend('ruth')))).toEqual(expected);
    expect(register(at('15:00', seated, arrive('ruth', '14:40')))).toEqual(expected);
  });

  test('[E6] from then on the seat takes no substitute', () => {
    const back = live(standIn('tom', 'ruth'), arrive('ruth', '14:40'), depart('ruth', '15:00'));
    expect(said(back, standIn('tom', 'ruth'))).toBe('seat-returned');
    expect(said(back, arrive('tom', '15:10', inSeatOf('ruth')))).toBe('seat-returned');
    expect(said(back, depart('tom', '15:10'))).toBe('seat-returned');
    expect(said(back, standIn('priya', 'ruth'))).toBe('seat-substituted');
  });

  test('[E6] a substitute who had left, or never came, is not said to have been relieved', () => {
    const left = live(standIn('tom', 'ruth'), depart('tom', '14:20'), arrive('ruth', '14:40'));
    expect(register(left)).toEqual(['tom: present -14:20', 'ruth: present 14:40-']);
    expect(register(live(sendApologies('ruth', 'tom'), arrive('ruth', '14:40')))).toEqual([
      'ruth: present 14:40-'
    ]);
    expect(register(after([standIn('tom', 'ruth'), attend('ruth')]))).toEqual(['ruth: present']);
  });

  test('[E6] the member does not arrive before the substitute did, nor untimed once it is over', () => {
    const seated = live(arrive('tom', '14:30', inSeatOf('ruth')));
    expect(said(seated, arrive('ruth', '14:20'))).toBe('time-out-of-order');
    expect(said(draft(standIn('tom', 'ruth')), attend('ruth'))).toBe('seat-substituted');
    expect(said(draft(standIn('tom', 'ruth')), arrive('ruth', '14:40'))).toEqual(CHANGED);
  });

  test('[E7] the quorum, the chair and the substitute’s rights follow at once', () => {
    const board = { settings: { minutesWriting: 'members' } } as const;
    const quorum = { members: 2, sectors: ['police'] };
    const told = (state: Proceedings) => [
      isQuorate(state.attendees, quorum),
      meetingFactsOf(board, state)
    ];
    const full = live(
      attend('chair', { office: 'Chair', sector: 'council' }),
      attend('tom', { ...inSeatOf('ruth'), sector: 'police' })
    );
    const facts = { chairPresent: true, seated: [idOf('tom')] };
    expect(told(full)).toEqual([true, expect.objectContaining(facts)]);
    const back = after([arrive('ruth', '14:40', { sector: 'police' })], full);
    expect(told(back)).toEqual([true, expect.objectContaining({ ...facts, seated: [] })]);
    const fewer = after([depart('ruth', '15:00')], back);
    expect(told(fewer)).toEqual([false, expect.objectContaining({ chairPresent: true })]);
    const chairless = after([arrive('ruth', '15:05'), depart('chair', '15:10')], fewer);
    expect(told(chairless)).toEqual([false, expect.objectContaining({ chairPresent: false })]);
  });
});

describe('undoing', () => {
  test('[E8] the last change is undone whole, once', () => {
    const seated = live(sendApologies('ruth', 'tom'), standIn('tom', 'ruth'));
    const back = after([arrive('ruth', '14:40')], seated);
    const undone = after([undo(back.seq)], back);
    expect(undone.attendees).toEqual(seated.attendees);
    expect(said(undone, undo(back.seq))).toBe('register-changed');
    expect(said(undone, undo(seated.seq))).toBe('register-changed');
  });

  test('[E8] not after somebody else’s change, but after business that is none of it', () => {
    const first = live(attend('ruth'));
    expect(said(after([attend('tom')], first), undo(first.seq))).toBe('register-changed');
    expect(said(after([{ type: 'adjourn' }], first), undo(first.seq))).toEqual(CHANGED);
    expect(said(begun(), undo(1))).toBe('register-changed');
  });
});
