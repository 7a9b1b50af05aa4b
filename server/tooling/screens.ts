/**
 * `npm run screens`: pictures of the real pages for docs/screens, from a desk with the demonstration catalog, wide and
 * narrow, light and dark. Look at them with a critical eye before they are committed.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { chromiumArgs, findOrInstallChromium } from './chromium.ts';
import { startDesk } from './start-desk.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/screens');
const pages = [
  'review/categories',
  'review/duplicates',
  'tour',
  'products',
  'import',
  'labels',
  'training',
  'pipeline',
  'try',
];
const looks = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 800 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 800 },
  { name: 'narrow', colorScheme: 'light', width: 390, height: 844 },
] as const;

/** Time for pictures and counts to arrive; the pages poll, so they never fall idle. */
const settleMs = 2500;

async function signIn(browser: Browser, link: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill('Ada Operator');
  await page.getByRole('button', { name: 'Create the first account' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  const state = path.join(folder, '.session.json');
  await page.context().storageState({ path: state });
  return state;
}

async function takePictures(browser: Browser, url: string, link: string): Promise<void> {
  const storageState = await signIn(browser, link);
  for (const { name, colorScheme, width, height } of looks) {
    const context = await browser.newContext({ storageState, colorScheme, viewport: { width, height } });
    const page = await context.newPage();
    for (const place of pages) {
      await page.goto(`${url}/${place}`);
      await page.waitForTimeout(settleMs);
      await page.screenshot({ path: path.join(folder, `${place.replaceAll('/', '-')}.${name}.png`) });
    }
    await context.close();
  }
}

mkdirSync(folder, { recursive: true });
const found = findOrInstallChromium();
if (!found.ok) throw new Error(found.reason);
const desk = await startDesk({ demo: true });
const browser = await chromium.launch({ executablePath: found.path, args: [...chromiumArgs] });
try {
  await takePictures(browser, desk.url, desk.signInLink);
} finally {
  await browser.close();
  await desk.stop();
}
