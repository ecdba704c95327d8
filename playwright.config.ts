import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/support/find-chromium.ts';

export default defineConfig({
  testDir: 'tests/browser',
  // One server and one browser at a time: the machine that runs this may have two cores.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    launchOptions: {
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update']
    }
  }
});
