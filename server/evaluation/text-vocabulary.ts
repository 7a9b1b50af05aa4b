/** The vocabulary that the text models of a table share, and how they are trained. */

import type { Solved } from '#server/compute/train-one-vs-rest.ts';
import type { EpochPoint } from '#server/compute/train-product2vec.ts';
import {
  findLongFields,
  fitTfidf,
  type TextDocument,
  type TfidfBlock,
  type TfidfModel,
} from '#server/ml/linear/tfidf.ts';
import type { ClassNames } from './named-rows.ts';

export interface ScoreOptions {
  threads: number;
  seed: number;
  cost: number;
  /** Weight of each block of the text model (block-weights.ts); all alike where it is left out. */
  blockWeights?: readonly number[];
  /** Train product2vec beside the linear model. */
  product2vec?: boolean;
  /**
   * How long product2vec trains: so many visits of rows at an evenly falling rate, or until held-out rows stop getting better
   * (search-schedule.ts). Default `visits`.
   */
  schedule?: 'visits' | 'plateau';
  /** Bytes of training rows that are kept in memory, beyond which they lie in files; default 256 MiB. */
  rowBytesMax?: number;
  /** What the classes are called, where that is known: learnt from like rows (named-rows.ts). */
  classNames?: ClassNames;
  /** Ends training early, between blocks of classes or epochs: what trains then throws its reason. */
  signal?: AbortSignal;
  /** Told how the solver of a linear model ended; the last one told of is the final model's. */
  solved?: (solved: Solved) => void;
  /** Told how the epochs of product2vec go, while they go; `search` of those that find its schedule. */
  watch?: (epochs: EpochPoint[], search: boolean) => void;
}

/**
 * Rows below which a feature of a single document may count: it takes length from the others, and held-out rows never
 * meet it (flipkart1050: a third of the features and no worse at 840 rows, better at 210).
 */
const singlesRowsMax = 200;

/** Each field alone, then all together. */
function blocksFor(fieldCount: number, weights: readonly number[]): TfidfBlock[] {
  const weightOf = (block: number): number => weights[block] ?? 1;
  const single = Array.from({ length: fieldCount }, (_, field) => ({
    fields: [field],
    weight: weightOf(field),
  }));
  if (fieldCount === 1) return single;
  return [...single, { fields: single.map((block) => block.fields[0]), weight: weightOf(fieldCount) }];
}

/** Rows from which the vocabulary is bounded: below, no table has so many features that its weights do not fit. */
const boundedFrom = 100_000;
/** Bytes of the linear weights of a large table, all levels together. */
const weightBytesMax = 384 * 2 ** 20;

/** Columns that a table may have, so that classes × columns stay within bounds. */
function columnsMaxFor(rows: number, classCounts: readonly number[]): number {
  const classes = classCounts.reduce((sum, count) => sum + count, 0);
  return rows < boundedFrom
    ? Number.POSITIVE_INFINITY
    : Math.floor(weightBytesMax / (4 * Math.max(1, classes)));
}

/**
 * The vocabulary of some rows. It looks at no label, so all folds of a table may share it.
 * @param classCounts classes of each level: how large the weights will be
 */
export function learnVocabulary(
  documents: readonly TextDocument[],
  blockWeights: readonly number[] = [],
  classCounts: readonly number[] = [],
): TfidfModel {
  return fitTfidf(documents, {
    blocks: blocksFor(documents[0]?.length ?? 0, blockWeights),
    documentsMin: documents.length > singlesRowsMax ? 2 : 1,
    longFields: findLongFields(documents),
    // A word said five times tells no more of the category than one said once (docs/models.md).
    countsOnce: true,
    columnsMax: columnsMaxFor(documents.length, classCounts),
  });
}
