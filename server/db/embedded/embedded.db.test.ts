import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';

const { db, pool, url } = await testDatabase();

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

describe('a test database', () => {
  it('has the schema and nothing in it', async () => {
    expect(await db.catalog.count()).toBe(0);
    await db.catalog.create({ data: { id: newId(), name: 'one' } });
    expect(await db.catalog.count()).toBe(1);
    const { rows } = await pool.query("select current_setting('TimeZone') as zone");
    expect(rows).toEqual([{ zone: 'UTC' }]);
  });
});

describe('sessions', () => {
  it('keep statements of one name apart', async () => {
    const [a, b] = [await connect(), await connect()];
    const one = await a.query({ name: 'q', text: 'select 1 as v', values: [] });
    const two = await b.query({ name: 'q', text: 'select 2 as v', values: [] });
    expect([one.rows[0].v, two.rows[0].v]).toEqual([1, 2]);
    await Promise.all([a.end(), b.end()]);
  });
});
