import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { deskPages, openDeskPage } from '#server/tooling/desk-pages.ts';
import { deskUrl } from './desk-url.ts';

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

/** Targets below 24 × 24 px without room around them (WCAG 2.5.8); axe asks for it only when told to. */
async function smallTargets(page: Page): Promise<string[]> {
  // Without frames of others there is no need of the second page that axe opens otherwise.
  const { violations } = await new AxeBuilder({ page }).withRules(['target-size']).setLegacyMode().analyze();
  return violations.flatMap(({ nodes }) => nodes.map((node) => node.html.slice(0, 160)));
}

test.setTimeout(180_000);
test('every page at 200 % and 400 %: nothing sideways, focus in sight, targets large enough', async ({
  page,
}) => {
  for (const place of deskPages) {
    await page.setViewportSize(zoomed);
    if (!(await openDeskPage(page, deskUrl(''), place))) continue;
    await page.locator('main h1, main section').first().waitFor();
    await page.waitForTimeout(listMs);
    const told = async () => ({ sideways: await sideways(page), hidden: await hiddenFocus(page) });
    const good = { sideways: 0, hidden: [] };
    expect.soft(await told(), `${place.name} at 200 %`).toEqual(good);
    await page.setViewportSize(reflowed);
    expect.soft(await told(), `${place.name} at 400 %`).toEqual(good);
    expect.soft(await smallTargets(page), `${place.name}: targets`).toEqual([]);
  }
});
