/** Actions added straight to a log, outside any meeting. */
import type { DemoLoggedAction } from './content.ts';

export const LOGGED_ACTIONS: readonly DemoLoggedAction[] = [
  {
    key: 'venue-guidance',
    board: 'oversight',
    at: '2026-01-26T10:10:00Z',
    wording: 'Rewrite the venue hire guidance and send it to district and parish councils.',
    owners: ['joelHendry', 'owenTranter'],
    dueOn: '2026-02-27'
  },
  {
    key: 'training-form',
    board: 'oversight',
    at: '2026-01-26T10:14:00Z',
    wording: 'Agree one form on which every partner reports Prevent training.',
    owners: ['grahamOstler'],
    dueOn: '2026-03-31'
  },
  {
    key: 'gaming-risk',
    board: 'oversight',
    at: '2026-10-06T13:05:00Z',
    wording: 'Add online gaming to the risk assessment that supports the plan.',
    owners: ['joelHendry'],
    dueOn: '2026-12-03'
  },
  {
    key: 'food-bank-training',
    board: 'oversight',
    at: '2026-10-22T15:40:00Z',
    wording: 'Offer training to volunteers at the county’s food banks.',
    owners: ['gurdeepSohal', { name: 'Tarrowshire Food Bank Network' }],
    dueOn: null,
    raisedBy: 'gurdeepSohal'
  },
  {
    key: 'missing-returns',
    board: 'oversight',
    at: '2026-11-09T09:30:00Z',
    wording: 'Write to the partners whose training returns were late, to ask what would help.',
    owners: ['helenaMarsden'],
    dueOn: '2026-11-20',
    raisedBy: 'helenaMarsden'
  }
];
