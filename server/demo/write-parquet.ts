/** A Parquet file of text columns. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLinesToParquet } from '#server/tables/write-parquet.ts';

/** Empty texts become null. */
export async function writeParquet(
  path: string,
  columns: readonly string[],
  rows: readonly Record<string, string>[],
): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'shelfwise-demo-'));
  try {
    const source = join(scratch, 'rows.jsonl');
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] || null]))),
    );
    writeFileSync(source, lines.join('\n'));
    await jsonLinesToParquet(source, path, Object.fromEntries(columns.map((column) => [column, 'VARCHAR'])));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
