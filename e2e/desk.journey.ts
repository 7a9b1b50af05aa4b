import { expect, type Locator, type Page, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

/** What surrounds the cards: the confirm grid, history, commands, own keys, filters, and the cluster view. Keyboard alone. */
const card = (page: Page) => page.locator('section[data-item]');
const itemOf = (page: Page) => card(page).getAttribute('data-item');
const sheet = (page: Page, name: string) => page.getByRole('dialog', { name });
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^saved$/ })).toBeVisible();
const press = (button: Locator) => button.press('Enter');
/** A card shown for less than this is not answered: the key was meant for the one before. */
const readMs = 150;

async function open(page: Page, path: string, shown: string): Promise<void> {
  await page.goto(deskUrl(path));
  await page.locator(shown).waitFor({ timeout: 60_000 });
}

async function noViolation(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}

test('grid: mark an exception, confirm the rest, and take the page back', async ({ page }) => {
  await open(page, '/review/categories?view=grid', 'section[data-page]');
  const tiles = page.locator('[role=option]');
  const count = await tiles.count();
  expect(count).toBeGreaterThan(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('x');
  await expect(tiles.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: `confirm ${count - 1}` })).toBeEnabled();
  const sent = page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/review/categories/grid') && response.request().method() === 'PUT',
  );
  await page.keyboard.press('f');
  expect((await (await sent).json()).selection).toMatchObject({ done: count - 1, left: 0 });
  await saved(page);
  const undone = page.waitForResponse((response) => /\/selection\//.test(response.url()));
  await page.keyboard.press('z');
  expect((await (await undone).json()).selection).toMatchObject({ state: 'undone', undone: count - 1 });
  await expect(tiles).toHaveCount(count);
});

test('grid: all that match are frozen, confirmed and undone in one act', async ({ page }) => {
  await open(page, '/review/categories?view=grid', 'section[data-page]');
  await page.keyboard.press('m');
  const all = sheet(page, 'Confirm all that match');
  await press(all.getByRole('button', { name: /All of this filter/ }));
  const total =
    (await all
      .getByText(/listings, frozen/)
      .locator('span')
      .textContent()) ?? '';
  expect(Number(total.replaceAll(',', ''))).toBeGreaterThan(24);
  const go = all.getByRole('button', { name: `Confirm ${total}` });
  await expect(go).toBeDisabled();
  await all.getByLabel(`Type ${total} to confirm`).fill(total.replaceAll(',', ''));
  await press(go);
  await expect(all.getByText(new RegExp(`^${total} of ${total} confirmed|left alone`))).toBeVisible({
    timeout: 60_000,
  });
  const undo = all.getByRole('button', { name: 'Undo all of it' });
  await undo.waitFor({ timeout: 60_000 });
  await press(undo);
  await expect(all.getByText(/Taken back: [\d,]+ stand where they stood/)).toBeVisible({ timeout: 60_000 });
});

test('history shows what an undo would change, and undoes', async ({ page }) => {
  await open(page, '/review/categories', 'section[data-item]');
  await page.waitForTimeout(800);
  const first = await itemOf(page);
  // One key says that the proposal is wrong, without naming the right one; taken back, the card is there again.
  await page.keyboard.press('Shift+D');
  await expect(card(page)).not.toHaveAttribute('data-item', first ?? '');
  await saved(page);
  await page.keyboard.press('z');
  await expect(card(page)).toHaveAttribute('data-item', first ?? '');
  await page.waitForTimeout(readMs);
  await page.keyboard.press('Shift+A');
  await press(
    sheet(page, 'Cannot be told, because …').getByRole('button', { name: 'The text says too little' }),
  );
  await expect(card(page)).not.toHaveAttribute('data-item', first ?? '');
  await saved(page);
  await page.keyboard.press('z');
  await expect(card(page)).toHaveAttribute('data-item', first ?? '');
  await page.waitForTimeout(readMs);
  await page.keyboard.press('f');
  await expect(card(page)).not.toHaveAttribute('data-item', first ?? '');
  await saved(page);
  await page.keyboard.press('h');
  const history = sheet(page, 'What I did');
  const newest = history.getByRole('listitem').first();
  await press(newest.getByRole('button', { name: /^Undo:/ }));
  await expect(newest.locator('dl')).toContainText('→');
  await press(newest.getByRole('button', { name: 'Undo this' }));
  await expect(newest.getByText('undone')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /undo/ })).toBeDisabled();
});

test('commands by name, own keys, and no single keys at all', async ({ page }) => {
  await open(page, '/review/categories', 'section[data-item]');
  await page.waitForTimeout(800);
  const next = async (act: () => Promise<void>) => {
    const before = await itemOf(page);
    await page.waitForTimeout(readMs);
    await act();
    await expect(card(page)).not.toHaveAttribute('data-item', before ?? '');
    await saved(page);
  };
  const stays = async (key: string) => {
    const before = await itemOf(page);
    await page.waitForTimeout(readMs);
    await page.keyboard.press(key);
    await page.waitForTimeout(200);
    await expect(card(page)).toHaveAttribute('data-item', before ?? '');
  };
  await next(async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('skip');
    await page.keyboard.press('Enter');
  });
  await page.keyboard.press('?');
  const keys = sheet(page, 'Keys');
  await press(keys.getByRole('button', { name: 'Change keys' }));
  const skip = keys.getByLabel(/^Key for: Skip/);
  await skip.fill('d');
  await expect(keys.getByRole('alert')).toContainText('would mean two things');
  await expect(keys.getByRole('button', { name: 'Save my keys' })).toBeDisabled();
  await skip.fill('w');
  await keys.getByLabel(/^Key for: Accept the proposed/).fill('j');
  await press(keys.getByRole('button', { name: 'Save my keys' }));
  await page.keyboard.press('Escape');
  await stays('s');
  await expect(card(page).locator('ol kbd').first()).toHaveText('J');
  await next(() => page.keyboard.press('w'));
  await page.keyboard.press('?');
  await keys.getByLabel(/Single-character keys/).press(' ');
  await page.keyboard.press('Escape');
  await stays('w');
  await page.reload();
  await card(page).waitFor();
  await stays('w');
  await press(page.getByRole('button', { name: 'Keys' }));
  await keys.getByLabel(/Single-character keys/).press(' ');
  await press(keys.getByRole('button', { name: 'Keys as shipped' }));
  await page.keyboard.press('Escape');
  await next(() => page.keyboard.press('s'));
  // Two changes in a row: the later one is what the server keeps.
  const kept = async () => (await page.request.get(deskUrl('/api/me/keys'))).json();
  await expect.poll(kept).toEqual({ single: true, keys: {} });
});

test('a category that is missing is proposed from the search', async ({ page }) => {
  await open(page, '/review/categories', 'section[data-item]');
  const picker = sheet(page, 'Choose a category');
  await page.keyboard.press('d');
  // Its code comes a second after the page: on a loaded machine this press may be faster.
  await picker.waitFor();
  await page.keyboard.type('qzxwvk jjqq');
  await picker.getByLabel('Where it belongs, and why').fill('Below Home');
  await noViolation(page);
  await press(picker.getByRole('button', { name: /^Propose/ }));
  await expect(picker.getByText(/is proposed/)).toBeVisible();
});

test('a part of the queue is an address, and can be kept as a view', async ({ page }) => {
  await open(page, '/review/categories', 'section[data-item]');
  const seller = page.getByLabel('Seller', { exact: true });
  await seller.selectOption({ index: 1 });
  await page.waitForURL(/seller=/);
  await card(page).waitFor();
  const name = ((await seller.locator('option:checked').textContent()) ?? '').replace(/ \(\d+\)$/, '');
  await expect(card(page)).toContainText(`Seller ${name}`);
  await press(page.getByRole('button', { name: 'save view' }));
  await page.getByLabel('Name of the view').fill('one seller');
  await page.keyboard.press('Enter');
  await page.goto(deskUrl('/review/categories'));
  await page.getByLabel('Saved views').selectOption('one seller');
  await page.waitForURL(/seller=/);
  await expect(card(page)).toContainText(`Seller ${name}`);
  await press(page.getByRole('button', { name: 'forget view' }));
  await expect(page.getByLabel('Saved views')).toBeHidden();
});

test('clusters: untick, cut at the weakest link, leave one out, and undo', async ({ page }) => {
  await open(page, '/review/duplicates', 'section[data-item]');
  await page.waitForTimeout(800);
  const isCluster = page.getByRole('button', { name: /cut here/ });
  for (let tries = 0; tries < 8 && !(await isCluster.isVisible()); tries++) {
    const before = await itemOf(page);
    await page.waitForTimeout(readMs);
    await page.keyboard.press('s');
    await expect(card(page)).not.toHaveAttribute('data-item', before ?? '');
  }
  const item = await itemOf(page);
  const standings = await page.locator('tbody tr th > span:last-child').allInnerTexts();
  expect(standings.lastIndexOf('conflict')).toBe(standings.filter((word) => word === 'conflict').length - 1);
  await page.keyboard.press('u');
  await expect(page.getByRole('button', { name: /split into 2/ })).toBeVisible();
  await page.keyboard.press('u');
  const members = await page.locator('thead th').count();
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: `merge ${members - 1} ticked` })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: `merge ${members - 1} ticked` })).toBeVisible();
  await page.keyboard.press('p');
  await expect(sheet(page, 'Merged record')).toContainText('title');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await page.keyboard.press('+');
  await expect(sheet(page, 'Images')).toContainText('150 %');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(card(page)).not.toHaveAttribute('data-item', item ?? '');
  await saved(page);
  await page.keyboard.press('z');
  await expect(card(page)).toHaveAttribute('data-item', item ?? '');
  await saved(page);
  // One key says that no two are the same; the card says why it is here.
  await expect(card(page)).toContainText(/asked because: .*listings/);
  await page.waitForTimeout(readMs);
  const told = page.waitForRequest((request) => request.url().endsWith('/api/review/duplicates/decide'));
  await page.keyboard.press('Shift+D');
  expect((await told).postDataJSON().answer).toEqual({ kind: 'apart', relation: 'not_same' });
  await expect(card(page)).not.toHaveAttribute('data-item', item ?? '');
  await saved(page);
  await page.keyboard.press('z');
  await expect(card(page)).toHaveAttribute('data-item', item ?? '');
  await saved(page);
});

test('parts of the queue count what is left, also after an answer', async ({ page }) => {
  await open(page, '/review/categories', 'section[data-item]');
  const left = async () =>
    Number.parseInt(((await page.getByTestId('deck-counts').textContent()) ?? '').replaceAll(',', ''), 10);
  const all = page.getByRole('group', { name: 'Why people are asked' }).getByRole('button').first();
  await expect.poll(left).toBeGreaterThan(1);
  const before = await left();
  const item = await itemOf(page);
  await page.waitForTimeout(readMs);
  // Nobody has read what a double click would answer second.
  await page.getByRole('button', { name: /accept/ }).dblclick({ delay: 150 });
  await saved(page);
  await expect.poll(left).toBe(before - 1);
  await expect(all).toHaveText(new RegExp(`^All ${(before - 1).toLocaleString('en')}$`));
  await page.keyboard.press('z');
  await expect(card(page)).toHaveAttribute('data-item', item ?? '');
  await saved(page);
  // Whatever is pasted into the search finds nothing; it breaks nothing.
  await page.goto(deskUrl(`/review/categories?q=${'x'.repeat(5000)}`));
  await expect(page.getByText('Nothing left in this part of the queue.')).toBeVisible();
});

test('grid and sheets: no accessibility violation, wide and narrow, light and dark', async ({ page }) => {
  for (const [colorScheme, width, sheets] of [
    ['light', 1280, ['?', 'Control+k', 'm', 'i']],
    ['dark', 390, ['h', 'g']],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await open(page, '/review/categories?view=grid', 'section[data-page]');
    await noViolation(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    for (const key of sheets) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await noViolation(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  }
});
