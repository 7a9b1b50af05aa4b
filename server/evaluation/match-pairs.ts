/** Pair files: `ltable_id,rtable_id,label`, resolved to rows of the tables. */
import type { Table } from '#server/tables/read-table.ts';
import { TableError } from '#server/tables/table-error.ts';

export interface PairSet {
  left: Int32Array;
  right: Int32Array;
  labels: Uint8Array;
}

const leftNames = ['ltable_id', 'left_id', 'id_left', 'id1', 'left', 'a'];
const rightNames = ['rtable_id', 'right_id', 'id_right', 'id2', 'right', 'b'];
const idNames = ['id', 'product_id', 'offer_id', 'posting_id', 'uniq_id', 'pid', 'sku'];

/** The id column of a table: by its name, else the first. */
export function idColumn(table: Table): string {
  const known = idNames.find((name) => table.has(name));
  return known ?? table.columns[0];
}

function rowsById(table: Table, file: string): Map<string, number> {
  const rows = new Map<string, number>();
  table.column(idColumn(table)).forEach((id, row) => {
    if (id !== null && !rows.has(id)) rows.set(id, row);
  });
  if (rows.size === 0) throw new TableError(`${file} has no ids in column ${idColumn(table)}`);
  return rows;
}

export interface PairTables {
  left: Table;
  right: Table;
  leftFile: string;
  rightFile: string;
}

function pairColumn(table: Table, names: string[], file: string): (string | null)[] {
  const name = names.find((one) => table.has(one));
  if (!name) throw new TableError(`${file} has no column ${names[0]}; it has ${table.columns.join(', ')}`);
  return table.column(name);
}

/** Resolves pair files against the tables. Throws TableError where an id is in no row. */
export function pairReader(tables: PairTables): (pairs: Table, file: string) => PairSet {
  const leftRows = rowsById(tables.left, tables.leftFile);
  const rightRows = tables.right === tables.left ? leftRows : rowsById(tables.right, tables.rightFile);
  return (pairs, file) => {
    const find = (rows: Map<string, number>, id: string | null, table: string): number => {
      const row = id === null ? undefined : rows.get(id);
      if (row === undefined) throw new TableError(`${file} names id ${id}, which is not in ${table}`);
      return row;
    };
    const lefts = pairColumn(pairs, leftNames, file);
    const rights = pairColumn(pairs, rightNames, file);
    const labels = pairColumn(pairs, ['label', 'match', 'is_match', 'y'], file);
    return {
      left: Int32Array.from(lefts, (id) => find(leftRows, id, tables.leftFile)),
      right: Int32Array.from(rights, (id) => find(rightRows, id, tables.rightFile)),
      labels: Uint8Array.from(labels, (label) => (/^(1(\.0)?|true|t|yes)$/i.test(label ?? '') ? 1 : 0)),
    };
  };
}

export function takePairs(pairs: PairSet, rows: ArrayLike<number>): PairSet {
  const at = Int32Array.from(rows);
  return {
    left: at.map((row) => pairs.left[row]),
    right: at.map((row) => pairs.right[row]),
    labels: Uint8Array.from(at, (row) => pairs.labels[row]),
  };
}

/**
 * Training pairs that may be used: not those that stand in a held-out file too and, if asked, none that touches a record
 * of a held-out pair (sets whose published splits leak, such as WDC Products).
 */
export function withoutLeaks(train: PairSet, held: PairSet[], touching: boolean): PairSet {
  const known = new Set<string>();
  const lefts = new Set<number>();
  const rights = new Set<number>();
  for (const set of held) {
    set.left.forEach((left, at) => {
      known.add(`${left} ${set.right[at]}`);
      lefts.add(left);
      rights.add(set.right[at]);
    });
  }
  const kept = [...train.left.keys()].filter((at) => {
    const [left, right] = [train.left[at], train.right[at]];
    return !known.has(`${left} ${right}`) && !(touching && (lefts.has(left) || rights.has(right)));
  });
  return takePairs(train, kept);
}
