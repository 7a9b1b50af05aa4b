import { expect, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

test('the pipeline page counts every unit once', async ({ page }) => {
  await page.goto(deskUrl('/pipeline'));
  const row = page.locator('tr[data-stage="features"]');
  await expect(row).toBeVisible();
  const rows = await page.locator('tr[data-stage]').all();
  for (const stage of rows) {
    const cells = await stage.locator('td').allInnerTexts();
    const [done, waiting, running, failed, notApplicable, total] = cells
      .slice(1, 7)
      .map((text) => Number(text.replaceAll(',', '')));
    expect(done + waiting + running + failed + notApplicable).toBe(total);
  }
  const features = await row.locator('td').allInnerTexts();
  expect(Number(features[6].replaceAll(',', ''))).toBeGreaterThan(1000);
});

test('the pipeline page has no accessibility violation, in light and dark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(deskUrl('/pipeline'));
    await page.locator('tr[data-stage="features"]').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  }
});

test.describe('without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  test('every page leads to the sign-in page, and a used link says so', async ({ page }) => {
    await page.goto(deskUrl('/pipeline'));
    await expect(page).toHaveURL(/\/login$/);
    await page.goto(deskUrl('/login?token=this-link-was-used-long-ago'));
    await expect(page.getByText('has been used or has expired')).toBeVisible();
  });
});
