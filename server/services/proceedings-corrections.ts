/**
 * What only the server knows of a correction, an approval or a signature: who asks, whether the words
 * stand in the minutes as circulated, and where. It is kept with the entry, so that a replay need not
 * look.
 */
import type { Command } from '#domain/command.ts';
import { citationOf, findPassage } from '#domain/correct-record.ts';
import { acceptedCorrections, type AgreedCorrection } from '#domain/correction.ts';
import { rolesAt } from '#domain/permission.ts';
import type { MinutesRecord } from '#domain/record.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { findMeeting } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findCirculation } from '#server/store/publications.ts';

/** The command as it is to be kept, or why the circulated minutes do not allow it. */
export async function correctedCommand(
  db: Db,
  context: MeetingContext,
  command: Command
): Promise<Command | Refusal> {
  switch (command.type) {
    case 'request-correction': {
      const circulated = await findCirculation(db, context.meeting.id);
      const minute = circulated?.minutes.find(({ itemId }) => itemId === command.itemId);
      // Without one the rules refuse it, and say why.
      const place = minute && command.quoted.trim() !== '' && findPassage(minute, command.quoted);
      if (isRefusal(place)) return place;
      return { ...command, askedBy: context.actor.name };
    }
    case 'approve-minutes':
      return approvalOf(db, context, command);
    case 'sign-minutes': {
      const { personId, name } = context.actor;
      const isChair = rolesAt(context.actor, context.subject).includes('chair');
      return { ...command, signer: { personId, name, office: isChair ? 'Chair' : 'Vice-Chair' } };
    }
    default:
      return command;
  }
}

/** [C3] Another board's minutes are not even looked at. */
async function approvalOf(
  db: Db,
  { board }: MeetingContext,
  command: Extract<Command, { type: 'approve-minutes' }>
): Promise<Command | Refusal> {
  const of = await findMeeting(db, command.ofMeetingId);
  if (of?.boardId !== board.id) return refuse('other-board', 'ofMeetingId');
  const circulated = await findCirculation(db, of.id);
  // Who does not say which agrees all that were accepted: none is left out without a word.
  const { corrections = await acceptedAt(db, of.id) } = command;
  const approval = { ...command, heldOn: of.date };
  // Without one the effect refuses it, and says why.
  if (!circulated || corrections.length === 0) return approval;
  const cited: AgreedCorrection[] = [];
  for (const correction of corrections) {
    const found = citedIn(circulated, correction);
    if (isRefusal(found)) return found;
    cited.push(found);
  }
  return { ...approval, corrections: cited };
}

async function acceptedAt(db: Db, meetingId: string): Promise<readonly AgreedCorrection[]> {
  const of = await loadProceedings(db, meetingId);
  return acceptedCorrections(of?.proceedings.corrections ?? []);
}

function citedIn(
  { minutes }: MinutesRecord,
  correction: AgreedCorrection
): AgreedCorrection | Refusal {
  const minute = minutes.find(({ itemId }) => itemId === correction.itemId);
  if (!minute) return refuse('not-found', 'corrections');
  if (correction.quoted.trim() === '') return refuse('quote-missing', 'quoted');
  const place = findPassage(minute, correction.quoted);
  if (isRefusal(place)) return place;
  return { ...correction, part: minute.part, cited: citationOf(minute, place) };
}
