import { type Browser, expect, type Page, test } from '@playwright/test';
import { deskUrl } from './desk-url.ts';

async function invite(page: Page, email: string): Promise<string> {
  await page.goto(deskUrl('/settings/people'));
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByLabel(`One-time link for ${email}`).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function joinAs(browser: Browser, link: string, name: string): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return page;
}

test('an invited moderator sees their catalog, not the settings of others, and is out when deactivated', async ({
  page,
  browser,
}) => {
  const email = `mo-${Date.now()}@example.test`;
  const mo = await joinAs(browser, await invite(page, email), 'Mo Moderator');
  await mo.goto(deskUrl('/settings'));
  await expect(mo.getByRole('link', { name: 'People' })).toHaveCount(0);
  await expect(mo.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1);
  const refused = await mo.goto(deskUrl('/settings/people'));
  expect(refused?.status()).toBe(404);
  expect((await mo.request.get(deskUrl('/api/people'))).status()).toBe(403);

  await page.goto(deskUrl('/settings/people'));
  const row = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem').filter({ hasText: email });
  await expect(row).toContainText('Moderator');
  await row.getByRole('button', { name: /^Deactivate/ }).click();
  await expect(row).toContainText('deactivated');
  await mo.goto(deskUrl('/products'));
  await expect(mo).toHaveURL(/\/login$/);
  await mo.context().close();
});

test('the look is the person’s: chosen once, there with the next page, without a flash', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(deskUrl('/settings'));
  const answered = (theme: string) =>
    page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/me/theme') && response.request().postDataJSON().theme === theme,
    );
  await page.getByRole('radio', { name: 'Dark' }).check();
  const kept = answered('light');
  await page.getByRole('radio', { name: 'Light' }).check();
  await kept;
  const saved = answered('dark');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await saved;
  // As the server sends it, before any script has run.
  const html = await (await page.request.get(deskUrl('/settings'))).text();
  expect(html).toContain('data-theme="dark"');
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  const larger = page.getByRole('radio', { name: 'larger' });
  const enlarged = page.waitForResponse((response) => response.url().endsWith('/api/me/text-size'));
  await page.goto(deskUrl('/settings'));
  await larger.press(' ');
  await enlarged;
  await page.reload();
  expect(await size()).toBe('21.12px');
  await expect(larger).toBeChecked();
  for (const place of ['/settings', '/review/categories']) {
    await page.goto(deskUrl(place));
    await page.getByRole('heading', { level: 1 }).waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, place).toBeLessThanOrEqual(0);
  }
  await page.goto(deskUrl('/settings'));
  const shrunk = page.waitForResponse((response) => response.url().endsWith('/api/me/text-size'));
  await page.getByRole('radio', { name: 'normal' }).press(' ');
  await shrunk;
  expect(await size()).toBe('16px');
  await page.goto(deskUrl('/settings'));
  await page.getByRole('radio', { name: 'As the system says' }).check();
});

test('the narrow menu is one row, keeps the focus and gives it back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(deskUrl('/pipeline'));
  const height = await page
    .locator('header')
    .first()
    .evaluate((header) => header.getBoundingClientRect().height);
  expect(height).toBeLessThan(64);
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Shelfwise' });
  await expect(drawer).toBeVisible();
  for (let at = 0; at < 30; at++) await page.keyboard.press('Tab');
  expect(await drawer.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(menu).toBeFocused();
});

test('hosts of the own network are named and removed, and nonsense is refused in words', async ({ page }) => {
  await page.goto(deskUrl('/settings/network'));
  await page.getByLabel('Another host').fill('http://pim.example/path');
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Write a host name' })).toBeVisible();
  await page.getByLabel('Another host').fill('pim.example:8080');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Remove pim.example:8080' }).click();
  await expect(page.getByText('None.')).toBeVisible();
});
