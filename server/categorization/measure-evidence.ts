/** What each missing part of a product costs: the same held-out products with all they have, and with parts taken away. */
import { answerFused, type FusedAnswers } from '#server/evaluation/fused-choices.ts';
import type { HeldOutSet } from '#server/evaluation/held-out-heads.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import { expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import type { EvidenceMeasures } from './schema-evaluation.ts';

/** Names of a mask's parts. */
function partsOf(mask: number, fields: readonly string[]): string[] {
  return [...fields, 'image'].filter((_, bit) => mask & (1 << bit));
}

const shareOf = (right: number[]): number =>
  right.reduce((sum, one) => sum + one, 0) / Math.max(1, right.length);

/**
 * @param whole answers with everything, for the rows of the first set
 * @param sets held-out scores by evidence set; the first is the rows as they come and is left out
 */
export function measureEvidence(
  fused: FusedChoices,
  whole: FusedAnswers,
  sets: readonly HeldOutSet[],
  truth: readonly Int32Array[],
  fields: readonly string[],
): EvidenceMeasures[] {
  const placeOf = new Map(sets[0]?.rows.map((row, place) => [row, place]));
  return sets.slice(1).map((set) => {
    const masks = new Int32Array(set.rows.length).fill(set.mask);
    const answers = answerFused(fused, set.heads, masks);
    return {
      parts: partsOf(set.mask, fields),
      rows: set.rows.length,
      levels: truth.map((level, at) => {
        const isRight = set.rows.map((row, place) =>
          answers.levels[at].top[place][0] === level[row] ? 1 : 0,
        );
        // Of a large table the sets are drawn from more rows than were answered whole.
        const asWhole = set.rows.flatMap((row) => {
          const place = placeOf.get(row);
          return place === undefined ? [] : [whole.levels[at].top[place][0] === level[row] ? 1 : 0];
        });
        return {
          accuracy: shareOf(isRight),
          whole: shareOf(asWhole),
          ece: expectedCalibrationError(answers.levels[at].p, isRight),
        };
      }),
    };
  });
}
