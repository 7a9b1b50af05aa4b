/**
 * `npm run screens`: pictures of the real pages for docs/screens, from a desk with the demonstration catalog, wide and
 * narrow, light and dark, both decks in the other languages as well, after some work by made-up people (demo-shift.ts);
 * `npm run screens -- products tour` for some alone. Look at them with a critical eye before they are committed.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { chromiumArgs, findOrInstallChromium } from './chromium.ts';
import { workShift } from './demo-shift.ts';
import { DeskClient } from './desk-client.ts';
import { type DeskPage, deskPages, openDeskPage, signInAsOperator } from './desk-pages.ts';
import { startDesk } from './start-desk.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/screens');

interface Look {
  name: string;
  colorScheme: 'light' | 'dark';
  width: number;
  height: number;
  /** A telephone, held in one hand. */
  isMobile?: boolean;
  hasTouch?: boolean;
  /** What the browser asks for; English without it. */
  locale?: string;
  /** Of these pages alone; of all without it. */
  only?: readonly string[];
}
const looks: readonly Look[] = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 800 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 800 },
  { name: 'narrow', colorScheme: 'light', width: 390, height: 844, isMobile: true, hasTouch: true },
  { name: 'narrow-dark', colorScheme: 'dark', width: 390, height: 844, isMobile: true, hasTouch: true },
  ...(['de', 'es', 'fr', 'it'] as const).map((locale) => ({
    ...({ name: locale, colorScheme: 'light', width: 1280, height: 800, locale } as const),
    only: ['review-categories', 'review-duplicates'],
  })),
];

/** Time for pictures and counts to arrive; the pages poll, so they never fall idle. */
const settleMs = 2500;

async function signIn(browser: Browser, link: string): Promise<string> {
  const page = await browser.newPage();
  await signInAsOperator(page, link);
  const state = path.join(folder, '.session.json');
  await page.context().storageState({ path: state });
  return state;
}

/** The same session without a browser, and the catalog that its pages ask about. */
async function sessionOf(browser: Browser, url: string, storageState: string) {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const asking = page.waitForRequest(/[?&]catalog=/);
  await page.goto(`${url}/insights`);
  const catalogId = new URL((await asking).url()).searchParams.get('catalog') ?? '';
  const cookies = await context.cookies();
  await context.close();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { lead: new DeskClient(url, cookie), catalogId };
}

async function takePictures(
  browser: Browser,
  url: string,
  link: string,
  asked: readonly DeskPage[],
): Promise<void> {
  const storageState = await signIn(browser, link);
  const { lead, catalogId } = await sessionOf(browser, url, storageState);
  await workShift(lead, catalogId);
  for (const { name, width, height, only, locale = 'en', ...look } of looks) {
    const context = await browser.newContext({
      ...look,
      storageState,
      locale,
      viewport: { width, height },
    });
    const page = await context.newPage();
    for (const place of asked.filter((one) => !only || only.includes(one.name))) {
      if (!(await openDeskPage(page, url, place))) {
        console.warn(`${place.name}: nothing to show`);
        continue;
      }
      await page.waitForTimeout(settleMs);
      await page.screenshot({ path: path.join(folder, `${place.name}.${name}.png`) });
    }
    await context.close();
  }
}

/** What a page is pictured at, where its own address may begin with an item that tells little of it. */
const pictured: Record<string, string> = { 'review-categories': 'review/categories?reason=suspect' };

const names = process.argv.slice(2);
const asked = deskPages
  .filter((place) => names.length === 0 || names.includes(place.name))
  .map((place) => ({ ...place, from: pictured[place.name] ?? place.from }));
mkdirSync(folder, { recursive: true });
const found = findOrInstallChromium();
if (!found.ok) throw new Error(found.reason);
const desk = await startDesk({ demo: true });
const browser = await chromium.launch({ executablePath: found.path, args: [...chromiumArgs] });
try {
  await takePictures(browser, desk.url, desk.signInLink, asked);
} finally {
  await browser.close();
  await desk.stop();
}
