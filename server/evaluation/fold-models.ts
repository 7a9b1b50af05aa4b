/**
 * The text models of folds, kept for rows that were not scored while they were trained: a large table's choices are made on
 * some of its rows, and every other row gets its out-of-fold scores afterwards, a batch at a time. Kept as int8
 * (ml/embedding/small-vectors.ts): a few hundred megabytes for folds of a million rows.
 */
import { type BagScorerParts, placeBags } from '#server/compute/place-bags.ts';
import { TextScorer } from '#server/compute/read-texts.ts';
import { type ColumnRows, turnedRows } from '#server/ml/linear/column-rows.ts';
import type { TextDocument, TfidfModel } from '#server/ml/linear/tfidf.ts';
import type { TextScores } from './score-levels.ts';
import type { TrainedLevels } from './train-text.ts';

const outputOf = (level: number): string => `level ${level}`;

/** Weights of classes × (columns + 1), bias last, as a table that is turned where it is read. */
export function tableOfWeights(
  weights: Float32Array,
  columnCount: number,
): { table: ColumnRows; width: number; bias: Float32Array } {
  const { rows, bias } = turnedRows(weights, columnCount);
  return { table: rows, width: rows.width, bias };
}

/** Scores documents with one fold's models. */
export class FoldModel {
  /** Bytes of its tables. */
  readonly bytes: number;
  private readonly scorer: TextScorer;
  private readonly levelCount: number;
  private readonly hasVectors: boolean;

  private constructor(
    vocabulary: TfidfModel,
    parts: readonly BagScorerParts[],
    levelCount: number,
    hasVectors: boolean,
  ) {
    this.scorer = new TextScorer(vocabulary, parts);
    this.bytes = parts.reduce((sum, { size, columnCount }) => sum + size * columnCount, 0);
    this.levelCount = levelCount;
    this.hasVectors = hasVectors;
  }

  static async place({ vocabulary, weights, product2vec }: TrainedLevels): Promise<FoldModel> {
    const { columnCount } = vocabulary;
    const tables = weights.map((level, at) => ({
      name: outputOf(at),
      ...tableOfWeights(level, columnCount),
      unitLength: false,
    }));
    const parts: BagScorerParts[] = [await placeBags(columnCount, tables, [], 'int8')];
    if (product2vec) {
      const { table, size, heads, biases } = product2vec;
      const vector = { name: 'vector', table, width: size, bias: null, unitLength: false };
      const levels = heads.map((own, at) => ({
        name: outputOf(at),
        reads: vector.name,
        weights: own,
        bias: biases[at],
      }));
      parts.push(await placeBags(columnCount, [vector], levels, 'int8'));
    }
    return new FoldModel(vocabulary, parts, weights.length, product2vec !== null);
  }

  async score(documents: readonly TextDocument[], threads: number): Promise<TextScores> {
    const { known, outputs } = await this.scorer.score(documents, threads);
    const levelsOf = (own: Record<string, Float32Array>): Float32Array[] =>
      Array.from({ length: this.levelCount }, (_, level) => own[outputOf(level)]);
    return {
      known,
      linear: levelsOf(outputs[0]),
      product2vec: this.hasVectors ? levelsOf(outputs[1]) : null,
    };
  }
}
