import { describe, expect, it } from 'vitest';
import { toSparseRows } from '#server/ml/linear/sparse.ts';
import { askWordTree, growWordTree } from './word-tree.ts';

/** Rows of the columns named. */
const rowsOf = (...rows: number[][]) =>
  toSparseRows(
    rows.map((columns) => ({
      indices: Int32Array.from(columns),
      values: new Float32Array(columns.length).fill(1),
    })),
    6,
  );

describe('one tree over words', () => {
  it('asks first for the word that tells most, and then within its branches', () => {
    // Column 0 tells class 0 from the others, column 1 tells 1 from 2; column 2 is everywhere and 3 is noise.
    const rows = rowsOf([0, 2], [0, 2, 3], [0, 2], [0, 2, 3], [1, 2], [1, 2, 3], [2], [2, 3]);
    const classOf = Int32Array.from([0, 0, 0, 0, 1, 1, 2, 2]);
    const tree = growWordTree(rows, classOf);
    expect(tree[0].column).toBe(0);
    expect(askWordTree(tree, rows)).toEqual([...classOf]);
    expect(askWordTree(tree, rowsOf([0, 5], [1], [4]))).toEqual([0, 1, 2]);
    expect(tree.every(({ column }) => column !== 2)).toBe(true);
  });

  it('answers the commonest class where no word tells anything', () => {
    const rows = rowsOf([1], [1], [1], [1], [1]);
    const tree = growWordTree(rows, Int32Array.from([3, 3, 3, 1, 1]));
    expect(tree).toHaveLength(1);
    expect(askWordTree(tree, rowsOf([1], [2]))).toEqual([3, 3]);
  });
});
