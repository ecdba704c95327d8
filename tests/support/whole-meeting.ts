/**
 * Everybody at one meeting, each at the size of screen they have: the chair's tablet, the clerk's
 * laptop, three phones and the room's projector, over one server that can be killed.
 */
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { newId } from '#server/new-id.ts';
import { barriers, cutOff, sideways } from './accessibility.ts';
import { minuteOf } from './minute-page.ts';
import { boardNamed, meetingJson, meetingOn, openAs, send, visit } from './signed-in.ts';
import { startDemoServer, type RunningServer } from './start-server.ts';

export const PRIVATE = {
  title: 'Counter Terrorism Local Profile: briefing',
  ground: 'An open discussion would show what the police know and plan.',
  note: 'A spoken briefing about the Hathering market.'
} as const;

/** A screen updates within one second; this allows for a machine that does other work besides. */
export const AT_ONCE = 2000;
/** Lines are tried again every few seconds, and a killed server takes some to start. */
export const COMES_BACK = { timeout: 30_000 };

export type WholeMeeting = {
  readonly server: RunningServer;
  readonly board: string;
  readonly meeting: string;
  readonly september: string;
  readonly chair: Page;
  readonly clerk: Page;
  readonly daniel: Page;
  readonly catrin: Page;
  readonly crg: Page;
  readonly screen: Page;
  readonly end: () => Promise<void>;
};

/** The published meeting of 10 December, with a private item that a supplement brought onto it. */
export async function gather(browser: Browser): Promise<WholeMeeting> {
  const server = await startDemoServer();
  const at = (width: number, height: number) => ({ viewport: { width, height } });
  const chair = await openAs(browser, server, 'chair', at(1024, 768));
  const clerk = await openAs(browser, server, 'clerk', at(1280, 800));
  const daniel = await openAs(browser, server, 'member', at(360, 640));
  const catrin = await openAs(browser, server, 'member2', at(360, 640));
  const crg = await openAs(browser, server, 'crg', at(360, 640));
  const wall = await browser.newContext({ baseURL: server.address, ...at(1920, 1080) });
  const screen = await wall.newPage();
  const meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await send(clerk, meeting, {
    type: 'publish-supplement',
    itemId: newId(),
    ...PRIVATE,
    reason: 'The police finished the profile this week.',
    part: 'part2',
    kind: 'verbalUpdate',
    purpose: 'note',
    presenterId: null,
    presenter: null,
    minutesAllotted: 10,
    minuted: true
  });
  return {
    server,
    board: await boardNamed(clerk, /Oversight/),
    meeting,
    september: await meetingOn(clerk, /Oversight/, '2026-09-10'),
    chair,
    clerk,
    daniel,
    catrin,
    crg,
    screen,
    end: async () => {
      for (const page of [chair, clerk, daniel, catrin, crg, screen]) await page.context().close();
      await server.stop();
    }
  };
}

/** The clerk or the chair puts the meeting on the room's screen. */
export async function pair(screen: Page, by: Page): Promise<void> {
  await visit(screen, '/screen');
  const code = await screen.locator('.code').innerText();
  await by.getByText('Show on the big screen').click();
  await by.getByLabel('Code on the big screen').fill(code);
  await by.getByLabel('Code on the big screen').press('Enter');
  await expect(screen.locator('.code')).toHaveCount(0);
  await by.getByText('On the big screen', { exact: true }).click();
}

/** From where the person is to the item, as they go there themself. */
export async function goTo(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Agenda' })
    .getByRole('button', { name: title })
    .click();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused();
}

/** The same, until the item's minute can be written there. */
export async function writeAt(page: Page, title: string): Promise<Locator> {
  await goTo(page, title);
  await expect(minuteOf(page)).toBeEditable();
  return minuteOf(page);
}

/** The chair's one key, when the chair's page knows where the meeting is; answers milliseconds. */
export async function moveOn({ chair, screen }: WholeMeeting, number: number): Promise<number> {
  await chair.getByRole('button', { name: new RegExp(`^Next item: ${number}\\.`) }).waitFor();
  const begun = performance.now();
  await chair.keyboard.press('ArrowRight');
  await screen.getByText(new RegExp(`^Item ${number} of`)).waitFor();
  return Math.round(performance.now() - begun);
}

export async function numberOf({ clerk, meeting }: WholeMeeting, title: string): Promise<number> {
  const { proceedings } = await meetingJson(clerk, meeting);
  return proceedings.items.findIndex((item) => item.title === title) + 1;
}

/** Every actor's screen: no barrier, nothing sideways, and a picture for people to look at. */
export async function look(whole: WholeMeeting, state: string): Promise<void> {
  await photograph(whole, state);
  await Promise.all(
    screensOf(whole).map(async ([actor, page]) => {
      expect.soft(await barriers(page), `${state}-${actor}`).toEqual([]);
      expect.soft(await sideways(page), `${state}-${actor}`).toBe(0);
    })
  );
  // What is there is read in the room, or the screen says that there is more.
  await expect.poll(() => cutOff(whole.screen), `${state}-screen`).toEqual([]);
}

export async function photograph(whole: WholeMeeting, state: string): Promise<void> {
  await Promise.all(
    screensOf(whole).map(([actor, page]) =>
      page.screenshot({
        path: test.info().outputPath(`${state}-${actor}.png`),
        fullPage: actor !== 'screen'
      })
    )
  );
}

const screensOf = ({ chair, clerk, daniel, catrin, crg, screen }: WholeMeeting) =>
  Object.entries({ chair, clerk, daniel, catrin, crg, screen });

/** Counts what the hand does: a click or tap is one, a key is one, and Ctrl and Shift are keys. */
export function hand(page: Page) {
  let inputs = 0;
  return {
    click: async (target: Locator) => {
      inputs += 1;
      await target.click();
    },
    press: async (...keys: string[]) => {
      for (const key of keys) {
        inputs += key.split('+').length;
        await page.keyboard.press(key);
      }
    },
    inputs: () => inputs
  };
}
