/**
 * What a person without the right to private business gets of it: that there is such an item, its
 * place, its number and the ground for privacy. Its public title is in the agenda's shared wording;
 * the one it was given when it was made may say more, and is withheld. Rules P5 and P9 of SPEC.md.
 */
import type { AgendaItem } from './agenda.ts';
import type { Command } from './command.ts';
import { WITHHELD_NATURE, type Declaration } from './declaration.ts';
import type { AgreedCorrection } from './correction.ts';
import type { ItemId } from './id.ts';
import type { Entry, Proceedings } from './proceedings.ts';
import type { AgendaRecord, MinutesRecord, RecordedMinute } from './record.ts';

type Sees = (itemId: ItemId) => boolean;

/** Whether the reader may know the nature of an interest, which `Sees` alone does not say (I11). */
export type KnowsNature = (of: Pick<Declaration, 'key' | 'itemId' | 'sensitive'>) => boolean;

const knowsNone: KnowsNature = () => false;

const nowhere: Sees = () => false;

/**
 * The proceedings without the details of private items that the reader may not see, and without what
 * is said of the draft unless they settle it (K2).
 */
export function withholdFromProceedings(
  whole: Proceedings,
  sees: Sees,
  settlesDraft = false,
  knows: KnowsNature = knowsNone,
  isOut: Sees = nowhere
): Proceedings {
  const noted = settlesDraft ? whole : withoutNote(whole);
  const state = withoutCorrectionsOf(withoutNatures(noted, knows), sees, isOut);
  const hidden = new Set(state.items.filter((item) => isHidden(item, sees)).map(({ id }) => id));
  if (hidden.size === 0) return state;
  const isShown = ({ itemId }: { itemId: ItemId }) => !hidden.has(itemId);
  return {
    ...state,
    items: state.items.map((item) => (hidden.has(item.id) ? bare(item) : item)),
    corrections: state.corrections.filter(isShown),
    resolutions: state.resolutions.filter(isShown),
    actions: state.actions.filter(isShown),
    votes: state.votes.filter(isShown),
    agreements: state.agreements.filter(isShown),
    leftUndecided: state.leftUndecided.filter((itemId) => !hidden.has(itemId)),
    speakers: state.speakers.filter(isShown),
    speaking: state.speaking && isShown(state.speaking) ? state.speaking : null,
    closedActions: state.closedActions.filter(isShown)
  };
}

/** That somebody declared is public, as it is in the room; what, they may not have to say. */
const withoutNatures = (state: Proceedings, knows: KnowsNature): Proceedings =>
  state.declarations.every(knows)
    ? state
    : {
        ...state,
        declarations: state.declarations.map((each) =>
          knows(each)
            ? each
            : {
                ...each,
                nature: WITHHELD_NATURE,
                dispensation: each.dispensation && WITHHELD_NATURE
              }
        )
      };

/** What one meeting agreed of the private minutes of another is as private as those minutes. */
function withoutPrivateCorrections<
  T extends { readonly corrections?: readonly AgreedCorrection[] }
>(approval: T, sees: Sees, isOut: Sees): T {
  const { corrections } = approval;
  if (!corrections) return approval;
  const shown = corrections.filter(
    ({ part, itemId }) => !isOut(itemId) && (part !== 'part2' || sees(itemId))
  );
  return { ...approval, corrections: shown };
}

/** Of the item under which they were agreed, too, somebody who has left the room hears nothing. */
function withoutAgreed<
  T extends { readonly itemId: ItemId; readonly corrections?: readonly AgreedCorrection[] }
>(approval: T, sees: Sees, isOut: Sees): T {
  return approval.corrections && isOut(approval.itemId)
    ? { ...approval, corrections: [] }
    : withoutPrivateCorrections(approval, sees, isOut);
}

function withoutCorrectionsOf(state: Proceedings, sees: Sees, isOut: Sees): Proceedings {
  const { minutes, approvals, corrections } = state;
  const approval = minutes.approval && withoutPrivateCorrections(minutes.approval, sees, isOut);
  return {
    ...state,
    corrections: corrections.filter(({ itemId }) => !isOut(itemId)),
    approvals: approvals.map((each) => withoutAgreed(each, sees, isOut)),
    minutes: { ...minutes, approval }
  };
}

const withoutNote = (state: Proceedings): Proceedings =>
  state.minutes.returnNote === null
    ? state
    : { ...state, minutes: { ...state.minutes, returnNote: WITHHELD_NOTE } };

/**
 * A journal entry as the reader may see it; `now` is the state it led to or any later one. An item
 * that is there no more was made again as a private one, or out of one: what was said of it while
 * nobody else had seen it is withheld as well.
 */
export function withholdFromEntry(
  entry: Entry,
  now: Proceedings,
  sees: Sees,
  settlesDraft = false,
  knows: KnowsNature = knowsNone,
  isOut: Sees = nowhere
): Entry {
  const { command } = entry;
  if (command.type === 'withheld') return entry;
  if (command.type === 'return-minutes' && !settlesDraft)
    return { ...entry, command: { ...command, note: WITHHELD_NOTE } };
  if (command.type === 'declare-interest')
    return knows(command) ? entry : { ...entry, command: { ...command, nature: WITHHELD_NATURE } };
  if (command.type === 'grant-dispensation') {
    const declaration = now.declarations.find(({ id }) => id === command.declarationId);
    return declaration && knows(declaration)
      ? entry
      : { ...entry, command: { ...command, reason: WITHHELD_NATURE } };
  }
  if (command.type === 'approve-minutes')
    return { ...entry, command: withoutAgreed(command, sees, isOut) };
  if (command.type === 'record-approval')
    return { ...entry, command: withoutPrivateCorrections(command, sees, isOut) };
  const isAboutCorrection =
    command.type === 'request-correction' || command.type === 'answer-correction';
  if (isAboutCorrection && isOut(command.itemId))
    return { ...entry, command: { type: 'withheld' } };
  const itemId = itemOf(command);
  if (itemId === null || sees(itemId)) return entry;
  const item = now.items.find(({ id }) => id === itemId);
  return item?.part === 'part1' ? entry : { ...entry, command: bareCommand(command) };
}

export const withholdFromAgenda = (record: AgendaRecord, sees: Sees): AgendaRecord => ({
  ...record,
  items: record.items.map((item) =>
    item.part === 'part2' && !sees(item.itemId)
      ? {
          ...item,
          withheld: true,
          purpose: null,
          presenter: null,
          minutesAllotted: null,
          note: null,
          recommendations: [],
          urgentReason: null
        }
      : item
  )
});

/** `isOut`: the reader has left the room for the item, whatever its part (I7). */
export const withholdFromMinutes = (
  record: MinutesRecord,
  sees: Sees,
  isOut: Sees = nowhere
): MinutesRecord => ({
  ...record,
  minutes: record.minutes.map((minute) =>
    (minute.part === 'part2' && !sees(minute.itemId)) || isOut(minute.itemId)
      ? { ...withoutCorrections(minute), withheld: true, blocks: [] }
      : minute
  )
});

const withoutCorrections = ({ corrections: _, ...minute }: RecordedMinute): RecordedMinute =>
  minute;

const isHidden = (item: AgendaItem, sees: Sees): boolean => item.part === 'part2' && !sees(item.id);

const WITHHELD_DETAILS = {
  title: 'Private item',
  kind: 'standard',
  purpose: null,
  presenterId: null,
  presenter: null,
  minutesAllotted: null
} as const;

const WITHHELD_NOTE = 'Not shown';

const bare = (item: AgendaItem): AgendaItem => ({
  ...item,
  ...WITHHELD_DETAILS,
  urgentReason: null
});

function itemOf(command: Command): ItemId | null {
  if (command.type === 'change-part') return command.newItemId;
  return 'itemId' in command ? command.itemId : null;
}

/**
 * Order and ground of the item are public, and so is whether it has a minute, because the numbers of
 * the others follow from that; what is said and done about it is not.
 */
function bareCommand(command: Command): Entry['command'] {
  switch (command.type) {
    case 'add-item':
    case 'accept-item':
      return { ...command, ...WITHHELD_DETAILS };
    // Private by now, after the meeting was put off and its agenda prepared again.
    case 'admit-urgent-item':
      return { ...command, ...WITHHELD_DETAILS, reason: WITHHELD_DETAILS.title };
    case 'publish-supplement':
      return { ...command, ...WITHHELD_DETAILS, note: '' };
    case 'set-item-details':
      return command.minuted === undefined
        ? { type: 'withheld' }
        : { type: command.type, itemId: command.itemId, minuted: command.minuted };
    case 'change-part':
    case 'move-item':
    case 'withdraw-item':
    case 'defer-item':
    case 'reinstate-item':
    case 'open-item':
      return command;
    default:
      return { type: 'withheld' };
  }
}
