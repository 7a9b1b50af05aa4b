/**
 * A database of its own for a test file: `const { db, pool } = await testDatabase()` at the top of a `*.db.test.ts`.
 * From then on `db()`, `database()` and `inTransaction()` of this process use it. It is gone after the file's last test.
 */
import { openAsBlob } from 'node:fs';
import type pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Db, openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { startMemoryDatabase } from '#server/db/embedded/memory.ts';
import { newId } from '#server/db/uuid.ts';
import type { DatabaseSource } from './global-database.ts';
import { createDatabase, dropDatabase } from './postgres-database.ts';

export interface TestDatabase {
  db: Db;
  pool: pg.Pool;
  /** For processes that a test starts. */
  url: string;
  kind: DatabaseSource['kind'];
}

async function start(source: DatabaseSource): Promise<{ url: string; stop: () => Promise<void> }> {
  if (source.kind === 'embedded') return startMemoryDatabase(await openAsBlob(source.image));
  const name = `shelfwise_test_${newId().replaceAll('-', '')}`;
  const url = await createDatabase(source.url, name, source.template);
  return { url, stop: () => dropDatabase(source.url, name) };
}

export async function testDatabase(): Promise<TestDatabase> {
  const source = inject('databaseSource');
  const server = await start(source);
  const client = openDatabaseClient(server.url);
  setDatabaseClient(client);
  afterAll(async () => {
    setDatabaseClient(null);
    await client.close();
    await server.stop();
  });
  return { db: client.prisma, pool: client.pool, url: server.url, kind: source.kind };
}
