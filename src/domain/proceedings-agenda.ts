/** The agenda's side of the proceedings: rules G1 to G9 of SPEC.md. */
import {
  ITEM_LIMIT,
  moveItem,
  REASON_LIMIT,
  TITLE_LIMIT,
  type AgendaItem,
  type Part
} from './agenda.ts';
import type { AgendaCommand, Command } from './command.ts';
import { isId, type ItemId } from './id.ts';
import { arrangementsRefusal, isMeetingDate } from './meeting.ts';
import { paragraphsRefusal, type Privacy } from './privacy.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applyAgendaCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'add-item':
      return addItem(state, command);
    case 'move-item':
      return whileOpen(state) ?? moved(state, command.itemId, command.before);
    case 'set-item-details':
      return whileUnclosed(state) ?? setDetails(state, command);
    case 'change-part':
      return whileOpen(state) ?? changePart(state, command);
    case 'withdraw-item':
      return whileOpen(state) ?? leave(state, command.itemId, 'withdrawn');
    case 'defer-item':
      return whileUnclosed(state) ?? leave(state, command.itemId, 'deferred');
    case 'set-arrangements':
      return whileOpen(state) ?? setArrangements(state, command);
    case 'publish-agenda':
      return publish(state, command, moment);
    default:
      return undefined;
  }
}

function addItem(
  state: Proceedings,
  command: Extract<AgendaCommand, { type: 'add-item' }>
): Judged {
  const { type: _, itemId, before, ...given } = command;
  const refusal =
    whileOpen(state) ??
    newItemRefusal(state, itemId, given.title) ??
    groundRefusal(given.part, given.ground, given.privacy);
  if (refusal) return refusal;
  const title = given.title.trim();
  const item: AgendaItem = {
    ...given,
    id: itemId,
    title,
    ground: given.part === 'part2' ? given.ground : null,
    privacy: given.part === 'part2' ? (given.privacy ?? null) : null,
    urgentReason: null,
    status: 'accepted'
  };
  return {
    state: { ...state, items: moveItem([...state.items, item], itemId, before) },
    effects: [
      { type: 'texts-needed', itemId, title, from: null },
      // Who may see it is not what those who follow the meeting were told when they came.
      ...(item.part === 'part2' ? [{ type: 'rights-changed' } as const] : [])
    ]
  };
}

/** Why an item under this id and title cannot come onto the agenda; undefined when it can. */
export function newItemRefusal(
  state: Proceedings,
  itemId: ItemId,
  title: string
): Refusal | undefined {
  const used = newIdRefusal(state, itemId, 'itemId');
  if (used) return used;
  if (state.items.length >= ITEM_LIMIT) return refuse('too-many-items');
  if (title.trim() === '') return refuse('title-missing', 'title');
  return title.trim().length > TITLE_LIMIT ? refuse('text-too-long', 'title') : undefined;
}

const moved = (state: Proceedings, itemId: ItemId, before: ItemId | null): Judged =>
  hasItem(state, itemId) && (before === null || hasItem(state, before))
    ? { state: { ...state, items: moveItem(state.items, itemId, before) }, effects: [] }
    : refuse('not-found', 'itemId');

/** Rights over an item go with its presenter: whoever loses them must lose them at once. */
function setDetails(
  state: Proceedings,
  { type: _, itemId, ...details }: Extract<AgendaCommand, { type: 'set-item-details' }>
): Judged {
  const item = state.items.find(({ id }) => id === itemId);
  // U4: without a minute there would be nowhere to say why it was urgent.
  if (item?.urgentReason && details.minuted === false) return refuse('urgent-minuted', 'minuted');
  const changed = changeItem(state, itemId, (item) => ({ ...item, ...details }));
  if (isRefusal(changed) || details.presenterId === undefined) return changed;
  return { ...changed, effects: [{ type: 'rights-changed' }] };
}

function changePart(
  state: Proceedings,
  command: Extract<AgendaCommand, { type: 'change-part' }>
): Judged {
  const { itemId, newItemId, part, ground, privacy = null } = command;
  const item = state.items.find(({ id, status }) => id === itemId && status !== 'withdrawn');
  if (!item) return refuse('not-found', 'itemId');
  if (part === item.part) return refuse('malformed', 'part');
  const refusal =
    newIdRefusal(state, newItemId, 'newItemId') ?? groundRefusal(part, ground, privacy);
  if (refusal) return refusal;
  const remade: AgendaItem = {
    ...item,
    id: newItemId,
    part,
    ground: part === 'part2' ? ground : null,
    privacy: part === 'part2' ? privacy : null
  };
  return {
    state: {
      ...state,
      items: state.items.map((each) => (each.id === itemId ? remade : each)),
      formerItemIds: [...state.formerItemIds, itemId],
      // An interest in the item is one in what it was made into.
      declarations: state.declarations.map((each) =>
        each.itemId === itemId ? { ...each, itemId: newItemId } : each
      )
    },
    effects: [
      { type: 'texts-needed', itemId: newItemId, title: item.title, from: itemId },
      { type: 'texts-dropped', itemId },
      { type: 'rights-changed' }
    ]
  };
}

function setArrangements(
  state: Proceedings,
  command: Extract<AgendaCommand, { type: 'set-arrangements' }>
): Judged {
  const { type: _, ...arrangements } = command;
  return arrangementsRefusal(arrangements) ?? { state: { ...state, arrangements }, effects: [] };
}

function publish(
  state: Proceedings,
  command: Extract<AgendaCommand, { type: 'publish-agenda' }>,
  moment: Moment
): Judged {
  if (state.phase !== 'agendaOpen') return refuse('agenda-published');
  const on = command.publishedOn ?? moment.today;
  if (!isMeetingDate(on) || on > moment.today) return refuse('date-unreal', 'publishedOn');
  if ((command.shortNoticeReason?.length ?? 0) > REASON_LIMIT) {
    return refuse('text-too-long', 'shortNoticeReason');
  }
  const version = (state.publication?.version ?? 0) + 1;
  return {
    state: { ...state, phase: 'agendaPublished', publication: { version, on } },
    effects: [
      { type: 'agenda-published', version, on, shortNoticeReason: command.shortNoticeReason },
      { type: 'rights-changed' }
    ]
  };
}

/** [Y6] [Y8] What the agenda gives up may wait for another one. */
function leave(state: Proceedings, itemId: ItemId, status: 'withdrawn' | 'deferred'): Judged {
  const left = changeItem(state, itemId, withStatus(status));
  if (isRefusal(left)) return left;
  const type = status === 'deferred' ? 'item-put-off' : 'item-withdrawn';
  return { ...left, effects: [{ type, itemId }] };
}

export function changeItem(
  state: Proceedings,
  itemId: ItemId,
  change: (item: AgendaItem) => AgendaItem
): Judged {
  if (!hasItem(state, itemId)) return refuse('not-found', 'itemId');
  const items = state.items.map((item) => (item.id === itemId ? change(item) : item));
  return { state: { ...state, items }, effects: [] };
}

export const hasItem = (state: Proceedings, itemId: ItemId): boolean =>
  state.items.some((item) => item.id === itemId && item.status !== 'withdrawn');

export const withStatus = (status: AgendaItem['status']) => (item: AgendaItem) => ({
  ...item,
  status
});

/** G2: the order of business is settled when the agenda is published. */
const whileOpen = (state: Proceedings): Refusal | undefined =>
  state.phase === 'agendaOpen' ? undefined : refuse('agenda-published');

/** G5: details of an item can be put right for the record until its minutes are circulated. */
const whileUnclosed = (state: Proceedings): Refusal | undefined =>
  state.minutes.stage === 'circulated' || state.minutes.stage === 'approved'
    ? refuse('minutes-locked')
    : undefined;

/** Ids come from browsers: one that is malformed or taken never enters the journal. */
function newIdRefusal(state: Proceedings, id: ItemId, field: string): Refusal | undefined {
  if (!isId(id)) return refuse('malformed', field);
  const isUsed = state.items.some((item) => item.id === id) || state.formerItemIds.includes(id);
  return isUsed ? refuse('already-used', field) : undefined;
}

/** G3: private business says why. */
export function groundRefusal(
  part: Part,
  ground: string | null,
  privacy: Privacy | null = null
): Refusal | undefined {
  if (part === 'part1') return undefined;
  if (!ground || ground.trim() === '') return refuse('ground-missing', 'ground');
  if (ground.length > REASON_LIMIT) return refuse('text-too-long', 'ground');
  if (privacy?.basis !== 'exempt') return undefined;
  return privacy.paragraphs.length === 0
    ? refuse('paragraph-missing', 'paragraphs')
    : paragraphsRefusal(privacy.paragraphs);
}
