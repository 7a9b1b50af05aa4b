/**
 * Applies prisma/migrations/<name>/migration.sql without the Prisma CLI: same table, same checksum (sha256 of the
 * file), same lock and same rules as `prisma migrate deploy`, so either can go on where the other stopped.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** The advisory lock that `prisma migrate` takes. */
const lockKey = 72707369;

/** A server that does not answer is told of, not waited for. */
const connectMaxMs = 10_000;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
}

export class MigrationError extends Error {}

const defaultFolder = path.resolve(import.meta.dirname, '../../prisma/migrations');

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * One simple query is one transaction, and the record is part of it: a migration that fails or is killed leaves nothing
 * behind, and the next start tries it again.
 */
async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const values = [randomUUID(), checksum, name].map(literal).join(', ');
  try {
    await client.query(`${sql}
;INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (${values}, now(), 1)`);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new MigrationError(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** Brings a database up to date; returns the names applied now. Throws MigrationError with one line. */
export async function migrateDeploy(
  url: string,
  { folder = defaultFolder, connectTimeoutMs = connectMaxMs } = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => {});
  await client.connect();
  const done: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(table);
    const { rows } = await client.query<AppliedRow>(
      'SELECT migration_name, checksum, finished_at, rolled_back_at FROM "_prisma_migrations" ORDER BY started_at',
    );
    const live = rows.filter((row) => !row.rolled_back_at);
    const broken = live.filter((row) => !row.finished_at).map((row) => row.migration_name);
    if (broken.length)
      throw new MigrationError(
        `unfinished migrations in the database: ${broken.join(', ')}; see prisma migrate resolve`,
      );
    const applied = new Map(live.map((row) => [row.migration_name, row.checksum]));
    for (const migration of migrations) {
      const before = applied.get(migration.name);
      if (before === migration.checksum) continue;
      if (before) throw new MigrationError(`migration ${migration.name} was changed after it was applied`);
      await applyOne(client, migration);
      done.push(migration.name);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => {});
    await client.end();
  }
  return done;
}
