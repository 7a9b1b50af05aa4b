import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrateDeploy } from '#server/db/migrate.ts';
import { testDatabase } from '#server/testing/database.ts';
import { freePort } from '#server/tooling/free-port.ts';
import { databaseProblem } from './database-problem.ts';

const { url, kind } = await testDatabase();

/** What a start says about this address. */
async function said(
  address: string,
  options: Parameters<typeof migrateDeploy>[1] = {},
): Promise<string | null> {
  const error: unknown = await migrateDeploy(address, options).then(
    () => new Error('it worked'),
    (failure: unknown) => failure,
  );
  return databaseProblem(address, error);
}

function changed(change: (address: URL) => void): string {
  const address = new URL(url);
  change(address);
  return address.href;
}

describe('databaseProblem', () => {
  it('says what is wrong with an address', async () => {
    for (const address of ['localhost', 'mysql://a:b@localhost/c', 'postgres.example:5432'])
      expect(await said(address), address).toMatch(
        /^DATABASE_URL is not an address of a PostgreSQL database/,
      );
    const port = await freePort();
    expect(await said(`postgresql://a:secret@localhost:${port}/c`)).toBe(
      `No PostgreSQL answers at localhost:${port}, which DATABASE_URL names: is it running, and reachable from here?`,
    );
    expect(await said('postgresql://a:secret@nobody.invalid/c')).toMatch(
      /^The host of DATABASE_URL, nobody.invalid:5432, is not known/,
    );
    expect(await said('postgresql://a:b@localhost/c?host=/nowhere/at/all')).toMatch(
      /^No PostgreSQL answers at \/nowhere/,
    );
  });

  it('does not wait for ever for something that listens and says nothing', async () => {
    const mute = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve));
    expect(await said(`postgresql://a:b@127.0.0.1:${port}/c`, { connectTimeoutMs: 300 })).toMatch(
      /^No PostgreSQL answers at/,
    );
    mute.close();
  });

  it('says that an extension is missing, as the server of this test does', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-migrations-'));
    mkdirSync(path.join(folder, '90000101000000_extension'));
    writeFileSync(
      path.join(folder, '90000101000000_extension/migration.sql'),
      'CREATE EXTENSION no_such_thing;',
    );
    expect(await said(url, { folder })).toMatch(
      /lacks an extension that Shelfwise needs \(.*no_such_thing.*install pgvector/,
    );
    rmSync(folder, { recursive: true });
  });

  // The embedded server is one person's: it knows neither users nor databases.
  if (kind === 'embedded') return;

  it('says who or what a server refuses, without the password', async () => {
    const wrongPassword = await said(changed((address) => (address.password = 'top-secret')));
    expect(wrongPassword).toMatch(/refuses user shelfwise: check user and password/);
    expect(wrongPassword).not.toContain('top-secret');
    expect(await said(changed((address) => (address.pathname = '/nothing-there')))).toMatch(
      /has no database "nothing-there": create it/,
    );
    expect(await said(changed((address) => address.searchParams.set('sslmode', 'require')))).toMatch(
      /does not speak SSL/,
    );
  });
});
