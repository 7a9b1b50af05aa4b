/** Parquet through a locked-down DuckDB, all columns as text, in file order, a chunk at a time. */
import { sqlName, sqlText, withLockedDuckDb } from './locked-duckdb.ts';
import { asText, keepable, type RowBatch, type Values } from './rows.ts';
import { TableError } from './table-error.ts';

function toError(file: string, error: unknown): TableError {
  return new TableError(`${file} cannot be read as Parquet: ${(error as Error).message.split('\n')[0]}`);
}

/** Name and SQL that gives each column as text: nested values as JSON. */
async function columnCasts(file: string): Promise<{ names: string[]; select: string }> {
  try {
    return await withLockedDuckDb([file], async (connection) => {
      const found = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${sqlText(file)})`);
      const columns = found.getRowsJson().map((row) => ({ name: String(row[0]), kind: String(row[1]) }));
      const casts = columns.map(({ name, kind }) =>
        /^(STRUCT|MAP|UNION)|\[/.test(kind)
          ? `CAST(to_json(${sqlName(name)}) AS VARCHAR)`
          : `CAST(${sqlName(name)} AS VARCHAR)`,
      );
      return { names: columns.map((column) => keepable(column.name)), select: casts.join(', ') };
    });
  } catch (error) {
    throw toError(file, error);
  }
}

export async function* streamParquet(file: string, batchSize: number): AsyncGenerator<RowBatch> {
  const { names, select } = await columnCasts(file);
  // One page a query keeps memory bounded; file_row_number makes each page a row-group skip, not a scan.
  for (let from = 0; ; from += batchSize) {
    const page = await withLockedDuckDb([file], async (connection) => {
      const reader = await connection.runAndReadAll(
        `SELECT ${select} FROM read_parquet(${sqlText(file)}, file_row_number = true)
         WHERE file_row_number >= ${from} AND file_row_number < ${from + batchSize} ORDER BY file_row_number`,
      );
      return reader.getRows();
    }).catch((error: unknown) => {
      throw toError(file, error);
    });
    if (page.length === 0) return;
    const rows = page.map((cells, at) => {
      const values: Values = {};
      names.forEach((name, column) => {
        values[name] = asText(cells[column]);
      });
      return { line: from + at + 1, values };
    });
    yield { rows, rejects: [] };
  }
}
