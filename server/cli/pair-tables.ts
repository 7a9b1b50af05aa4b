/** The table or two tables of a duplicate evaluation, and the columns that may be compared. */
import {
  comparableColumns,
  type ListingColumns,
  listingColumns,
  listingRecords,
  sameParts,
} from '#server/evaluation/listing-records.ts';
import type { PairRecord } from '#server/ml/pairs/corpus.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { UsageError } from './command.ts';
import { logLine, type Options } from './options.ts';

export interface ListingTables {
  left: Table;
  /** Null: one table. */
  right: Table | null;
  leftFile: string;
  rightFile: string;
  columns: ListingColumns;
  columnsUsed: string[];
  leftRecords: PairRecord[];
  rightRecords: PairRecord[] | null;
}

function checkNamed(table: Table, names: string[], option: string): void {
  for (const name of names) {
    if (!table.has(name))
      throw new UsageError(`--${option}: no column ${name}; there are ${table.columns.join(', ')}`);
  }
}

/** Chooses the columns of one table. Throws UsageError where none can be read. */
export function chooseColumns(
  table: Table,
  options: Options,
  targets: string[],
  notText: string[] = [],
): { columns: ListingColumns; columnsUsed: string[] } {
  checkNamed(table, options.list('columns'), 'columns');
  const { used, dropped } = comparableColumns(table, {
    columns: options.list('columns'),
    ignore: [...options.list('ignore'), ...notText],
    targets,
  });
  const columns = listingColumns(table, used);
  if (!columns) throw new UsageError('no column is left to compare');
  const { title, brand, model, price, texts, extras } = columns;
  const columnsUsed = [title, brand, model, price, ...texts, ...extras].filter((name) => name !== null);
  if (dropped.length > 0) logLine(`columns left out: ${dropped.join(', ')}`);
  return { columns, columnsUsed };
}

/** The columns of the right table; it may name its parts otherwise than the left one. */
function partsOf(right: Table, columns: ListingColumns, options: Options): ListingColumns {
  const choice = { columns: options.list('columns'), ignore: options.list('ignore'), targets: [] };
  return sameParts(columns, right, comparableColumns(right, choice).used);
}

/** Reads --left and, where given, --right. */
export async function readListingTables(options: Options): Promise<ListingTables> {
  const leftFile = options.file('left');
  const rightFile = options.optionalFile('right') ?? leftFile;
  const left = await readTable(leftFile);
  const right = options.text('right') ? await readTable(rightFile) : null;
  const { columns, columnsUsed } = chooseColumns(left, options, []);
  return {
    left,
    right,
    leftFile,
    rightFile,
    columns,
    columnsUsed,
    leftRecords: listingRecords(left, columns),
    rightRecords: right ? listingRecords(right, partsOf(right, columns, options)) : null,
  };
}
