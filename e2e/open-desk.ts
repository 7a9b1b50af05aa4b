import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { chromiumArgs, findOrInstallChromium } from '#server/tooling/chromium.ts';
import { signInAsOperator } from '#server/tooling/desk-pages.ts';
import { startDesk } from '#server/tooling/start-desk.ts';
import { publishDesk } from './desk-url.ts';

/** Starts the product with the demonstration catalog and signs in by the printed link, as an operator would. */
export default async function openDesk(): Promise<() => Promise<void>> {
  const desk = await startDesk({ demo: true });
  publishDesk(desk);
  const found = findOrInstallChromium();
  if (!found.ok) throw new Error(found.reason);
  const browser = await chromium.launch({ executablePath: found.path, args: [...chromiumArgs] });
  try {
    const page = await browser.newPage();
    await signInAsOperator(page, desk.signInLink);
    mkdirSync('test-results', { recursive: true });
    await page.context().storageState({ path: 'test-results/session.json' });
  } finally {
    await browser.close();
  }
  return desk.stop;
}
