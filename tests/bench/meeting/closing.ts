/** From the close of the meeting to its draft minutes, on the clerk's screen. */
import type { Browser } from '@playwright/test';
import { clientWith, perform } from '../../support/client.ts';
import { CLOSE } from '../../support/sample-meeting.ts';
import type { County } from './county.ts';
import { ms, print } from './print.ts';
import type { MeasuredServer } from './server.ts';
import { openPage } from './signed-in-page.ts';

export async function measureClosing(
  server: MeasuredServer,
  county: County,
  browser: Browser
): Promise<void> {
  for (const [what, meetingId] of [
    ['a meeting', county.inSession],
    ['a meeting with 2,000 entries', county.long]
  ] as const) {
    const minutes = await openPage(browser, server, county.clerk);
    await minutes.goto(`/meetings/${meetingId}/minutes`);
    await minutes.locator('html[data-ready="true"]').waitFor();
    await minutes.getByText('The meeting is live. These minutes').waitFor();
    const from = performance.now();
    const closed = perform(clientWith(server, county.chair), meetingId, CLOSE);
    await minutes.getByText('Draft. Not yet checked by the chair.').waitFor();
    const open = performance.now() - from;
    await closed;
    const again = performance.now();
    await minutes.goto(`/meetings/${meetingId}/minutes`, { waitUntil: 'commit' });
    await minutes.getByText('Draft. Not yet checked by the chair.').waitFor();
    const anew = performance.now() - again;
    await minutes.context().close();
    print(
      `closing ${what} to draft minutes on the clerk's screen`,
      `${ms(open)} where the minutes are open, ${ms(anew)} to open them`
    );
  }
}
