/** Scores of every row by a model that did not see it (and did not see its copies). */

import type { LevelScores } from './categorizer-choices.ts';
import { makeFolds } from './folds.ts';
import { type InputRows, type ScoreOptions, scoreLevels } from './score-levels.ts';

export function takeInput(input: InputRows, rows: number[]): InputRows {
  return {
    documents: rows.map((row) => input.documents[row]),
    pictures: input.pictures ? rows.map((row) => input.pictures?.[row] ?? null) : null,
  };
}

export function takeLabels(labels: Int32Array[], rows: number[]): Int32Array[] {
  return labels.map((level) => Int32Array.from(rows, (row) => level[row]));
}

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
  const scores = classCounts.map((count) => new Float32Array(count * input.documents.length));
  for (let fold = 0; fold < foldCount; fold++) {
    const inside = [...folds.keys()].filter((row) => folds[row] !== fold);
    const outside = [...folds.keys()].filter((row) => folds[row] === fold);
    const { scores: found } = await scoreLevels(
      takeInput(input, inside),
      takeLabels(labels, inside),
      classCounts,
      [takeInput(input, outside)],
      options,
    );
    found.forEach(([level], at) => {
      outside.forEach((row, place) => {
        const own = level.subarray(place * classCounts[at], (place + 1) * classCounts[at]);
        scores[at].set(own, row * classCounts[at]);
      });
    });
  }
  return { scores, folds };
}
