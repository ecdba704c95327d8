/**
 * Acceptance scenario 30, its first half: a live meeting with an open vote and three editors, and the
 * server's process is killed. After the restart everything acknowledged is there, the vote is open
 * once, and every vote that was given counts once.
 */
import { expect, test } from 'vitest';
import { isMember, type Seat } from '#domain/board.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import type { Choice } from '#domain/vote.ts';
import { newId } from '#server/new-id.ts';
import { codeOf, meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { until } from '../support/document-server.ts';
import { connected, follow, openLive, performLive } from '../support/follow-live.ts';
import { openDocument, type OpenDocument } from '../support/open-document.ts';
import { START } from '../support/sample-meeting.ts';
import { DEMO_PASSWORD, startDemoServer } from '../support/start-server.ts';
import { typingFast } from '../support/typing-fast.ts';

const EDITORS = ['clerk', 'chair', 'member'];

test('[V1] [V3] [J5] killed with a vote open and three editors, the meeting goes on where it was', async () => {
  const server = await startDemoServer();
  try {
    const as = (who: string): Promise<Client> => signIn(server, who, DEMO_PASSWORD);
    const [clerk, chair, daniel, catrin, anita] = await Promise.all([
      as('clerk'),
      as('chair'),
      as('member'),
      as('member2'),
      as('anita.rawal')
    ]);
    const board = await boardOf(clerk, 'oversight');
    const meetingId = meetingOn(board, '2026-12-10');
    const itemId = (await meetingFor(clerk, meetingId)).proceedings.items[5]?.id ?? '';
    await perform(clerk, meetingId, START, { type: 'open-item', itemId });
    await perform(clerk, meetingId, ...board.seats.filter(isOfMember).map(presence));
    const about = { voteId: newId(), itemId };
    const cast = (name: string, choice: Choice) =>
      ({ type: 'cast-vote', ...about, key: keyOf(board.seats, name), choice }) as const;
    const votes = async () => (await meetingFor(clerk, meetingId)).proceedings.votes;

    const opening = { type: 'open-vote', ...about, question: null, method: 'by-name' } as const;
    const openingId = newId();
    await perform(chair, meetingId, { ...opening, commandId: openingId });
    const danielsId = newId();
    const daniels = { ...cast('Daniel Okonjo', 'for'), commandId: danielsId };
    await perform(daniel, meetingId, daniels);
    await perform(catrin, meetingId, cast('Catrin Bevan', 'for'), cast('Catrin Bevan', 'against'));

    const name = `minute/${itemId}`;
    const writers = [clerk, chair, daniel].map((client) => openDocument(client, name));
    await until(() => writers.every(({ mayWrite }) => mayWrite()), 'all three write');
    const typed = writers.map((writer, index) => typingFast(writer, EDITORS[index] ?? ''));
    await until(() => writers.every((each) => each.acknowledged() > 20), 'some is acknowledged');
    const live = openLive(anita);
    await connected(live);
    // Sent as the server dies: nobody can know whether it was kept.
    const anitasId = newId();
    void performLive(live, meetingId, anitasId, cast('Anita Rawal', 'for'));
    await server.kill();
    await until(() => writers.every(({ provider }) => !provider.wsconnected), 'all are cut off');
    const safe = typed.flatMap((lines) => lines());
    writers.forEach((writer) => writer.leave());
    live.socket.close();
    await server.restart();

    const text = await read(clerk, name);
    expect(safe.length).toBeGreaterThan(60);
    expect(safe.filter((words) => !text.includes(`>${words}<`))).toEqual([]);

    const [vote, ...more] = await votes();
    expect(more).toEqual([]);
    expect(vote).toMatchObject({ id: about.voteId, status: 'open', count: null });
    const before = await journal(clerk, meetingId);
    expect(before.map(({ seq }) => seq)).toEqual(before.map((_, place) => place + 1));
    // What had been acknowledged is answered as it was then, and nothing is kept a second time.
    await perform(chair, meetingId, { ...opening, commandId: openingId });
    await perform(daniel, meetingId, daniels);
    expect(await journal(clerk, meetingId)).toHaveLength(before.length);
    // What had not been is sent again, and counts once whether it had been kept or not.
    const anitas = { ...cast('Anita Rawal', 'for'), commandId: anitasId };
    await perform(anita, meetingId, anitas, anitas);
    await perform(chair, meetingId, { type: 'close-vote', ...about });
    const given = (await votes())[0];
    expect(given).toMatchObject({ status: 'closed', count: { for: 2, against: 1, abstained: 0 } });
    expect(given?.ballots.map((each) => [each.name, each.choice]).toSorted()).toEqual([
      ['Anita Rawal', 'for'],
      ['Catrin Bevan', 'against'],
      ['Daniel Okonjo', 'for']
    ]);

    await server.kill();
    await server.restart();
    expect(await votes()).toEqual([given]);
    expect(await codeOf(daniel, meetingId, cast('Daniel Okonjo', 'against'))).toBe('vote-closed');
  } finally {
    await server.stop();
  }
}, 60_000);

const isOfMember = ({ office }: Seat): boolean => isMember(office);

const presence = (seat: Seat) =>
  ({ type: 'record-attendance', attendee: holderAttendee(seat, 'present') }) as const;

const keyOf = (seats: readonly Seat[], name: string): string =>
  seats.find((seat) => seat.name === name)?.personId ?? '';

async function journal(client: Client, meetingId: string) {
  const live = openLive(client);
  await connected(live);
  await follow(live, meetingId);
  live.socket.close();
  return live.entries;
}

async function read(client: Client, name: string): Promise<string> {
  const reader: OpenDocument = openDocument(client, name);
  await until(() => reader.provider.synced, 'the reader has it');
  const text = reader.text.toString();
  reader.leave();
  return text;
}
