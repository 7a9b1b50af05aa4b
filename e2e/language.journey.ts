import { expect, type Page, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { deskUrl } from './desk-url.ts';

/** The desk in another language: chosen by keyboard in one's settings, there with the next page, in numbers and dates too. */
const card = (page: Page) => page.locator('section[data-item]');
const german = 'Deutsch';

async function chooseLanguage(page: Page, heading: string, typed: string, lang: string): Promise<void> {
  await page.goto(deskUrl('/settings'));
  await page.getByRole('combobox', { name: heading, exact: true }).focus();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
}

test('German by keyboard: the deck, its keys, its figures and its dates answer in German', async ({
  page,
}) => {
  const missing: string[] = [];
  page.on('console', (message) => {
    if (/MISSING_MESSAGE|FORMATTING_ERROR|INVALID_KEY/.test(message.text())) missing.push(message.text());
  });
  await chooseLanguage(page, 'Language', german, 'de');
  try {
    await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toContainText('Kategorien');
    await page.goto(deskUrl('/review/categories'));
    await card(page).waitFor({ timeout: 60_000 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Kategorie\?$|Bild oder Text\?$/);
    await expect(page.getByTestId('deck-counts')).toHaveText(/^noch [\d.]+/);
    await expect(page.getByRole('button', { name: 'annehmen' })).toBeVisible();

    await page.keyboard.press('y');
    const figures = page.getByTestId('why').locator('.tabular-nums');
    await figures.first().waitFor();
    const numbers = await figures.allTextContents();
    for (const number of numbers) expect(number).toMatch(/^\d,\d{2,3}$/);

    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Tasten' });
    await expect(keys).toContainText('Die vorgeschlagene Kategorie annehmen');
    await expect(keys).toContainText('Strg K');
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.waitForTimeout(150); // a card is read before it is answered
    const before = await card(page).getAttribute('data-item');
    await page.keyboard.press('f');
    await expect(card(page)).not.toHaveAttribute('data-item', before ?? '');
    await expect(page.getByRole('status').filter({ hasText: /^gespeichert$/ })).toBeVisible();
    await page.keyboard.press('h');
    const history = page.getByRole('dialog', { name: 'Was ich getan habe' });
    await expect(history.locator('time').first()).toHaveText(/^\d\d:\d\d:\d\d$/);
    await history
      .getByRole('button', { name: /^Zurücknehmen:/ })
      .first()
      .press('Enter');
    await expect(history).toContainText('wird zum Training verwendet → verworfen');
    await history.getByRole('button', { name: 'Dies zurücknehmen' }).press('Enter');
    await expect(history).toContainText('zurückgenommen');
    await page.keyboard.press('Escape');
    expect(await axeFaults(page)).toEqual([]);
    expect(missing).toEqual([]);
  } finally {
    await chooseLanguage(page, 'Sprache', 'English', 'en');
  }
});
