/** A person's calendar under its secret address, as a calendar program without a session reads it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loggedPath } from '#server/http/calendar-feed.ts';
import { perform, signIn } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { readCalendar } from '../support/read-calendar.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId } from '../support/take-seat.ts';

let server: RunningComposition;

beforeAll(async () => {
  server = await startComposition();
});
afterAll(() => server.stop());

const addressFor = async (who: string): Promise<string> => {
  const { path } = await server.services().calendars.make(await personId(server, who));
  return `${server.address}${path}`;
};

test('[Z9] a meeting that is put off and then cancelled stays the same event, with a higher SEQUENCE', async () => {
  const clerk = await signIn(server, 'clerk');
  const march = meetingOn(await boardOf(clerk, 'oversight'), '2027-03-11');
  const address = await addressFor('member');
  const event = async () => {
    const answer = await fetch(address);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const events = readCalendar(await answer.text());
    return events.find(({ uid }) => uid === `${march}@correct-record`);
  };
  expect(await event()).toMatchObject({
    sequence: 0,
    start: '2027-03-11T14:00:00.000Z',
    status: 'CONFIRMED',
    summary: 'Tarrowshire Prevent Oversight Board',
    url: `${server.address}/meetings/${march}`,
    description: null
  });
  const arrangements = { startTime: '14:00', endTime: '16:00', place: 'Room 1; second floor' };
  await perform(clerk, march, {
    type: 'postpone-meeting',
    from: '2027-03-11',
    date: '2027-04-15',
    reason: 'Reasons, for members',
    ...arrangements
  });
  // Summer time has begun by then.
  expect(await event()).toMatchObject({
    sequence: 1,
    start: '2027-04-15T13:00:00.000Z',
    end: '2027-04-15T15:00:00.000Z',
    location: 'Room 1; second floor',
    description: null
  });
  await perform(clerk, march, { type: 'cancel-meeting', reason: 'Reasons, for members' });
  expect(await event()).toMatchObject({ sequence: 2, status: 'CANCELLED', description: null });
});

test('[Z7] it needs no session and opens nothing else; it is kept nowhere, and asked for again is cheap', async () => {
  const address = await addressFor('crg');
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect(answer.headers.get('x-robots-tag')).toBe('noindex');
  const etag = answer.headers.get('etag') ?? '';
  const again = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
  expect((await fetch(address, { headers: again })).status).toBe(304);
  const token = /calendar\/(.*)\.ics/.exec(address)?.[1] ?? '';
  for (const name of ['session', '__Host-session', 'screen']) {
    const headers = { cookie: `${name}=${token}`, accept: 'application/json' };
    expect((await fetch(`${server.address}/api/boards`, { headers })).status).toBe(401);
  }
});

test('[Z7] every address that opens nothing answers alike', async () => {
  const old = await addressFor('officer');
  await addressFor('officer');
  const answers = await Promise.all(
    [
      old,
      `${server.address}/calendar/x.ics`,
      `${server.address}/calendar/${'a'.repeat(20)}.${'b'.repeat(43)}.ics`
    ].map(async (each) => {
      const answer = await fetch(each);
      return [answer.status, answer.headers.get('content-type'), await answer.text()];
    })
  );
  expect(answers).toEqual(Array(3).fill([404, 'text/plain; charset=utf-8', 'Not found\n']));
});

test('[Z7] the secret of an address is not logged', () => {
  expect(loggedPath('/calendar/abc.def.ics')).toBe('/calendar/(secret)');
  expect(loggedPath('/meetings/abc')).toBe('/meetings/abc');
});
