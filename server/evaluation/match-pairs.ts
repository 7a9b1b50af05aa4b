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

/** Numbers that are equal where two rows, of whichever table, are one listing. */
export interface RowIdentities {
  left: ArrayLike<number>;
  right: ArrayLike<number>;
}

/** Every row is a listing of its own; `right` null: one table. */
export function eachItsOwn(left: number, right: number | null): RowIdentities {
  const own = Int32Array.from({ length: left }, (_, row) => row);
  return {
    left: own,
    right: right === null ? own : Int32Array.from({ length: right }, (_, row) => left + row),
  };
}

/**
 * Which rows are one listing.
 * @param right null: one table
 * @param keyOf what makes a listing; empty: the row is like no other
 */
export function identify<Row>(
  left: readonly Row[],
  right: readonly Row[] | null,
  keyOf: (row: Row) => string,
): RowIdentities {
  const numbers = new Map<string, number>();
  let next = 0;
  const number = (row: Row): number => {
    const key = keyOf(row);
    const known = key === '' ? undefined : numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, next);
    return next++;
  };
  const own = left.map(number);
  return { left: own, right: right === null ? own : right.map(number) };
}

/** Training pairs without those that stand, either way round, in a held-out file too. */
export function withoutHeldPairs(train: PairSet, held: readonly PairSet[], rows: RowIdentities): PairSet {
  const keyOf = (set: PairSet, at: number): string => {
    const [a, b] = [rows.left[set.left[at]], rows.right[set.right[at]]];
    return a < b ? `${a} ${b}` : `${b} ${a}`;
  };
  const known = new Set(held.flatMap((set) => [...set.left.keys()].map((at) => keyOf(set, at))));
  return takePairs(
    train,
    [...train.left.keys()].filter((at) => !known.has(keyOf(train, at))),
  );
}

/** Training pairs of which neither listing is held out on either side (sets whose published splits leak). */
export function withoutHeldListings(train: PairSet, held: readonly PairSet[], rows: RowIdentities): PairSet {
  const known = new Set<number>();
  for (const set of held) {
    set.left.forEach((left, at) => {
      known.add(rows.left[left]);
      known.add(rows.right[set.right[at]]);
    });
  }
  const isHeld = (at: number): boolean =>
    known.has(rows.left[train.left[at]]) || known.has(rows.right[train.right[at]]);
  return takePairs(
    train,
    [...train.left.keys()].filter((at) => !isHeld(at)),
  );
}
