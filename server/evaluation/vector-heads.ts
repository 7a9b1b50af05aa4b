/** Heads over dense vectors (kernel ridge): of pictures, and of texts where an encoder of texts is plugged in. */
import { type KernelRidge, scoreKernelRidge, trainKernelRidge } from '#server/inference/kernel-ridge.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { emptyHead } from './heads.ts';
import type { InputRows } from './score-levels.ts';

export const vectorHeads = ['image', 'text encoder'] as const;
export type VectorHead = (typeof vectorHeads)[number];

/** The vectors that a head reads, by row. */
export function vectorsOf(head: VectorHead, input: InputRows): (Float32Array | null)[] {
  return (head === 'image' ? input.pictures : input.encodings) ?? [];
}

/** Rows that have a vector, and the vectors. */
export function rowsSeen(head: VectorHead, input: InputRows): { rows: number[]; vectors: Float32Array[] } {
  const found: { rows: number[]; vectors: Float32Array[] } = { rows: [], vectors: [] };
  vectorsOf(head, input).forEach((vector, row) => {
    if (!vector) return;
    found.rows.push(row);
    found.vectors.push(vector);
  });
  return found;
}

/** Fewest rows with a vector that a head is learnt from. */
export const seenRowsMin = 40;

export function vectorHead(
  name: VectorHead,
  rowCount: number,
  rows: readonly number[],
  scores: readonly Float32Array[],
  classCounts: readonly number[],
): HeadScores {
  const head = emptyHead(name, rowCount, classCounts);
  rows.forEach((row, at) => {
    head.present[row] = 1;
    classCounts.forEach((count, level) => {
      head.levels[level].set(scores[level].subarray(at * count, (at + 1) * count), row * count);
    });
  });
  return head;
}

export interface VectorModel {
  name: VectorHead;
  model: KernelRidge;
  /** Scores of the training rows by models that did not see them; null without folds. */
  heldOut: HeadScores | null;
}

async function trainVectors(
  name: VectorHead,
  input: InputRows,
  labels: readonly Int32Array[],
  classCounts: readonly number[],
  seed: number,
  folds: Int32Array | null,
): Promise<VectorModel | null> {
  const { rows, vectors } = rowsSeen(name, input);
  if (rows.length < seenRowsMin) return null;
  const take = (ids: Int32Array): Int32Array => Int32Array.from(rows, (row) => ids[row]);
  const { model, heldOut } = await trainKernelRidge(
    { vectors, labels: labels.map(take), classCounts, seed },
    folds && take(folds),
  );
  return {
    name,
    model,
    heldOut: heldOut && vectorHead(name, input.documents.length, rows, heldOut, classCounts),
  };
}

/** Learns the heads that enough rows have vectors for. */
export async function trainVectorHeads(
  input: InputRows,
  labels: readonly Int32Array[],
  classCounts: readonly number[],
  seed: number,
  folds: Int32Array | null,
): Promise<VectorModel[]> {
  const found: VectorModel[] = [];
  for (const name of vectorHeads) {
    const model = await trainVectors(name, input, labels, classCounts, seed, folds);
    if (model) found.push(model);
  }
  return found;
}

export async function scoreVectors(
  { name, model }: VectorModel,
  input: InputRows,
  classCounts: readonly number[],
): Promise<HeadScores> {
  const { rows, vectors } = rowsSeen(name, input);
  const scores = rows.length
    ? await scoreKernelRidge(model, vectors)
    : classCounts.map(() => new Float32Array(0));
  return vectorHead(name, input.documents.length, rows, scores, classCounts);
}
