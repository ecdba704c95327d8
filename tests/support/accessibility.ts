/** What of the accessibility list (WCAG 2.2 AA and our own rules) a machine can see on a page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each rule that is broken, with the elements that break it. */
export async function barriers(page: Page): Promise<string[]> {
  // A target that has scrolled half under a bar would count as a small one.
  await page.evaluate(() => window.scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page })
    // Our pages have no frames: without this each look opens a page more, to put frames together.
    .setLegacyMode()
    .withTags(TAGS)
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Pixels by which the page is wider than the window; 0 where nothing scrolls sideways. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/** The spacing of WCAG 1.4.12, set by the reader. */
export const SPACED_TEXT = `
  * { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** Elements whose text is cut off by their own edges. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *, footer *')]
      .filter((element) => {
        const { overflowX, overflowY, position, clipPath } = getComputedStyle(element);
        const isHidden =
          clipPath !== 'none' || (position === 'absolute' && element.clientWidth <= 1);
        const wide = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        const tall = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
        return !isHidden && element.matches(':not(input, select, textarea)') && (wide || tall);
      })
      .map((element) => element.outerHTML.slice(0, 120))
  );

export type FocusWalk = {
  /** What a pointer can use and Tab does not come to. */
  readonly unreached: string[];
  /** What looks the same with the focus as without. */
  readonly unseen: string[];
  /** What a bar lay over while it had the focus, or what was off the screen. */
  readonly covered: string[];
};

/** More stops than any page has: who comes here is going round in a trap. */
const STOPS_AT_MOST = 250;

/** Goes through a page that has just been loaded with Tab alone, until it is left. */
export async function walk(page: Page): Promise<FocusWalk> {
  const unseen: string[] = [];
  const covered: string[] = [];
  for (let stops = 0; ; stops += 1) {
    if (stops === STOPS_AT_MOST) throw new Error('Tab does not come to the end of the page');
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    if (stop === null) break;
    if (!stop.isSeen) unseen.push(stop.name);
    if (stop.isCovered) covered.push(stop.name);
  }
  return { unreached: await page.evaluate(listUnreached), unseen, covered };
}

/** Runs in the page. Null at the end of it, or back at its beginning. */
function lookAtFocus(): { name: string; isSeen: boolean; isCovered: boolean } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  // A field for a time or a date has stops of its own inside.
  const isWithin = element.matches('[type="time"], [type="date"]');
  if (element.hasAttribute('data-reached') && !isWithin) return null;
  element.setAttribute('data-reached', '');

  const look = () =>
    [
      element,
      element.parentElement,
      element.parentElement?.parentElement,
      ...('labels' in element ? [...(element.labels as NodeList)] : [])
    ]
      .filter((each) => each instanceof HTMLElement)
      .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::before')])
      .map((style) => [style.outline, style.boxShadow, style.backgroundColor, style.border].join())
      .join('\n');

  const box = element.getBoundingClientRect();
  const inset = 2;
  const corners = [
    [box.left + inset, box.top + inset],
    [box.right - inset, box.top + inset],
    [box.left + inset, box.bottom - inset],
    [box.right - inset, box.bottom - inset]
  ] as const;
  const onScreen = corners.filter(
    ([x, y]) => x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight
  );
  const isUnderBar = onScreen.some(([x, y]) => {
    for (let over = document.elementFromPoint(x, y); over; over = over.parentElement) {
      if (over === element || over.contains(element)) return false;
      if (['sticky', 'fixed'].includes(getComputedStyle(over).position)) return true;
    }
    return false;
  });
  if (isWithin) return { name: element.outerHTML, isSeen: true, isCovered: isUnderBar };
  const withFocus = look();
  element.blur();
  const isSeen = look() !== withFocus;
  element.focus({ preventScroll: true });
  const isTall = box.height > window.innerHeight;
  return {
    name: element.outerHTML.slice(0, 120),
    isSeen,
    isCovered: isUnderBar || (onScreen.length === 0 && !isTall)
  };
}

/** Runs in the page. */
function listUnreached(): string[] {
  const usable =
    'a[href], button, input, select, textarea, summary, [contenteditable="true"], [tabindex="0"]';
  const isReached = (element: Element): boolean =>
    element.hasAttribute('data-reached') ||
    // Of radio buttons, and of the buttons of a toolbar, one is a stop: arrows go on from there.
    (element instanceof HTMLInputElement &&
      element.type === 'radio' &&
      document.querySelector(`input[name="${element.name}"][data-reached]`) !== null) ||
    Boolean(element.closest('[role="toolbar"]')?.querySelector('[data-reached]'));
  return [...document.querySelectorAll<HTMLElement>(usable)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.matches(':disabled, [type="hidden"]') && !isReached(element))
    .map((element) => element.outerHTML.slice(0, 120));
}
