/** Which right a command needs, and over which item: the join between commands and the rights table. */
import type { Command } from './command.ts';
import type { ItemId, PersonId } from './id.ts';
import type { Verb } from './permission.ts';

export type CommandRight = {
  /** Any one of these is enough. */
  readonly verbs: readonly Verb[];
  readonly itemId: ItemId | null;
  /** Whom the command is about, where a verb is everybody's for themself alone. */
  readonly aboutId?: PersonId;
};

/** Verbs that are about whoever acts, and never let anybody act for another. */
const FOR_ONESELF: readonly Verb[] = [
  'record-own-attendance',
  'send-apologies',
  'ask-to-speak',
  'vote',
  'casting-vote',
  'declare-interest'
];

export const isForOneself = (verb: Verb): boolean => FOR_ONESELF.includes(verb);

/** The right the command needs, or null for a command that no person may send. */
export function rightFor(command: Command): CommandRight | null {
  switch (command.type) {
    case 'add-item':
      return agenda(command.part === 'part2' ? ['mark-part2'] : ['arrange-agenda'], null);
    case 'change-part':
      return agenda(['mark-part2'], command.itemId);
    case 'accept-item':
      return agenda(command.part === 'part2' ? ['mark-part2'] : ['arrange-agenda'], null);
    case 'move-item':
    case 'set-item-details':
    case 'withdraw-item':
      return agenda(['arrange-agenda'], command.itemId);
    case 'defer-item':
    case 'reinstate-item':
      return agenda(['run-meeting'], command.itemId);
    case 'set-arrangements':
      return agenda(['create-meeting'], null);
    case 'publish-agenda':
    case 'publish-supplement':
      return agenda(['publish-agenda'], null);
    case 'start-meeting':
    case 'undo-move':
    case 'adjourn':
    case 'resume':
    case 'close-meeting':
      return agenda(['run-meeting'], null);
    case 'open-item':
      return agenda(['run-meeting'], command.itemId);
    case 'correct-times':
    case 'record-attendance':
    case 'clear-attendance':
    case 'undo-attendance':
      return agenda(['record-attendance'], null);
    case 'record-arrival':
      return stay(command.attendee.key, command.at);
    case 'record-departure':
      return stay(command.key, command.at);
    case 'send-apologies':
      return apologies(command.attendee.key);
    case 'withdraw-apologies':
      return apologies(command.key);
    case 'declare-interest':
    case 'withdraw-declaration':
      return {
        verbs: ['record-declarations', 'declare-interest'],
        itemId: null,
        aboutId: command.key
      };
    case 'grant-dispensation':
      return agenda(['record-declarations'], null);
    case 'resolve-exclusion':
    case 'withdraw-exclusion':
      return agenda(['record-resolution'], null);
    case 'record-resolution':
    case 'withdraw-resolution':
    case 'agree-item':
    case 'undo-agreement':
    case 'confirm-wording':
    case 'leave-undecided':
      return agenda(['record-resolution'], command.itemId);
    case 'ask-to-speak':
      return speaking(['record-attendance', 'ask-to-speak'], command);
    case 'withdraw-request-to-speak':
      return speaking(['run-meeting', 'ask-to-speak'], command);
    case 'call-speaker':
      return agenda(['run-meeting'], command.itemId);
    case 'close-actions':
      return agenda(['close-action'], command.itemId);
    case 'raise-action':
      return agenda(['raise-action', 'propose-action'], command.itemId);
    case 'number-minutes-from':
    case 'circulate-minutes':
    case 'recall-minutes':
    case 'send-to-chair':
      return agenda(['circulate-minutes'], null);
    case 'return-minutes':
      return agenda(['return-minutes'], null);
    case 'approve-minutes':
      return agenda(['approve-minutes'], command.itemId);
    case 'request-correction':
    case 'answer-correction':
      return agenda([command.type], command.itemId);
    case 'sign-minutes':
      return agenda(['sign-minutes'], null);
    case 'record-approval':
      return null;
    case 'postpone-meeting':
    case 'cancel-meeting':
      return agenda(['create-meeting'], null);
    case 'admit-urgent-item':
      return agenda(['admit-urgent-item'], null);
    case 'open-vote':
    case 'record-count':
    case 'close-vote':
    case 'abandon-vote':
      return agenda(['run-vote'], command.itemId);
    case 'cast-vote':
    case 'require-recorded':
      return { ...agenda(['record-vote', 'vote'], command.itemId), aboutId: command.key };
    case 'casting-vote':
      return { ...agenda(['casting-vote'], command.itemId), aboutId: command.key };
  }
}

const agenda = (verbs: readonly Verb[], itemId: ItemId | null): CommandRight => ({ verbs, itemId });

const apologies = (aboutId: PersonId): CommandRight => ({
  verbs: ['record-attendance', 'send-apologies'],
  itemId: null,
  aboutId
});

/** A time other than now is for whoever keeps the register to say. */
const stay = (aboutId: PersonId, at: string | null): CommandRight => ({
  verbs: at === null ? ['record-attendance', 'record-own-attendance'] : ['record-attendance'],
  itemId: null,
  aboutId
});

const speaking = (
  verbs: readonly Verb[],
  { itemId, personId }: { itemId: ItemId; personId: PersonId }
): CommandRight => ({ verbs, itemId, aboutId: personId });
