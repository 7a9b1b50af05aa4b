/**
 * The database of this process: one pool, shared by Prisma and by the few places that need the driver itself (COPY).
 * Only stores, and auth, audit and jobs, touch it.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '#server/config/env.ts';
import { PrismaClient } from './generated/client.ts';

export type Db = PrismaClient;

export interface Database {
  prisma: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool. The session is UTC because the Prisma adapter drops the offset of timestamps. An HNSW scan goes on until
 * the limit is met (pgvector ≥ 0.8): vectors of all models share one index, and without this a search looks at its 40
 * nearest of any model and then throws away those of the others, which left 1 of 12 where a model had 1 % of the vectors. No
 * statement is compiled: 25 searches for neighbours look dear enough for it, and compiling alone took 38 ms of them.
 */
export function openPool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: 20_000,
    idleTimeoutMillis: 30_000,
    options: '-c TimeZone=UTC -c jit=off -c hnsw.iterative_scan=strict_order -c hnsw.ef_search=100',
  });
  // Without these two a restart of the database ends the process.
  pool.on('error', (error) => {
    if (!pool.ending) console.error(`database: idle connection lost: ${error.message}`);
  });
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export function openDatabaseClient(url: string, connectionsMax = 8): Database {
  const pool = openPool(url, connectionsMax);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 20_000, timeout: 30_000 },
  });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

// Next's development server loads modules anew; the pool must be one all the same.
const holder = globalThis as typeof globalThis & { shelfwiseDatabase?: Database };

/** This process's database. Throws where DATABASE_URL is not set: the launcher sets it for web and worker. */
export function database(): Database {
  if (!holder.shelfwiseDatabase) {
    const { DATABASE_URL: databaseUrl, SHELFWISE_DB_POOL_MAX: poolMax } = env();
    if (!databaseUrl)
      throw new Error('DATABASE_URL is not set: start through npm start, which starts the embedded database');
    holder.shelfwiseDatabase = openDatabaseClient(databaseUrl, poolMax);
  }
  return holder.shelfwiseDatabase;
}

/** Prisma's client of this process. */
export function db(): Db {
  return database().prisma;
}

/** For tests: the database that `database()` answers from now on; null closes nothing, it only forgets. */
export function setDatabaseClient(client: Database | null): void {
  holder.shelfwiseDatabase = client ?? undefined;
}
