import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { saveEmbeddings } from './group-embeddings.ts';
import { embeddingOf } from './store.ts';
import { nearestTo, nearestToProducts } from './store-nearest.ts';

const { db, pool } = await testDatabase();
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

  it('leaves the connection as it was: what is asked next keeps as many candidates as ever', async () => {
    const candidates = async () => (await pool.query('SHOW hnsw.ef_search')).rows[0]['hnsw.ef_search'];
    const before = await candidates();
    expect((await nearestTo(aVector(1), otherModel, 7, null)).length).toBe(7);
    expect((await nearestToProducts(ids.slice(0, 5), otherModel, 7)).size).toBe(5);
    expect(await candidates()).toBe(before);
  });
});

describe('the vector index', () => {
  it('finds as many as were asked for, though most of what it holds is of other models', async () => {
    const client = await pool.connect();
    try {
      await client.query('SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_indexscan = on');
      await client.query('SET enable_sort = off');
      const vector = `[${Array.from(aVector(1)).join(',')}]`;
      const { rows } = await client.query(
        'SELECT product_id FROM embedding WHERE model_version_id = $1 AND representative ORDER BY v <=> $2::vector LIMIT 50',
        [model, vector],
      );
      // Half of 116 vectors are of this model; a scan of the 40 nearest of both would find about 20.
      expect(rows.length).toBe(50);
      const { rows: plan } = await client.query(
        `EXPLAIN SELECT product_id FROM embedding WHERE model_version_id = '${model}' AND representative ORDER BY v <=> '${vector}' LIMIT 50`,
      );
      expect(JSON.stringify(plan)).toContain('embedding_hnsw');
    } finally {
      await client.query('RESET ALL');
      client.release(true);
    }
  });
});
