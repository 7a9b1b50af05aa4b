import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database that lives as long as one call of the engine. */
export interface ShortLivedDatabase {
  url: string;
  stop(): Promise<void>;
}

/** The embedded database in memory, behind its wire server in this process. */
export async function inMemoryDatabase(): Promise<ShortLivedDatabase> {
  const { startMemoryDatabase } = await import('#server/db/embedded/memory.ts');
  return startMemoryDatabase();
}

/** Runs one statement on its own connection. */
export async function runOnce(url: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query<Record<string, unknown>>(sql);
  } finally {
    await client.end();
  }
}

/** Shadow database: the configured one emptied; else a new one on a real server that allows it; else one in memory. */
export async function connectShadow(url?: string, shadowUrl?: string): Promise<ShortLivedDatabase> {
  if (shadowUrl) {
    await runOnce(shadowUrl, 'DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public');
    return { url: shadowUrl, stop: async () => undefined };
  }
  if (!url || !(await mayCreateDatabases(url))) return inMemoryDatabase();
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await runOnce(url, `CREATE DATABASE "${name}" TEMPLATE template0`);
  const shadow = new URL(url);
  shadow.pathname = `/${name}`;
  return {
    url: shadow.href,
    stop: async () => {
      await runOnce(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/** False on the embedded database, which is a single one. */
async function mayCreateDatabases(url: string): Promise<boolean> {
  const { rows } = await runOnce(
    url,
    `SELECT version() NOT LIKE '%PGlite%' AND (rolcreatedb OR rolsuper) AS may FROM pg_roles WHERE rolname = current_user`,
  );
  return rows[0]?.['may'] === true;
}
