/** What an operator asks of the database first. */
import { database } from './client.ts';

export interface Health {
  version: string;
  /** Extensions that migrations need and the database lacks. */
  missing: string[];
  migrations: number;
  unfinished: number;
  failedUnits: number;
}

export async function readHealth(): Promise<Health> {
  const { rows } = await database().pool.query<{
    version: string;
    extensions: string[];
    migrations: string;
    unfinished: string;
    failed: string;
  }>(
    `SELECT split_part(version(), ' on ', 1) AS version, (SELECT array_agg(extname::text) FROM pg_extension) AS extensions,
       (SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migrations,
       (SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL) AS unfinished,
       (SELECT count(*) FROM stage_state WHERE state = 'failed') AS failed`,
  );
  const [row] = rows;
  return {
    version: row.version,
    missing: ['vector', 'pg_trgm'].filter((name) => !row.extensions.includes(name)),
    migrations: Number(row.migrations),
    unfinished: Number(row.unfinished),
    failedUnits: Number(row.failed),
  };
}
