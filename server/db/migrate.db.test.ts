import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { MigrationError, migrateDeploy } from './migrate.ts';

const { pool, url } = await testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

const tables = async (): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'shelf_%' ORDER BY 1",
  );
  return rows.map((row) => row.name);
};

describe('migrateDeploy', () => {
  it('applies the product’s own migrations once', async () => {
    expect(await migrateDeploy(url)).toEqual([]);
  });

  it('leaves nothing of a migration that fails, and tries it again at the next start', async () => {
    write('90000101000000_first', 'CREATE TABLE shelf_one (id int);');
    write('90000102000000_second', 'CREATE TABLE shelf_two (id int); SELECT 1 / 0;');
    await expect(migrateDeploy(url, { folder })).rejects.toThrow(
      'migration 90000102000000_second failed: division by zero',
    );
    expect(await tables()).toEqual(['shelf_one']);
    write('90000102000000_second', "CREATE TABLE shelf_two (id text DEFAULT 'it''s; fine') -- no semicolon");
    expect(await migrateDeploy(url, { folder })).toEqual(['90000102000000_second']);
    expect(await tables()).toEqual(['shelf_one', 'shelf_two']);
    const { rows } = await pool.query(
      "SELECT applied_steps_count AS steps, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE migration_name LIKE '9000%'",
    );
    expect(rows).toEqual([
      { steps: 1, finished: true },
      { steps: 1, finished: true },
    ]);
  });

  it('refuses a migration that was changed after it was applied', async () => {
    write('90000101000000_first', 'CREATE TABLE shelf_one (id bigint);');
    await expect(migrateDeploy(url, { folder })).rejects.toThrow(MigrationError);
    await expect(migrateDeploy(url, { folder })).rejects.toThrow('was changed after it was applied');
  });
});
