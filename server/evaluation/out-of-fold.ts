/** Scores of every row by a model that did not see it (and did not see its copies). */

import type { LevelScores } from './categorizer-choices.ts';
import { makeFolds } from './folds.ts';
import { type InputRows, scoreByFolds } from './score-levels.ts';
import type { ScoreOptions } from './text-vocabulary.ts';

/**
 * @returns rows × classes per level, and each row's fold. A class that a fold's training half lacks scores low there.
 */
export async function outOfFold(
  input: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  foldCount: number,
  options: ScoreOptions,
): Promise<{ scores: LevelScores; folds: Int32Array }> {
  const folds = makeFolds(input.documents, foldCount, options.seed);
  const everyRow = { input, rows: folds.map((_, row) => row) };
  const [{ linear }] = await scoreByFolds(input, labels, classCounts, folds, [everyRow], options);
  return { scores: linear, folds };
}
