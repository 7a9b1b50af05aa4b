import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aReviewCatalog } from '#server/testing/review-fixture.ts';
import { run } from './group-embeddings.handler.ts';
import { groupPending, saveEmbeddings, usualSizes } from './group-embeddings.ts';
import { type Neighbour, nearestTo, nearestToProducts } from './store-nearest.ts';

const { db, pool } = await testDatabase();
const size = 256;
const sizes = { membersMax: 40, pool: 300 };
const signal = new AbortController().signal;
let fixture: Awaited<ReturnType<typeof aReviewCatalog>>;

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
});

async function someProducts(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await pool.query(
    `INSERT INTO product (id, catalog_id, seller_id, sku, title, input_hash)
     SELECT id, $2, $3, id::text, id::text, 'same' FROM unnest($1::uuid[]) AS made (id)`,
    [ids, fixture.catalogId, fixture.sellerId],
  );
  return ids;
}

/** Clumps of near-equal vectors (`spread` .05), or vectors without any (`spread` 30), always the same. */
function someVectors(count: number, clumps: number, spread: number, seed: number): Float32Array[] {
  const rng = makeRng(seed);
  const noise = () => Float32Array.from({ length: size }, () => rng.next() + rng.next() - 1);
  const centres = Array.from({ length: clumps }, noise);
  return Array.from({ length: count }, (_, at) => {
    const other = noise();
    const vector = centres[at % clumps].map((value, place) => value + spread * other[place]);
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  });
}

interface Stored {
  modelVersionId: string;
  ids: string[];
  vectors: Float32Array[];
}

async function store(vectors: Float32Array[], batch = 100): Promise<Stored> {
  const stored = { modelVersionId: newId(), ids: await someProducts(vectors.length), vectors };
  for (let from = 0; from < vectors.length; from += batch)
    await write(
      stored,
      Array.from({ length: Math.min(batch, vectors.length - from) }, (_, at) => from + at),
    );
  return stored;
}

/** Writes, and does what the worker does then. */
async function write({ modelVersionId, ids, vectors }: Stored, rows: number[]): Promise<void> {
  const given = rows.map((row) => ({ productId: ids[row], vector: vectors[row] }));
  await inTransaction((tx) => saveEmbeddings(tx, modelVersionId, given, sizes));
  await groupPending(modelVersionId, signal, sizes);
}

/** Where everything is, and that nothing is lost: each vector is in one group or in the graph. */
async function layout(modelVersionId: string) {
  const { rows } = await pool.query<{
    id: string;
    group: string | null;
    representative: boolean;
    alone: boolean;
  }>(
    'SELECT product_id AS id, group_id AS group, representative, alone FROM embedding WHERE model_version_id = $1 ORDER BY 1',
    [modelVersionId],
  );
  const members = new Map<string, number>();
  for (const { group } of rows) if (group) members.set(group, (members.get(group) ?? 0) + 1);
  return { rows, members };
}

function distance(one: Float32Array, other: Float32Array): number {
  return 1 - one.reduce((sum, value, at) => sum + value * other[at], 0);
}

/** Distances of the nearest rows that `isLive` lets through, by comparing with all. */
function exact(
  stored: Stored,
  query: Float32Array,
  count: number,
  isLive: (row: number) => boolean,
): number[] {
  const rows = stored.ids.map((_, row) => row).filter(isLive);
  return rows
    .map((row) => distance(query, stored.vectors[row]))
    .sort((a, b) => a - b)
    .slice(0, count);
}

/** Share of what was found that is as near as the true nearest. */
function recall(found: Neighbour[], truth: number[]): number {
  const last = truth[truth.length - 1] + 1e-5;
  return found.filter((one) => one.distance <= last).length / truth.length;
}

async function meanRecall(
  stored: Stored,
  queries: Float32Array[],
  isLive = (_: number) => true,
): Promise<number> {
  let sum = 0;
  for (const query of queries) {
    const found = await nearestTo(query, stored.modelVersionId, 10, null);
    expect(found.map((one) => one.distance)).toEqual(
      [...found.map((one) => one.distance)].sort((a, b) => a - b),
    );
    for (const one of found) expect(isLive(stored.ids.indexOf(one.productId))).toBe(true);
    sum += recall(found, exact(stored, query, 10, isLive));
  }
  return sum / queries.length;
}

describe('groups of embeddings', () => {
  it('come of themselves, stay bounded, and hold every vector once', async () => {
    const stored = await store(someVectors(900, 30, 0.3, 1));
    const { rows, members } = await layout(stored.modelVersionId);
    expect(rows.length).toBe(900);
    expect(rows.every((row) => row.representative === (row.group === null))).toBe(true);
    expect(rows.filter((row) => row.group).length).toBeGreaterThan(700);
    expect(members.size).toBeGreaterThan(15);
    // A group is counted by one written vector in eight.
    expect(Math.max(...members.values())).toBeLessThan(2 * sizes.membersMax);
    expect(await meanRecall(stored, someVectors(20, 30, 0.3, 1))).toBe(1);
  });

  it('find what comparing with all finds, in clumps of equal vectors and where there are none', async () => {
    for (const [spread, seed] of [
      [0.01, 2],
      [1, 3],
      [30, 4],
    ]) {
      const vectors = someVectors(420, 12, spread, seed);
      const stored = await store(vectors.slice(0, 400));
      expect(
        await meanRecall(stored, [...vectors.slice(400), ...vectors.slice(0, 10)]),
      ).toBeGreaterThanOrEqual(0.97);
    }
  });

  it('are not made by those who write, however many wait; two who make them at once hold every vector once', async () => {
    const stored = {
      modelVersionId: newId(),
      ids: await someProducts(640),
      vectors: someVectors(640, 20, 0.2, 10),
    };
    const given = stored.ids.map((productId, row) => ({ productId, vector: stored.vectors[row] }));
    await Promise.all(
      [0, 160, 320, 480].map((from) =>
        inTransaction((tx) =>
          saveEmbeddings(tx, stored.modelVersionId, given.slice(from, from + 160), sizes),
        ),
      ),
    );
    expect((await layout(stored.modelVersionId)).members.size).toBe(0);
    const some = { ...sizes, pool: 160 };
    await Promise.all([1, 2].map(() => groupPending(stored.modelVersionId, signal, some)));
    await groupPending(stored.modelVersionId, signal, some);
    const { rows, members } = await layout(stored.modelVersionId);
    expect(rows.length).toBe(640);
    expect(members.size).toBeGreaterThan(10);
    expect(await meanRecall(stored, stored.vectors.slice(0, 10))).toBe(1);
  });

  it('leave vectors without groups in the graph, and look at them once', async () => {
    const stored = await store(someVectors(320, 1, 300, 5));
    const { rows, members } = await layout(stored.modelVersionId);
    expect(members.size).toBe(0);
    expect(rows.filter((row) => row.alone).length).toBeGreaterThanOrEqual(sizes.pool);
    await groupPending(stored.modelVersionId, signal, { ...sizes, pool: 1 });
    expect((await layout(stored.modelVersionId)).rows.every((row) => row.alone)).toBe(true);
  });

  it('never hand out what is delisted or merged, however much of a clump is', async () => {
    const stored = await store(someVectors(450, 6, 0.2, 6));
    // Of each clump of seventy-five sixty-five go: what is left lies behind them.
    const dead = new Set(stored.ids.slice(0, 390));
    await db.product.updateMany({
      where: { id: { in: [...dead].slice(0, 200) } },
      data: { delistedAt: new Date() },
    });
    await db.product.updateMany({
      where: { id: { in: [...dead].slice(200) } },
      data: { survivorId: stored.ids[449] },
    });
    const isLive = (row: number) => !dead.has(stored.ids[row]);
    expect(await meanRecall(stored, stored.vectors.slice(0, 8), isLive)).toBeGreaterThanOrEqual(0.99);
    const many = await nearestToProducts(stored.ids.slice(0, 8), stored.modelVersionId, 10);
    for (const [id, found] of many) {
      const query = stored.vectors[stored.ids.indexOf(id)];
      const others = (row: number) => isLive(row) && stored.ids[row] !== id;
      expect(recall(found, exact(stored, query, 10, others))).toBe(1);
    }
  });

  it('find a vector where it is now, and the others of its group, when it moves or goes', async () => {
    const stored = await store(someVectors(400, 20, 0.2, 7));
    const moved = 3;
    const before = await nearestTo(stored.vectors[moved], stored.modelVersionId, 5, stored.ids[moved]);
    stored.vectors[moved] = someVectors(1, 1, 0, 8)[0];
    await write(stored, [moved]);
    const [here] = await nearestTo(stored.vectors[moved], stored.modelVersionId, 1, null);
    expect(here).toMatchObject({ productId: stored.ids[moved] });
    expect(here.distance).toBeCloseTo(0, 5);
    await db.product.delete({ where: { id: before[0].productId } });
    const query = stored.vectors[stored.ids.indexOf(before[1].productId)];
    const after = await nearestTo(query, stored.modelVersionId, 5, null);
    expect(after.map((one) => one.productId)).toContain(before[1].productId);
    expect(after.map((one) => one.productId)).not.toContain(before[0].productId);
    expect(after.map((one) => one.productId)).not.toContain(stored.ids[moved]);
  });
});

describe('a catalog that was embedded before there were groups', () => {
  it('is searched as it is, and grouped by the worker without a loss', async () => {
    const vectors = someVectors(4500, 40, 0.2, 9);
    const stored = { modelVersionId: newId(), ids: await someProducts(vectors.length), vectors };
    // The graph is not what is tested here, and takes seconds to write.
    const {
      rows: [{ index }],
    } = await pool.query(`SELECT pg_get_indexdef('embedding_hnsw'::regclass) AS index`);
    await pool.query('DROP INDEX embedding_hnsw');
    for (let from = 0; from < vectors.length; from += 500)
      await pool.query(
        'INSERT INTO embedding (product_id, model_version_id, v) SELECT id, $1, text::vector FROM unnest($2::uuid[], $3::text[]) AS t (id, text)',
        [
          stored.modelVersionId,
          stored.ids.slice(from, from + 500),
          vectors.slice(from, from + 500).map((vector) => `[${vector.join(',')}]`),
        ],
      );
    const queries = vectors.slice(0, 10);
    expect(await meanRecall(stored, queries)).toBe(1);
    await run(signal);
    const { rows, members } = await layout(stored.modelVersionId);
    expect(rows.length).toBe(vectors.length);
    expect(rows.filter((row) => row.group).length).toBeGreaterThan(4000);
    expect(Math.max(...members.values())).toBeLessThanOrEqual(usualSizes.membersMax);
    expect(await meanRecall(stored, queries)).toBe(1);
    await run(signal);
    expect((await layout(stored.modelVersionId)).rows).toEqual(rows);
    await pool.query(index);
  });
});
