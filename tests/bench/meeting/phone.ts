/** The live page opened on a phone that has never seen it: 360 px wide, a quarter of this processor. */
import type { Browser } from '@playwright/test';
import { median } from '../engine/figures.ts';
import type { County } from './county.ts';
import { kilobytes, ms, print } from './print.ts';
import type { MeasuredServer } from './server.ts';
import { openPage } from './signed-in-page.ts';

const VISITS = 7;
const SLOWER = 4;
const SCREEN = { width: 360, height: 640 };

type Visit = Readonly<Record<'bytes' | 'requests' | 'readable' | 'following', number>>;

export async function measurePhone(
  server: MeasuredServer,
  county: County,
  browser: Browser
): Promise<void> {
  const visits: Visit[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    visits.push(await visitOnce(server, county, browser));
  }
  const middle = (of: (visit: Visit) => number) => median(visits.map(of));
  print(
    `live page on a phone (${SCREEN.width}x${SCREEN.height}, processor ${SLOWER}x slower)`,
    `p50 ${ms(middle(({ readable }) => readable))} to text, ` +
      `${ms(middle(({ following }) => following))} to following live, ` +
      `${kilobytes(middle(({ bytes }) => bytes) ?? Number.NaN)} in ` +
      `${middle(({ requests }) => requests)} requests (${VISITS})`
  );
}

async function visitOnce(server: MeasuredServer, county: County, browser: Browser): Promise<Visit> {
  const page = await openPage(browser, server, county.followers[0] ?? '', { viewport: SCREEN });
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let bytes = 0;
  let requests = 0;
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  const from = performance.now();
  await page.goto(`/meetings/${county.inSession}/live`, { waitUntil: 'commit' });
  await page.locator('html[data-ready="true"]').waitFor();
  const following = performance.now() - from;
  await page.waitForLoadState('networkidle');
  const readable = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
  );
  await page.context().close();
  return { bytes, requests, readable, following };
}
