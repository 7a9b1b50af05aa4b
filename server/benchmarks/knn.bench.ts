/**
 * Nearest neighbours on PostgreSQL with pgvector: `npm run bench -- knn [--vectors 1000000] [--clients 8] [--queries 4000]`.
 * Vectors of 256 numbers around drawn centres, as embeddings of a catalog's representatives lie (clumps of near-identical
 * listings are collapsed before: they break HNSW); queries are vectors that are not in the table. Reference: the same
 * question without the index.
 */
import pg from 'pg';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { startThrowAwayPostgres } from '#server/tooling/postgres.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const seed = 8128;
const size = 256;
/** Directions in which the vectors of one centre differ: embeddings do not fill their space. */
const rank = 24;
const vectorsACentre = 200;
const neighbours = 10;
/** Breadths of the search: what recall costs. */
const efSearches = [100, 200, 400];
const checkedQueries = 100;
const plainQueries = 10;
const insertRows = 500;
const settings = 'maintenance_work_mem = 3GB\nshared_buffers = 2GB\nmax_parallel_maintenance_workers = 3\n';

/** Vectors one after the other, of length 1; the same for the same seed. */
class VectorSource {
  private readonly rng: Rng;
  private readonly centres: Float32Array[];
  private readonly directions: Float32Array[];

  constructor(count: number) {
    this.rng = makeRng(seed);
    this.centres = Array.from({ length: Math.max(1, Math.round(count / vectorsACentre)) }, () =>
      this.noise(),
    );
    this.directions = Array.from({ length: rank }, () => this.noise());
  }

  /** Sum of three uniform draws a place: near enough to a normal one. */
  private noise(): Float32Array {
    return Float32Array.from(
      { length: size },
      () => this.rng.next() + this.rng.next() + this.rng.next() - 1.5,
    );
  }

  next(): Float32Array {
    const vector = this.centres[this.rng.below(this.centres.length)].slice();
    for (const direction of this.directions) {
      const weight = 0.5 * (this.rng.next() + this.rng.next() - 1);
      for (let at = 0; at < size; at++) vector[at] += weight * direction[at];
    }
    let squares = 0;
    for (let at = 0; at < size; at++) {
      vector[at] += 0.2 * (this.rng.next() - 0.5);
      squares += vector[at] ** 2;
    }
    const norm = Math.sqrt(squares);
    return vector.map((value) => value / norm);
  }
}

const asText = (vector: Float32Array): string => `[${vector.join(',')}]`;

/** Fills the table; returns the vectors in one array, for exact answers. */
async function fill(pool: pg.Pool, source: VectorSource, count: number): Promise<Float32Array> {
  const all = new Float32Array(count * size);
  for (let from = 0; from < count; from += insertRows) {
    const vectors = Array.from({ length: Math.min(insertRows, count - from) }, () => source.next());
    vectors.forEach((vector, row) => {
      all.set(vector, (from + row) * size);
    });
    await pool.query(
      'INSERT INTO item (id, v) SELECT $1::int + place - 1, text::vector FROM unnest($2::text[]) WITH ORDINALITY AS n (text, place)',
      [from, vectors.map(asText)],
    );
  }
  return all;
}

/** Ids of the nearest by comparing with every vector. */
function exact(all: Float32Array, query: Float32Array): Set<number> {
  const best: { id: number; product: number }[] = [];
  for (let id = 0; id * size < all.length; id++) {
    let product = 0;
    for (let at = 0; at < size; at++) product += all[id * size + at] * query[at];
    if (best.length === neighbours && product <= best[neighbours - 1].product) continue;
    best.push({ id, product });
    best.sort((x, y) => y.product - x.product);
    best.length = Math.min(best.length, neighbours);
  }
  return new Set(best.map(({ id }) => id));
}

const question = `SELECT id FROM item ORDER BY v <=> $1::vector LIMIT ${neighbours}`;

interface Answered {
  found: number[][];
  seconds: number;
  /** Ascending. */
  latenciesMs: number[];
}

/** Asks all queries, `clients` at a time. */
async function ask(
  pool: pg.Pool,
  queries: readonly string[],
  clients: number,
  efSearch: number,
): Promise<Answered> {
  const found: number[][] = [];
  const latenciesMs: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const run = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query(`SET hnsw.ef_search = ${efSearch}`);
      for (let at = next++; at < queries.length; at = next++) {
        const askedAt = performance.now();
        const { rows } = await client.query<{ id: number }>({
          name: 'near',
          text: question,
          values: [queries[at]],
        });
        latenciesMs.push(performance.now() - askedAt);
        found[at] = rows.map((row) => row.id);
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: clients }, run));
  const seconds = (performance.now() - startedAt) / 1000;
  return { found, seconds, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}

async function plainSeconds(pool: pg.Pool, queries: readonly string[]): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SET enable_indexscan = off');
    const startedAt = performance.now();
    for (const query of queries) await client.query(question, [query]);
    return (performance.now() - startedAt) / 1000 / queries.length;
  } finally {
    client.release(true);
  }
}

async function measure(
  url: string,
  wanted: { vectors: number; clients: number; queries: number },
  report: (line: string) => void,
): Promise<Measurement[]> {
  const pool = new pg.Pool({ connectionString: url, max: wanted.clients });
  try {
    await pool.query('CREATE EXTENSION IF NOT EXISTS vector');
    await pool.query(`CREATE TABLE item (id int, v vector(${size}) NOT NULL)`);
    await pool.query('ALTER TABLE item ALTER COLUMN v SET STORAGE PLAIN');
    const source = new VectorSource(wanted.vectors);
    const all = await fill(pool, source, wanted.vectors);
    report(`${wanted.vectors} vectors written`);
    const builtAt = performance.now();
    await pool.query('CREATE INDEX item_hnsw ON item USING hnsw (v vector_cosine_ops)');
    await pool.query('ANALYZE item');
    const buildSeconds = (performance.now() - builtAt) / 1000;
    report(`index built in ${buildSeconds.toFixed(1)} s`);
    const vectors = Array.from({ length: wanted.queries }, () => source.next());
    const texts = vectors.map(asText);
    const plain = await plainSeconds(pool, texts.slice(0, plainQueries));
    const truths = vectors.slice(0, checkedQueries).map((vector) => exact(all, vector));
    const set = `${wanted.vectors} × ${size}`;
    const measurements: Measurement[] = [
      { name: `${set}: index built`, value: Number(buildSeconds.toFixed(1)), unit: 's' },
    ];
    for (const efSearch of efSearches) {
      await ask(pool, texts.slice(0, 200), wanted.clients, efSearch);
      const answered = await ask(pool, texts, wanted.clients, efSearch);
      measurements.push(...figures(`${set}, ef ${efSearch}`, wanted, answered, { truths, plain }));
    }
    return measurements;
  } finally {
    // The server goes while the last connections still close: what they say of it then is no fault of the run.
    pool.on('error', () => undefined);
    await pool.end();
  }
}

function figures(
  name: string,
  wanted: { clients: number; queries: number },
  answered: Answered,
  { truths, plain }: { truths: readonly Set<number>[]; plain: number },
): Measurement[] {
  const right = truths.reduce(
    (sum, truth, at) => sum + answered.found[at].filter((id) => truth.has(id)).length,
    0,
  );
  const rate = wanted.queries / answered.seconds;
  const p95 = answered.latenciesMs[Math.floor(0.95 * answered.latenciesMs.length)];
  return [
    {
      name: `${name}: queries by ${wanted.clients} clients`,
      value: Math.round(rate),
      unit: 'queries/s',
      beside: { value: 1000, source: 'required at a million' },
      ratioToReference: rate * plain,
    },
    {
      name: `${name}: recall of the ten nearest`,
      value: Number((right / (truths.length * neighbours)).toFixed(4)),
      unit: 'share',
      beside: { value: 0.98, source: 'required at a million' },
    },
    {
      name: `${name}: p95`,
      value: Number(p95.toFixed(2)),
      unit: 'ms',
      beside: { value: 20, source: 'required at a million' },
    },
  ];
}

function numberAfter(args: readonly string[], name: string, usual: number): number {
  const at = args.indexOf(name);
  const value = at < 0 ? usual : Number(args[at + 1]);
  if (!(value >= 1)) throw new Error(`${name} takes a number`);
  return value;
}

export const benchmark: Benchmark = {
  about: 'nearest of a million vectors on PostgreSQL with pgvector (reference: without the index)',
  async run(args, report) {
    const server = await startThrowAwayPostgres(settings);
    if (!server.ok) throw new Error(server.reason);
    try {
      return await measure(
        server.url,
        {
          vectors: numberAfter(args, '--vectors', 1_000_000),
          clients: numberAfter(args, '--clients', 8),
          queries: Math.max(checkedQueries, numberAfter(args, '--queries', 4000)),
        },
        report,
      );
    } finally {
      await server.stop();
    }
  },
};
