import { expect, test, type Locator, type Page } from '@playwright/test';
import { meetingAt, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Assessment against the national benchmarks';
const CHAIR = 'Councillor Helena Marsden';

let server: RunningServer;
let clerk: Page;
let chair: Page;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  const agenda = await meetingAt(clerk, /Oversight/, 'agendaOpen');
  for (const page of [clerk, chair]) {
    await visit(page, `/meetings/${agenda}/agenda`);
    await page.getByRole('link', { name: ITEM }).first().click();
    await expect(noteOf(page)).toBeEditable();
  }
});

test.afterAll(async () => {
  await clerk?.context().close();
  await chair?.context().close();
  await server?.stop();
});

const noteOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Note', exact: true });
const caretOfChair = (page: Page): Locator => page.locator(`.caret[data-name="${CHAIR}"]`);

const selectAt = (field: Locator, at: number): Promise<void> =>
  field.evaluate((element: HTMLTextAreaElement, offset) => {
    element.focus();
    element.setSelectionRange(offset, offset);
  }, at);

/** Where a click on the drawn caret puts one's own: the browser's own word for the place. */
async function clickedAt(page: Page): Promise<number> {
  const { x, y, height } = (await caretOfChair(page).boundingBox())!;
  await page.mouse.click(x + 1, y + height / 2);
  return noteOf(page).evaluate((field: HTMLTextAreaElement) => field.selectionStart);
}

test('the caret of another is shown over a line, named for a moment, and is no part of it', async () => {
  const note = noteOf(clerk);
  await note.click();
  const value = await note.inputValue();
  await noteOf(chair).click();
  const caret = caretOfChair(clerk);
  await expect(caret).toBeVisible();
  await expect(clerk.getByText(`Also here: ${CHAIR}`)).toBeVisible();
  await expect(caret).toHaveClass(/caret-active/);
  await expect(caret).not.toHaveClass(/caret-active/);

  expect(await note.inputValue()).toBe(value);
  expect(await note.ariaSnapshot()).not.toContain(CHAIR);
  expect(await caret.evaluate((element) => element.closest('[aria-hidden="true"]') !== null)).toBe(
    true
  );
  await chair.locator('h1').click();
  await expect(caret).toHaveCount(0);
});

test('the caret of another stands where it is in their text, and goes along with both', async () => {
  const text = `${'Evidence from both districts, with a score for each. '.repeat(4)}\n\n😀 The end`;
  await noteOf(clerk).fill(text);
  await expect(noteOf(chair)).toHaveValue(text);
  for (const at of [0, 30, text.indexOf('score'), 150, text.indexOf('\n') + 1, text.length]) {
    await selectAt(noteOf(chair), at);
    await expect.poll(() => clickedAt(clerk)).toBe(at);
  }
  await selectAt(noteOf(clerk), 0);
  await noteOf(clerk).pressSequentially('First: ');
  await expect.poll(() => clickedAt(clerk)).toBe(text.length + 7);
  await noteOf(chair).pressSequentially('.');
  await expect.poll(() => clickedAt(clerk)).toBe(text.length + 8);
});

test('carets and names of others move nothing and make nothing longer or wider', async () => {
  const note = noteOf(clerk);
  await note.fill(Array.from({ length: 60 }, (_, line) => `Line ${line} of the note`).join('\n'));
  await expect(noteOf(chair)).toHaveValue(/Line 59/);
  await selectAt(noteOf(chair), 0);
  await selectAt(note, 400);
  await expect(caretOfChair(clerk)).toHaveCount(1);
  const place = () =>
    note.evaluate((field: HTMLTextAreaElement) => [
      field.selectionStart,
      field.scrollTop,
      window.scrollY,
      document.documentElement.scrollHeight,
      document.documentElement.scrollWidth
    ]);
  await note.evaluate((field: HTMLTextAreaElement) => (field.scrollTop = 200));
  // Above what the field shows now: not drawn over what lies outside it.
  await expect(caretOfChair(clerk)).toBeHidden();
  const mine = await place();

  await selectAt(noteOf(chair), 480);
  await expect(caretOfChair(clerk)).toBeVisible();
  await selectAt(noteOf(chair), (await note.inputValue()).length);
  await expect(caretOfChair(clerk)).toBeHidden();

  expect(await place()).toEqual(mine);
  await expect(note).toBeFocused();
});
