import { expect, test } from 'vitest';
import { EditLedger } from './edit-ledger.ts';

/** A ledger of a connection that has sent its whole frame, number 1, and had it acknowledged. */
function confirmed(): EditLedger {
  const ledger = new EditLedger();
  ledger.begin();
  ledger.sent(true);
  ledger.acknowledged(1);
  return ledger;
}

const type = (ledger: EditLedger, at = 0): void => {
  ledger.sent(false);
  ledger.edited(at);
};

test('a change is pending until its own frame is acknowledged', () => {
  const ledger = confirmed();
  type(ledger, 10);
  type(ledger, 20);
  expect([ledger.pending, ledger.oldestPendingAt]).toEqual([2, 10]);
  ledger.acknowledged(2);
  expect([ledger.pending, ledger.oldestPendingAt]).toEqual([1, 20]);
  ledger.acknowledged(3);
  expect([ledger.pending, ledger.oldestPendingAt]).toEqual([0, null]);
});

test('nothing is confirmed before a whole frame is', () => {
  const ledger = new EditLedger();
  ledger.begin();
  type(ledger);
  expect(ledger.isConfirmed).toBe(false);
  ledger.sent(true);
  ledger.acknowledged(1);
  expect(ledger.isConfirmed).toBe(false);
  ledger.acknowledged(2);
  expect(ledger.isConfirmed).toBe(true);
});

test('what was on its way when the connection broke is carried over to the next whole frame', () => {
  const ledger = confirmed();
  type(ledger, 10);
  ledger.lost();
  ledger.edited(20);
  expect([ledger.pending, ledger.carried, ledger.oldestPendingAt]).toEqual([2, 2, 10]);
  ledger.begin();
  type(ledger, 30);
  ledger.acknowledged(1);
  expect(ledger.pending).toBe(2);
  ledger.sent(true);
  ledger.acknowledged(2);
  expect([ledger.pending, ledger.isConfirmed]).toEqual([0, true]);
});

test('a change the provider could not send is not taken for one that an older frame carried', () => {
  const ledger = confirmed();
  type(ledger);
  ledger.edited(5);
  ledger.acknowledged(2);
  expect(ledger.pending).toBe(1);
});
