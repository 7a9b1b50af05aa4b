import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

async function isAccessible(page: Page): Promise<void> {
  expect(await axeFaults(page, { tags: ['wcag2a', 'wcag2aa', 'wcag22aa'] })).toEqual([]);
}

test('the catalog trains by itself once it is switched on, and people see when', async ({ page }) => {
  await page.goto(deskUrl('/training'));
  const schedule = page.getByRole('region', { name: 'Training by itself' });
  await expect(schedule).toContainText('Off: a run begins only when a person asks');
  await schedule.getByLabel('After new labels').fill('100000');
  await schedule.getByRole('button', { name: 'Switch on' }).click();
  await expect(schedule).toContainText('On: after 100,000 new labels');
  await isAccessible(page);
  await schedule.getByRole('button', { name: 'Switch off' }).click();
  await expect(schedule).toContainText('Off: a run begins');
});

test('the model in use has a card, and so has the pair matcher that ships', async ({ page }) => {
  await page.goto(deskUrl('/training'));
  await page.getByRole('region', { name: 'Categorizer in use' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Model card: categorizer');
  await expect(page.getByRole('heading', { name: 'Limits' })).toBeVisible();
  await isAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as Markdown' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toMatch(/^# Model card: categorizer/);
  await page.goto(deskUrl('/training/models/pair-matcher'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Model card: pair-matcher');
});

test('a batch that teaches waits in a tab of the category queue', async ({ page }) => {
  await page.goto(deskUrl('/training'));
  await page.getByRole('button', { name: 'Ask about 100 products' }).click();
  await page.getByRole('link', { name: 'wait in the category queue' }).click();
  await expect(page.getByRole('button', { name: /^Training value/ })).toHaveAttribute('aria-pressed', 'true');
});

test('the golden set has a page that says how far it is', async ({ page }) => {
  await page.goto(deskUrl('/training'));
  await page.getByRole('link', { name: 'Golden set: 0 of 200' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Golden set');
  await expect(page.getByRole('region', { name: '0 of 200 judged' })).toContainText(
    'Comparisons are provisional until 200 are judged',
  );
  const draw = page.getByRole('region', { name: 'Draw products' });
  await draw.getByLabel('How many').fill('3');
  await expect(draw.getByRole('button')).toBeDisabled();
  await draw.getByLabel('How many').fill('300');
  await expect(draw.getByRole('button', { name: 'Draw 300 products for the golden set' })).toBeEnabled();
  await expect(page.getByRole('region', { name: 'Where it stands' }).getByRole('row')).not.toHaveCount(1);
  await isAccessible(page);
});

test('the comparison holds every measure, category by category and slice by slice', async ({ page }) => {
  await page.goto(deskUrl('/training'));
  await page.getByRole('link', { name: 'Confusions and slices' }).first().click();
  const grid = page.getByRole('table', { name: 'The models side by side' });
  await expect(grid.getByRole('row', { name: /^F1 at level 1, weighted/ })).toContainText(
    'mean of categories',
  );
  await expect(grid.getByRole('row', { name: /^Among the first three, five answers/ })).toContainText('%');
  const categories = page.getByRole('table', { name: 'F1 of each category by text, by picture and by both' });
  await expect(categories.getByRole('row').nth(1)).toContainText('%');
  await expect(page.getByRole('table', { name: 'Share of right leaves by slice' })).toContainText('Seller');
  await isAccessible(page);
});

test('a category is worth what somebody says', async ({ page }) => {
  await page.goto(deskUrl('/training/values'));
  const input = page.getByRole('row').nth(1).getByRole('spinbutton');
  const name = await input.getAttribute('aria-label');
  await input.fill('123456');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel(name ?? '', { exact: true })).toHaveValue('123456');
  await expect(page.getByRole('row').nth(1)).toContainText('by Ada Operator');
  await isAccessible(page);
  await page.getByLabel(name ?? '', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'by Ada Operator' })).toHaveCount(0);
});

test('a new version of the taxonomy is compared, asked about, and changes nothing before it is applied', async ({
  page,
}) => {
  await page.goto(deskUrl('/taxonomy'));
  const board = page.getByRole('region', { name: 'Next version' });
  await board.getByLabel('Taxonomy file').setInputFiles({
    name: 'next.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,parent_id,name\n1000,,Everything\n1100,1000,One branch\n1101,1100,One leaf\n'),
  });
  await board.getByRole('button', { name: 'Compare with the version in use' }).click();
  await expect(board).toContainText('to decide');
  await expect(board.getByRole('button', { name: /^Go over to/ })).toBeDisabled();
  await board.getByRole('button', { name: 'Ask product by product' }).first().click();
  await expect(board).toContainText('product by product, Ada Operator');
  await isAccessible(page);
  await board.getByRole('button', { name: 'Discard' }).click();
  await expect(board).toContainText('discarded');
});

test('what comes in is watched', async ({ page }) => {
  await page.goto(deskUrl('/insights'));
  await expect(
    page.getByRole('region', { name: 'Do new products look like what the model knows?' }),
  ).toBeVisible();
});
