/**
 * The figures of a meeting as people are in it: the production server in a process of its own on a
 * real file, real sessions, fifty people and a big screen. Run `npx vite build` first.
 */
import { chromium } from '@playwright/test';
import { findChromium } from '../../support/find-chromium.ts';
import { measureCatchingUp } from './catching-up.ts';
import { measureClosing } from './closing.ts';
import { measureMoves } from './moves.ts';
import { measurePhone } from './phone.ts';
import { seedCounty } from './county.ts';
import { startServer } from './server.ts';

const county = await seedCounty();
const server = await startServer(county.folder);
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  // First, while the server has read no journal yet.
  await measureCatchingUp(server, county);
  await measurePhone(server, county, browser);
  await measureMoves(server, county);
  await measureClosing(server, county, browser);
} finally {
  await browser.close();
  await server.stop();
  county.remove();
}
