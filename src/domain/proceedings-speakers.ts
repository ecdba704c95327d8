/** Who wants to speak on the item that is open, in the order they asked. Rules H10 and H11. */
import { isAttendeeKey } from './attendance.ts';
import type { SpeakerCommand } from './chair-command.ts';
import type { Command } from './command.ts';
import type { ItemId, PersonId } from './id.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export type Speaker = {
  readonly personId: PersonId;
  readonly name: string;
  readonly itemId: ItemId;
};

/** Those who wait to speak on the item that is open, first to last. */
export const speakersWaiting = ({
  speakers,
  currentItemId
}: Pick<Proceedings, 'speakers' | 'currentItemId'>): readonly Speaker[] =>
  speakers.filter(({ itemId }) => itemId === currentItemId);

export function applySpeakerCommand(state: Proceedings, command: Command): Judged | undefined {
  switch (command.type) {
    case 'ask-to-speak':
      return whileOn(state, command.itemId) ?? ask(state, command);
    case 'withdraw-request-to-speak':
      return whileOn(state, command.itemId) ?? withdraw(state, command.personId);
    case 'call-speaker':
      return whileOn(state, command.itemId) ?? call(state, command.personId);
    default:
      return undefined;
  }
}

function ask(
  state: Proceedings,
  { itemId, personId, name }: Extract<SpeakerCommand, { type: 'ask-to-speak' }>
): Judged {
  if (!isAttendeeKey(personId)) return refuse('malformed', 'personId');
  if (name.trim() === '') return refuse('name-missing', 'name');
  if (waits(state, personId)) return refuse('already-asked', 'personId');
  return keep({ ...state, speakers: [...state.speakers, { personId, name, itemId }] });
}

const withdraw = (state: Proceedings, personId: PersonId): Judged =>
  waits(state, personId)
    ? keep({ ...state, speakers: without(state, personId) })
    : refuse('not-found', 'personId');

/** By the person: of two who press "call next" at once, the second must not call another. */
function call(state: Proceedings, personId: PersonId): Judged {
  const speaking = speakersWaiting(state).find((speaker) => speaker.personId === personId);
  if (!speaking) return refuse('not-found', 'personId');
  return keep({ ...state, speakers: without(state, personId), speaking });
}

const waits = (state: Proceedings, personId: PersonId): boolean =>
  speakersWaiting(state).some((speaker) => speaker.personId === personId);

const without = (state: Proceedings, personId: PersonId): readonly Speaker[] =>
  state.speakers.filter(
    (speaker) => speaker.itemId !== state.currentItemId || speaker.personId !== personId
  );

/** Nobody is heard on an item that is not open. */
function whileOn({ phase, currentItemId }: Proceedings, itemId: ItemId): Refusal | undefined {
  if (phase !== 'inSession') return refuse('meeting-not-in-session');
  return itemId === currentItemId ? undefined : refuse('meeting-moved', 'itemId');
}

const keep = (state: Proceedings): Outcome => ({ state, effects: [] });
