/**
 * The server restarts in the middle of a meeting, and everybody's client is there again at once: all
 * of them get in, with all that they wrote meanwhile, and end with the same text.
 */
import { expect, test } from 'vitest';
import { meetingFor, perform, signIn } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { storedCopy, typeParagraph, until } from '../support/document-server.ts';
import { openDocument, saved } from '../support/open-document.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition } from '../support/start-composition.ts';
import { takeSeat } from '../support/take-seat.ts';
import { LONG } from '../support/test-size.ts';

const CLIENTS = LONG ? 500 : 100;
const WITHIN = 10_000;
/** One person may have fifty. */
const EACH = 45;

test(`${CLIENTS} clients of a server that restarts are all back within ten seconds, with every word`, async () => {
  const server = await startComposition();
  const clerk = await signIn(server, 'clerk');
  const people = [clerk];
  for (let seat = 1; people.length * EACH < CLIENTS; seat += 1) {
    people.push(await takeSeat(server, 'oversight', 'member', `new.member.${seat}`));
  }
  const meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2026-12-10');
  await perform(clerk, meetingId, START);
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  const minutes = items.filter(({ part }) => part === 'part1').map(({ id }) => `minute/${id}`);
  const clients = Array.from({ length: CLIENTS }, (_, index) => {
    const person = people[Math.floor(index / EACH)] ?? clerk;
    return openDocument(person, minutes[index % minutes.length] ?? '');
  });
  await until(() => clients.every(({ provider }) => provider.synced), 'all are in', 30_000);
  clients.forEach((client, index) => typeParagraph(client, `Before, ${index}.`));
  await Promise.all(clients.map(saved));

  await server.close();
  clients.forEach((client, index) => typeParagraph(client, `Meanwhile, ${index}.`));
  await server.reopen();
  const since = performance.now();
  await until(
    () =>
      clients.every(
        ({ provider, acknowledged, sent }) => provider.synced && acknowledged() === sent()
      ),
    'all are back and saved',
    WITHIN
  );
  console.log(`${CLIENTS} clients back in ${Math.round(performance.now() - since)} ms`);

  for (const [at, name] of minutes.entries()) {
    const theirs = clients.filter((_, index) => index % minutes.length === at);
    const text = () => theirs.map((client) => client.text.toString());
    await until(() => new Set(text()).size <= 1, 'all of them read the same');
    const stored = (await storedCopy(server.db(), name)).getXmlFragment('text').toString();
    for (let index = at; index < CLIENTS; index += minutes.length) {
      expect(stored).toContain(`Before, ${index}.`);
      expect(stored).toContain(`Meanwhile, ${index}.`);
    }
    if (theirs.length > 0) expect(text()[0]).toBe(stored);
  }
  clients.forEach((client) => client.leave());
  await server.stop();
}, 90_000);
