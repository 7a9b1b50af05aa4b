import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { embeddingOf, nearestTo, nearestToProducts, saveEmbeddings } from './store.ts';

const { db } = await testDatabase();
const model = newId();
const otherModel = newId();
const ids: string[] = [];
let fixture: ReviewFixture;

/** Unit vectors of 256 numbers around three centres. */
function aVector(at: number): Float32Array {
  const rng = makeRng(at);
  const vector = Float32Array.from(
    { length: 256 },
    (_, place) => (place % 3 === at % 3 ? 1 : 0) + rng.next() * 0.6,
  );
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
  for (let at = 0; at < 60; at++) ids.push(await aProduct(db, fixture, { title: `product ${at}` }));
  await inTransaction(async (tx) => {
    const rows = ids.slice(0, 58).map((productId, at) => ({ productId, vector: aVector(at) }));
    await saveEmbeddings(tx, model, rows);
    await saveEmbeddings(
      tx,
      otherModel,
      rows.map(({ productId }, at) => ({ productId, vector: aVector(at + 500) })),
    );
  });
  await db.product.update({ where: { id: ids[3] }, data: { delistedAt: new Date() } });
});

describe('nearestToProducts', () => {
  it('finds for each of many what nearestTo finds for one, never the product itself', async () => {
    const found = await nearestToProducts(ids, model, 7);
    expect([...found.keys()].sort()).toEqual(ids.slice(0, 58).sort());
    for (const id of ids.slice(0, 58)) {
      const vector = await embeddingOf(id, model);
      const alone = await nearestTo(vector ?? [], model, 7, id);
      expect(found.get(id)?.map((one) => one.productId)).toEqual(alone.map((one) => one.productId));
      expect(alone.length).toBeGreaterThanOrEqual(6);
      for (const [at, one] of alone.entries())
        expect(found.get(id)?.[at].distance).toBeCloseTo(one.distance, 5);
    }
    const all = [...found.values()].flat().map((one) => one.productId);
    expect(all).not.toContain(ids[3]);
  });

  it('has no entry for a product without an embedding, and nothing for none', async () => {
    expect(await nearestToProducts([ids[59]], model, 7)).toEqual(new Map());
    expect(await nearestToProducts([], model, 7)).toEqual(new Map());
  });
});
