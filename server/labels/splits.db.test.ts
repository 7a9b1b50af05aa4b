import { describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { splitsOf } from './assign-splits.ts';

const { db } = await testDatabase();

async function group(catalogId: string, productIds: string[]): Promise<string> {
  const id = newId();
  await db.clusterMember.deleteMany({ where: { productId: { in: productIds } } });
  await db.cluster.create({ data: { id, catalogId, size: productIds.length, density: 1 } });
  await db.clusterMember.createMany({
    data: productIds.map((productId) => ({ productId, clusterId: id })),
  });
  return id;
}

/** Sixty products with their splits. */
async function sixtyProducts(fixture: ReviewFixture) {
  const products: string[] = [];
  for (let at = 0; at < 60; at++) products.push(await aProduct(db, fixture));
  const first = await splitsOf(fixture.catalogId);
  const of = (split: string) => products.filter((id) => first.get(id)?.split === split);
  return { products, first, of };
}

describe('splits', () => {
  it('keep copies together, stay as they were, and quarantine what a merge put astride', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId } = fixture;
    const products: string[] = [];
    for (let at = 0; at < 120; at++) products.push(await aProduct(db, fixture));
    for (let at = 0; at < 60; at += 3) await group(catalogId, products.slice(at, at + 3));
    const first = await splitsOf(catalogId);
    expect(first.size).toBe(120);
    for (let at = 0; at < 60; at += 3)
      expect(new Set(products.slice(at, at + 3).map((id) => first.get(id)?.split)).size).toBe(1);
    const train = products.filter((id) => first.get(id)?.split === 'train');
    const [tested] = products.slice(60).filter((id) => first.get(id)?.split === 'test');
    expect(train.length).toBeGreaterThan(60);

    // A newcomer joins its group's split; everything else stays.
    const newcomer = await aProduct(db, fixture);
    const trained = products.slice(60).find((id) => first.get(id)?.split === 'train') ?? '';
    await group(catalogId, [trained, newcomer]);
    const second = await splitsOf(catalogId);
    expect(second.get(newcomer)?.split).toBe('train');
    for (const id of products) expect(second.get(id)).toEqual(first.get(id));

    // A merge across splits: the training side is quarantined, the test side stays.
    await group(catalogId, [trained, newcomer, tested]);
    const third = await splitsOf(catalogId);
    expect(third.get(tested)?.split).toBe('test');
    expect(third.get(trained)?.split).toBe('quarantined');
    expect(third.get(newcomer)?.split).toBe('quarantined');
  });

  it('know copies through merges of merges, each in the cluster of its own merge', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId } = fixture;
    const { of } = await sixtyProducts(fixture);
    const [trained, survivor] = of('train');
    const [tested] = of('test');
    // The trained one was merged into a survivor, which was merged with the tested one: its own cluster is left behind.
    await group(catalogId, [trained, survivor]);
    await db.product.update({ where: { id: trained }, data: { survivorId: survivor } });
    await group(catalogId, [survivor, tested]);
    await db.product.update({ where: { id: survivor }, data: { survivorId: tested } });
    const second = await splitsOf(catalogId);
    expect([trained, survivor, tested].map((id) => second.get(id)?.split)).toEqual([
      'quarantined',
      'quarantined',
      'test',
    ]);
  });

  it('keep variants of variants together while the answers stand', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId } = fixture;
    const { products, first, of } = await sixtyProducts(fixture);
    const [small, medium, copy] = of('train');
    const [large] = of('test');
    await group(catalogId, [medium, copy]);
    const newcomer = await aProduct(db, fixture);
    const decisionId = newId();
    const called = (one: string, other: string, relation: string) => ({
      ...{ id: newId(), catalogId, decisionId, actorId: 'ann', relation },
      ...{ a: one < other ? one : other, b: one < other ? other : one },
    });
    await db.pairFact.createMany({
      data: [
        called(small, copy, 'variant'),
        called(medium, large, 'variant'),
        called(large, newcomer, 'variant'),
        called(of('train')[3], large, 'not_same'),
      ],
    });
    const [second, rest] = [await splitsOf(catalogId), of('train').slice(3)];
    const splitOf = (ids: string[]) => ids.map((id) => second.get(id)?.split);
    expect(splitOf([small, medium, copy])).toEqual(['quarantined', 'quarantined', 'quarantined']);
    expect(splitOf([large, newcomer])).toEqual(['test', 'test']);
    expect(new Set(splitOf(rest))).toEqual(new Set(['train']));
    // Taken back, each stands where it stood.
    await db.pairFact.updateMany({ where: { decisionId }, data: { supersededBy: newId() } });
    const third = await splitsOf(catalogId);
    for (const id of products) expect(third.get(id)).toEqual(first.get(id));
  });

  it('hold out whole sellers with every copy of their products', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId } = fixture;
    const bySeller: string[][] = [];
    for (let seller = 0; seller < 40; seller++) {
      const sellerId = newId();
      await db.seller.create({
        data: { id: sellerId, catalogId, key: `seller ${seller}`, name: `${seller}` },
      });
      bySeller.push([
        await aProduct(db, { ...fixture, sellerId }),
        await aProduct(db, { ...fixture, sellerId }),
      ]);
    }
    // Every first product is a copy of the next seller's second one.
    for (let seller = 0; seller + 1 < 40; seller += 2)
      await group(catalogId, [bySeller[seller][0], bySeller[seller + 1][1]]);
    const splits = await splitsOf(catalogId);
    const held = bySeller.filter((ids) => ids.every((id) => splits.get(id)?.split === 'unseen_seller'));
    expect(held.length).toBeGreaterThan(0);
    expect(held.length).toBeLessThan(15);
    for (let seller = 0; seller + 1 < 40; seller += 2)
      expect(splits.get(bySeller[seller][0])?.split).toBe(splits.get(bySeller[seller + 1][1])?.split);
  });
});
