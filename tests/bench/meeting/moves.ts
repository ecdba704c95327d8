/** The chair's key to every screen: from the command being sent to its entry having come. */
import { get } from 'node:http';
import type { Entry } from '#domain/proceedings.ts';
import { isRefusal } from '#domain/refusal.ts';
import { newId } from '#server/new-id.ts';
import { clientWith } from '../../support/client.ts';
import { until } from '../../support/document-server.ts';
import { connected, follow, openLive, performLive } from '../../support/follow-live.ts';
import { screenCookie } from '../../support/screen-feed.ts';
import type { County } from './county.ts';
import { ms, print, spread } from './print.ts';
import type { MeasuredServer } from './server.ts';

const MOVES = 60;
/** Before what is counted: code is compiled and connections have grown their windows. */
const WARM_UP = 10;
/** Nobody presses a key sooner, and nothing is measured back to back. */
const PAUSE = 150;

export async function measureMoves(server: MeasuredServer, county: County): Promise<void> {
  const { inSession, openItems } = county;
  const people = [county.chair, ...county.followers].map((cookie) =>
    openLive(clientWith(server, cookie))
  );
  const [chair, ...followers] = people;
  if (!chair) return;
  for (const live of people) {
    const refused = (await connected(live)) ?? (await follow(live, inSession));
    if (refused) throw new Error(`somebody cannot follow: ${JSON.stringify(refused)}`);
  }
  const screen = openScreen(server, county.screenToken);
  await until(() => screen.told() > 0, 'the screen shows the meeting');

  const [each, last, onScreen]: [number[], number[], number[]] = [[], [], []];
  let cpu = 0;
  // A meeting begins at its first item, and opening what is open changes no screen.
  for (let move = -WARM_UP; move < MOVES; move += 1) {
    if (move === 0) cpu = await server.cpu();
    const itemId = openItems[(move + WARM_UP + 1) % openItems.length];
    const heard = Promise.all(followers.map(({ socket }) => entryOn(socket)));
    const shown = screen.next();
    const from = performance.now();
    const kept = performLive(chair, inSession, newId(), { type: 'open-item', itemId });
    const times = (await heard).map((at) => at - from);
    const screenTime = (await shown) - from;
    if (isRefusal(await kept)) throw new Error('the move was refused');
    if (move >= 0) {
      each.push(...times);
      last.push(Math.max(...times));
      onScreen.push(screenTime);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  cpu = (await server.cpu()) - cpu;
  people.forEach(({ socket }) => socket.disconnect());
  screen.leave();
  const room = `${followers.length} people`;
  print(`chair's key to each screen, ${room}`, spread(each));
  print(`chair's key to the last of ${room}`, spread(last));
  print(`chair's key to the big screen, ${room}`, spread(onScreen));
  print(`server's processor for one move, ${room}`, ms(cpu / MOVES));
}

const entryOn = (socket: ReturnType<typeof openLive>['socket']): Promise<number> =>
  new Promise((resolve) =>
    socket.once('entry', (_said: { entry: Entry }) => resolve(performance.now()))
  );

/** A big screen's feed, and the moment at which it is told something to show. */
function openScreen({ address }: MeasuredServer, token: string) {
  let told = 0;
  let hear = (_at: number): void => {};
  const headers = { cookie: screenCookie(token) };
  const request = get(`${address}/screen/feed`, { headers }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      if (!chunk.includes('event: show')) return;
      told += 1;
      hear(performance.now());
    });
    // It ends when the measuring does.
    response.on('error', () => {});
  });
  request.on('error', () => {});
  return {
    told: () => told,
    next: () => new Promise<number>((resolve) => (hear = resolve)),
    leave: () => request.destroy()
  };
}
