/** A browser that is already on the machine; Playwright's own where there is none. */
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  return named ?? PLACES.find((place) => existsSync(place));
}
