/**
 * Acceptance scenario 25: the notes of a reference group, made under the Chatham House Rule, are
 * exported and fed to its board. No file of them has a speaker, an affiliation or an attendance list.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Command } from '#domain/command.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import { CHATHAM_HOUSE_STATEMENT } from '#domain/attribution.ts';
import type { AgendaRecord, MinutesRecord } from '#domain/record.ts';
import { newId } from '#server/new-id.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn, type BoardJson } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { openDocument, saved, type OpenDocument } from '../support/open-document.ts';
import { agendaPaths, minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { CIRCULATE, CLOSE, PUBLISH, SEND_TO_CHAIR } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

const SAID = 'A participant asked who reads the summary.';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let board: BoardJson;
let meetingId: string;
let itemId: string;

beforeAll(async () => {
  server = await startComposition();
  [clerk, chair] = await Promise.all([signIn(server, 'clerk'), signIn(server, 'leonie.castell')]);
  board = await boardOf(clerk, 'reference');
  meetingId = meetingOn(board, '2026-12-03');
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  itemId = items.find(({ presenter }) => presenter !== null)?.id ?? '';
});

afterAll(() => server.stop());

/** Names, and the words of names, of everybody with a seat, and the bodies they come from. */
const whoWasThere = (): string[] => {
  const people = board.seats.flatMap(({ name, organisation }) => [
    ...name.split(' '),
    ...(organisation === null ? [] : [organisation])
  ]);
  return [...new Set(people)];
};

const tell = (text: string): string[] =>
  whoWasThere().filter((name) => squeeze(text).includes(squeeze(name)));

async function write(client: Client, name: string, blocks: (open: OpenDocument) => void) {
  const open = openDocument(client, name);
  await until(() => open.mayWrite() === true, 'it can be written in');
  blocks(open);
  await saved(open);
  open.leave();
}

async function filesSayNobody(paths: readonly string[], says: string): Promise<void> {
  for (const path of paths) {
    const answer = await clerk.get(path);
    expect(answer.status, path).toBe(200);
    const text = await textOf(answer);
    expect(squeeze(text), path).toContain(squeeze(says));
    expect(tell(text), path).toEqual([]);
  }
}

test('[F1] [F4] the agenda of a reference group names neither members nor presenters', async () => {
  expect(board.board.settings.attribution).toBe('chathamHouse');
  await filesSayNobody(agendaPaths(meetingId), 'Our subject for March');
  await perform(clerk, meetingId, PUBLISH);
  await filesSayNobody(agendaPaths(meetingId), 'Our subject for March');
  const record = await clerk.read<AgendaRecord>(`/meetings/${meetingId}/agenda.json`);
  expect(record.items.every(({ presenter }) => presenter === null)).toBe(true);
});

test('[F2] [F3] [F6] the notes name nobody, live, as a draft and circulated; the register is kept', async () => {
  const present = board.seats.filter(({ office }) => office === 'chair' || office === 'member');
  const key = present[1]?.personId ?? '';
  const [voteId, declarationId, actionId] = [newId(), newId(), newId()];
  const about = { voteId, itemId };
  const commands: Command[] = [
    { type: 'start-meeting', startedAt: '18:00' },
    ...present.map((seat) => ({
      type: 'record-attendance' as const,
      attendee: holderAttendee(seat, 'present')
    })),
    {
      type: 'declare-interest',
      declarationId,
      key,
      name: present[1]?.name ?? '',
      itemId,
      kind: 'nri',
      nature: `Trustee with ${present[2]?.name}`,
      sensitive: false,
      standing: false
    },
    { type: 'open-item', itemId },
    { type: 'open-vote', question: null, method: 'by-name', ...about },
    ...present.map((seat) => ({
      type: 'cast-vote' as const,
      key: seat.personId,
      choice: 'for' as const,
      ...about
    })),
    { type: 'close-vote', ...about },
    {
      type: 'raise-action',
      actionId,
      itemId,
      owners: [{ personId: null, name: 'The office' }],
      dueOn: null
    }
  ];
  await perform(clerk, meetingId, ...commands);
  await write(clerk, `minute/${itemId}`, (open) => {
    typeParagraph(open, SAID);
    const action = new Y.XmlElement('action');
    action.setAttribute('id', actionId);
    action.insert(0, [new Y.XmlText('Put the summary on one page.')]);
    open.text.push([action]);
  });
  const printed = minutesPaths(meetingId).filter((path) => !path.endsWith('.json'));
  await filesSayNobody(printed, CHATHAM_HOUSE_STATEMENT);
  const count = `For ${present.length}, against 0, abstained 0.`;
  await filesSayNobody(minutesPaths(meetingId), count);
  await filesSayNobody(minutesPaths(meetingId), 'declared a non-registrable interest in item');
  await filesSayNobody(minutesPaths(meetingId), 'The office');

  await perform(clerk, meetingId, CLOSE, SEND_TO_CHAIR);
  await perform(clerk, meetingId, CIRCULATE);
  await filesSayNobody(minutesPaths(meetingId), SAID);
  const record = await clerk.read<MinutesRecord>(`/meetings/${meetingId}/minutes.json`);
  expect([...record.present, ...record.inAttendance, ...record.apologies]).toEqual([]);
  // Quorum and votes rest on it, so the clerk still has it.
  const { attendees } = (await meetingFor(clerk, meetingId)).proceedings;
  expect(attendees.map(({ name }) => name).toSorted()).toEqual(
    present.map(({ name }) => name).toSorted()
  );
});

test('[F1] [F2] the group changes its mind, and what was approved still does not say who presided', async () => {
  const { name, settings } = board.board;
  const named = { name, settings: { ...settings, attribution: 'named' } as const };
  const clerkId = board.seats.find(({ office }) => office === 'clerk')?.personId ?? '';
  const { boards } = server.services();
  expect(await boards.changeSettings(clerkId, board.board.id, named)).toBeUndefined();
  const answer = await clerk.post(`/api/boards/${board.board.id}/meetings`, {
    date: '2027-03-04',
    startTime: '18:00',
    endTime: null,
    place: null
  });
  const made = (await answer.json()) as { meetingId: string };
  const { items, attribution } = (await meetingFor(clerk, made.meetingId)).proceedings;
  expect(attribution).toBe('named');
  const seat = board.seats.find(({ office }) => office === 'chair');
  const attendee = seat && holderAttendee(seat, 'present');
  const under = items.find(({ standing }) => standing === 'minutes')?.id ?? '';
  await perform(clerk, made.meetingId, PUBLISH, { type: 'start-meeting', startedAt: '18:00' });
  if (attendee) await perform(clerk, made.meetingId, { type: 'record-attendance', attendee });
  await perform(chair, made.meetingId, { type: 'open-item', itemId: under });
  await perform(chair, made.meetingId, {
    type: 'approve-minutes',
    ofMeetingId: meetingId,
    itemId: under
  });
  await filesSayNobody(minutesPaths(meetingId), SAID);
  const { approval } = await clerk.read<MinutesRecord>(`/meetings/${meetingId}/minutes.json`);
  expect(approval).toEqual({ meetingDate: '2027-03-04', presidedBy: null });
});

test('fed to the board they bring nobody of the group into its item', async () => {
  const notes = await (await clerk.get(`/meetings/${meetingId}/minutes.md`)).text();
  const boards = await boardOf(clerk, 'oversight');
  const fedTo = meetingOn(boards, '2026-12-10');
  await perform(clerk, fedTo, { type: 'start-meeting', startedAt: null });
  const { items } = (await meetingFor(clerk, fedTo)).proceedings;
  const item = items.find(({ part, standing }) => part === 'part1' && standing === null);
  await write(clerk, `minute/${item?.id}`, (open) => {
    for (const line of notes.split('\n')) typeParagraph(open, line);
  });
  const record = await clerk.read<MinutesRecord>(`/meetings/${fedTo}/minutes.json`);
  const fed = JSON.stringify(record.minutes.find((minute) => minute.itemId === item?.id)?.blocks);
  expect(fed).toContain(SAID);
  expect(tell(fed)).toEqual([]);
});

test('[F5] a member who reads the versions is told of none whose act it was', async () => {
  const member = board.seats.find(({ office }) => office === 'member')?.personId ?? '';
  const { versions } = server.services();
  const list = await versions.list(member, meetingId);
  expect(JSON.stringify(list)).toContain('Circulated');
  expect(tell(JSON.stringify(list))).toEqual([]);
});
