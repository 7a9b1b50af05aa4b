import { expect, type Page, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

/** The review desk by keyboard alone. Cards come from the demonstration catalog's own first models. */
const card = (page: Page) => page.locator('section[data-item]');
const itemOf = (page: Page) => card(page).getAttribute('data-item');
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^saved$/ })).toBeVisible();

async function openQueue(page: Page, queue: 'categories' | 'duplicates'): Promise<void> {
  await page.goto(deskUrl(`/review/${queue}`));
  await card(page).waitFor({ timeout: 60_000 });
}

/** Presses a key and waits for the next card; returns what the desk measured from key to card. */
async function answer(page: Page, key: string): Promise<number> {
  const before = await itemOf(page);
  // One press is one answer, and never for a card that nobody can have read yet.
  await page.waitForTimeout(150);
  await page.keyboard.press(key);
  await expect(card(page)).not.toHaveAttribute('data-item', before ?? '');
  return Number(await card(page).getAttribute('data-key-to-card-ms'));
}

test('categories: accept, take another, go up, search, and undo to the first card', async ({ page }) => {
  await openQueue(page, 'categories');
  await page.waitForTimeout(800); // the cards ahead
  const first = await itemOf(page);
  const times = [
    await answer(page, 'f'),
    await answer(page, '2'),
    await answer(page, 'Enter'),
    await answer(page, 'a'),
  ];
  expect(times.sort((a, b) => a - b)[1]).toBeLessThanOrEqual(50);
  await saved(page);
  const before = await itemOf(page);
  await page.keyboard.press('d');
  await page.keyboard.type('ketle');
  await expect(page.getByRole('option').first()).toContainText('Kettles');
  await page.keyboard.press('Enter');
  await expect(card(page)).not.toHaveAttribute('data-item', before ?? '');
  await saved(page);
  for (let times = 0; times < 5; times++) {
    await page.keyboard.press('z');
    await page.waitForTimeout(150);
  }
  await expect(card(page)).toHaveAttribute('data-item', first ?? '');
  await saved(page);
  await expect(page.getByRole('button', { name: /undo/ })).toBeDisabled();
});

test('what was decided offline waits in sight, survives leaving the page, and is sent once', async ({
  page,
  context,
}) => {
  await openQueue(page, 'categories');
  await page.waitForTimeout(800);
  await context.setOffline(true);
  await answer(page, 'f');
  await answer(page, 'f');
  await expect(page.getByText('offline, 2 waiting')).toBeVisible();
  // Nothing left in the hand: why no card comes is said, and what was decided is kept.
  const unreachable = page.getByText('The server does not answer.');
  for (let tries = 0; tries < 6 && !(await unreachable.isVisible()); tries++) {
    await page.waitForTimeout(150);
    await page.keyboard.press('s');
  }
  await expect(unreachable).toBeVisible();
  await page.goto('about:blank');
  await context.setOffline(false);
  const sent = page.waitForResponse((response) => response.url().endsWith('/api/review/categories/decide'));
  await openQueue(page, 'categories');
  expect((await (await sent).json()).ok).toBe(true);
  await saved(page);
});

test('an expired login loses nothing', async ({ page, context }) => {
  await openQueue(page, 'categories');
  await page.waitForTimeout(800);
  const cookies = await context.cookies();
  await context.clearCookies();
  await answer(page, 's');
  await expect(page.getByText('signed out, 1 waiting')).toBeVisible();
  await context.addCookies(cookies);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await saved(page);
});

test('two desks never hold the same item, and what one leaves is free again', async ({ page, context }) => {
  await openQueue(page, 'categories');
  await page.waitForTimeout(800);
  const other = await context.newPage();
  await openQueue(other, 'categories');
  expect(await itemOf(other)).not.toBe(await itemOf(page));
  const held = await itemOf(page);
  await page.goto('about:blank');
  await other.goto('about:blank');
  await openQueue(other, 'categories');
  expect(await itemOf(other)).toBe(held);
});

test('letters are text in a text field, and the sheet lists the keys', async ({ page }) => {
  await openQueue(page, 'categories');
  const first = await itemOf(page);
  await page.keyboard.press('/');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('fsa');
  await expect(page.getByPlaceholder(/any language/)).toHaveValue('fsa');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Accept the proposed category');
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveAttribute('data-item', first ?? '');
});

test('duplicates: merge and undo, tell apart, leave one out', async ({ page }) => {
  await openQueue(page, 'duplicates');
  await page.waitForTimeout(800);
  const first = await itemOf(page);
  await answer(page, 'f');
  await saved(page);
  await page.keyboard.press('z');
  await expect(card(page)).toHaveAttribute('data-item', first ?? '');
  await saved(page);
  await page.keyboard.press('p');
  await expect(page.getByRole('dialog', { name: 'Merged record' })).toContainText('title');
  await page.keyboard.press('Escape');
  await answer(page, 's');
  await answer(page, 'a');
  await saved(page);
});

for (const queue of ['categories', 'duplicates'] as const) {
  test(`${queue}: no accessibility violation, wide and narrow, light and dark`, async ({ page }) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 1280],
      ['light', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await openQueue(page, queue);
      expect(await axeFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}
