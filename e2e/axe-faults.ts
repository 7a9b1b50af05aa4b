import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface AxeRules {
  /** Only these rules, also such as axe asks for only when told to. */
  only?: string[];
  /** Only rules of these tags. */
  tags?: string[];
}

/**
 * What axe finds on the page as it is. No page of the desk holds frames of others: in its legacy mode axe opens no second page
 * to put their answers together, which is half of its time.
 */
export async function axeFaults(page: Page, { only, tags }: AxeRules = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (only) axe.withRules(only);
  if (tags) axe.withTags(tags);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
