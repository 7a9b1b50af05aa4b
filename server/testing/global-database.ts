/**
 * Vitest's global set-up of the `db` project: prepares, once per run, what every test file's own database is made from.
 * embedded: an image of a migrated data folder, kept between runs under node_modules/.cache by the migrations' hash.
 * postgres: one throw-away server (or SHELFWISE_TEST_POSTGRES_URL) with a migrated template database.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { env } from '#server/config/env.ts';
import { startMemoryDatabase } from '#server/db/embedded/memory.ts';
import { migrateDeploy } from '#server/db/migrate.ts';
import { startThrowAwayPostgres } from '#server/tooling/postgres.ts';
import { createDatabase, dropDatabases } from './postgres-database.ts';

/** How a test file gets its database. */
export type DatabaseSource =
  | { kind: 'embedded'; image: string }
  | { kind: 'postgres'; url: string; template: string };

declare module 'vitest' {
  interface ProvidedContext {
    databaseSource: DatabaseSource;
  }
}

const root = path.resolve(import.meta.dirname, '../..');

/** Changes with every migration and with the embedded server's versions. */
function imageHash(): string {
  const hash = createHash('sha256');
  const migrations = path.join(root, 'prisma/migrations');
  const folders = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders.map((folder) => path.join(migrations, folder.name, 'migration.sql')).sort();
  files.push(path.join(root, 'server/db/embedded/open-database.ts'));
  files.push(path.join(root, 'node_modules/@electric-sql/pglite/package.json'));
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** Path of the image, made now when there is none for these migrations. */
export async function embeddedImage(): Promise<string> {
  const folder = path.join(root, 'node_modules/.cache/shelfwise');
  const file = path.join(folder, `database-${imageHash()}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const memory = await startMemoryDatabase();
  try {
    await migrateDeploy(memory.url);
    const image = await memory.dump();
    const part = `${file}.${process.pid}`;
    writeFileSync(part, Buffer.from(await image.arrayBuffer()));
    renameSync(part, file);
  } finally {
    await memory.stop();
  }
  return file;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (env().SHELFWISE_TEST_DATABASE === 'embedded') {
    project.provide('databaseSource', { kind: 'embedded', image: await embeddedImage() });
    return async () => undefined;
  }
  const given = env().SHELFWISE_TEST_POSTGRES_URL;
  const server = given
    ? { ok: true as const, url: given, stop: async () => undefined }
    : await startThrowAwayPostgres();
  if (!server.ok) throw new Error(`no PostgreSQL for the tests: ${server.reason}`);
  const template = `shelfwise_template_${process.pid}`;
  await migrateDeploy(await createDatabase(server.url, template));
  project.provide('databaseSource', { kind: 'postgres', url: server.url, template });
  return async () => {
    await dropDatabases(server.url, template);
    await server.stop();
  };
}
