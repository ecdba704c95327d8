/**
 * Enters a meeting that was held and the agenda of the next one, over the API and the sockets that
 * any script may use:
 *
 *   npx node tests/acceptance/enter-meeting.ts <address> <email> <password> <folder>
 *
 * The person has to be the clerk of a board with the name that the files give, with its members
 * seated: boards and seats are made on the pages, by people.
 */
import type { AttendanceKind } from '#domain/attendance.ts';
import type { StandingItem } from '#domain/agenda.ts';
import type { Command } from '#domain/command.ts';
import { isRefusal } from '#domain/refusal.ts';
import { newId } from '#server/new-id.ts';
import * as Y from 'yjs';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { until } from '../support/document-server.ts';
import { connected, openLive } from '../support/follow-live.ts';
import { openDocument, saved } from '../support/open-document.ts';
import { addItem, attend, CIRCULATE } from '../support/sample-meeting.ts';
import {
  readMeetingFiles,
  roleOf,
  wordsOf,
  type AgendaFile,
  type ImpliedAction,
  type MeetingFile,
  type MeetingItem
} from './meeting-file.ts';
import { writeTogether, type Block } from './write-together.ts';

export async function enterMeeting(client: Client, folder: string): Promise<void> {
  const { minutes, agenda } = readMeetingFiles(folder);
  const { boards } = await client.read<{ boards: { id: string; name: string }[] }>('/api/boards');
  const board = boards.find(({ name }) => name === minutes.body.name);
  if (!board) throw new Error(`You have no place at a board named ${minutes.body.name}.`);
  await enterMinutes(client, board.id, minutes);
  await enterAgenda(client, board.id, agenda);
}

async function enterMinutes(client: Client, boardId: string, file: MeetingFile): Promise<void> {
  const { date, startTime, finishTime } = file.meeting;
  const meetingId = await begin(client, boardId, { date, startTime, place: null });
  const itemIds = new Map(file.items.map((item) => [item, newId()]));
  await perform(
    client,
    meetingId,
    ...[...itemIds].map(([item, itemId]) =>
      added(itemId, item.title, standingOf(item.standardItem), {
        presenter: item.presenter ? roleOf(file.people, item.presenter) : null
      })
    ),
    {
      type: 'publish-agenda',
      publishedOn: null,
      shortNoticeReason: 'Entered from its minutes, which do not say when the agenda was published.'
    },
    { type: 'start-meeting', startedAt: startTime },
    ...attendance(file),
    { type: 'number-minutes-from', first: file.numbering.first }
  );
  for (const [item, itemId] of itemIds) {
    await perform(client, meetingId, { type: 'open-item', itemId });
    await minute(client, meetingId, itemId, file, item);
  }
  await perform(client, meetingId, { type: 'close-meeting', finishedAt: finishTime }, CIRCULATE);
}

/** Its actions and resolutions are recorded first: blocks in the text point at them. */
async function minute(
  client: Client,
  meetingId: string,
  itemId: string,
  file: MeetingFile,
  item: MeetingItem
): Promise<void> {
  const blocks: Block[] = item.text === undefined ? [] : [{ kind: 'paragraph', text: item.text }];
  const reports: [actionId: string, action: ImpliedAction][] = [];
  const commands: Command[] = [];
  for (const paragraph of item.paragraphs ?? []) {
    const kind = paragraph.kind === 'bullet' ? 'bullet' : 'paragraph';
    blocks.push({ kind, text: wordsOf(file.people, paragraph) });
    for (const implied of paragraph.impliedActions ?? []) {
      const action = file.impliedActions.find(({ id }) => id === implied);
      if (!action) throw new Error(`the file has no action ${implied}`);
      const actionId = newId();
      const owners = [{ personId: null, name: roleOf(file.people, action.owner) }];
      commands.push({ type: 'raise-action', actionId, itemId, owners, dueOn: null });
      blocks.push({ kind: 'action', id: actionId, text: action.action });
      reports.push([actionId, action]);
    }
  }
  for (const { text } of item.resolutions ?? []) {
    const resolutionId = newId();
    commands.push({ type: 'record-resolution', resolutionId, itemId });
    blocks.push({ kind: 'resolution', id: resolutionId, text });
  }
  await perform(client, meetingId, ...commands);
  await writeTogether(client, `minute/${itemId}`, blocks);
  await report(client, reports);
}

/** Actions are changed on the live connection. */
async function report(
  client: Client,
  reports: readonly (readonly [actionId: string, action: ImpliedAction])[]
): Promise<void> {
  const live = openLive(client);
  const refused = await connected(live);
  if (refused) throw new Error(`no live connection: ${refused}`);
  for (const [actionId, { status, evidence }] of reports) {
    if (evidence === null) continue;
    const rag = status === 'done' ? 'completed' : 'noInformation';
    const command = { type: 'update-action', rag, text: evidence };
    const said = await new Promise((resolve) =>
      live.socket.emit('change-action', { actionId, command }, resolve)
    );
    if (isRefusal(said)) throw new Error(`${actionId}: ${said.refused}`);
  }
  live.socket.disconnect();
}

async function enterAgenda(client: Client, boardId: string, file: AgendaFile): Promise<void> {
  const { date, startTime, venue } = file.meeting;
  const meetingId = await begin(client, boardId, { date, startTime, place: venue });
  const itemIds = new Map(file.items.map((item) => [item, newId()]));
  const kinds = {
    standard: 'standard',
    'verbal-update': 'verbalUpdate',
    report: 'report'
  } as const;
  await perform(
    client,
    meetingId,
    ...[...itemIds].map(([item, itemId]) => {
      const standing = standingOf(item.title.toLowerCase());
      const minuted = standing !== 'apologies';
      return added(itemId, item.title, standing, { kind: kinds[item.kind], minuted });
    })
  );
  const open = openDocument(client, `agenda/${meetingId}`);
  await until(() => open.provider.synced, 'the agenda is open');
  for (const [{ purpose }, itemId] of itemIds) {
    const item = open.doc.getMap('items').get(itemId);
    const note: unknown = item instanceof Y.Map ? item.get('note') : undefined;
    if (purpose && note instanceof Y.Text) note.insert(0, purpose);
  }
  await saved(open);
  open.leave();
  await perform(client, meetingId, {
    type: 'publish-agenda',
    publishedOn: file.publishedOn,
    shortNoticeReason: null
  });
}

/** An agenda with nothing on it: the standing items of today are not those of then. */
async function begin(
  client: Client,
  boardId: string,
  wanted: { date: string; startTime: string; place: string | null }
): Promise<string> {
  const answer = await client.post(`/api/boards/${boardId}/meetings`, {
    ...wanted,
    alreadyHeld: true
  });
  const said = (await answer.json()) as { meetingId: string };
  if (isRefusal(said))
    throw new Error(`the meeting of ${wanted.date} was refused: ${said.refused}`);
  const { items } = (await meetingFor(client, said.meetingId)).proceedings;
  await perform(
    client,
    said.meetingId,
    ...items.map(({ id }) => ({ type: 'withdraw-item', itemId: id }) as const)
  );
  return said.meetingId;
}

const STANDING: Readonly<Record<string, StandingItem>> = {
  'apologies for absence': 'apologies',
  minutes: 'minutes',
  'urgent-business': 'urgentBusiness',
  'items of urgent business': 'urgentBusiness',
  declarations: 'declarations',
  'declarations of interest': 'declarations',
  'work-programme': 'workProgramme',
  'work programme': 'workProgramme'
};

const standingOf = (name: string | null): StandingItem | null => STANDING[name ?? ''] ?? null;

type AddItem = Extract<Command, { type: 'add-item' }>;

/** Nothing is said of an item that the files do not say. */
const added = (
  itemId: string,
  title: string,
  standing: StandingItem | null,
  given: Partial<AddItem>
): AddItem =>
  addItem(itemId, {
    title,
    standing,
    kind: 'standard',
    purpose: null,
    minutesAllotted: null,
    ...given
  });

function attendance({ people, attendance: { present, inAttendance } }: MeetingFile): Command[] {
  const recorded = (kind: AttendanceKind, person: string, office: string | null) =>
    attend(person, { key: `guest:${newId()}`, name: roleOf(people, person), kind, office });
  return [
    ...present.map(({ person, office }) => recorded('present', person, office ?? null)),
    ...inAttendance.map(({ person }) => recorded('inAttendance', person, null))
  ];
}

if (import.meta.main) {
  const [address, email, password, folder] = process.argv.slice(2);
  if (!address || !email || !password || !folder) {
    console.error('Give the address, an e-mail address, a password and a folder.');
    process.exit(64);
  }
  await enterMeeting(await signIn({ address }, email, password), folder);
}
