/** A whole table in memory, by column: what the evaluation commands read. */
import type { RejectedRow } from './rows.ts';
import { type StreamOptions, streamRows } from './stream-rows.ts';
import { TableError } from './table-error.ts';

export interface Table {
  columns: string[];
  rowCount: number;
  /** Cells of a column, by its name in any case. Throws TableError where there is none. */
  column(name: string): (string | null)[];
  has(name: string): boolean;
  rejects: RejectedRow[];
}

export interface ReadOptions extends StreamOptions {
  /** Columns to keep, in any case; all unless told. */
  columns?: string[];
  limit?: number;
}

/** Reads a table. Rejected rows are on `rejects`, never silently gone. */
export async function readTable(file: string, options: ReadOptions = {}): Promise<Table> {
  const wanted = options.columns ? new Set(options.columns.map((name) => name.toLowerCase())) : null;
  const cells = new Map<string, (string | null)[]>();
  const rejects: RejectedRow[] = [];
  const addColumn = (name: string, rows: number): void => {
    if (!cells.has(name) && (!wanted || wanted.has(name.toLowerCase())))
      cells.set(name, new Array(rows).fill(null));
  };
  let rowCount = 0;
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const onHeader = (columns: string[]): void => {
    for (const name of columns) addColumn(name, 0);
  };
  for await (const batch of streamRows(file, { ...options, onHeader })) {
    rejects.push(...batch.rejects);
    for (const { values } of batch.rows) {
      if (rowCount >= limit) break;
      for (const name of Object.keys(values)) addColumn(name, rowCount);
      for (const [name, column] of cells) column.push(values[name] ?? null);
      rowCount++;
    }
    if (rowCount >= limit) break;
  }
  const byLowerName = new Map([...cells.keys()].map((name) => [name.toLowerCase(), name]));
  const find = (name: string): string | undefined => byLowerName.get(name.toLowerCase());
  for (const name of options.columns ?? []) {
    if (!find(name))
      throw new TableError(`${file} has no column ${name}; it has ${[...cells.keys()].join(', ')}`);
  }
  return {
    columns: [...cells.keys()],
    rowCount,
    rejects,
    has: (name) => find(name) !== undefined,
    column: (name) => {
      const known = find(name);
      if (known === undefined)
        throw new TableError(`${file} has no column ${name}; it has ${[...cells.keys()].join(', ')}`);
      return cells.get(known) ?? [];
    },
  };
}
