/** The heads of a categorizer over rows: linear text, product2vec, picture, nearest labelled neighbours. */
import { type Matrix, multiply } from '#server/inference/matrix-product.ts';
import type { Embed } from '#server/inference/text-embedder.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { type LabelledNeighbour, neighbourCount, writeVotes } from '#server/ml/fusion/neighbour-votes.ts';
import { largestIndices } from '#server/ml/hierarchy/decode-paths.ts';
import type { LevelScores } from './categorizer-choices.ts';
import type { InputRows, TextScores } from './score-levels.ts';

export const headNames = [
  'text',
  'product2vec',
  'image',
  'text encoder',
  'neighbours',
  'copies',
  'unlike copies',
] as const;
/** Heads of the text models, in the order of their files. */
export const textHeadNames = ['text', 'product2vec'] as const;
export type HeadName = (typeof headNames)[number];

/** A head that has seen no row. */
export function emptyHead(name: HeadName, rowCount: number, classCounts: readonly number[]): HeadScores {
  return {
    name,
    levels: classCounts.map((count) => new Float32Array(rowCount * count)),
    present: new Uint8Array(rowCount),
  };
}

/** A text model's scores as a head: rows without a known word are absent. */
function wordsHead(
  name: HeadName,
  known: Uint8Array,
  scores: LevelScores,
  classCounts: readonly number[],
): HeadScores {
  const head = emptyHead(name, known.length, classCounts);
  known.forEach((isKnown, row) => {
    if (isKnown === 0) return;
    head.present[row] = 1;
    classCounts.forEach((count, level) => {
      head.levels[level].set(scores[level].subarray(row * count, (row + 1) * count), row * count);
    });
  });
  return head;
}

/** The heads of the text models: the linear one, and product2vec where it was trained. */
export function textHeads(scores: TextScores, classCounts: readonly number[]): HeadScores[] {
  const { known, linear, product2vec } = scores;
  const heads = [wordsHead('text', known, linear, classCounts)];
  if (product2vec) heads.push(wordsHead('product2vec', known, product2vec, classCounts));
  return heads;
}

/** Labelled rows that neighbours are looked for among. */
export interface NeighbourPool {
  vectors: (Float32Array | null)[];
  labels: readonly Int32Array[];
  /** Fold of each row: a query of a fold never meets its own. Null where queries are other rows. */
  folds: Int32Array | null;
}

/** Queries of one product of matrices: bounded memory. */
const queriesMax = 256;

/** Votes of the nearest rows of the pool for each document. `foldOf` names a query's fold. */
export async function neighbourHead(
  embed: Embed,
  documents: InputRows['documents'],
  pool: NeighbourPool,
  classCounts: readonly number[],
  foldOf: (row: number) => number,
): Promise<HeadScores> {
  const head = emptyHead('neighbours', documents.length, classCounts);
  const members = [...pool.vectors.keys()].filter((row) => pool.vectors[row]);
  const vectors = await embed(documents);
  const known = [...vectors.keys()].filter((row) => vectors[row]);
  if (members.length === 0 || known.length === 0) return head;
  const turned = turn(members.map((row) => pool.vectors[row] as Float32Array));
  for (let from = 0; from < known.length; from += queriesMax) {
    const queries = known.slice(from, from + queriesMax);
    const { data } = await multiply(stack(queries.map((row) => vectors[row] as Float32Array)), turned);
    queries.forEach((row, place) => {
      const own = data.subarray(place * members.length, (place + 1) * members.length);
      const fold = foldOf(row);
      if (pool.folds) maskFold(own, members, pool.folds, fold);
      const near = largestIndices(own, neighbourCount).map(
        (at): LabelledNeighbour => ({
          similarity: own[at],
          labels: pool.labels.map((level) => level[members[at]]),
        }),
      );
      const slices = classCounts.map((count, level) =>
        head.levels[level].subarray(row * count, (row + 1) * count),
      );
      writeVotes(near, slices);
      head.present[row] = 1;
    });
  }
  return head;
}

/** Rows of the query's own fold (itself and its copies among them) get a similarity that never votes. */
function maskFold(similarities: Float32Array, members: number[], folds: Int32Array, fold: number): void {
  for (let at = 0; at < members.length; at++) if (folds[members[at]] === fold) similarities[at] = -1;
}

function stack(vectors: Float32Array[]): Matrix {
  const columns = vectors[0].length;
  const data = new Float32Array(vectors.length * columns);
  vectors.forEach((vector, row) => data.set(vector, row * columns));
  return { rows: vectors.length, columns, data };
}

function turn(vectors: Float32Array[]): Matrix {
  const rows = vectors[0].length;
  const data = new Float32Array(vectors.length * rows);
  vectors.forEach((vector, column) => {
    for (let row = 0; row < rows; row++) data[row * vectors.length + column] = vector[row];
  });
  return { rows, columns: vectors.length, data };
}
