/**
 * `npm run bench -- near [--products 100000] [--items 20000]`: what a filter by nearness costs on PostgreSQL: the claim of a queue like a product
 * or by meaning beside one without a filter, and the catalog's search through the vector index and measured one by one. Vectors are drawn
 * around centres of 200, as listings of one kind lie; the index is beside the exact answer.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Actor, mintPerson } from '#server/auth/actor.ts';
import { findNear } from '#server/browse/store-near.ts';
import { parsePaths, placeCategories } from '#server/catalog/parse-taxonomy.ts';
import { type Database, openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { migrateDeploy } from '#server/db/migrate.ts';
import { newId } from '#server/db/uuid.ts';
import { type MeaningPlace, nearMin } from '#server/representation/schema-meaning.ts';
import type { SoughtFilter } from '#server/review/schema-filter.ts';
import { claimItems, releaseLeases } from '#server/review/store.ts';
import { countItems } from '#server/review/store-counts.ts';
import { startThrowAwayPostgres } from '#server/tooling/postgres.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { fillDeskCatalog } from './desk-catalog.ts';

const { sql } = Prisma;
const perCentre = 200;
const times = 40;

interface Sought {
  actor: Actor;
  catalogId: string;
  productIds: string[];
  places: MeaningPlace[];
}

/** A vector for every product, an embedder in use, and the index built over all of them at once. */
async function fillVectors({ prisma, pool }: Database, catalogId: string, products: number): Promise<string> {
  const modelVersionId = newId();
  const model = { id: modelVersionId, catalogId, kind: 'embedder', name: 'drawn', sha256: modelVersionId };
  await prisma.modelVersion.create({ data: { ...model, manifest: {}, origin: 'trained' } });
  await prisma.activeModel.create({
    data: { catalogId, kind: 'embedder', modelVersionId, promotedBy: 'bench' },
  });
  await pool.query('DROP INDEX embedding_hnsw');
  const centres = Math.max(1, Math.round(products / perCentre));
  await pool.query(
    `CREATE TABLE centre AS SELECT c, (SELECT array_agg(random() - .5 + (c + at) * 0) FROM generate_series(1, 256) at) AS v
     FROM generate_series(0, ${centres - 1}) c`,
  );
  await pool.query(
    `INSERT INTO embedding (product_id, model_version_id, v, representative)
     SELECT p.id, $1, l2_normalize((SELECT array_agg(c.v[at] + (random() - .5) * .6 + p.place * 0) FROM generate_series(1, 256) at)::vector), true
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM product WHERE catalog_id = $2) p
     JOIN centre c ON c.c = p.place % ${centres}`,
    [modelVersionId, catalogId],
  );
  await pool.query(
    `SET maintenance_work_mem = '1GB'; CREATE INDEX embedding_hnsw ON embedding USING hnsw (v vector_cosine_ops) WHERE representative`,
  );
  await pool.query('DROP TABLE centre');
  await pool.query('VACUUM ANALYZE');
  return modelVersionId;
}

async function timed(name: string, act: (at: number) => Promise<unknown>): Promise<Measurement[]> {
  const taken: number[] = [];
  for (let at = 0; at < times; at++) {
    const startedMs = performance.now();
    await act(at);
    taken.push(performance.now() - startedMs);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(10 * taken[Math.ceil(share * times) - 1]) / 10;
  return [
    { name: `${name}, p50`, value: at(0.5), unit: 'ms' },
    { name: `${name}, p95`, value: at(0.95), unit: 'ms' },
  ];
}

async function claimTwo({ actor, catalogId }: Sought, filter: SoughtFilter): Promise<void> {
  const rows = await claimItems(actor, { queue: 'categories', catalogId, scope: 'open', count: 2, filter });
  const leases = rows.map((row) => ({ itemId: row.id, leaseNumber: Number(row.leaseNumber) }));
  await releaseLeases(actor.id, leases);
}

/** Of what is nearest, the part that the index finds. */
async function recallOfIndex({ prisma }: Database, { catalogId, places }: Sought): Promise<Measurement> {
  let [found, all] = [0, 0];
  for (const place of places.slice(0, 10)) {
    const near = new Set(await findNear(sql`p.catalog_id = ${catalogId}::uuid`, place));
    const exact = await prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM (SELECT product_id AS id, v <=> ${place.vector}::vector AS distance FROM embedding OFFSET 0) AS every
      WHERE distance <= ${1 - nearMin} ORDER BY distance, id LIMIT 500`;
    all += exact.length;
    found += exact.filter((row) => near.has(row.id)).length;
  }
  return {
    name: `recall of the search through the index, ${all / 10} near each`,
    value: Math.round((1000 * found) / all) / 1000,
    unit: 'share',
  };
}

async function measure(database: Database, sought: Sought): Promise<Measurement[]> {
  const { actor, catalogId, productIds, places } = sought;
  const whole = sql`p.catalog_id = ${catalogId}::uuid`;
  const count = (filter: SoughtFilter) => countItems(actor, 'categories', catalogId, filter);
  return [
    ...(await timed('claim and give back, no filter', () => claimTwo(sought, {}))),
    ...(await timed('claim and give back, like a product', (at) =>
      claimTwo(sought, { like: productIds[at] }),
    )),
    ...(await timed('claim and give back, words and meaning', (at) =>
      claimTwo(sought, { q: 'kettle', meaning: places[at] }),
    )),
    ...(await timed('count of the queue, no filter', () => count({}))),
    ...(await timed('count of the queue, like a product', (at) => count({ like: productIds[at] }))),
    ...(await timed('near in the catalog, by the index', (at) => findNear(whole, places[at]))),
    ...(await timed('near in a sixteenth of it, one by one', (at) =>
      findNear(sql`${whole} AND right(p.id::text, 1) = 'a'`, places[at]),
    )),
    await recallOfIndex(database, sought),
  ];
}

async function seek({ prisma }: Database, catalogId: string, modelVersionId: string): Promise<Sought> {
  const actor = mintPerson({ id: newId(), name: 'Ada', role: 'admin' });
  await prisma.user.create({ data: { id: actor.id, name: 'Ada', email: 'ada@example.test', role: 'admin' } });
  const rows = await prisma.$queryRaw<{ id: string; vector: string }[]>`
    SELECT i.subject_id AS id, e.v::text AS vector FROM review_item i JOIN embedding e ON e.product_id = i.subject_id
    WHERE i.queue = 'categories' AND i.catalog_id = ${catalogId}::uuid ORDER BY md5(i.id::text) LIMIT ${times}`;
  const places = rows.map(({ vector }) => ({ vector, modelVersionId }));
  return { actor, catalogId, productIds: rows.map((row) => row.id), places };
}

export const benchmark: Benchmark = {
  about: 'queues and catalog by nearness',
  run: async (args, report) => {
    const text = (value: string) => ({ type: 'string' as const, default: value });
    const { values } = parseArgs({ args, options: { products: text('100000'), items: text('20000') } });
    const paths = Array.from({ length: 600 }, (_, at) => [
      `Room ${at % 6}`,
      `Shelf ${at % 60}`,
      `Thing ${at}`,
    ]);
    const parsed = parsePaths(paths, 'en');
    const placed = parsed.ok ? placeCategories(parsed.categories) : parsed;
    if (!placed.ok) throw new Error(placed.reason);
    const server = await startThrowAwayPostgres();
    if (!server.ok) throw new Error(server.reason);
    try {
      await migrateDeploy(server.url);
      const size = { products: Number(values.products), items: Number(values.items) };
      const { catalogId } = await fillDeskCatalog(server.url, placed.categories, size);
      const database = openDatabaseClient(server.url, 4);
      setDatabaseClient(database);
      const modelVersionId = await fillVectors(database, catalogId, size.products);
      report(`${size.products} products with vectors, ${size.items} items in the queue`);
      const measured = await measure(database, await seek(database, catalogId, modelVersionId));
      setDatabaseClient(null);
      await database.close();
      return measured;
    } finally {
      await server.stop();
    }
  },
};
