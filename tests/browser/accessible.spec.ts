import { expect, test, type Page } from '@playwright/test';
import { barriers, cutOff, sideways, SPACED_TEXT, walk } from '../support/accessibility.ts';
import { minuteOf, readItem, writeIn } from '../support/minute-page.ts';
import {
  boardNamed,
  meetingJson,
  meetingOn,
  openAs,
  read,
  send,
  visit
} from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';

let server: RunningServer;
let clerk: Page;
/** Paths by the names that the lists below use. */
let places: Record<string, string>;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  places = await findPlaces(clerk);
  await send(clerk, idIn(places.live), { type: 'start-meeting', startedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await server?.stop();
});

/** Every kind of page there is, under those who may go there and to whom it shows different things. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  nobody: ['signIn', 'help', 'keyboard', 'accessibility', 'usedLink', 'nowhere', 'screen'],
  clerk: [
    'home',
    'boards',
    'board',
    'log',
    'action',
    'newAction',
    'people',
    'addPeople',
    'seat',
    'settings',
    'newMeeting',
    'proposals',
    'programme',
    'actions',
    'account',
    'agenda',
    'details',
    'publish',
    'published',
    'live',
    'writing',
    'noMinutes',
    'circulated',
    'approved',
    'nowhere'
  ],
  chair: ['home', 'agenda', 'live', 'circulated'],
  member: ['home', 'board', 'log', 'ownAction', 'actions', 'live', 'approved'],
  crg: ['home', 'board', 'log', 'approved', 'closedAgenda'],
  officer: ['home', 'live'],
  admin: ['home', 'boards', 'adminPeople', 'adminBoards', 'adminStatus', 'nowhere']
};

for (const [who, names] of Object.entries(ROUTES)) {
  test(`[A1] [A8] no page has a known barrier for ${who}, at 320 pixels or with spaced text`, async ({
    browser
  }) => {
    const page =
      who === 'nobody'
        ? await (await browser.newContext({ baseURL: server.address })).newPage()
        : await openAs(browser, server, who);
    for (const name of names) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await visit(page, places[name] ?? '');
      expect.soft(await barriers(page), name).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect.soft(await sideways(page), `${name} at 320`).toBe(0);
      await page.addStyleTag({ content: SPACED_TEXT });
      expect.soft(await sideways(page), `${name} at 320, spaced`).toBe(0);
      expect.soft(await cutOff(page), `${name} at 320, spaced`).toEqual([]);
    }
    await page.context().close();
  });
}

test('[A22] every page has a title of its own', async () => {
  const titles = new Map<string, string>();
  for (const name of ROUTES.clerk ?? []) {
    await visit(clerk, places[name] ?? '');
    titles.set(name, await clerk.title());
  }
  expect([...titles.values()].filter((title) => !/^.+, Correct Record$/.test(title))).toEqual([]);
  const seen = [...titles.values()];
  expect(seen.filter((title, index) => seen.indexOf(title) !== index)).toEqual([]);
  expect(titles.get('live')).toMatch(/^Live: /);
});

for (const [width, height] of [
  [1280, 800],
  [640, 400],
  [320, 256]
] as const) {
  test(`[A3] [A7] Tab comes to everything, is seen there and leaves, at ${width} by ${height}`, async () => {
    await clerk.setViewportSize({ width, height });
    for (const name of ['home', 'action', 'agendaItem', 'live', 'writing', 'newMeeting']) {
      await visit(clerk, places[name] ?? '');
      if (name === 'live') await expect(minuteOf(clerk)).toBeEditable();
      expect.soft(await walk(clerk), name).toEqual({ unreached: [], unseen: [], covered: [] });
    }
    await clerk.setViewportSize({ width: 1280, height: 800 });
  });
}

test('[A1] an open list, a draft, a question and a removed action have no known barrier', async () => {
  const box = await writeIn(clerk, idIn(places.live), ITEM);
  await box.click();
  await box.pressSequentially('Publish the results in full.');
  await clerk.keyboard.press('Control+/');
  await expect(clerk.getByRole('listbox', { name: 'Insert' })).toBeVisible();
  expect.soft(await barriers(clerk), 'the insert menu').toEqual([]);
  await clerk.keyboard.press('a');
  await clerk.keyboard.type('@');
  await expect(clerk.getByRole('listbox', { name: 'People' })).toBeVisible();
  expect.soft(await barriers(clerk), 'the list of people').toEqual([]);
  await clerk.keyboard.type('si');
  await clerk.keyboard.press('Enter');
  await expect(box.locator('.record-action')).toContainText('Simone Charlery');
  expect.soft(await barriers(clerk), 'an action in the text').toEqual([]);
  await clerk.getByRole('button', { name: 'Close the meeting' }).click();
  await expect(clerk.getByRole('heading', { name: 'Close the meeting?' })).toBeFocused();
  expect.soft(await barriers(clerk), 'a question').toEqual([]);
  await clerk.keyboard.press('Escape');
  await box.locator('.record-wording').click();
  await clerk.keyboard.press('Control+a');
  await clerk.keyboard.press('Delete');
  await expect(clerk.getByRole('button', { name: 'Keep it' })).toBeVisible();
  expect.soft(await barriers(clerk), 'a removed action').toEqual([]);
});

test('[A4] [A12] each text box is named for its item, and its toolbar is one stop', async () => {
  await readItem(clerk, idIn(places.live), 'Work programme');
  await expect(minuteOf(clerk)).toHaveAccessibleName('Minutes for item 10, Work programme');
  await minuteOf(clerk).click();
  await clerk.keyboard.press('Alt+F10');
  await expect(clerk.getByRole('button', { name: 'Bold' })).toBeFocused();
  await clerk.keyboard.press('ArrowRight');
  await expect(clerk.getByRole('button', { name: 'Bulleted list' })).toBeFocused();
  await clerk.keyboard.press('Escape');
  await expect(minuteOf(clerk)).toBeFocused();
});

test('[A1] the web page that is downloaded has no known barrier', async ({ browser }) => {
  const file = await clerk.request.get(`/meetings/${idIn(places.approved)}/minutes.html`);
  const page = await (await browser.newContext()).newPage();
  await page.setContent(await file.text());
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sideways(page)).toBe(0);
  await page.context().close();
});

async function findPlaces(page: Page): Promise<Record<string, string>> {
  const on = (date: string) => meetingOn(page, /Oversight/, date).then((id) => `/meetings/${id}`);
  const board = `/boards/${await boardNamed(page, /Oversight/)}`;
  const { seats } = await read<{ seats: { id: string }[] }>(page, `/api${board}`);
  const { actions } = await read<{
    actions: { id: string; state: string; owners: { name: string }[] }[];
  }>(page, `/api${board}/actions`);
  const open = actions.filter(({ state }) => state === 'open');
  const own = open.find(({ owners }) => owners.some(({ name }) => name === 'Daniel Okonjo'));
  const [draft = '', december, september, june] = await Promise.all(
    ['2027-03-11', '2026-12-10', '2026-09-10', '2026-06-11'].map(on)
  );
  const draftItems = (await meetingJson(page, idIn(draft))).proceedings.items;
  return {
    home: '/',
    signIn: '/sign-in',
    screen: '/screen',
    help: '/help',
    keyboard: '/help/keyboard',
    accessibility: '/accessibility',
    usedLink: '/link/no-such-link',
    nowhere: '/nowhere',
    account: '/account',
    boards: '/boards',
    actions: '/actions',
    adminPeople: '/admin/people',
    adminBoards: '/admin/boards',
    adminStatus: '/admin/status',
    board,
    log: `${board}/actions`,
    action: `${board}/actions/${open[0]?.id}`,
    ownAction: `${board}/actions/${own?.id}`,
    newAction: `${board}/actions/new`,
    people: `${board}/people`,
    addPeople: `${board}/people/add`,
    seat: `${board}/people/${seats[1]?.id}`,
    settings: `${board}/settings`,
    newMeeting: `${board}/meetings/new`,
    proposals: `${board}/proposals`,
    programme: `${board}/work-programme`,
    agenda: `${draft}/agenda`,
    agendaItem: `${draft}/agenda?item=${draftItems[5]?.id}`,
    details: `${draft}/details`,
    publish: `${draft}/publish`,
    noMinutes: `${draft}/minutes`,
    published: `${december}/agenda`,
    live: `${december}/live`,
    writing: `${december}/minutes`,
    circulated: `${september}/minutes`,
    approved: `${june}/minutes`,
    closedAgenda: `${june}/agenda`
  };
}

const idIn = (path = ''): string => path.split('/')[2] ?? '';
