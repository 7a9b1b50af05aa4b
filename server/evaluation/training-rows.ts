/** The rows that the text models are trained on: in memory, or in files where a table is too large for it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTexts, readToShards } from '#server/compute/read-texts.ts';
import { releaseMemory } from '#server/compute/release-memory.ts';
import { type RowShards, removeShards } from '#server/compute/row-shards.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { type TextDocument, type TfidfModel, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { spreadEvenly } from '#server/ml/spread-evenly.ts';
import type { ScoreOptions } from './text-vocabulary.ts';

/** Bytes of rows that are kept in memory; beyond it they lie in files of `shardBytesMax`. */
const rowBytesDefault = 2 ** 28;
const shardBytesMax = 64 * 2 ** 20;
/** Documents from which the memory of one stage is given back before the next: it is gigabytes then, and costs a second. */
export const releaseFrom = 100_000;
/** Documents from whose rows the size of all is told beforehand. */
const sampleSize = 400;

/** Bytes that the rows of all documents will take, by a sample of them. */
function bytesExpected(vocabulary: TfidfModel, documents: readonly TextDocument[]): number {
  const sample = spreadEvenly(documents.length, sampleSize).map((at) => documents[at]);
  return (8 * tfidfMatrix(vocabulary, sample).indices.length * documents.length) / Math.max(1, sample.length);
}

/** Reads documents, and gives their rows away until what uses them is done. */
export async function withTrainingRows<Result>(
  vocabulary: TfidfModel,
  documents: readonly TextDocument[],
  { threads, rowBytesMax = rowBytesDefault }: Pick<ScoreOptions, 'threads' | 'rowBytesMax'>,
  use: (rows: SparseRows | RowShards) => Promise<Result>,
): Promise<Result> {
  if (bytesExpected(vocabulary, documents) <= rowBytesMax)
    return use(await readTexts(vocabulary, documents, threads));
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-rows-'));
  const shards = await readToShards(vocabulary, documents, threads, folder, shardBytesMax);
  if (documents.length >= releaseFrom) await releaseMemory();
  try {
    return await use(shards);
  } finally {
    removeShards(shards);
  }
}
