/** A browser of its own with somebody's session in it. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { MeasuredServer } from './server.ts';

export async function openPage(
  browser: Browser,
  { address }: MeasuredServer,
  cookie: string,
  options: BrowserContextOptions = {}
): Promise<Page> {
  const context = await browser.newContext({ ...options, baseURL: address });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: address }]);
  return context.newPage();
}
