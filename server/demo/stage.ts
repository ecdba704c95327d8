/** A meeting of the story before it is held: set up, its agenda arranged, worded and published. */
import type * as Y from 'yjs';
import type { Command } from '#domain/command.ts';
import type { ItemId, MeetingId } from '#domain/id.ts';
import { newId } from '#server/new-id.ts';
import { changeDocument } from '#server/record/stored-document.ts';
import { write } from '#server/record/item-texts.ts';
import { getFrom, type Cast } from './cast.ts';
import type { DemoItem, DemoMeeting } from './content.ts';
import { granted, type DemoParts } from './parts.ts';
import { PEOPLE, type PersonKey } from './people.ts';
import { fold, writeItem } from './wording.ts';

export type Show = {
  readonly parts: DemoParts;
  readonly cast: Cast;
  /** Ids of the actions raised so far, by the story's keys. */
  readonly actionIds: Map<string, string>;
  readonly staged: Map<DemoMeeting, Staged>;
};

export type Staged = {
  readonly meetingId: MeetingId;
  readonly itemIds: ReadonlyMap<DemoItem, ItemId>;
};

export const CLERK: PersonKey = 'bridgetAmoako';

/** Standing items come with the meeting; the rest of the agenda is put among them. */
export async function setUpMeeting(show: Show, meeting: DemoMeeting): Promise<void> {
  const { parts, cast, staged } = show;
  const { date, startTime, endTime, place, items } = meeting;
  const clerk = getFrom(cast.people, CLERK);
  const arrangements = { date, startTime, endTime, place, alreadyHeld: false };
  const boardId = getFrom(cast.boards, meeting.board);
  const { meetingId } = granted(
    await parts.services.proceedings.begin(clerk, boardId, arrangements)
  );
  const begun = granted(await parts.services.proceedings.stateFor(clerk, meetingId)).items;
  const itemIds = new Map<DemoItem, ItemId>();
  for (const item of items) {
    const standing = begun.find((each) => item.standing && each.standing === item.standing);
    itemIds.set(item, standing?.id ?? newId());
  }
  for (const [index, item] of items.entries()) {
    const itemId = getFrom(itemIds, item);
    const details = detailsOf(item, cast);
    if (item.standing) {
      await perform(show, CLERK, meetingId, { type: 'set-item-details', itemId, ...details });
      continue;
    }
    const next = items.slice(index + 1).find(({ standing }) => standing);
    await perform(show, CLERK, meetingId, {
      type: 'add-item',
      itemId,
      title: item.title,
      standing: null,
      part: item.part2 ? 'part2' : 'part1',
      ground: item.part2 ? fold(item.part2.ground) : null,
      privacy: item.part2 ? { basis: 'exempt', paragraphs: item.part2.paragraphs } : null,
      before: next ? getFrom(itemIds, next) : null,
      ...details
    });
  }
  staged.set(meeting, { meetingId, itemIds });
}

export async function wordAgenda(show: Show, meeting: DemoMeeting): Promise<void> {
  const { meetingId, itemIds } = getFrom(show.staged, meeting);
  for (const [item, itemId] of itemIds) {
    const open = item.part2 ? { title: item.title } : item;
    await change(show, `agenda/${meetingId}`, (doc) => writeItem(doc, itemId, open));
    if (item.part2) await change(show, `exempt/${itemId}`, (doc) => writeItem(doc, itemId, item));
  }
}

export async function publishAgenda(show: Show, meeting: DemoMeeting): Promise<void> {
  const { meetingId } = getFrom(show.staged, meeting);
  await perform(show, CLERK, meetingId, {
    type: 'publish-agenda',
    publishedOn: null,
    shortNoticeReason: null
  });
}

export async function perform(
  { parts, cast }: Show,
  by: PersonKey,
  meetingId: MeetingId,
  command: Command
): Promise<void> {
  const sent = { commandId: newId(), command };
  granted(await parts.services.proceedings.perform(getFrom(cast.people, by), meetingId, sent));
}

/** Writes to a document as the server does. */
export async function change(
  { parts: { db, clock } }: Show,
  name: string,
  edit: (doc: Y.Doc) => void
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const bytes = await changeDocument(trx, name, edit);
    if (bytes) await write(trx, name, bytes, clock());
  });
}

const detailsOf = (item: DemoItem, { people }: Cast) => ({
  kind: item.kind ?? 'standard',
  purpose: item.purpose ?? null,
  presenterId: item.presenter ? getFrom(people, item.presenter) : null,
  presenter: item.presenter ? PEOPLE[item.presenter].name : null,
  minutesAllotted: item.minutesAllotted ?? null,
  minuted: !item.notMinuted
});
