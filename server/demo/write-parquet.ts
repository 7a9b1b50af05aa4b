/** A Parquet file of text columns, by DuckDB on one thread (same rows, same bytes). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Empty texts become null. Throws on a column or row that DuckDB refuses. */
export async function writeParquet(
  path: string,
  columns: readonly string[],
  rows: readonly Record<string, string>[],
): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'shelfwise-demo-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const source = join(scratch, 'rows.jsonl');
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] || null]))),
    );
    writeFileSync(source, lines.join('\n'));
    const connection = await instance.connect();
    const types = columns.map((column) => `${sqlText(column)}: 'VARCHAR'`).join(', ');
    const list = columns.map(sqlName).join(', ');
    await connection.run(
      `COPY (SELECT ${list} FROM read_json(${sqlText(source)}, format = 'newline_delimited', columns = {${types}})) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
    rmSync(scratch, { recursive: true, force: true });
  }
}
