/** One sentence for each refusal, in the words of the service: what is wrong and what to do. */
import type { Refusal, RefusalCode } from '#domain/refusal.ts';
import { OFFSET_NAMES } from '#domain/timetable-offsets.ts';

/** The sentence that stands in the error summary and again beside the field. */
export const sentenceFor = ({ refused, field }: Refusal): string =>
  (field && BESIDE_FIELD[`${refused} ${field}`]) || SENTENCES[refused];

/** The same for a code from outside, such as one in a page's address; undefined when it is none. */
export const sentenceForCode = (code: string | null): string | undefined =>
  code !== null && Object.hasOwn(SENTENCES, code) ? SENTENCES[code as RefusalCode] : undefined;

const SENTENCES: Record<RefusalCode, string> = {
  'action-closed': 'This action is closed. Open it again to change it.',
  'action-private': 'An action of private business is closed under a private item.',
  'administrator-needed':
    'Only an administrator can make a link for somebody who also sits at other boards.',
  'agenda-not-published': 'Publish the agenda before you start the meeting.',
  'agenda-published':
    'The agenda has been published, so its items and their order cannot be changed.',
  'already-approved': 'These minutes have already been approved.',
  'already-asked': 'You have already asked to speak.',
  'already-decided': 'A decision has already been recorded for this item.',
  'already-declared': 'This interest has already been declared. Withdraw it first to change it.',
  'already-here': 'You are recorded as present. Ask the clerk if that is not right.',
  'already-signed': 'These minutes have already been signed.',
  'already-used': 'This has already been recorded.',
  'chair-seated': 'This board already has a chair. End that seat first, or choose another office.',
  'comment-missing': 'Enter a comment',
  'corrections-overlap': 'Two of these corrections change the same words. Put them into one.',
  'date-in-past': 'The date of the meeting must be in the future',
  'date-changed':
    'The date of this meeting has been changed by somebody else. Check it and try again.',
  'date-not-later': 'The new date must be after the date the meeting has now',
  'date-unreal': 'The date must be a real date',
  'dispensation-not-needed':
    'Nobody has to leave because of this interest, so it needs no dispensation.',
  'email-malformed': 'Enter an email address in the correct format, like name@example.com',
  'email-missing': 'Enter an email address',
  'email-taken': 'Somebody already has an account with this email address',
  'ends-too-early': 'The last day must not be before the first day',
  'exclusion-not-needed': 'The meeting can take this item without excluding the public.',
  'exclusion-not-resolved':
    'This item is private. Record the resolution to exclude the public before you open it.',
  'exclusion-used':
    'The meeting has sat in private under this resolution, so it stays in the record.',
  'ground-missing': 'Enter the ground for taking this item in private',
  'link-expired': 'This link has been used or is too old. Ask for a new one.',
  malformed: 'Something in this form could not be read. Check it and try again.',
  'meeting-cancelled': 'This meeting has been cancelled, so nothing more can be recorded for it.',
  'meeting-moved':
    'The meeting has moved to another item meanwhile. Look which item is open, and try again.',
  'meeting-not-ended': 'Close the meeting first.',
  'meeting-not-in-session': 'The meeting is not live, so this cannot be recorded now.',
  'meeting-started': 'The meeting has already started.',
  'minutes-locked':
    'These minutes have been circulated or approved, so the text cannot be changed.',
  'minutes-not-approved': 'These minutes have not been approved yet.',
  'minutes-not-circulated': 'Circulate the minutes before they are approved.',
  'minutes-not-draft': 'Only a draft can be sent to the chair.',
  'minutes-not-with-chair': 'These minutes are not with the chair any more.',
  'name-missing': 'Enter a name',
  'nature-missing': 'Enter what the interest is',
  'no-connection': 'There is no connection to the service. Try again when you are back online.',
  'no-substitute': 'Only the chair, the vice-chair and members can have a substitute',
  'not-allowed': 'You do not have permission to do this. Ask the clerk of the board.',
  'not-expected':
    'You are not expected at this meeting in anybody’s place. Ask the clerk to record you.',
  'not-found':
    'This could not be found. It may have been removed, or you may not have access to it.',
  'not-presided': 'Only the person who presided when these minutes were approved can sign them.',
  'not-signed-in': 'Your session has ended. Sign in again.',
  'note-missing': 'Say what is to be put right',
  'number-unreal': 'Enter a whole number',
  'other-board': 'This meeting belongs to another board.',
  'owner-missing': 'Choose who will do this action',
  'paragraph-missing': 'Choose the category of exempt information',
  'passage-not-found': 'These words are not in this minute. Copy them from one paragraph of it.',
  'passage-repeated': 'These words stand more than once in this minute. Copy more of the sentence.',
  'password-common':
    'Choose a password that is harder to guess. Three words that have nothing to do with each other work well.',
  'password-missing': 'Enter your password',
  'password-short': 'Your password must have at least 10 characters',
  'password-wrong': 'Your current password is not right',
  'quote-missing': 'Copy the words that should be corrected',
  'reason-missing': 'Enter a reason',
  'recommendations-changed':
    'The recommendations have been changed meanwhile. Read them again before you record the decision.',
  'record-differs':
    'This is not the record that was approved. Load the page again and read it before you sign.',
  'register-changed':
    'The register has been changed since, so this cannot be undone. Change it there.',
  'reply-missing': 'Say why this is not accepted',
  'same-meeting': 'Minutes are approved at a later meeting, not at their own.',
  'seat-held': 'This person already has a seat at this board',
  'seat-returned':
    'The member has come to this meeting, so nobody can be the substitute in their seat any more.',
  'seat-substituted': 'Another substitute has already taken this seat for the meeting.',
  'sign-in-failed':
    'Check your email address and password. If you have not signed in before, use the link in your invitation.',
  'steps-out-of-order':
    'The steps must stay in order: nothing may be due before what comes before it.',
  'substitute-engaged': 'This substitute is already taking part in the meeting. Choose another.',
  'text-too-long': 'This text is too long. Make it shorter.',
  'time-missing': 'Enter the time, like 14:30',
  'time-out-of-order':
    'Enter a time during the meeting and after the last one recorded for this person',
  'time-unreal': 'Enter a real time, like 14:30',
  'title-missing': 'Enter a title',
  'too-many-corrections':
    'There are 200 corrections already, which is as many as minutes can have.',
  'too-many-items': 'This agenda has 200 items, which is as many as it can hold.',
  'too-many-tries':
    'You have tried too many times. Wait 15 minutes, or ask your clerk or administrator for a password link.',
  'passage-gone':
    'The words you marked have been changed since. Mark them again, or comment on the item.',
  'too-many-comments':
    'This thread has 200 comments, which is as many as it can hold. Start another.',
  'too-many-threads': 'These minutes have 500 comment threads, which is as many as they can hold.',
  'too-many-versions':
    'These minutes have 100 versions with a name, which is as many as they can have.',
  'update-missing': 'Say what has changed since the last update',
  'wording-same': 'Enter words that differ from those in the minutes',
  'urgent-minuted': 'An urgent item has a minute, because its minute says why it was urgent.',
  'item-carried':
    'Another meeting has this item on its agenda. Take it off there before you bring it back here.',
  'item-not-deferred': 'This item has not been deferred.',
  'item-not-parked': 'This item is not waiting any more: somebody has answered it.',
  'supplement-too-late':
    'A supplement is published by the day before the meeting. On the day the chair can take an urgent item.',
  'topic-taken':
    'This topic is on an agenda. Withdraw the item there before you move or remove the topic.',
  'too-many-proposals':
    'You have 20 items waiting for an answer. Withdraw one before you propose another.',
  'screen-code-missing': 'Enter the 6-character code shown on the big screen',
  'screen-code-wrong':
    'No screen shows this code. Check it, or use the new one if the screen shows another.',
  'count-missing': 'No vote has been recorded yet. Record the votes, or abandon the vote.',
  'count-too-high': 'This is more votes than there are members here who may vote.',
  'count-too-low':
    'This does not fit the members who asked for their vote to be recorded. Check the count.',
  inquorate: 'The meeting does not have a quorum, so it cannot vote.',
  'item-not-open': 'The meeting is not at this item.',
  'may-not-vote': 'Only members who are recorded as present can vote on this.',
  'not-member': 'Only members are recorded as present. Record this person as in attendance.',
  'not-presiding': 'Only whoever is presiding has a casting vote.',
  'vote-by-hands': 'This vote is a show of hands. The clerk enters the count.',
  'vote-by-name': 'In this vote each vote is recorded by name.',
  'vote-closed': 'This vote is closed.',
  'vote-not-tied': 'There is a casting vote only where the votes are equal.',
  'vote-open': 'A vote is open. Close it or abandon it first.'
};

/** Where the field can be named, it is. */
const BESIDE_FIELD: Readonly<Record<string, string>> = {
  'agenda-not-published reason':
    'The agenda has not been published yet, so the item can simply be added to it.',
  'chair-seated office':
    'This board already has a chair. End that seat first, or choose another office.',
  'date-unreal date': 'The date must be a real date, like 10 12 2026',
  'date-unreal dueOn': 'The due date must be a real date, like 10 12 2026',
  'date-unreal startsOn': 'The first day must be a real date, like 10 12 2026',
  'date-unreal endsOn': 'The last day must be a real date, like 10 12 2026',
  'email-malformed emails':
    'Enter each email address in the correct format, like name@example.com, on its own line',
  'email-missing emails': 'Enter at least one email address',
  'name-missing closureName': 'Enter a name for the day, like Office closed',
  'name-missing name': 'Enter a name',
  'name-missing version': 'Enter a name for this version',
  'number-unreal noticeDays': 'Notice must be a whole number of days from 0 to 30',
  'number-unreal quorumMembers': 'The quorum must be a whole number from 1 to 99',
  ...Object.fromEntries(
    OFFSET_NAMES.map((name) => [
      `number-unreal ${name}`,
      'Enter a whole number of working days from 0 to 60'
    ])
  ),
  'password-missing current': 'Enter your current password',
  'reason-missing why': 'Say why the board should take this item',
  'reason-missing reply': 'Enter a reply, which the person who proposed the item reads',
  'number-unreal minutes': 'The time must be a whole number of minutes from 1 to 600',
  'not-found personId': 'This person is not waiting to speak any more.',
  'seat-substituted key':
    'A member and their substitute cannot both be present. Record when the one arrived or the other left.',
  'text-too-long closureName': 'The name of the day must be 100 characters or fewer',
  'text-too-long emails': 'Enter no more than 200 email addresses at a time',
  'text-too-long name': 'The name is too long. Make it shorter.',
  'text-too-long note': 'The note must be 1,000 characters or fewer',
  'text-too-long opening': 'The opening statement must be 4,000 characters or fewer',
  'text-too-long password': 'Your password must have 200 characters or fewer',
  'text-too-long why': 'The reason must be 1,000 characters or fewer',
  'text-too-long reason': 'The reason must be 1,000 characters or fewer',
  'text-too-long proposed': 'The new wording must be 2,000 characters or fewer',
  'text-too-long quoted': 'The words quoted must be 2,000 characters or fewer',
  'text-too-long reply': 'The reply must be 1,000 characters or fewer',
  'text-too-long text': 'The update must be 2,000 characters or fewer',
  'text-too-long comment': 'The comment must be 4,000 characters or fewer',
  'text-too-long passage': 'Mark no more than 1,000 characters',
  'text-too-long version': 'The name must be 100 characters or fewer',
  'text-too-long wording': 'The action must be 2,000 characters or fewer',
  'time-out-of-order until': 'Enter a time later than now',
  'time-unreal endTime': 'The time the meeting ends must be after the time it starts',
  'time-unreal startTime': 'Enter the time the meeting starts',
  'title-missing wording': 'Enter what will be done',
  'too-many-tries screen':
    'Too many codes have been asked for from here. Wait 15 minutes, then try again.',
  'too-many-tries code': 'You have tried too many codes. Wait 15 minutes, then try again.'
};
