/** Connects a command to the running desk: DATABASE_URL, or the embedded database of SHELFWISE_DATA. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { VisibleCatalog } from '#server/catalog/store-access.ts';
import { dataDir, env } from '#server/config/env.ts';
import { UsageError } from './command.ts';

function deskUrl(): string {
  const given = env().DATABASE_URL;
  if (given) return given;
  const folder = path.join(dataDir(), 'run');
  if (!existsSync(path.join(folder, '.s.PGSQL.5432')))
    throw new UsageError(`no desk runs on ${dataDir()}: begin it with npm start, or set DATABASE_URL`);
  return `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
}

/** Runs `work` against the desk's database and closes it. */
export async function withDesk<T>(work: () => Promise<T>): Promise<T> {
  const url = deskUrl();
  // Loaded here: evaluations must work in a clone where the database client is not generated yet.
  const { withDatabase } = await import('#server/db/with-database.ts');
  return withDatabase(url, work);
}

/** The catalog of this name; without a name the only one. */
export async function chooseCatalog(name: string | undefined): Promise<VisibleCatalog> {
  const { systemActor } = await import('#server/auth/actor.ts');
  const { findVisibleCatalogs } = await import('#server/catalog/store-access.ts');
  const catalogs = await findVisibleCatalogs(systemActor('cli'));
  const found =
    name === undefined
      ? catalogs.slice(0, catalogs.length === 1 ? 1 : 0)
      : catalogs.filter((catalog) => catalog.name === name);
  if (found.length === 1) return found[0];
  throw new UsageError(
    `--catalog: name one of ${catalogs.map((catalog) => `"${catalog.name}"`).join(', ') || '(there is none yet)'}`,
  );
}
