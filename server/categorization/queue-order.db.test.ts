import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  aPersonIn,
  aReviewCatalog,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { claimNextCategory } from './claim-next-category.ts';
import { placeInQueue, type QueueFacts } from './rules-queue.ts';
import { countFiled, openCategoryItems } from './store-suggest.ts';

const { db } = await testDatabase();
const dayMs = 86_400_000;

let fixture: ReviewFixture;
let ann: Actor;
beforeAll(async () => {
  fixture = await aReviewCatalog(db);
  ann = await aPersonIn(db, fixture, 'ann');
});

/** Waits in the queue with the value that these facts give it, for so many days. */
async function waits(more: Partial<QueueFacts>, days = 0, reason?: string): Promise<string> {
  const { kettles, vases } = fixture.categories;
  const place = placeInQueue({
    ...{
      givenCategoryIds: [vases],
      currentSource: 'given',
      survivorId: null,
      delistedAt: null,
      popularity: null,
    },
    ...{
      suggestedId: kettles,
      p: 0.6,
      secondP: 0.3,
      suspicion: 0.8,
      depthOk: 3,
      levelCount: 3,
      entropy: 0.3,
    },
    ...{ opinions: [], filedThere: 100 },
    ...more,
  });
  if (!place) throw new Error('nobody is asked');
  const { itemId, productId } = await aCategoryItem(db, fixture);
  const opened = { productId, revision: 1, ...place, reason: reason ?? place.reason };
  await inTransaction((tx) => openCategoryItems(tx, fixture.catalogId, fixture.modelVersionId, [opened]));
  await db.reviewItem.update({
    where: { id: itemId },
    data: { createdAt: new Date(Date.now() - days * dayMs - 1000) },
  });
  return itemId;
}

/** Items in the order in which they are handed out, all of them; the queue is empty afterwards. */
async function handedOut(): Promise<{ itemId: string; waitingDays: number }[]> {
  const out: { itemId: string; waitingDays: number }[] = [];
  for (;;) {
    const { cards } = await claimNextCategory(ann, {
      catalogId: fixture.catalogId,
      scope: 'open',
      count: 10,
    });
    if (cards.length === 0) break;
    out.push(...cards.map(({ itemId, card }) => ({ itemId, waitingDays: card.waitingDays })));
  }
  await db.reviewItem.updateMany({
    where: { catalogId: fixture.catalogId },
    data: { state: 'withdrawn', leasedBy: null, leaseUntil: null },
  });
  return out;
}
const idsOf = (rows: { itemId: string }[]) => rows.map((row) => row.itemId);

describe('the order of the category queue', () => {
  it('puts first what is more doubtful, worth more, teaches more, or has waited longer: each alone moves it', async () => {
    const plain = await waits({});
    const doubtful = await waits({ suspicion: 0.99 });
    const worth = await waits({ popularity: 500 });
    const teaches = await waits({ filedThere: 5 });
    const waited = await waits({}, 4);
    const order = await handedOut();
    expect(idsOf(order).at(-1)).toBe(plain);
    expect(new Set(idsOf(order))).toEqual(new Set([plain, doubtful, worth, teaches, waited]));
    expect(order.find((row) => row.itemId === waited)?.waitingDays).toBe(4);
  });

  it('counts a week as twice the value, and what somebody asked for as four weeks', async () => {
    const twice = { popularity: 9 }; // 1 + log10(1 + 9) = 2 times an unknown one
    const six = await waits({}, 6);
    const fresh = await waits(twice);
    const eight = await waits({}, 8);
    const asked = await waits({}, 0, 'asked');
    const month = await waits({}, 29);
    expect(idsOf(await handedOut())).toEqual([month, asked, eight, fresh, six]);
  });

  it('lets nothing starve: what is worth least comes before whatever is asked for eleven weeks later', async () => {
    const least = await waits({ p: 0.9, secondP: 0, suspicion: 0, entropy: 2, depthOk: 1 }, 77);
    const best = { popularity: 1e9, p: 0.5, secondP: 0.5, suspicion: 1, filedThere: 0 };
    for (let at = 0; at < 12; at++) await waits(best, 0, at % 2 ? 'asked' : undefined);
    expect(idsOf(await handedOut())[0]).toBe(least);
  });

  it('keeps the age of what is asked anew, and of what was in a hand', async () => {
    const itemId = await waits({}, 10);
    const { cards } = await claimNextCategory(ann, { catalogId: fixture.catalogId, scope: 'open', count: 1 });
    expect(cards[0].card.waitingDays).toBe(10);
    await db.reviewItem.update({
      where: { id: itemId },
      data: { state: 'open', leasedBy: null, leaseUntil: null },
    });
    const again = {
      productId: cards[0].card.product.productId,
      revision: 1,
      priority: 2,
      priorityReason: '',
      reason: 'suspect',
    };
    await inTransaction((tx) => openCategoryItems(tx, fixture.catalogId, fixture.modelVersionId, [again]));
    expect(await handedOut()).toEqual([{ itemId, waitingDays: 10 }]);
  });

  it('counts the examples of a category up to a limit, and none of one that nobody uses', async () => {
    const { kettles, vases } = fixture.categories;
    const unknown = newId();
    const counted = await countFiled(fixture.catalogId, [vases, vases, kettles, unknown], 3);
    expect(counted).toEqual(
      new Map([
        [vases, 3],
        [kettles, 0],
        [unknown, 0],
      ]),
    );
  });
});
