import { describe, expect, it } from 'vitest';
import { withNames } from './named-rows.ts';
import { scoreByFolds } from './score-levels.ts';

describe('names of classes as rows', () => {
  it('stand behind the table, one a path, with its labels', () => {
    const documents = [
      ['a', 'x'],
      ['b', ''],
      ['c', ''],
    ];
    const labels = [Int32Array.of(0, 0, 1), Int32Array.of(0, 0, 1)];
    const taught = withNames(documents, labels, [
      ['Frozen', 'Bakery'],
      ['Frozen > Ice', 'Bakery'],
    ]);
    expect(taught.documents.slice(3)).toEqual([
      ['Frozen > Ice', ''],
      ['Bakery', ''],
    ]);
    expect(taught.labels.map((level) => Array.from(level))).toEqual([
      [0, 0, 1, 0, 1],
      [0, 0, 1, 0, 1],
    ]);
  });

  it('leave the table as it is without names, and make no row of paths that have none', () => {
    const documents = [['a'], ['b']];
    const labels = [Int32Array.of(0, -1)];
    expect(withNames(documents, labels, undefined)).toEqual({ documents, labels });
    for (const name of ['', '17', 'A-3'])
      expect(withNames(documents, labels, [[name]]).documents).toHaveLength(2);
    expect(withNames(documents, labels, [['食品']]).documents).toHaveLength(3);
  });

  it('tell a product that only the name of its category speaks of', async () => {
    const documents = [...Array(24).keys()].map((row) => [
      row === 0 ? 'nieve' : `${row % 2 ? 'melon' : 'cubito'} ${'pqrstuvw'[row % 8]}`,
    ]);
    const labels = [Int32Array.from(documents.keys(), (row) => row % 2)];
    const folds = Int32Array.from(documents.keys(), (row) => row % 4);
    const rows = { documents, pictures: null };
    const firstRow = async (classNames?: string[][]): Promise<number> => {
      const options = { threads: 1, seed: 1, cost: 1, classNames };
      const [{ linear }] = await scoreByFolds(
        rows,
        labels,
        [2],
        folds,
        [{ input: rows, rows: [...folds.keys()] }],
        options,
      );
      return linear[0][0] - linear[0][1];
    };
    expect(await firstRow([['hielo y nieve', 'fruta']])).toBeGreaterThan((await firstRow()) + 0.2);
  });
});
