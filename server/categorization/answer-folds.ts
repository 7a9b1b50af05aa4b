/** Out-of-fold answers about every training row: of those that choices were made on, and of the rest, a batch at a time. */
import { masksOf } from '#server/evaluation/evidence-sets.ts';
import { placeRows } from '#server/evaluation/fused-choices.ts';
import type { HeldOut } from '#server/evaluation/held-out-heads.ts';
import type { InputRows } from '#server/evaluation/score-levels.ts';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { FoldAnswers } from './fold-answers.ts';

/** Rows whose scores are held at a time: 6 KB a row at 300 classes. */
const batchRows = 4096;

/** What each row is compared with, as classes at the leaf. */
export interface LeafLabels {
  /** What training believes. */
  believed: Int32Array;
  /** What the seller gave; −1 where the model does not know it, or nothing was given. */
  given: Int32Array;
}

/**
 * @param held held-out heads of some rows, and how to make those of the others
 * @param fused what was chosen on the rows of `held.sets[0]`
 */
export async function answerFolds(
  input: InputRows,
  held: HeldOut,
  fused: FusedChoices,
  labels: LeafLabels,
): Promise<FoldAnswers> {
  const answers = new FoldAnswers(input.documents.length);
  const answerer = new RowAnswerer(fused);
  const leaf = answerer.scores.length - 1;
  const take = (rows: readonly number[], masks: Int32Array, heads: readonly HeadScores[]): void => {
    const sets = placeRows(fused, masks);
    rows.forEach((row, at) => {
      answerer.load(heads, at, sets[at]);
      const given = labels.given[row] < 0 ? null : labels.given[row];
      // Scores are log-probabilities of all heads together.
      const pBelieved = Math.exp(answerer.scores[leaf][labels.believed[row]]);
      answers.write(row, answerer.summarise(given), pBelieved);
    });
  };
  const [chosen] = held.sets;
  take(chosen.rows, chosen.masks, chosen.heads);
  if (!held.headsOf) return answers;
  const isKnown = new Uint8Array(input.documents.length);
  for (const row of chosen.rows) isKnown[row] = 1;
  const foldCount = held.folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  for (let fold = 0; fold < foldCount; fold++) {
    const rows = [...held.folds.keys()].filter((row) => held.folds[row] === fold && isKnown[row] === 0);
    for (let from = 0; from < rows.length; from += batchRows) {
      const batch = rows.slice(from, from + batchRows);
      const heads = await held.headsOf(fold, batch);
      const masks = masksOf({
        documents: batch.map((row) => input.documents[row]),
        pictures: input.pictures && batch.map((row) => input.pictures?.[row] ?? null),
      });
      take(batch, masks, heads);
    }
  }
  return answers;
}
