/** People in every place, verbs, and how far a meeting may have come: what the rights table is asked about. */
import type { Actor, ItemFacts, MeetingFacts, Role, Verb } from '#domain/permission.ts';

export const BOARD = 'board';

export const ITEM_VERBS: readonly Verb[] = [
  'ask-to-speak',
  'arrange-agenda',
  'edit-agenda',
  'mark-part2',
  'run-meeting',
  'see-minute',
  'write-minute',
  'comment',
  'record-resolution',
  'request-correction',
  'answer-correction',
  'approve-minutes',
  'keep-notes',
  'see-action',
  'raise-action',
  'propose-action',
  'update-action',
  'change-action',
  'close-action',
  'run-vote',
  'record-vote',
  'vote',
  'casting-vote'
];

export const VERBS: readonly Verb[] = [
  ...ITEM_VERBS,
  'manage-accounts',
  'create-board',
  'manage-board',
  'manage-seats',
  'see-board',
  'create-meeting',
  'see-agenda',
  'see-part2',
  'publish-agenda',
  'record-attendance',
  'record-own-attendance',
  'send-apologies',
  'circulate-minutes',
  'return-minutes',
  'see-drafts',
  'sign-minutes',
  'word-actions',
  'admit-urgent-item',
  'show-on-screen',
  'see-screen',
  'propose-item',
  'suggest-part2',
  'plan-work',
  'declare-interest',
  'record-declarations'
];

export const ROLES: readonly Role[] = [
  'chair',
  'viceChair',
  'member',
  'crgRepresentative',
  'officer',
  'clerk',
  'observer',
  'substitute'
];

export const actorIn = (personId: string, ...roles: Role[]): Actor => ({
  personId,
  name: personId,
  isAdministrator: false,
  places: roles.map((role) => ({ boardId: BOARD, role }))
});

/** The columns of the matrix. The presenting officer presents every item; the other one none. */
export const PEOPLE = {
  CH: actorIn('chair', 'chair'),
  VC: actorIn('viceChair', 'viceChair'),
  BM: actorIn('member', 'member'),
  SU: actorIn('seated', 'substitute'),
  SB: actorIn('unseated', 'substitute'),
  CR: actorIn('crg', 'crgRepresentative'),
  OP: actorIn('presenter', 'officer'),
  OF: actorIn('officer', 'officer'),
  DS: actorIn('clerk', 'clerk'),
  OB: actorIn('observer', 'observer'),
  AD: { ...actorIn('administrator'), isAdministrator: true },
  ST: { ...actorIn('stranger'), places: [{ boardId: 'elsewhere', role: 'chair' }] }
} as const satisfies Record<string, Actor>;

export const LIVE: MeetingFacts = {
  phase: 'inSession',
  minutesStage: 'liveNote',
  minutesWriting: 'members',
  chairPresent: true,
  seated: ['seated']
};

export const SITUATIONS: Record<string, MeetingFacts> = {
  prepared: { ...LIVE, phase: 'agendaOpen', minutesStage: null },
  published: { ...LIVE, phase: 'agendaPublished', minutesStage: null },
  live: LIVE,
  'live, chair away': { ...LIVE, chairPresent: false },
  'live, clerk writes': { ...LIVE, minutesWriting: 'clerk' },
  draft: { ...LIVE, phase: 'ended', minutesStage: 'draft' },
  'draft, chair away': { ...LIVE, phase: 'ended', minutesStage: 'draft', chairPresent: false },
  'with chair': { ...LIVE, phase: 'ended', minutesStage: 'withChair' },
  circulated: { ...LIVE, phase: 'ended', minutesStage: 'circulated' },
  approved: { ...LIVE, phase: 'ended', minutesStage: 'approved' },
  cancelled: { ...LIVE, phase: 'cancelled', minutesStage: null }
};

export const ITEMS: Record<string, ItemFacts | undefined> = {
  '-': undefined,
  open: { part: 'part1', presenterId: 'presenter' },
  private: { part: 'part2', presenterId: 'presenter' }
};
