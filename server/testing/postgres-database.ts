import pg from 'pg';

async function run<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values?: string[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Makes a database on a server, as a copy of a template where one is named; returns its address. */
export async function createDatabase(
  serverUrl: string,
  name: string,
  template = 'template0',
): Promise<string> {
  await run(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await run(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

/** Drops every database whose name begins so: a run's template and what its processes have made from it. */
export async function dropDatabases(serverUrl: string, beginning: string): Promise<void> {
  const sql = 'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)';
  for (const { name } of await run<{ name: string }>(serverUrl, sql, [beginning]))
    await dropDatabase(serverUrl, name);
}
