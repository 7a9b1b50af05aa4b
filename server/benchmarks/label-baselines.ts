/** What anybody would try first, on the same split: the commonest class, the nearest text, one decision tree, one layer over plain TF-IDF. */
import { trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { fitTfidf, type TextDocument, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { askWordTree, growWordTree } from './word-tree.ts';

/** Share of test rows answered right by each. */
export interface Baselines {
  majority: number;
  nearest: number;
  oneTree: number;
  oneLayer: number;
}

interface LabelledRows {
  documents: readonly TextDocument[];
  labels: readonly string[];
}

/** Rows that hold each column, and with what weight. */
function invert(rows: SparseRows): { row: number; value: number }[][] {
  const lists: { row: number; value: number }[][] = Array.from({ length: rows.columnCount }, () => []);
  for (let row = 0; row < rows.rowCount; row++)
    for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++)
      lists[rows.indices[at]].push({ row, value: rows.values[at] });
  return lists;
}

/** The most similar training row of each test row by cosine; −1 where no word is shared. */
function nearestRows(train: SparseRows, test: SparseRows): number[] {
  const lists = invert(train);
  const sums = new Float32Array(train.rowCount);
  return Array.from({ length: test.rowCount }, (_, row) => {
    sums.fill(0);
    for (let at = test.offsets[row]; at < test.offsets[row + 1]; at++)
      for (const entry of lists[test.indices[at]]) sums[entry.row] += entry.value * test.values[at];
    let best = -1;
    for (let other = 0; other < sums.length; other++)
      if (sums[other] > (best < 0 ? 0 : sums[best])) best = other;
    return best;
  });
}

function commonest(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1])[0][0];
}

function oneTree(train: SparseRows, test: SparseRows, labels: readonly string[]): string[] {
  const names = [...new Set(labels)];
  const ids = new Map(names.map((name, id) => [name, id]));
  const tree = growWordTree(
    train,
    Int32Array.from(labels, (label) => ids.get(label) ?? 0),
  );
  return askWordTree(tree, test).map((label) => names[label]);
}

async function oneLayer(
  train: SparseRows,
  test: SparseRows,
  labels: readonly string[],
  threads: number,
): Promise<string[]> {
  const names = [...new Set(labels)].sort();
  const ids = new Map(names.map((name, id) => [name, id]));
  const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);
  const { scores } = await trainOneVsRest({
    matrices: [train, test],
    problems: [
      {
        rows: rowsOf(train.rowCount),
        classOf: Int32Array.from(labels, (label) => ids.get(label) ?? 0),
        classCount: names.length,
        score: [{ matrix: 1, rows: rowsOf(test.rowCount) }],
      },
    ],
    threads,
  });
  const [[found]] = scores;
  return Array.from({ length: test.rowCount }, (_, row) => {
    const own = found.subarray(row * names.length, (row + 1) * names.length);
    return names[own.indexOf(own.reduce((most, score) => Math.max(most, score)))];
  });
}

/** Trains and measures all four. One bag of all fields, unweighted; the same tokens as the product's models. */
export async function runBaselines(
  train: LabelledRows,
  test: LabelledRows,
  threads: number,
): Promise<Baselines> {
  const fields = train.documents[0].map((_, field) => field);
  const vocabulary = fitTfidf(train.documents, {
    blocks: [{ fields, weight: 1 }],
    documentsMin: 2,
    longFields: fields,
  });
  const [trainRows, testRows] = [train, test].map((part) => tfidfMatrix(vocabulary, part.documents));
  const shareRight = (answers: readonly (string | undefined)[]): number =>
    answers.filter((answer, row) => answer === test.labels[row]).length / test.labels.length;
  const most = commonest(train.labels);
  return {
    majority: shareRight(test.labels.map(() => most)),
    nearest: shareRight(nearestRows(trainRows, testRows).map((row) => train.labels[row])),
    oneTree: shareRight(oneTree(trainRows, testRows, train.labels)),
    oneLayer: shareRight(await oneLayer(trainRows, testRows, train.labels, threads)),
  };
}
