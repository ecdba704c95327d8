/** Holds a meeting of the story: opens its items in turn, records who was there and what was said. */
import type { Attendee } from '#domain/attendance.ts';
import { printedHolder, type Seat } from '#domain/board.ts';
import type { ItemId } from '#domain/id.ts';
import { londonInstant } from '#domain/london-time.ts';
import { newId } from '#server/new-id.ts';
import { setActionWording } from '#server/store/actions.ts';
import { BOARDS } from './boards.ts';
import { getFrom } from './cast.ts';
import type {
  DemoAction,
  DemoBlock,
  DemoGuest,
  DemoItem,
  DemoMeeting,
  DemoSitting
} from './content.ts';
import { granted } from './parts.ts';
import { PEOPLE, type PersonKey } from './people.ts';
import { change, CLERK, perform, type Show } from './stage.ts';
import { fold, writeMinute, type WrittenBlock } from './wording.ts';

/** The clock goes from the first item to the last as it would have gone in the room. */
export async function holdMeeting(
  show: Show,
  meeting: DemoMeeting,
  sitting: DemoSitting
): Promise<void> {
  const { meetingId, itemIds } = getFrom(show.staged, meeting);
  const chair = chairOf(meeting);
  const { startedAt, finishedAt, firstMinute } = sitting;
  const moments = momentsOf(meeting, sitting);
  await perform(show, chair, meetingId, { type: 'start-meeting', startedAt });
  for (const attendee of attendeesOf(show, meeting, sitting)) {
    await perform(show, CLERK, meetingId, { type: 'record-attendance', attendee });
  }
  for (const [item, itemId] of itemIds) {
    show.parts.setClock(getFrom(moments, item));
    if (item.part2) {
      const { paragraphs } = item.part2;
      const exclusionId = newId();
      const itemIds = [itemId];
      const resolved = { type: 'resolve-exclusion', exclusionId, itemIds, paragraphs } as const;
      await perform(show, chair, meetingId, resolved);
    }
    await perform(show, chair, meetingId, { type: 'open-item', itemId });
    await takeItem(show, meeting, item, itemId);
  }
  show.parts.setClock(granted(londonInstant(meeting.date, finishedAt)));
  await perform(show, chair, meetingId, { type: 'close-meeting', finishedAt });
  if (firstMinute !== undefined) {
    await perform(show, CLERK, meetingId, { type: 'number-minutes-from', first: firstMinute });
  }
}

export async function circulateMinutes(
  show: Show,
  meeting: DemoMeeting,
  { correctionsBy }: DemoSitting
): Promise<void> {
  const { meetingId } = getFrom(show.staged, meeting);
  await perform(show, CLERK, meetingId, { type: 'circulate-minutes', correctionsBy });
}

async function takeItem(
  show: Show,
  meeting: DemoMeeting,
  item: DemoItem,
  itemId: ItemId
): Promise<void> {
  const { meetingId } = getFrom(show.staged, meeting);
  const earlier = [...show.staged].find(
    ([each]) => each.board === meeting.board && each.date === item.approvesMinutesOf
  );
  if (earlier) {
    const ofMeetingId = earlier[1].meetingId;
    await perform(show, chairOf(meeting), meetingId, {
      type: 'approve-minutes',
      ofMeetingId,
      itemId
    });
  }
  const blocks: WrittenBlock[] = [];
  for (const block of item.minute ?? []) {
    blocks.push(...(await recordBlock(show, meeting, itemId, block)));
  }
  if (blocks.length > 0) await change(show, `minute/${itemId}`, (doc) => writeMinute(doc, blocks));
  for (const block of blocks) {
    if (block.kind === 'action') await setActionWording(show.parts.db, block.id, fold(block.text));
  }
}

/** Makes the rows that a block points at, as the clerk would while typing. */
async function recordBlock(
  show: Show,
  meeting: DemoMeeting,
  itemId: ItemId,
  block: DemoBlock
): Promise<WrittenBlock[]> {
  if (typeof block === 'string') return [{ kind: 'paragraph', text: block }];
  if ('list' in block)
    return [{ kind: 'list', ordered: block.ordered ?? false, items: block.list }];
  const { meetingId } = getFrom(show.staged, meeting);
  if ('action' in block) {
    const { key, owners, dueOn, wording, raisedBy = CLERK } = block.action;
    const actionId = newId();
    show.actionIds.set(key, actionId);
    await perform(show, raisedBy, meetingId, {
      type: 'raise-action',
      actionId,
      itemId,
      owners: ownersOf(show, owners),
      dueOn
    });
    return [{ kind: 'action', id: actionId, text: wording }];
  }
  const resolutions = block.resolved.map(
    (text) => ({ kind: 'resolution', id: newId(), text }) as const
  );
  for (const { id } of resolutions) {
    await perform(show, CLERK, meetingId, { type: 'record-resolution', resolutionId: id, itemId });
  }
  return resolutions;
}

export const ownersOf = ({ cast }: Show, owners: DemoAction['owners']) =>
  owners.map((owner) =>
    typeof owner === 'string'
      ? { personId: getFrom(cast.people, owner), name: PEOPLE[owner].name }
      : { personId: null, name: owner.name }
  );

/** When each item is opened: its share of the sitting is its share of the minutes allotted. */
function momentsOf({ date, items }: DemoMeeting, { startedAt, finishedAt }: DemoSitting) {
  const from = Date.parse(granted(londonInstant(date, startedAt)));
  const to = Date.parse(granted(londonInstant(date, finishedAt)));
  const shareOf = ({ minutesAllotted = 1 }: DemoItem) => minutesAllotted;
  const all = items.reduce((sum, item) => sum + shareOf(item), 0);
  let before = 0;
  return new Map(
    items.map((item) => {
      const at = from + Math.round(((to - from) * before) / all);
      before += shareOf(item);
      return [item, new Date(at).toISOString()];
    })
  );
}

function attendeesOf(
  { cast }: Show,
  { board }: DemoMeeting,
  { attendance }: DemoSitting
): Attendee[] {
  if (!attendance) return [];
  const seatOf = (person: PersonKey): Seat => {
    const seat = getFrom(cast.seats, board).find(
      ({ personId }) => personId === getFrom(cast.people, person)
    );
    if (!seat) throw new Error(`${PEOPLE[person].name} has no seat at this board`);
    return seat;
  };
  const { present, substitutes, inAttendance, apologies } = attendance;
  return [
    ...present.map((person) => holder(seatOf(person), 'present')),
    ...substitutes.map(({ person, inSeatOf }) => ({
      ...holder(seatOf(inSeatOf), 'present'),
      key: getFrom(cast.people, person),
      name: PEOPLE[person].name,
      office: null,
      post: PEOPLE[person].post,
      substituteSeatId: seatOf(inSeatOf).id,
      substituteFor: PEOPLE[inSeatOf].name
    })),
    ...inAttendance.map((each) =>
      typeof each === 'string' ? holder(seatOf(each), 'inAttendance') : guest(each)
    ),
    ...apologies.map((person) => holder(seatOf(person), 'apologies'))
  ];
}

function holder(seat: Seat, kind: Attendee['kind']): Attendee {
  const { name, office, organisation, post } = printedHolder(seat);
  const { personId: key, sector } = seat;
  return { ...NOBODY_REPLACED, key, name, kind, office, organisation, sector, post };
}

const guest = ({ name, post, organisation }: DemoGuest): Attendee => ({
  ...NOBODY_REPLACED,
  key: `guest:${newId()}`,
  name,
  kind: 'inAttendance',
  office: null,
  organisation,
  sector: null,
  post
});

const NOBODY_REPLACED = { substituteSeatId: null, substituteFor: null };

function chairOf({ board }: DemoMeeting): PersonKey {
  const chair = BOARDS[board].seats.find(({ office }) => office === 'chair');
  if (!chair) throw new Error(`${BOARDS[board].name} has no chair`);
  return chair.person;
}
