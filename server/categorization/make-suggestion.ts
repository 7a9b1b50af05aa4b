/** From a model's answers to a suggestion row: top leaves, depth, doubt of the given category, and words. Pure. */
import type {
  CategorizerChoices,
  LevelAnswers,
  LevelScores,
} from '#server/evaluation/categorizer-choices.ts';
import { softmaxInto } from '#server/ml/calibrate/calibrate.ts';
import type { StoredChoices } from './categorizer-files.ts';

export interface Suggestion {
  categoryId: string;
  p: number;
  topK: { categoryId: string; p: number }[];
  depthOk: number;
  entropy: number;
  pGiven: number | null;
  /** 0 … 1; above a half the model prefers another category. */
  suspicion: number;
  /** Classes of the first answer and of the one it is told apart from. */
  leaf: number;
  against: number;
}

interface Doubt {
  p: number;
  suspicion: number;
}

/** The given category against the best other, each lowered by its own mean self-confidence. */
function doubtOf(p: Float64Array, given: number, selfConfidence: number[]): Doubt {
  const adjusted = (label: number): number =>
    Math.log(Math.max(1e-9, p[label])) - 0.5 * Math.log(Math.max(0.05, selfConfidence[label]));
  let best = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < p.length; label++) if (label !== given) best = Math.max(best, adjusted(label));
  return { p: p[given], suspicion: 1 / (1 + Math.exp(adjusted(given) - best)) };
}

/**
 * @param scores raw scores of all rows, an array per level
 * @param given category ids the seller named; the first that the model knows counts
 */
export function makeSuggestion(
  stored: StoredChoices,
  choices: CategorizerChoices,
  scores: LevelScores,
  answers: LevelAnswers[],
  row: number,
  given: string[],
): Suggestion {
  const last = stored.classes.length - 1;
  const leaves = stored.classes[last];
  const own = scores[last].subarray(row * leaves.length, (row + 1) * leaves.length);
  const p = softmaxInto(own, choices.scales[last], new Float64Array(leaves.length));
  const answer = answers[last];
  const top = answer.top[row];
  const known = given.map((id) => leaves.indexOf(id)).find((label) => label >= 0);
  const doubt = known === undefined ? null : doubtOf(p, known, stored.selfConfidence);
  let depthOk = 0;
  answers.forEach((level, at) => {
    const threshold = choices.thresholds[at];
    if (threshold !== null && level.p[row] >= threshold && depthOk === at) depthOk = at + 1;
  });
  let entropy = 0;
  for (const share of p) if (share > 1e-9) entropy -= share * Math.log(share);
  const against = known !== undefined && known !== top[0] ? known : (top[1] ?? top[0]);
  return {
    categoryId: leaves[top[0]],
    p: answer.p[row],
    topK: top.map((label, at) => ({
      categoryId: leaves[label],
      p: at === 0 ? answer.p[row] : Math.min(p[label], 1 - answer.p[row]),
    })),
    depthOk,
    entropy,
    pGiven: doubt?.p ?? null,
    suspicion: doubt?.suspicion ?? 0,
    leaf: top[0],
    against,
  };
}
