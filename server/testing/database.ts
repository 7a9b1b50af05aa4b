/**
 * An empty database for a test file: `const { db, pool } = await testDatabase()` at the top of a `*.db.test.ts`. From then on
 * `db()`, `database()` and `inTransaction()` of this process use it. Files of one process follow each other on one database,
 * emptied in between: starting another takes half a second, emptying it a tenth.
 */
import { openAsBlob } from 'node:fs';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Db, openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { startMemoryDatabase } from '#server/db/embedded/memory.ts';
import type { DatabaseSource } from './global-database.ts';
import { createDatabase, dropDatabase } from './postgres-database.ts';

export interface TestDatabase {
  db: Db;
  pool: pg.Pool;
  /** For processes that a test starts. */
  url: string;
  kind: DatabaseSource['kind'];
}

/** Whoever leaves a lock behind gets the next file a new database. */
const emptyMaxMs = 5000;

/** Everything that migrations make, by identity: what is dropped and made again is not the same. */
const schemaQuery = `
  WITH mine AS (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
  SELECT md5(string_agg(thing, ' ' ORDER BY thing)) AS schema FROM (
    SELECT oid || relname FROM pg_class WHERE relnamespace IN (SELECT oid FROM mine)
    UNION ALL SELECT oid || proname FROM pg_proc WHERE pronamespace IN (SELECT oid FROM mine)
    UNION ALL SELECT oid || tgname || tgenabled::text FROM pg_trigger
    UNION ALL SELECT oid || conname FROM pg_constraint
    UNION ALL SELECT attrelid || attname || atttypid || attnotnull FROM pg_attribute WHERE attrelid > 16383
  ) AS things (thing)`;

/** Tables that hold, or have held, a row; migrations write none but the list of themselves. */
const usedTablesQuery = `
  SELECT string_agg(quote_ident(relname), ', ') AS tables FROM pg_class
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
    AND pg_relation_size(oid) > 0`;

/** A database that is there for whichever file of this process is next. */
interface Standing {
  url: string;
  schema: string;
  stop(): Promise<void>;
}
let standing: Standing | null = null;
let made = 0;

async function inSession<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, query_timeout: emptyMaxMs });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const readSchema = async (client: pg.Client): Promise<string> =>
  (await client.query<{ schema: string }>(schemaQuery)).rows[0].schema;

async function begin(source: DatabaseSource): Promise<Pick<Standing, 'url' | 'stop'>> {
  if (source.kind === 'embedded') return startMemoryDatabase(await openAsBlob(source.image));
  const name = `${source.template}_${process.pid}_${made++}`;
  const url = await createDatabase(source.url, name, source.template);
  return { url, stop: () => dropDatabase(source.url, name) };
}

async function start(source: DatabaseSource): Promise<Standing> {
  const begun = await begin(source);
  return { ...begun, schema: await inSession(begun.url, readSchema) };
}

/** Takes all rows out and lets sequences begin anew. False where a file has changed more than rows. */
async function empty({ url, schema }: Standing): Promise<boolean> {
  return inSession(url, async (client) => {
    if ((await readSchema(client)) !== schema) return false;
    const { tables } = (await client.query<{ tables: string | null }>(usedTablesQuery)).rows[0];
    if (tables) await client.query(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
    return true;
  }).catch(() => false);
}

export async function testDatabase(): Promise<TestDatabase> {
  const source = inject('databaseSource');
  if (standing && !(await empty(standing))) {
    await standing.stop();
    standing = null;
  }
  standing ??= await start(source);
  const { url } = standing;
  const client = openDatabaseClient(url);
  setDatabaseClient(client);
  afterAll(async () => {
    setDatabaseClient(null);
    await client.close();
  });
  return { db: client.prisma, pool: client.pool, url, kind: source.kind };
}
