import { expect, type Page, type Request, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

/** Finding: letters before the search's code is here, by meaning, like a product; and answers that bring the next cards. */
const card = (page: Page) => page.locator('section[data-item]');
const itemOf = (page: Page) => card(page).getAttribute('data-item');

async function noViolation(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}

// What a held request still waits for when its test ends is nobody's failure.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** Holds the code of the picker back until it is let go. */
async function holdPicker(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes('category-search')) await held;
    await route.fulfill({ response });
  });
  return letGo;
}

test('what is typed after D goes into the search in order, before its code is here', async ({ page }) => {
  const letGo = await holdPicker(page);
  const answers: string[] = [];
  page.on('request', (request) => {
    if (/\/(decide|skip)$/.test(request.url())) answers.push(request.url());
  });
  await page.goto(deskUrl('/review/categories'));
  await card(page).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(200);
  const item = await itemOf(page);
  // Letters that would be answers: f accepts, a cannot tell, s skips, e escalates.
  await page.keyboard.type('dfase');
  const field = page.locator('[role=dialog] input');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('fase');
  await noViolation(page);
  letGo();
  await expect(page.locator('[cmdk-input]')).toBeFocused();
  await page.keyboard.type(' x');
  await expect(page.locator('[cmdk-input]')).toHaveValue('fase x');
  expect(answers).toEqual([]);
  expect(await itemOf(page)).toBe(item);
});

test('the search takes its code over only after a composition has ended', async ({ page }) => {
  const letGo = await holdPicker(page);
  await page.goto(deskUrl('/review/categories'));
  await card(page).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(200);
  await page.keyboard.press('/');
  const input = await page.context().newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  letGo();
  await page.waitForTimeout(1_500);
  await expect(page.locator('[cmdk-input]')).toHaveCount(0);
  await input.send('Input.insertText', { text: '日本' });
  await expect(page.locator('[cmdk-input]')).toHaveValue('日本');
});

test('Escape closes the search that is not here yet, and keys are answers again', async ({ page }) => {
  await holdPicker(page);
  await page.goto(deskUrl('/review/categories'));
  await card(page).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(200);
  await page.keyboard.type('dx');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const item = await itemOf(page);
  const skipped = page.waitForRequest(/\/api\/review\/skip$/);
  await page.keyboard.press('s');
  await skipped;
  expect(await itemOf(page)).not.toBe(item);
});

test('answers bring the next cards with them: no claim of its own while one works', async ({ page }) => {
  const claims: Request[] = [];
  const asked: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/claim')) claims.push(request);
    if (request.url().endsWith('/decide')) asked.push(request.postDataJSON().next);
  });
  await page.goto(deskUrl('/review/categories'));
  await card(page).waitFor({ timeout: 60_000 });
  await expect(page.getByRole('status').filter({ hasText: /^saved$/ })).toBeVisible();
  const before = claims.length;
  for (let at = 0; at < 8; at++) {
    await page.waitForTimeout(200);
    const item = await itemOf(page);
    const answered = page.waitForResponse((response) => response.url().endsWith('/decide'));
    await page.keyboard.press('a');
    await expect(card(page)).not.toHaveAttribute('data-item', item ?? '');
    await answered;
  }
  expect(asked).toHaveLength(8);
  expect(asked.filter(Boolean).length).toBeGreaterThanOrEqual(3);
  expect(claims.length).toBe(before);
  for (let at = 0; at < 8; at++) {
    const undone = page.waitForResponse((response) => response.url().endsWith('/undo'));
    await page.keyboard.press('z');
    await undone;
  }
});

test('cards that an answer brings after the deck was left are given back at once', async ({ page }) => {
  let letGo = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let brought: string[] = [];
  await page.route('**/api/review/categories/decide', async (route) => {
    const response = await route.fetch();
    const { next } = (await response.json()) as { next?: { cards: { itemId: string }[] } };
    if (next) {
      brought = next.cards.map((one) => one.itemId);
      await left;
    }
    await route.fulfill({ response });
  });
  await page.goto(deskUrl('/review/categories'));
  await card(page).waitFor({ timeout: 60_000 });
  for (let at = 0; at < 5 && brought.length === 0; at++) {
    await page.waitForTimeout(400);
    await page.keyboard.press('a');
  }
  await expect.poll(() => brought.length).toBeGreaterThan(0);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Products' }).click();
  await page.getByRole('searchbox', { name: 'Search products' }).waitFor();
  const released = page.waitForRequest(
    (request) =>
      request.url().endsWith('/api/review/release') && (request.postData() ?? '').includes(brought[0]),
  );
  letGo();
  const { leases } = JSON.parse((await released).postData() ?? '{}') as { leases: { itemId: string }[] };
  expect(leases.map((lease) => lease.itemId)).toEqual(brought);
});

test('L narrows the queue to what is like the card, and the chip widens it again', async ({ page }) => {
  await page.goto(deskUrl('/review/categories'));
  await card(page).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(800);
  const title = await card(page).getByRole('heading', { level: 2 }).first().textContent();
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/like=[0-9a-f-]{36}/);
  const chip = page.getByRole('button', { name: /^Show more than what is like/ });
  await expect(chip).toContainText(title?.slice(0, 12) ?? '');
  await card(page).waitFor();
  await page.reload();
  await expect(chip).toBeVisible();
  await noViolation(page);
  // Another filter comes and goes beside it.
  await page.getByLabel('Language').selectOption({ index: 1 });
  await expect(page).toHaveURL(/like=.*locale=|locale=.*like=/);
  await page.getByLabel('Language').selectOption('');
  await expect(page).not.toHaveURL(/locale=/);
  await chip.press('Enter');
  await expect(page).not.toHaveURL(/like=/);
  await expect(chip).toHaveCount(0);
});

test('the catalog finds by meaning, says how, and shows what is like a product', async ({ page }) => {
  await page.goto(deskUrl('/products?q=running+shoes'));
  const how = page.getByRole('status').filter({ hasText: 'running shoes' });
  await expect(how).toHaveText('“running shoes”: by words and by meaning', { timeout: 15_000 });
  await expect(page.getByText('by meaning', { exact: true }).first()).toBeVisible();
  await noViolation(page);
  await page.getByRole('button', { name: 'only words' }).press('Enter');
  await expect(page).toHaveURL(/by=words/);
  await expect(page.getByText('by meaning', { exact: true })).toHaveCount(0);
  const row = page.locator('[data-index="0"]');
  const title = (await row.getByRole('link').first().textContent()) ?? '';
  await row.getByRole('link', { name: /^more like this/ }).press('Enter');
  await expect(page.getByRole('button', { name: `Show more than what is like “${title}”` })).toBeVisible();
  await expect(page.locator('[data-index="0"]')).toContainText(title);
  await expect(page.getByLabel('Order')).toHaveValue('best');
});
