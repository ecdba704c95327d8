/** The table itself: what each place at a board gives, as rules P1 to P14 of SPEC.md have it. */
import type { Role, Verb } from './permission.ts';

export type Grant =
  | 'yes'
  /** The item they present, or an action of theirs. */
  | 'own'
  /** An action of theirs. */
  | 'owner'
  /** Once the agenda is published. */
  | 'published'
  /** Open business only. */
  | 'part1'
  /** Open business, and the private items they present. */
  | 'part1OrOwn'
  /** While nobody in the chair is present. */
  | 'presiding'
  /** Until the meeting closes. */
  | 'untilClosed'
  /** From the publication of the agenda until the meeting closes. */
  | 'whileOut';

export const RIGHTS: Record<Verb, Partial<Record<Role | 'administrator', Grant>>> = {
  'manage-accounts': { administrator: 'yes' },
  'create-board': { administrator: 'yes' },
  'manage-board': { clerk: 'yes' },
  'manage-seats': { clerk: 'yes', administrator: 'yes' },
  'see-board': everyone('yes'),
  'create-meeting': { clerk: 'yes' },
  'see-agenda': {
    ...everyone('yes'),
    crgRepresentative: 'published',
    observer: 'published',
    substitute: 'published'
  },
  'arrange-agenda': { chair: 'yes', viceChair: 'yes', clerk: 'yes' },
  'edit-agenda': { chair: 'yes', viceChair: 'yes', clerk: 'yes' },
  'mark-part2': { clerk: 'yes' },
  'see-part2': { chair: 'yes', viceChair: 'yes', member: 'yes', clerk: 'yes', officer: 'own' },
  'publish-agenda': { clerk: 'yes' },
  'run-meeting': { chair: 'yes', viceChair: 'presiding', clerk: 'yes' },
  'record-attendance': { clerk: 'yes' },
  // A named substitute too, who is let in by the register alone: [H12].
  'record-own-attendance': { ...voters('yes'), crgRepresentative: 'yes', substitute: 'yes' },
  'send-apologies': voters('yes'),
  'ask-to-speak': { ...voters('yes'), crgRepresentative: 'yes', officer: 'yes', observer: 'yes' },
  'see-minute': { ...everyone('part1'), ...voters('yes'), officer: 'part1OrOwn', clerk: 'yes' },
  'write-minute': {
    ...voters('yes'),
    crgRepresentative: 'part1',
    officer: 'own',
    clerk: 'yes'
  },
  'see-drafts': { chair: 'yes', viceChair: 'presiding', clerk: 'yes' },
  comment: { ...voters('yes'), officer: 'part1OrOwn', clerk: 'yes' },
  'record-resolution': { chair: 'yes', viceChair: 'yes', clerk: 'yes' },
  'circulate-minutes': { clerk: 'yes' },
  'return-minutes': { chair: 'yes', viceChair: 'presiding', clerk: 'yes' },
  'request-correction': { ...voters('yes'), clerk: 'yes' },
  'answer-correction': { chair: 'yes', viceChair: 'presiding', clerk: 'yes' },
  'approve-minutes': { chair: 'yes', viceChair: 'presiding' },
  'sign-minutes': { chair: 'yes', viceChair: 'yes' },
  'keep-notes': { clerk: 'yes' },
  'see-action': { ...everyone('part1'), ...voters('yes'), officer: 'part1OrOwn', clerk: 'yes' },
  'raise-action': { chair: 'yes', viceChair: 'yes', clerk: 'yes' },
  'propose-action': { member: 'yes', crgRepresentative: 'part1', officer: 'part1OrOwn' },
  'update-action': {
    ...voters('owner'),
    crgRepresentative: 'owner',
    officer: 'owner',
    clerk: 'yes'
  },
  'change-action': { chair: 'yes', viceChair: 'yes', clerk: 'yes' },
  'close-action': { clerk: 'yes' },
  'word-actions': { ...voters('yes'), clerk: 'yes' },
  // Urgency is the opinion of whoever presides: section 100B(4)(b) of the Local Government Act 1972.
  'admit-urgent-item': { chair: 'yes', viceChair: 'presiding' },
  'show-on-screen': { chair: 'untilClosed', viceChair: 'untilClosed', clerk: 'untilClosed' },
  'see-screen': { screen: 'untilClosed' },
  'propose-item': { ...voters('yes'), officer: 'yes', crgRepresentative: 'yes', clerk: 'yes' },
  'plan-work': { clerk: 'yes' },
  'suggest-part2': { chair: 'yes', viceChair: 'yes', officer: 'yes', clerk: 'yes' },
  'run-vote': { chair: 'yes', viceChair: 'presiding', clerk: 'yes' },
  'record-vote': { clerk: 'yes' },
  vote: voters('yes'),
  'casting-vote': { chair: 'yes', viceChair: 'presiding' },
  'declare-interest': {
    ...voters('untilClosed'),
    officer: 'untilClosed',
    crgRepresentative: 'whileOut',
    substitute: 'whileOut'
  },
  'record-declarations': { clerk: 'yes' }
};

function everyone<G extends Grant>(grant: G): Record<Exclude<Role, 'screen'>, G> {
  return {
    ...voters(grant),
    crgRepresentative: grant,
    officer: grant,
    clerk: grant,
    observer: grant,
    substitute: grant
  };
}

function voters<G extends Grant>(grant: G): Record<'chair' | 'viceChair' | 'member', G> {
  return { chair: grant, viceChair: grant, member: grant };
}
