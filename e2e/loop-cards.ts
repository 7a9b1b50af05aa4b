/** A moderator who knows the truth and uses the keyboard alone. */
import { expect, type Page } from '@playwright/test';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { ClusterCard } from '#server/duplicates/schema-card.ts';
import type { ClaimedCards as Claimed } from '#server/review/schema.ts';
import type { LoopFixture } from './loop-fixture.ts';

const hand = (page: Page) => page.locator('section[data-item]');

/** What the server has handed to this page, by item: which listing a card shows. */
export class ClaimedCards<Card extends CategoryCard | ClusterCard> {
  private readonly cards = new Map<string, Card>();

  constructor(page: Page, queue: 'categories' | 'duplicates') {
    page.on('response', async (response) => {
      if (!new RegExp(`/api/review/${queue}/(claim|decide)$`).test(response.url()) || !response.ok()) return;
      // An answer brings the next cards in its own reply.
      type Reply = Partial<Claimed<Card>> & { next?: Claimed<Card> };
      const said = (await response.json().catch(() => ({}))) as Reply;
      for (const { itemId, card } of [...(said.cards ?? []), ...(said.next?.cards ?? [])])
        this.cards.set(itemId, card);
    });
  }

  /** The item on the screen and its card. */
  async inHand(page: Page): Promise<{ itemId: string; card: Card }> {
    await expect(hand(page)).toHaveAttribute('data-item', /.+/, { timeout: 30_000 });
    const itemId = (await hand(page).getAttribute('data-item')) ?? '';
    await expect.poll(() => this.cards.has(itemId)).toBe(true);
    return { itemId, card: this.cards.get(itemId)! };
  }

  /** Skus on the screen, sorted. */
  async skusInHand(page: Page): Promise<string[]> {
    const { card } = await this.inHand(page);
    return ('members' in card ? card.members : [card.product]).map((product) => product.sku).sort();
  }
}

async function press(page: Page, key: string, itemId: string): Promise<void> {
  // The desk takes no answer for a card that nobody can have seen yet.
  await page.waitForTimeout(150);
  await page.keyboard.press(key);
  await expect(hand(page)).not.toHaveAttribute('data-item', itemId);
}

/** Puts the listing in hand where it belongs: by its number where it is offered, else by search. Returns its sku. */
export async function decideOneCategory(
  page: Page,
  cards: ClaimedCards<CategoryCard>,
  fixture: LoopFixture,
): Promise<string> {
  const { itemId, card } = await cards.inHand(page);
  await expect(page.getByRole('heading', { level: 2 })).toContainText(card.product.title.slice(0, 20));
  const { sku, trueName } = fixture.bySku.get(card.product.sku)!;
  const option = card.options.find((one) => one.name === trueName);
  if (option && !card.blind) await press(page, option.number === 1 ? 'f' : `${option.number}`, itemId);
  else {
    await page.waitForTimeout(150);
    await page.keyboard.press('d');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type(trueName);
    await expect(page.getByRole('option').first()).toContainText(trueName);
    await press(page, 'Enter', itemId);
  }
  return sku;
}

/** Merges a cluster that is one thing, tells a mixed pair apart, leaves a mixed cluster to others. */
export async function decideOneCluster(
  page: Page,
  cards: ClaimedCards<ClusterCard>,
  fixture: LoopFixture,
): Promise<string[] | null> {
  const { itemId, card } = await cards.inHand(page);
  const skus = card.members.map((member) => member.sku);
  const groups = new Set(skus.map((sku) => fixture.bySku.get(sku)!.group));
  if (groups.size === 1) {
    await press(page, 'f', itemId);
    return skus;
  }
  await press(page, skus.length === 2 ? 'd' : 's', itemId);
  return null;
}
