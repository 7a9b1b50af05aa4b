/** Parquet from JSON Lines, by a DuckDB that may touch these two files alone. */
import path from 'node:path';
import { sqlName, sqlText, withLockedDuckDb } from './locked-duckdb.ts';

export type ColumnType = 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN' | 'TIMESTAMP';

/** Columns in their order; fields of the lines that are not named are left out, missing ones become null. */
export async function jsonLinesToParquet(
  source: string,
  target: string,
  columns: Readonly<Record<string, ColumnType>>,
): Promise<void> {
  const [from, to] = [path.resolve(source), path.resolve(target)];
  const types = Object.entries(columns)
    .map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`)
    .join(', ');
  const list = Object.keys(columns).map(sqlName).join(', ');
  await withLockedDuckDb([from, to], async (connection) => {
    await connection.run(
      `COPY (SELECT ${list} FROM read_json(${sqlText(from)}, format = 'newline_delimited', columns = {${types}}, maximum_object_size = 67108864)) TO ${sqlText(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000, USE_TMP_FILE false)`,
    );
  });
}
