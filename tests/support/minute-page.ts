/** The minute of an item open for writing, as somebody at the meeting has it before them. */
import { expect, type Locator, type Page } from '@playwright/test';
import { visit } from './signed-in.ts';

/** The text box of the item that the person is on. */
export const minuteOf = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^Minutes for item \d/ });

/** Goes to the meeting and to the item, and waits until it can be written. */
export async function writeIn(page: Page, meetingId: string, title: string): Promise<Locator> {
  await readItem(page, meetingId, title);
  await expect(minuteOf(page)).toBeEditable();
  return minuteOf(page);
}

/** Goes to the meeting and to the item. */
export async function readItem(page: Page, meetingId: string, title: string): Promise<void> {
  await visit(page, `/meetings/${meetingId}/live`);
  await page
    .getByRole('navigation', { name: 'Agenda' })
    .getByRole('button', { name: title })
    .click();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused();
}

/** Everything written on this page is on the server's disk, and the page says so. */
export const saysSaved = async (page: Page): Promise<void> => {
  const state = page.locator('[data-save-state]').first();
  await expect(state).toHaveAttribute('data-save-state', 'saved');
  await expect(state).toContainText(/^\s*Saved/);
};

export const saysOffline = (page: Page): Promise<void> =>
  expect(page.locator('[data-save-state]').first()).toContainText('Offline.');

/** A box's text as a reader of the page has it, its lines joined by a space. */
export const wordsOf = async (box: Locator): Promise<string> =>
  (await box.innerText()).replaceAll(/\s+/g, ' ').trim();

/** Starts the meeting that is open on the Meet page, whether or not today is its day. */
export async function startMeeting(page: Page): Promise<void> {
  const live = page.getByText(/^Live\. Started/).first();
  const ask = page.getByRole('button', { name: 'Start it today' });
  await page.getByRole('button', { name: 'Start the meeting' }).click();
  await ask.or(live).first().waitFor();
  if (await ask.isVisible()) await ask.click();
  await live.waitFor();
}
