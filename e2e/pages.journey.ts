import { expect, type Page, test } from '@playwright/test';
import { deskPages, openDeskPage } from '#server/tooling/desk-pages.ts';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

/** Every page of the desk, and one that is none: looked at in both themes, wide, narrow and enlarged, each loaded once. */
const places = [...deskPages, { name: 'nowhere', from: 'nowhere' }];
const wide = { width: 1280, height: 844 };
const narrow = { width: 390, height: 844 };
/** 1280 × 800 at 200 %, and 1280 × 1024 at 400 % (WCAG 1.4.4, 1.4.10): what a person sees who enlarges everything. */
const zoomed = { width: 640, height: 400 };
const reflowed = { width: 320, height: 256 };
/** Lists come after the page. */
const listMs = 250;

/** How many pixels the page is wider than its window; boxes that scroll by themselves do not count. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What has focus and lies wholly under something else, or outside the window (WCAG 2.4.11). */
const hiddenFocus = (page: Page) =>
  page.evaluate(() => {
    const reachable = 'a[href], button:enabled, input:enabled, select, textarea, summary, [tabindex="0"]';
    const hidden: string[] = [];
    for (const element of [...document.querySelectorAll<HTMLElement>(reachable)].slice(0, 80)) {
      if (element.getBoundingClientRect().width <= 1 || element.tabIndex < 0) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const { left, top, width, height } = element.getBoundingClientRect();
      const places = [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((x) =>
        [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + width * x, top + height * y)),
      );
      const isSeen = places.some((there) => there && (element.contains(there) || there.contains(element)));
      if (!isSeen) hidden.push(element.outerHTML.slice(0, 120));
    }
    return hidden;
  });

/** Whatever the page's own policy refuses, and every error of a script. */
function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Hydration/i.test(message.text())) errors.push(message.text());
  });
  return errors;
}

test.setTimeout(300_000);
test('every page: no fault for axe in both themes, nothing sideways at 200 % and 400 %, focus in sight, targets large enough', async ({
  page,
}) => {
  const errors = watchErrors(page);
  for (const place of places) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(wide);
    const isThere = await openDeskPage(page, deskUrl(''), place);
    if (!isThere && place.name !== 'nowhere') continue;
    await page.getByRole('heading').first().waitFor();
    await page.waitForTimeout(listMs);
    const told = async () => ({ sideways: await sideways(page), hidden: await hiddenFocus(page) });
    const good = { sideways: 0, hidden: [] };
    expect.soft(await axeFaults(page), `${place.name}, light`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(narrow);
    expect.soft(await axeFaults(page), `${place.name}, dark and narrow`).toEqual([]);
    expect.soft(await sideways(page), `${place.name}, narrow`).toBe(0);
    await page.setViewportSize(zoomed);
    expect.soft(await told(), `${place.name} at 200 %`).toEqual(good);
    await page.setViewportSize(reflowed);
    expect.soft(await told(), `${place.name} at 400 %`).toEqual(good);
    // Targets below 24 × 24 px without room around them (WCAG 2.5.8): axe asks for it only when told to.
    const targets = await axeFaults(page, { only: ['target-size'] });
    expect.soft(targets, `${place.name}: targets`).toEqual([]);
  }
  // The tab that is open is in sight, also where the tabs go on beyond the edge.
  await page.setViewportSize(narrow);
  await page.goto(deskUrl('/acceptance'));
  await expect(page.getByRole('main').getByRole('link', { name: 'Automatic acceptance' })).toBeInViewport();
  const response = await page.goto(deskUrl('/settings'));
  expect(await response?.headerValue('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(errors).toEqual([]);
});
