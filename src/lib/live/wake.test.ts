/** Lids that close, phones in pockets, trains in tunnels: told by the page's own events and the clock. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchWaking } from './wake.ts';

let now: number;
let told: string[];
let stop: () => void;
let page: EventTarget & { visibilityState: DocumentVisibilityState };
let surroundings: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  now = 1_000_000;
  told = [];
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  surroundings = new EventTarget();
  stop = watchWaking(
    { woke: () => told.push('woke'), shown: () => told.push('shown') },
    { page, surroundings, now: () => now }
  );
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Time in which the page's timers run as they should. */
function pass(milliseconds: number): void {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    now += 100;
    vi.advanceTimersByTime(100);
  }
}

function turn(visibilityState: DocumentVisibilityState): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
}

test('an hour of writing is no sleep', () => {
  pass(3_600_000);
  expect(told).toEqual([]);
});

test('a lid that was closed without a word shows in the clock', () => {
  pass(7000);
  now += 2 * 3_600_000;
  pass(6000);
  expect(told).toEqual(['woke']);
  pass(60_000);
  expect(told).toEqual(['woke']);
});

test('a clock that is set back is no sleep', () => {
  now -= 3_600_000;
  pass(30_000);
  expect(told).toEqual([]);
});

test('a tab that was in the background for long has slept, for a moment has not', () => {
  turn('hidden');
  pass(10_000);
  turn('visible');
  expect(told).toEqual(['shown']);
  turn('hidden');
  pass(16_000);
  turn('visible');
  expect(told).toEqual(['shown', 'woke']);
});

test('slow timers of a hidden tab say nothing', () => {
  turn('hidden');
  for (let minute = 0; minute < 10; minute += 1) {
    now += 60_000;
    vi.advanceTimersByTime(5000);
  }
  expect(told).toEqual([]);
  turn('visible');
  pass(30_000);
  expect(told).toEqual(['woke']);
});

test('a network that came back is a new one', () => {
  surroundings.dispatchEvent(new Event('online'));
  expect(told).toEqual(['woke']);
});

test('nothing is told once it has been stopped', () => {
  stop();
  surroundings.dispatchEvent(new Event('online'));
  turn('hidden');
  now += 100_000;
  turn('visible');
  vi.advanceTimersByTime(30_000);
  expect(told).toEqual([]);
});
