/** Every page of the desk, for whoever looks at all of them: pictures for the docs, Lighthouse, the check of zoom and reflow. */
import type { Page } from '@playwright/test';

/** A page by its address, or the first link on another page that begins with an address. */
export interface DeskPage {
  name: string;
  from: string;
  link?: string;
}

const addresses = [
  ...['review/categories', 'review/duplicates', 'products', 'sellers', 'taxonomy', 'taxonomy/proposals'],
  'taxonomy/guidelines',
  ...['import', 'labels', 'training', 'training/golden', 'training/pairs', 'training/values', 'pipeline'],
  ...['insights', 'insights/catalog', 'insights/map', 'acceptance', 'try', 'tour'],
  ...['settings', 'settings/people', 'settings/network', 'settings/merging', 'settings/review'],
];

export const deskPages: readonly DeskPage[] = [
  { name: 'confirm-grid', from: 'review/categories?view=grid' },
  ...addresses.map((address) => ({ name: address.replaceAll('/', '-'), from: address })),
  { name: 'product', from: 'products', link: '/products/' },
  { name: 'seller', from: 'sellers', link: '/sellers/' },
  { name: 'training-run', from: 'training', link: '/training/0' },
  { name: 'model-card', from: 'training', link: '/training/models/' },
];

/** Signs in by the link that a first start printed. The page is left on the tour. */
export async function signInAsOperator(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill('Ada Operator');
  await page.getByRole('button', { name: 'Create the first account' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** Time for a list to arrive. */
const listMs = 5000;

/** Opens a page of the desk at this address. False where there is none to show, as before the first training run. */
export async function openDeskPage(page: Page, url: string, { from, link }: DeskPage): Promise<boolean> {
  const response = await page.goto(`${url}/${from}`);
  if (!response?.ok()) return false;
  if (!link) return true;
  const first = page.locator(`main a[href^="${link}"]`).first();
  const href = await first.getAttribute('href', { timeout: listMs }).catch(() => null);
  if (href) await page.goto(`${url}${href}`);
  return href !== null;
}
