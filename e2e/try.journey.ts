import { expect, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

test('a changed product is scored on the spot, with reasons and without a violation', async ({ page }) => {
  await page.goto(deskUrl('/products'));
  await page.locator('a[href^="/products/"]').first().click();
  await page.locator('a[href^="/try?product="]').click();
  const title = page.getByLabel('Title');
  await expect(title).not.toHaveValue('');
  await title.fill('Trail running shoes, breathable, size 42');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('heading', { name: 'Categories' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Likely duplicates' })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});
