import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aReviewCatalog } from '#server/testing/review-fixture.ts';
import { groupPending, saveEmbeddings, settleGroups } from './group-embeddings.ts';
import { modelsUnsettled } from './store-settling.ts';

const { db, pool } = await testDatabase();
const size = 256;
const sizes = { membersMax: 20, pool: 200 };
const signal = new AbortController().signal;
let fixture: Awaited<ReturnType<typeof aReviewCatalog>>;

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
});

/** Vectors that lie in a plane of few directions, without clumps: cut in two again and again, they drift. */
function someVectors(count: number, seed: number): Float32Array[] {
  const rng = makeRng(seed);
  const directions = Array.from({ length: 6 }, () =>
    Float32Array.from({ length: size }, () => rng.next() - 0.5),
  );
  return Array.from({ length: count }, () => {
    const vector = new Float32Array(size);
    for (const direction of directions) {
      const weight = rng.next();
      for (let at = 0; at < size; at++) vector[at] += weight * direction[at];
    }
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  });
}

/** Four writers at a time, groups cut while they write. */
async function store(vectors: Float32Array[]): Promise<string> {
  const modelVersionId = newId();
  const ids = vectors.map(newId);
  await pool.query(
    `INSERT INTO product (id, catalog_id, seller_id, sku, title, input_hash)
     SELECT id, $2, $3, id::text, id::text, 'same' FROM unnest($1::uuid[]) AS made (id)`,
    [ids, fixture.catalogId, fixture.sellerId],
  );
  const rows = ids.map((productId, row) => ({ productId, vector: vectors[row] }));
  for (let from = 0; from < rows.length; from += 200) {
    await Promise.all(
      [0, 50, 100, 150].map((at) =>
        inTransaction((tx) =>
          saveEmbeddings(tx, modelVersionId, rows.slice(from + at, from + at + 50), sizes),
        ),
      ),
    );
    await groupPending(modelVersionId, signal, sizes);
  }
  return modelVersionId;
}

interface Layout {
  /** Group of each vector that has one. */
  groups: Map<string, string>;
  count: number;
  /** Share of these that lie under the nearest centre of all, or one as near. */
  nearest: number;
  largest: number;
}

async function layout(modelVersionId: string): Promise<Layout> {
  const { rows } = await pool.query<{ id: string; group: string | null; near: boolean; size: number }>(
    `SELECT e.product_id AS id, e.group_id AS group, count(*) OVER (PARTITION BY e.group_id)::int AS size,
       (e.v <#> g.centre) <= (SELECT min(e.v <#> o.centre) FROM embedding_group o WHERE o.model_version_id = $1) + 1e-6 AS near
     FROM embedding e LEFT JOIN embedding_group g ON g.id = e.group_id WHERE e.model_version_id = $1`,
    [modelVersionId],
  );
  const grouped = rows.filter((row) => row.group !== null);
  return {
    groups: new Map(grouped.map((row) => [row.id, row.group ?? ''])),
    count: rows.length,
    nearest: grouped.filter((row) => row.near).length / grouped.length,
    largest: Math.max(...grouped.map((row) => row.size)),
  };
}

describe('settled groups', () => {
  it('hold every vector under its nearest centre, whatever was cut while it was written', async () => {
    const modelVersionId = await store(someVectors(500, 1));
    const before = await layout(modelVersionId);
    expect(before.groups.size).toBeGreaterThan(450);
    expect(before.nearest).toBeLessThan(0.95);
    expect(await settleGroups(modelVersionId, signal, sizes, 0)).toBeGreaterThan(25);
    const after = await layout(modelVersionId);
    expect(after.count).toBe(500);
    expect(after.groups.size).toBe(before.groups.size);
    expect(after.nearest).toBeGreaterThan(0.99);
    expect(after.largest).toBeLessThan(2 * sizes.membersMax);
    expect(await settleGroups(modelVersionId, signal, sizes, 0)).toBe(0);
    expect((await layout(modelVersionId)).groups).toEqual(after.groups);
  });

  it('are left alone until what was written under their old centres is there', async () => {
    const modelVersionId = await store(someVectors(300, 2));
    expect(await modelsUnsettled(0)).toContain(modelVersionId);
    expect(await modelsUnsettled(3_600_000)).not.toContain(modelVersionId);
    const { groups } = await layout(modelVersionId);
    expect(await settleGroups(modelVersionId, signal, sizes, 3_600_000)).toBe(0);
    expect((await layout(modelVersionId)).groups).toEqual(groups);
  });

  it('lose nothing where two workers settle while others write', async () => {
    const vectors = someVectors(450, 3);
    const modelVersionId = await store(vectors.slice(0, 300));
    const { rows } = await pool.query<{ id: string }>(
      'SELECT product_id AS id FROM embedding WHERE model_version_id = $1 ORDER BY product_id',
      [modelVersionId],
    );
    // Half of them get another vector meanwhile.
    const again = rows.slice(0, 150).map(({ id }, at) => ({ productId: id, vector: vectors[300 + at] }));
    await Promise.all([
      settleGroups(modelVersionId, signal, sizes, 0),
      settleGroups(modelVersionId, signal, sizes, 0),
      ...[0, 50, 100].map((from) =>
        inTransaction((tx) => saveEmbeddings(tx, modelVersionId, again.slice(from, from + 50), sizes)),
      ),
    ]);
    await settleGroups(modelVersionId, signal, sizes, 0);
    const after = await layout(modelVersionId);
    expect(after.count).toBe(300);
    expect(after.nearest).toBeGreaterThan(0.95);
  });
});
