/** Business that leaves an agenda waits at the board; business that an agenda takes waits no more. */
import { TITLE_LIMIT, type AgendaItem } from '#domain/agenda.ts';
import { titleOf } from '#domain/compile-agenda.ts';
import type { Effect } from '#domain/proceedings.ts';
import type { ParkedItem } from '#domain/proposal.ts';
import { refuse } from '#domain/refusal.ts';
import type { ItemText } from '#protocol/live.ts';
import type { Announcement } from '#server/announcement.ts';
import { newId } from '#server/new-id.ts';
import { readAgendaTexts } from '#server/record/document-text.ts';
import { makeItemTexts } from '#server/record/item-texts.ts';
import type { Db } from '#server/store/database.ts';
import { findDocument } from '#server/store/documents.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import {
  changeParkedItem,
  findParkedFrom,
  findParkedItem,
  findTakenAs,
  followRemadeItem,
  insertParkedItem,
  parkAgain
} from '#server/store/parked-items.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findTopic, findTopicTakenAs, placeTopic } from '#server/store/work-programme.ts';
import { RefusedInEffect } from './proceedings-refused.ts';

type Context = MeetingContext & { readonly at: string };

export type ProposalEffect = Extract<
  Effect,
  { type: 'item-accepted' | 'item-put-off' | 'item-reinstated' | 'item-withdrawn' }
>;

export async function performProposalEffect(
  trx: Db,
  effect: ProposalEffect,
  context: Context
): Promise<Announcement[]> {
  const changed: Announcement = { type: 'board-changed', boardId: context.board.id };
  switch (effect.type) {
    case 'item-accepted':
      return [...(await accept(trx, effect, context)), changed];
    case 'item-put-off':
      return (await park(trx, effect.itemId, context)) ? [changed] : [];
    case 'item-reinstated':
      return (await takeAgain(trx, effect.itemId, context)) ? [changed] : [];
    case 'item-withdrawn':
      return (await giveBack(trx, effect.itemId, context)) ? [changed] : [];
  }
}

/** What waits, or has been taken, goes with an item that is made again under another id. */
export async function followRemade(
  trx: Db,
  from: string,
  to: string,
  { proceedings }: Context
): Promise<void> {
  const item = proceedings.items.find(({ id }) => id === to);
  if (!item) return;
  await followRemadeItem(trx, from, item);
  await moveTopic(trx, from, { meetingId: proceedings.meetingId, itemId: to });
}

/** [Y4] Once, at its own board, and no more openly than it was parked. */
async function accept(
  trx: Db,
  effect: Extract<Effect, { type: 'item-accepted' }>,
  context: Context
): Promise<Announcement[]> {
  const { itemId, parkedId, title } = effect;
  const parked = await findParkedItem(trx, parkedId);
  if (!parked) return acceptTopic(trx, effect, context);
  if (parked.boardId !== context.board.id) {
    throw new RefusedInEffect(refuse('not-found', 'parkedId'));
  }
  if (parked.state !== 'parked') throw new RefusedInEffect(refuse('item-not-parked', 'parkedId'));
  const item = context.proceedings.items.find(({ id }) => id === itemId);
  if (item?.part !== parked.part) throw new RefusedInEffect(refuse('malformed', 'part'));
  if (await findDocument(trx, `minute/${itemId}`)) {
    throw new RefusedInEffect(refuse('already-used', 'itemId'));
  }
  const wording = { ...(await wordingOf(trx, parked)), title };
  const written = await makeItemTexts(trx, context, { itemId, title, from: null, wording });
  const takenBy = { meetingId: context.meeting.id, itemId };
  if (parked.origin) await moveTopic(trx, parked.origin.itemId, takenBy);
  await changeParkedItem(
    trx,
    parkedId,
    { kind: 'accepted', state: 'accepted', takenBy },
    actOf(context)
  );
  return written;
}

/** [Y15] A topic of the work programme, which is open business and has only a title. */
async function acceptTopic(
  trx: Db,
  { itemId, parkedId, title }: Extract<Effect, { type: 'item-accepted' }>,
  context: Context
): Promise<Announcement[]> {
  const topic = await findTopic(trx, parkedId);
  if (topic?.boardId !== context.board.id) {
    throw new RefusedInEffect(refuse('not-found', 'parkedId'));
  }
  if (topic.takenBy) throw new RefusedInEffect(refuse('topic-taken', 'parkedId'));
  if (await findDocument(trx, `minute/${itemId}`)) {
    throw new RefusedInEffect(refuse('already-used', 'itemId'));
  }
  await placeTopic(trx, topic.id, { meetingId: context.meeting.id, itemId });
  return makeItemTexts(trx, context, { itemId, title, from: null });
}

/** A topic goes with its item, wherever that stands by now. */
async function moveTopic(
  trx: Db,
  itemId: string,
  to: { readonly meetingId: string; readonly itemId: string } | null
): Promise<boolean> {
  const topic = await findTopicTakenAs(trx, itemId);
  if (topic) await placeTopic(trx, topic.id, to);
  return topic !== undefined;
}

/** What was put off keeps its note and its recommendations; a proposal says why it was made. */
async function wordingOf(trx: Db, { origin, why }: ParkedItem): Promise<ItemText> {
  const proposed = { title: '', note: why, recommendations: [] };
  const loaded = origin && (await loadProceedings(trx, origin.meetingId));
  const item = loaded?.proceedings.items.find(({ id }) => id === origin?.itemId);
  if (!loaded || !item) return proposed;
  return (await textsOf(trx, loaded.meeting.id, item, true)) ?? proposed;
}

const textsOf = async (trx: Db, meetingId: string, item: AgendaItem, seesPrivate: boolean) =>
  (await readAgendaTexts(trx, meetingId, [item], () => seesPrivate))[item.id];

/**
 * [Y8] Under the title it has by now; of a private item, the public one. A standing item comes again
 * by itself, and one that waits already, or that another agenda has taken, stays as it is.
 */
async function park(trx: Db, itemId: string, context: Context): Promise<boolean> {
  const { board, meeting, proceedings } = context;
  const item = proceedings.items.find(({ id }) => id === itemId);
  if (!item || board.settings.standingItems.some((standing) => standing === item.standing)) {
    return false;
  }
  const title = titleOf(item, await textsOf(trx, meeting.id, item, false)).slice(0, TITLE_LIMIT);
  const origin = { meetingId: meeting.id, itemId };
  const before = (await findTakenAs(trx, itemId)) ?? (await findParkedFrom(trx, itemId));
  if (before?.state === 'parked' || isCarried(before, itemId)) return false;
  if (before) {
    await parkAgain(trx, before.id, { title, origin }, actOf(context));
    return true;
  }
  const { kind, purpose, presenterId, presenter, minutesAllotted, minuted, part, ground } = item;
  const details = { kind, purpose, presenterId, presenter, minutesAllotted, minuted };
  await insertParkedItem(
    trx,
    { id: newId(), boardId: board.id, title, why: '', part, ground, details, origin },
    actOf(context)
  );
  return true;
}

const isCarried = (parked: ParkedItem | undefined, itemId: string): boolean =>
  parked?.state === 'accepted' && parked.takenBy?.itemId !== itemId;

/** [Y7] What waited for another meeting is taken by its own, unless another has taken it. */
async function takeAgain(trx: Db, itemId: string, context: Context): Promise<boolean> {
  const parked = await findParkedFrom(trx, itemId);
  if (!parked) return false;
  if (isCarried(parked, itemId)) throw new RefusedInEffect(refuse('item-carried', 'itemId'));
  const takenBy = { meetingId: context.meeting.id, itemId };
  await changeParkedItem(
    trx,
    parked.id,
    { kind: 'accepted', state: 'accepted', takenBy },
    actOf(context)
  );
  return true;
}

/** [Y6] An accepted item that is taken off the agenda again waits as before. */
async function giveBack(trx: Db, itemId: string, context: Context): Promise<boolean> {
  const parked = await findTakenAs(trx, itemId);
  if (!parked) return moveTopic(trx, itemId, null);
  await changeParkedItem(
    trx,
    parked.id,
    { kind: 'returned', state: 'parked', takenBy: null },
    actOf(context)
  );
  return true;
}

const actOf = ({ at, actor }: Context) => ({ at, by: actor.personId });
