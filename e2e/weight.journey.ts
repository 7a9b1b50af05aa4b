/** What a deck costs to open: all scripts that the browser has run when the first card can be answered, as sent (gzip). */
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { deskUrl } from './desk-url.ts';

const kilobytesMax = 200;

async function scriptsOf(page: Page, where: string): Promise<{ name: string; kilobytes: number }[]> {
  const scripts: Promise<{ name: string; kilobytes: number }>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    scripts.push(response.body().then((body) => ({ name, kilobytes: gzipSync(body).length / 1000 })));
  });
  // Sheets are fetched a second after the page stands, so that an offline desk has them: no part of opening it.
  await page.addInitScript((preloadAfterMs) => {
    const wait = window.setTimeout;
    window.setTimeout = ((run: TimerHandler, ms?: number) =>
      wait(run, ms === preloadAfterMs ? 600_000 : ms)) as typeof window.setTimeout;
  }, 1_000);
  await page.goto(deskUrl(where));
  await page.locator('section[data-item]').first().waitFor();
  return Promise.all(scripts);
}

for (const where of ['/review/categories', '/review/duplicates']) {
  test(`${where} runs at most ${kilobytesMax} kB of script`, async ({ page }, info) => {
    const scripts = await scriptsOf(page, where);
    const sum = scripts.reduce((total, { kilobytes }) => total + kilobytes, 0);
    const heaviest = scripts.toSorted((a, b) => b.kilobytes - a.kilobytes).slice(0, 12);
    const told = heaviest.map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(1)}`).join(', ');
    info.annotations.push({ type: 'kB', description: `${sum.toFixed(1)}: ${told}` });
    console.log(`${where}: ${sum.toFixed(1)} kB in ${scripts.length} scripts; ${told}`);
    expect(scripts.length).toBeGreaterThan(3);
    expect(sum).toBeLessThanOrEqual(kilobytesMax);
  });
}
