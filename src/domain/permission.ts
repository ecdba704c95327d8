/**
 * Who may do what: the one rights table, asked by the server at every message and by every button.
 * It says nothing about how a thing is done; `proceedings.ts` judges whether the act fits the
 * meeting. Rules P1 to P14 of SPEC.md.
 */
import type { Part } from './agenda.ts';
import type { MinutesWriting, Office } from './board.ts';
import type { BoardId, PersonId } from './id.ts';
import { isBeingSettled, type MeetingPhase, type MinutesStage } from './meeting.ts';
import { RIGHTS } from './rights-table.ts';

/**
 * A named substitute has a place of their own until they are seated for one meeting; a screen is no
 * person, and is given its place for the one meeting it shows.
 */
export type Role = Office | 'substitute' | 'screen';

export type Place = { readonly boardId: BoardId; readonly role: Role };

export type Actor = {
  readonly personId: PersonId;
  readonly name: string;
  /** Keeps accounts, reads no content. */
  readonly isAdministrator: boolean;
  /** Places held today, by board; one person may hold several. */
  readonly places: readonly Place[];
};

export type Verb =
  | 'manage-accounts'
  | 'create-board'
  | 'manage-board'
  | 'manage-seats'
  | 'see-board'
  | 'create-meeting'
  | 'see-agenda'
  | 'arrange-agenda'
  | 'edit-agenda'
  | 'mark-part2'
  | 'see-part2'
  | 'publish-agenda'
  | 'run-meeting'
  | 'record-attendance'
  /** Their own. */
  | 'record-own-attendance'
  /** Their own. */
  | 'send-apologies'
  /** Themselves. */
  | 'ask-to-speak'
  | 'see-minute'
  | 'write-minute'
  /** Of the whole minutes, what they said while they were a draft. */
  | 'see-drafts'
  | 'comment'
  | 'record-resolution'
  | 'circulate-minutes'
  | 'return-minutes'
  | 'request-correction'
  | 'answer-correction'
  | 'approve-minutes'
  | 'sign-minutes'
  | 'keep-notes'
  | 'see-action'
  | 'raise-action'
  | 'propose-action'
  | 'update-action'
  | 'change-action'
  | 'close-action'
  | 'word-actions'
  | 'admit-urgent-item'
  | 'show-on-screen'
  | 'see-screen'
  | 'propose-item'
  | 'plan-work'
  /** Suggest that an item is taken in private. */
  | 'suggest-part2'
  | 'run-vote'
  /** For somebody else, who is in the room. */
  | 'record-vote'
  /** Their own. */
  | 'vote'
  | 'casting-vote'
  /** Their own. */
  | 'declare-interest'
  /** Anybody's. */
  | 'record-declarations';

export type Subject = {
  readonly boardId: BoardId;
  readonly meeting?: MeetingFacts;
  readonly item?: ItemFacts;
  /** Owners of the action asked about. */
  readonly ownerIds?: readonly PersonId[];
};

export type MeetingFacts = {
  readonly phase: MeetingPhase;
  readonly minutesStage: MinutesStage | null;
  readonly minutesWriting: MinutesWriting;
  readonly chairPresent: boolean;
  /** Substitutes who have taken a seat for this meeting. */
  readonly seated: readonly PersonId[];
};

export type ItemFacts = {
  readonly part: Part;
  readonly presenterId: PersonId | null;
  /** With an interest that bars them from the item, and of those, who is out of the room for it. */
  readonly barred?: readonly PersonId[];
  readonly out?: readonly PersonId[];
};

/** Verbs about one item: a private item needs the right to see private business as well. */
const ABOUT_AN_ITEM: readonly Verb[] = [
  'ask-to-speak',
  'see-minute',
  'write-minute',
  'comment',
  'record-resolution',
  'request-correction',
  'answer-correction',
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

/** I7: what is nothing to somebody who has left the room, besides. */
const NOT_FROM_OUTSIDE: readonly Verb[] = [...ABOUT_AN_ITEM, 'see-part2', 'keep-notes'];

/** I7: what a person with a barring interest does not do afterwards either. */
const NOT_WITH_AN_INTEREST: readonly Verb[] = [
  'write-minute',
  'request-correction',
  'answer-correction',
  'record-resolution',
  'raise-action',
  'propose-action',
  'run-vote',
  'record-vote',
  'vote',
  'casting-vote'
];

/** Verbs for those to whom the minutes are open as they stand. */
const READING: readonly Verb[] = ['see-minute', 'comment'];

/** Whether the actor may do this to the subject, as things stand. */
export function may(actor: Actor | null, verb: Verb, subject: Subject): boolean {
  if (!actor) return false;
  if (verb === 'write-minute' && !isWritable(subject.meeting)) return false;
  if (isKeptOut(actor, verb, subject.item)) return false;
  if (actor.isAdministrator && RIGHTS[verb].administrator === 'yes') return true;
  return rolesAt(actor, subject).some(
    (role) => allows(role, verb, actor, subject) && seesItem(role, verb, actor, subject)
  );
}

const isKeptOut = ({ personId }: Actor, verb: Verb, item: ItemFacts | undefined): boolean =>
  ((item?.out?.includes(personId) ?? false) && NOT_FROM_OUTSIDE.includes(verb)) ||
  ((item?.barred?.includes(personId) ?? false) && NOT_WITH_AN_INTEREST.includes(verb));

/** The roles a person acts in for this subject; a seated substitute acts as a member. */
export function rolesAt(actor: Actor, subject: Subject): readonly Role[] {
  return actor.places
    .filter((place) => place.boardId === subject.boardId)
    .map(({ role }) =>
      role === 'substitute' && subject.meeting?.seated.includes(actor.personId) ? 'member' : role
    );
}

function allows(role: Role, verb: Verb, actor: Actor, subject: Subject): boolean {
  if (verb === 'write-minute' && !holdsThePen(role, subject.meeting)) return false;
  if (READING.includes(verb) && !isShared(role, actor, subject)) return false;
  if (verb === 'comment' && !isDiscussed(subject.meeting)) return false;
  const grant = RIGHTS[verb][role];
  const part1 = subject.item?.part !== 'part2';
  switch (grant) {
    case 'yes':
      return true;
    case 'own':
      return isOwn(actor, subject);
    case 'owner':
      return isOwner(actor, subject);
    case 'part1':
      return part1;
    case 'part1OrOwn':
      return part1 || isOwn(actor, subject);
    case 'published':
      return subject.meeting !== undefined && hasGoneOut(subject.meeting);
    case 'presiding':
      return subject.meeting !== undefined && !subject.meeting.chairPresent;
    case 'untilClosed':
      return !hasClosed(subject.meeting);
    case 'whileOut':
      return (
        subject.meeting !== undefined && hasGoneOut(subject.meeting) && !hasClosed(subject.meeting)
      );
    default:
      return false;
  }
}

const hasClosed = (meeting: MeetingFacts | undefined): boolean =>
  meeting?.phase === 'ended' || meeting?.phase === 'cancelled';

/**
 * P13: an agenda that was never published does not come out because its meeting is cancelled. What
 * was published before a meeting was called off is read as it was frozen.
 */
const hasGoneOut = ({ phase }: MeetingFacts): boolean =>
  phase !== 'agendaOpen' && phase !== 'cancelled';

/** P5: without the right to see private business there is no other right over a private item. */
function seesItem(role: Role, verb: Verb, actor: Actor, subject: Subject): boolean {
  if (subject.item?.part !== 'part2' || !ABOUT_AN_ITEM.includes(verb)) return true;
  const grant = RIGHTS['see-part2'][role];
  return grant === 'yes' || (grant === 'own' && isOwn(actor, subject));
}

/**
 * P7: before the meeting a minute is the clerk's own preparation; the live note is everybody's to
 * read; after the close the draft is the clerk's, of whoever presided, and of those who present an
 * item to check its facts, until it is circulated.
 */
function isShared(role: Role, actor: Actor, subject: Subject): boolean {
  const { meeting } = subject;
  if (role === 'clerk') return true;
  if (meeting && isBeingSettled(meeting.minutesStage)) {
    return hasPresided(role, meeting) || (role === 'officer' && isOwn(actor, subject));
  }
  return meeting !== undefined && meeting.minutesStage !== null;
}

/** X6: there are comments from the close of the meeting until the minutes are approved. */
const isDiscussed = (meeting: MeetingFacts | undefined): boolean =>
  meeting !== undefined &&
  (isBeingSettled(meeting.minutesStage) || meeting.minutesStage === 'circulated');

/** P6: minutes can be written before they are circulated; from then on nobody holds the pen. */
function isWritable(meeting: MeetingFacts | undefined): boolean {
  if (!meeting || meeting.phase === 'cancelled') return false;
  return meeting.minutesStage !== 'circulated' && meeting.minutesStage !== 'approved';
}

/**
 * P6: the live note is everybody's where the board says so; before the meeting and after its close
 * the pen is the clerk's, and after the close also that of whoever presided.
 */
function holdsThePen(role: Role, meeting: MeetingFacts | undefined): boolean {
  if (role === 'clerk') return true;
  if (meeting && isBeingSettled(meeting.minutesStage)) return hasPresided(role, meeting);
  if (meeting?.minutesStage !== 'liveNote') return false;
  return meeting.minutesWriting === 'members' || role === 'chair';
}

const hasPresided = (role: Role, { chairPresent }: MeetingFacts): boolean =>
  role === 'chair' || (role === 'viceChair' && !chairPresent);

const isOwn = (actor: Actor, subject: Subject): boolean =>
  subject.item?.presenterId === actor.personId || isOwner(actor, subject);

const isOwner = (actor: Actor, { ownerIds }: Subject): boolean =>
  ownerIds?.includes(actor.personId) ?? false;
