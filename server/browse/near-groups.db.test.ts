/** What a search by nearness finds through the vector indexes is what measuring every product finds. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#server/db/generated/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import { groupPending, saveEmbeddings } from '#server/representation/group-embeddings.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aReviewCatalog } from '#server/testing/review-fixture.ts';
import { findNear } from './store-near.ts';

const { db, pool } = await testDatabase();
const modelVersionId = newId();
const count = 420;
const ids = Array.from({ length: count }, newId);
const places: string[] = [];

beforeAll(async () => {
  const fixture = await aReviewCatalog(db);
  await pool.query(
    `INSERT INTO product (id, catalog_id, seller_id, sku, title, input_hash)
     SELECT id, $2, $3, id::text, 'title', 'same' FROM unnest($1::uuid[]) AS made (id)`,
    [ids, fixture.catalogId, fixture.sellerId],
  );
  const rng = makeRng(1);
  const noise = () => Float32Array.from({ length: 256 }, () => rng.next() + rng.next() - 1);
  const centres = Array.from({ length: 7 }, noise);
  const rows = ids.map((productId, at) => {
    const other = noise();
    const vector = centres[at % 7].map((value, place) => value + (at % 3) * 0.5 * other[place]);
    const norm = Math.hypot(...vector);
    return { productId, vector: vector.map((value) => value / norm) };
  });
  places.push(...rows.slice(0, 10).map(({ vector }) => `[${vector.join(',')}]`));
  const sizes = { membersMax: 40, pool: 140 };
  for (let from = 0; from < count; from += 70) {
    await inTransaction((tx) => saveEmbeddings(tx, modelVersionId, rows.slice(from, from + 70), sizes));
    await groupPending(modelVersionId, new AbortController().signal, sizes);
  }
});

describe('findNear', () => {
  it('finds through groups and graph what it finds by measuring all, under any filter', async () => {
    const { rows } = await pool.query('SELECT count(*)::int AS n FROM embedding WHERE group_id IS NOT NULL');
    expect(rows[0].n).toBeGreaterThan(count / 2);
    for (const conditions of [Prisma.sql`true`, Prisma.sql`right(p.id::text, 1) < '8'`])
      for (const vector of places) {
        const measured = await findNear(conditions, { vector, modelVersionId });
        const led = await findNear(conditions, { vector, modelVersionId }, 0);
        expect(new Set(led)).toEqual(new Set(measured));
        expect(led.length).toBeGreaterThan(10);
      }
  });
});
