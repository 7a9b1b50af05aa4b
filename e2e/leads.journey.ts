/** What leads set and answer: the review policy with its versions, and categories that people missed. */
import { expect, type Page, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

interface Listed {
  products: { id: string }[];
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
  }
}

test('the review policy is saved as a version, and an older one saves nothing', async ({ page, context }) => {
  await page.goto(deskUrl('/settings/review'));
  const other = await context.newPage();
  await other.goto(deskUrl('/settings/review'));
  const save = (on: Page) => on.getByRole('button', { name: 'Save' });
  await save(other).waitFor();
  await page.getByLabel('Shown without a proposal').fill('51');
  await expect(page.getByText('Between 0 and 50 %.')).toBeVisible();
  await expect(save(page)).toBeDisabled();
  // Nothing is changed for the journeys after this one.
  await page.getByLabel('Shown without a proposal').fill('0');
  await save(page).press('Enter');
  await expect(page.getByText('Saved as version 1.')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('Ada');
  await save(other).press('Enter');
  await expect(other.getByText('Somebody saved another version meanwhile')).toBeVisible();
  await save(other).press('Enter');
  await expect(other.getByText('Saved as version 2.')).toBeVisible();
  await expectAccessible(other);
});

test('a category that was missed is refused with a reason, which stays', async ({ page }) => {
  const asking = page.waitForRequest(/proposals\?catalog=/);
  await page.goto(deskUrl('/taxonomy/proposals'));
  const catalogId = new URL((await asking).url()).searchParams.get('catalog');
  const list = (await (
    await page.request.get(deskUrl(`/api/products?catalog=${catalogId}`))
  ).json()) as Listed;
  const proposed = await page.request.post(deskUrl('/api/review/categories/proposals'), {
    headers: { origin: deskUrl('') },
    data: {
      catalogId,
      parentId: null,
      name: 'Milk frothers',
      productId: list.products[0].id,
      note: 'A dozen of them',
    },
  });
  expect(proposed.ok()).toBe(true);
  await page.reload();
  const item = page.getByRole('listitem').filter({ hasText: 'Milk frothers' });
  await expect(item.getByRole('button', { name: 'Refuse' })).toBeDisabled();
  await item.getByLabel('Word to who proposed it').fill('They belong to coffee makers');
  await expectAccessible(page);
  await item.getByRole('button', { name: 'Refuse' }).press('Enter');
  await expect(item.getByText('Refused by Ada')).toBeVisible();
  await page.reload();
  await expect(item.getByText('They belong to coffee makers')).toBeVisible();
  await expect(item.getByRole('button')).toHaveCount(0);
});

test('a guideline is written from the list of all, and stands in it', async ({ page }) => {
  await page.goto(deskUrl('/taxonomy/guidelines'));
  await page.getByRole('button', { name: 'Write one for …' }).press('Enter');
  await page.keyboard.type('kettl');
  await page
    .getByRole('option', { name: /Kettles/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Guideline' });
  await sheet.getByRole('button', { name: 'Write one for this category' }).press('Enter');
  await sheet.getByLabel(/Guideline for this category/).fill('Only what boils **water**.');
  await sheet.getByRole('button', { name: 'Save a new version' }).press('Enter');
  await expect(sheet.getByText('Only what boils')).toBeVisible();
  await page.keyboard.press('Escape');
  const line = page.getByRole('listitem').filter({ hasText: 'Only what boils' });
  await expect(line.getByRole('heading')).toContainText('Kettles');
  await expect(line).toContainText(/Version 1 · Ada/);
  await expectAccessible(page);
});
