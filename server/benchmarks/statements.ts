/** The statements that took most of a server's time: where a slow stage or page comes from. PostgreSQL only. */
import pg from 'pg';

/** Configuration that a server needs for it. */
export const statisticsSetting = "shared_preload_libraries = 'pg_stat_statements'";

const shown = 25;

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function watchStatements(url: string): Promise<void> {
  await ask(url, 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
}

/** One line a statement, the dearest first. */
export async function dearestStatements(url: string): Promise<string[]> {
  const rows = await ask<{ calls: string; total: string; mean: string; text: string }>(
    url,
    `SELECT calls, round(total_exec_time / 1000) AS total, round(mean_exec_time::numeric, 1) AS mean,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 200) AS text
     FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT ${shown}`,
  );
  return rows.map(({ calls, total, mean, text }) => `${total} s, ${calls} × ${mean} ms: ${text}`);
}
