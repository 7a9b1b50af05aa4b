/**
 * Nearest neighbours on PostgreSQL with pgvector, written and asked by the product's own code:
 * `npm run bench -- knn [--vectors 1000000] [--data listings|clumps] [--clients 8] [--queries 4000] [--keep FILE]`.
 * `listings`: embeddings of a generated catalog; `clumps`: drawn vectors without groups, the hardest case. Recall is against
 * comparing with every vector, a neighbour as near as the true tenth counts. Reference: the same question without an index.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { migrateDeploy } from '#server/db/migrate.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import {
  groupPending,
  saveEmbeddings,
  settleGroups,
  usualSizes,
} from '#server/representation/group-embeddings.ts';
import { type Neighbour, nearestTo, nearestToProducts } from '#server/representation/store-nearest.ts';
import { startThrowAwayPostgres } from '#server/tooling/postgres.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { drawClumps, embedListings, exactNearest, keepSet, type VectorSet } from './knn-vectors.ts';

const size = 256;
const neighbours = 10;
const checkedQueries = 500;
/** Stored products checked besides. */
const checkedStored = 100;
/** Listings asked for their copies in another language. */
const twinQueries = 1000;
const plainQueries = 5;
/** As many as the embed stage writes in one transaction. */
const writtenAtATime = 500;
/** As many as the product asks in one statement. */
const askedAtATime = 25;
const equal = 1e-6;
const settings =
  'maintenance_work_mem = 3GB\nshared_buffers = 4GB\nmax_wal_size = 8GB\nmax_parallel_maintenance_workers = 3\n';

interface Wanted {
  clients: number;
  queries: number;
}

class Stored {
  readonly set: VectorSet;
  readonly ids: string[];
  readonly modelVersionId = newId();
  private readonly rows = new Map<string, number>();

  constructor(set: VectorSet) {
    this.set = set;
    this.ids = Array.from({ length: set.count }, newId);
    this.ids.forEach((id, row) => {
      this.rows.set(id, row);
    });
  }

  vector(row: number): Float32Array {
    return this.set.all.subarray(row * size, (row + 1) * size);
  }

  row(id: string): number {
    return this.rows.get(id) ?? -1;
  }
}

async function writeProducts(pool: pg.Pool, { ids }: Stored): Promise<void> {
  const [taxonomy, version, catalog, seller] = Array.from({ length: 4 }, newId);
  await pool.query(`INSERT INTO taxonomy (id, name) VALUES ($1, 'None')`, [taxonomy]);
  await pool.query(
    `INSERT INTO taxonomy_version (id, taxonomy_id, label, format, sha256, levels) VALUES ($1, $2, '1', 'shopify', 'bench', 1)`,
    [version, taxonomy],
  );
  await pool.query(`INSERT INTO catalog (id, name, taxonomy_version_id) VALUES ($1, 'Neighbours', $2)`, [
    catalog,
    version,
  ]);
  await pool.query(`INSERT INTO seller (id, catalog_id, key, name) VALUES ($1, $2, 'one', 'One')`, [
    seller,
    catalog,
  ]);
  for (let from = 0; from < ids.length; from += 50_000) {
    await pool.query(
      `INSERT INTO product (id, catalog_id, seller_id, sku, title, input_hash)
       SELECT id, $2, $3, id::text, 'Listing', 'bench' FROM unnest($1::uuid[]) AS made (id)`,
      [ids.slice(from, from + 50_000), catalog, seller],
    );
  }
}

/** Runs `act` for 0 … count − 1, so many at a time. */
async function sideBySide(count: number, at: number, act: (turn: number) => Promise<void>): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  const run = async (): Promise<void> => {
    for (let turn = next++; turn < count; turn = next++) await act(turn);
  };
  await Promise.all(Array.from({ length: at }, run));
  return (performance.now() - startedAt) / 1000;
}

/** As often as the worker's routine would on a machine that embeds a thousand listings a second. */
const groupedEvery = 60_000;

/** Writes every vector as the embed stage does, groups what waits and settles what was cut as the worker does; a graph over all of them is built once, as after any load of such a size. */
async function writeVectors(
  pool: pg.Pool,
  stored: Stored,
  clients: number,
  grouped: boolean,
): Promise<number> {
  const startedAt = performance.now();
  if (!grouped) await pool.query('DROP INDEX embedding_hnsw');
  const { signal } = new AbortController();
  let grouping = Promise.resolve();
  await sideBySide(Math.ceil(stored.set.count / writtenAtATime), clients, async (turn) => {
    if (grouped && turn > 0 && (turn * writtenAtATime) % groupedEvery === 0)
      grouping = grouping.then(async () => {
        await groupPending(stored.modelVersionId, signal);
        await settleGroups(stored.modelVersionId, signal);
      });
    const rows = stored.ids
      .slice(turn * writtenAtATime, (turn + 1) * writtenAtATime)
      .map((productId, at) => ({ productId, vector: stored.vector(turn * writtenAtATime + at) }));
    await inTransaction((tx) => saveEmbeddings(tx, stored.modelVersionId, rows));
  });
  await grouping;
  if (grouped) {
    await groupPending(stored.modelVersionId, signal);
    // Nobody writes any more: what the worker would do a minute later, at once.
    await settleGroups(stored.modelVersionId, signal, usualSizes, 0);
  } else
    await pool.query(
      'CREATE INDEX embedding_hnsw ON embedding USING hnsw (v vector_cosine_ops) WHERE representative',
    );
  return (performance.now() - startedAt) / 1000;
}

/** Share of the true nearest that were found. */
function recall(truths: readonly Float64Array[], found: readonly (readonly Neighbour[])[]): number {
  const right = truths.reduce((sum, truth, at) => {
    const near = found[at].filter(({ distance }) => 1 - distance >= truth[neighbours - 1] - equal);
    return sum + near.length;
  }, 0);
  return Number((right / (truths.length * neighbours)).toFixed(4));
}

async function plainSeconds(pool: pg.Pool, stored: Stored): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query(
      'SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off',
    );
    const startedAt = performance.now();
    for (let at = 0; at < plainQueries; at++)
      await client.query(
        `SELECT product_id FROM embedding WHERE model_version_id = $2 ORDER BY v <=> $1::vector LIMIT ${neighbours}`,
        [`[${stored.vector(stored.set.count + at).join(',')}]`, stored.modelVersionId],
      );
    return (performance.now() - startedAt) / 1000 / plainQueries;
  } finally {
    client.release(true);
  }
}

/**
 * Reads what a search touches into PostgreSQL's memory, as a database that has been asked for a while has it: the comparison
 * with every vector takes minutes, in which the machine may have given that memory to others.
 */
async function readIntoMemory(pool: pg.Pool): Promise<void> {
  await pool.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  await pool.query(`SELECT sum(pg_prewarm(c.oid)) FROM pg_class c
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    WHERE coalesce(i.indrelid, c.oid) IN ('embedding'::regclass, 'embedding_group'::regclass, 'product'::regclass)
      AND (c.relkind = 'i' AND c.relam <> 0 OR c.oid = 'product'::regclass)`);
}

interface Asked {
  found: Neighbour[][];
  seconds: number;
  /** Ascending. */
  latenciesMs: number[];
}

/** One question a query, `clients` at a time. */
async function askEach(stored: Stored, queries: readonly number[], clients: number): Promise<Asked> {
  const found: Neighbour[][] = [];
  const latenciesMs: number[] = [];
  const seconds = await sideBySide(queries.length, clients, async (turn) => {
    const askedAt = performance.now();
    found[turn] = await nearestTo(stored.vector(queries[turn]), stored.modelVersionId, neighbours, null);
    latenciesMs.push(performance.now() - askedAt);
  });
  return { found, seconds, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}

/** As the stages ask: stored products, 25 a statement, each without itself. */
async function askStored(stored: Stored, rows: readonly number[], clients: number) {
  const found: Neighbour[][] = [];
  const seconds = await sideBySide(Math.ceil(rows.length / askedAtATime), clients, async (turn) => {
    const from = turn * askedAtATime;
    const ids = rows.slice(from, from + askedAtATime).map((row) => stored.ids[row]);
    const near = await nearestToProducts(ids, stored.modelVersionId, neighbours);
    ids.forEach((id, at) => {
      found[from + at] = near.get(id) ?? [];
    });
  });
  return { found, seconds };
}

/** Of listings that have a copy in another language, the share whose ten nearest hold one. */
function twinRecall(stored: Stored, rows: readonly number[], found: readonly Neighbour[][]): number {
  const { products, locales } = stored.set;
  const hits = rows.filter((row, at) =>
    found[at].some(({ productId }) => {
      const other = stored.row(productId);
      return products[other] === products[row] && locales[other] !== locales[row];
    }),
  );
  return Number((hits.length / rows.length).toFixed(4));
}

function rowsWithTwins({ count, products, locales }: VectorSet): number[] {
  const languages = new Map<number, Set<number>>();
  for (let row = 0; row < count; row++)
    languages.set(products[row], (languages.get(products[row]) ?? new Set()).add(locales[row]));
  const rows: number[] = [];
  for (let row = 0; row < count && rows.length < twinQueries; row++)
    if ((languages.get(products[row])?.size ?? 0) > 1) rows.push(row);
  return rows;
}

const required = (value: number) => ({ value, source: 'required at a million' });

async function askAll(pool: pg.Pool, stored: Stored, wanted: Wanted, name: string): Promise<Measurement[]> {
  const { count, held } = stored.set;
  const heldRows = Array.from({ length: Math.min(held, wanted.queries) }, (_, at) => count + at);
  const storedRows = Array.from({ length: Math.min(count, wanted.queries) }, (_, at) => at);
  const truths = exactNearest(
    stored.set,
    [...heldRows.slice(0, checkedQueries), ...storedRows.slice(0, checkedStored)],
    neighbours,
  );
  const plain = await plainSeconds(pool, stored);
  await readIntoMemory(pool);
  await askEach(stored, heldRows.slice(0, 200), wanted.clients);
  const each = await askEach(stored, heldRows, wanted.clients);
  const many = await askStored(stored, storedRows, wanted.clients);
  const self = await askEach(stored, storedRows, wanted.clients);
  const selfFound = self.found.filter((near, at) =>
    near.some(({ productId, distance }) => stored.row(productId) === at || distance <= equal),
  );
  const rate = heldRows.length / each.seconds;
  const share = (value: number, what: string): Measurement => ({
    name: `${name}: ${what}`,
    value,
    unit: 'share',
  });
  const measured: Measurement[] = [
    {
      name: `${name}: queries by ${wanted.clients} clients`,
      value: Math.round(rate),
      unit: 'queries/s',
      beside: required(1000),
      ratioToReference: rate * plain,
    },
    {
      ...share(
        recall(truths.slice(0, checkedQueries), each.found.slice(0, checkedQueries)),
        'recall of the ten nearest',
      ),
      beside: required(0.98),
    },
    {
      name: `${name}: p95`,
      value: Number(each.latenciesMs[Math.floor(0.95 * each.latenciesMs.length)].toFixed(2)),
      unit: 'ms',
      beside: required(20),
    },
    {
      name: `${name}: stored products, ${askedAtATime} a statement`,
      value: Math.round(storedRows.length / many.seconds),
      unit: 'queries/s',
      beside: required(1000),
    },
    share(recall(truths.slice(checkedQueries), many.found.slice(0, checkedStored)), 'recall of these'),
    share(
      Number((selfFound.length / storedRows.length).toFixed(4)),
      'stored vectors that find themselves, or an equal one',
    ),
  ];
  const twins = rowsWithTwins(stored.set);
  if (twins.length < 2) return measured;
  const twinsFound = await askStored(stored, twins, wanted.clients);
  return [
    ...measured,
    share(
      twinRecall(stored, twins, twinsFound.found),
      'listings with a copy in another language that find one',
    ),
  ];
}

async function shape(pool: pg.Pool, name: string): Promise<Measurement[]> {
  const { rows } = await pool.query<{ groups: number; alone: number; bytes: number }>(
    `SELECT (SELECT count(*)::int FROM embedding_group) AS groups, (SELECT count(*)::int FROM embedding WHERE representative) AS alone,
       (pg_indexes_size('embedding') + pg_total_relation_size('embedding_group'))::float8 AS bytes`,
  );
  const [{ groups, alone, bytes }] = rows;
  return [
    { name: `${name}: groups`, value: groups, unit: 'count' },
    { name: `${name}: vectors in none`, value: alone, unit: 'count' },
    { name: `${name}: indexes`, value: Math.round(bytes / 2 ** 20), unit: 'MB' },
  ];
}

async function measure(
  url: string,
  stored: Stored,
  wanted: Wanted,
  data: string,
  report: (line: string) => void,
): Promise<Measurement[]> {
  await migrateDeploy(url);
  const database = openDatabaseClient(url, wanted.clients);
  setDatabaseClient(database);
  try {
    const { pool } = database;
    await writeProducts(pool, stored);
    report('products written');
    const name = `${stored.set.count} ${data} × ${size}`;
    const seconds = await writeVectors(pool, stored, wanted.clients, data === 'listings');
    await pool.query('VACUUM ANALYZE embedding');
    await pool.query('VACUUM ANALYZE embedding_group');
    await pool.query('ANALYZE product');
    report(`vectors written and grouped in ${seconds.toFixed(0)} s, ${availableParallelism()} cores`);
    const written = {
      name: `${name}: written, grouped, settled and indexed`,
      value: Number(seconds.toFixed(1)),
      unit: 's',
    };
    return [written, ...(await shape(pool, name)), ...(await askAll(pool, stored, wanted, name))];
  } finally {
    setDatabaseClient(null);
    // The server goes while the last connections still close: what they say of it then is no fault of the run.
    database.pool.on('error', () => undefined);
    await database.close();
  }
}

const number = (text: string, name: string): number => {
  if (!(Number(text) >= 1)) throw new Error(`--${name} takes a number`);
  return Number(text);
};

export const benchmark: Benchmark = {
  about: 'nearest of a million vectors on PostgreSQL with pgvector (reference: without the index)',
  async run(args, report) {
    const text = (value: string) => ({ type: 'string' as const, default: value });
    const { values } = parseArgs({
      args,
      options: {
        vectors: text('1000000'),
        data: text('listings'),
        clients: text('8'),
        queries: text('4000'),
        keep: text(''),
      },
    });
    const { data, keep } = values;
    if (data !== 'listings' && data !== 'clumps') throw new Error('--data takes listings or clumps');
    const count = number(values.vectors, 'vectors');
    const wanted = {
      clients: number(values.clients, 'clients'),
      queries: Math.max(checkedQueries, number(values.queries, 'queries')),
    };
    const make = async () =>
      data === 'clumps' ? drawClumps(count, wanted.queries) : embedListings(count, wanted.queries, report);
    const set = await (keep ? keepSet(keep, count, wanted.queries, make) : make());
    const server = await startThrowAwayPostgres(settings);
    if (!server.ok) throw new Error(server.reason);
    try {
      return await measure(server.url, new Stored(set), wanted, data, report);
    } finally {
      await server.stop();
    }
  },
};
