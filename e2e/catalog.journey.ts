import { expect, test } from '@playwright/test';
import { deskUrl } from './desk-url.ts';

test('what a seller calls a category is said once, and taken back', async ({ page }) => {
  await page.goto(deskUrl('/sellers'));
  const figures = page.getByRole('region', { name: 'Sellers in figures' });
  await figures.getByRole('link', { name: 'Bazaar24' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bazaar24' })).toBeVisible();
  const first = page.getByRole('listitem').filter({ hasText: 'not mapped' }).first();
  const own = (await first.getAttribute('data-path')) ?? '';
  const line = page.locator(`li[data-path="${own}"]`);
  await line.getByRole('button', { name: /^Accept the proposal/ }).click();
  await expect(line.getByText('mapped', { exact: true })).toBeVisible();
  await line.getByRole('button', { name: /^Undo the answer/ }).click();
  await expect(line.getByText('not mapped')).toBeVisible();

  const mapped = page.getByRole('listitem').filter({ hasText: 'accepted by' });
  await page.getByRole('button', { name: /^Accept these/ }).click();
  await expect(page.getByText(/categories mapped/)).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => mapped.count()).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect(page.getByText(/^Taken back/).last()).toBeVisible({ timeout: 30_000 });
  await expect(mapped).toHaveCount(0);
});

test('the taxonomy is read by its keys, and gets names in a further language', async ({ page }) => {
  await page.goto(deskUrl('/taxonomy'));
  const tree = page.getByRole('tree', { name: 'Categories' });
  const root = tree.getByRole('treeitem').first();
  await root.focus();
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { expanded: true })).toHaveCount(1);
  const categoryId = await root.getAttribute('data-category-id');
  const table = await page.request.get(deskUrl('/api/products/tree'));
  const { nodes } = (await table.json()) as { nodes: { categoryId: string; name: string }[] };
  expect(nodes.map((node) => node.categoryId)).toContain(categoryId);

  await page.getByText('Add a language').click();
  await page.getByLabel('Language', { exact: true }).fill('pt');
  await page.getByLabel('Taxonomy in pt').setInputFiles({
    name: 'pt.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,parent_id,name\nno-such-id,,Nada\n'),
  });
  await expect(page.getByRole('alert').filter({ hasText: 'none of its ids' })).toBeVisible();
});

test('the portrait is drawn by the worker and says what is likely to hurt', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(deskUrl('/insights/catalog'));
  const drawn = page.getByText(/^Drawn .* from 2,400 products/);
  await expect(drawn).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Draw/ }).click();
  await expect(drawn).toBeVisible({ timeout: 60_000 });
  // The generator leaves the GTIN of four products in ten out.
  const risk = page.getByRole('listitem').filter({ hasText: 'Without a GTIN' });
  await expect(risk).toContainText('hurts much');
  const shares = page.getByRole('region', { name: 'Figures by branch' });
  await expect(shares.getByRole('link', { name: 'Electronics' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Group' }).selectOption('seller');
  await expect(page.getByRole('region', { name: 'Figures by seller' })).toContainText('Bazaar24');
});

test('a tab holds one stream of events, and none where nothing is told', async ({ page }) => {
  const opened: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/events')) opened.push(request.url());
  });
  const stream = page.waitForResponse((response) => response.url().includes('/api/events'));
  await page.goto(deskUrl('/pipeline'));
  expect((await stream).headers()['content-type']).toContain('text/event-stream');
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Training' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Training');
  expect(opened).toHaveLength(1);
  const closed = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/events'));
  await main.getByRole('link', { name: 'Products' }).click();
  await closed;
  expect(opened).toHaveLength(1);
});
