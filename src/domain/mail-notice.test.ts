import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksForUpdates, dueNotice, isWanted, nextTry, NOTICE_KINDS } from './mail-notice.ts';

const action = {
  state: 'open',
  dueOn: '2026-11-27',
  raisedAt: '2026-09-10T14:00:00.000Z'
} as const;

test.each([
  ['2026-11-19', null],
  ['2026-11-20', 'action-due-soon'],
  ['2026-11-26', 'action-due-soon'],
  ['2026-11-27', 'action-due'],
  ['2026-11-30', 'action-due'],
  ['2026-12-01', null]
])('[Z10] of an action due on 27 November, on %s the owner is told %s', (today, kind) => {
  expect(dueNotice(action, today)).toBe(kind);
});

test('[Z10] what is done, has no date or was only just given reminds nobody', () => {
  for (const state of ['done', 'closed', 'noLongerRequired'] as const) {
    expect(dueNotice({ ...action, state }, '2026-11-27')).toBeNull();
  }
  expect(dueNotice({ ...action, dueOn: null }, '2026-11-27')).toBeNull();
  const raisedAt = '2026-11-23T14:00:00.000Z';
  expect(dueNotice({ ...action, raisedAt }, '2026-11-24')).toBeNull();
  expect(dueNotice({ ...action, raisedAt }, '2026-11-27')).toBe('action-due');
});

test.each([
  ['2026-10-25', '2026-10-11', 'clocks go back in between'],
  ['2027-04-04', '2027-03-21', 'clocks go forward in between'],
  ['2026-12-10', '2026-11-26', 'nothing happens to clocks']
])('[Z11] for %s updates are asked for from %s, where %s', (date, from) => {
  const meeting = { date, phase: 'agendaPublished' } as const;
  const eve = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
  expect(asksForUpdates(meeting, eve)).toBe(false);
  expect(asksForUpdates(meeting, from)).toBe(true);
  expect(asksForUpdates(meeting, date)).toBe(false);
});

test('[Z11] a meeting that has begun, is over or is cancelled asks for nothing', () => {
  for (const phase of ['inSession', 'adjourned', 'ended', 'cancelled'] as const) {
    expect(asksForUpdates({ date: '2026-12-10', phase }, '2026-12-01')).toBe(false);
  }
});

test('[Z12] a person has all notices, those about their actions, or none', () => {
  const wanted = (choice: 'all' | 'actions' | 'none') =>
    NOTICE_KINDS.filter((kind) => isWanted(choice, kind));
  expect(wanted('all')).toEqual(NOTICE_KINDS);
  expect(wanted('actions')).toEqual([
    'action-due',
    'action-due-soon',
    'update-asked',
    'action-given'
  ]);
  expect(wanted('none')).toEqual([]);
});

test('[Z13] a mail is tried again after longer and longer waits, and given up after three days', () => {
  const madeAt = '2026-11-20T09:00:00.000Z';
  let at: string | null = madeAt;
  const waits: number[] = [];
  for (let tries = 1; at !== null; tries += 1) {
    const next = nextTry(madeAt, tries, at);
    if (next !== null) waits.push((Date.parse(next) - Date.parse(at)) / 60_000);
    at = next;
  }
  expect(waits.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 320, 360]);
  expect(waits.every((wait) => wait <= 360)).toBe(true);
  const total = waits.reduce((sum, wait) => sum + wait, 0);
  expect(total).toBeGreaterThanOrEqual(3 * 24 * 60);
  expect(total).toBeLessThan(3 * 24 * 60 + 360);
});

test('[Z13] however often it failed, the next try is later than now', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), (tries) => {
      const at = '2026-11-20T09:00:00.000Z';
      expect(nextTry(at, tries, at) ?? '').toMatch(/^2026-11-20T(09|1\d):/);
    })
  );
});
