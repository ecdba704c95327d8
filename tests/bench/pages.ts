/**
 * What a first visit costs: bytes and requests over the wire with nothing in the cache, and how long
 * until there is text to read. The built demonstration, so run `npx vite build` first.
 */
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../support/find-chromium.ts';
import { meetingOn, openAs, send } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const VISITS = 7;

type Visit = { readonly kilobytes: number; readonly requests: number; readonly readable: number };

async function measure(): Promise<void> {
  const server = await startDemoServer();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox']
  });
  const clerk = await openAs(browser, server, 'clerk');
  const meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await send(clerk, meeting, { type: 'start-meeting', startedAt: null });
  for (const [name, path] of [
    ['Home', '/'],
    ['the meeting page', `/meetings/${meeting}/live`]
  ] as const) {
    const visits: Visit[] = [];
    for (let visit = 0; visit < VISITS; visit += 1) {
      visits.push(await visitOnce(browser, server, path));
    }
    const [middle] = visits
      .toSorted((a, b) => a.readable - b.readable)
      .slice(Math.floor(VISITS / 2));
    if (!middle) return;
    const { kilobytes, requests, readable } = middle;
    console.log(
      `first visit to ${name}: p50 ${readable.toFixed(0)} ms to text, ` +
        `${kilobytes.toFixed(0)} kB in ${requests} requests (${VISITS})`
    );
  }
  await browser.close();
  await server.stop();
}

async function visitOnce(browser: Browser, server: RunningServer, path: string): Promise<Visit> {
  const page = await openAs(browser, server, 'clerk');
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const readable = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
  );
  await page.context().close();
  return { kilobytes: bytes / 1000, requests, readable };
}

await measure();
