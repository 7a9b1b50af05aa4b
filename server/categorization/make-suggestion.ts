/** From a model's answers to a suggestion: top leaves, depth, doubt of the given category, what each head believes. Pure. */
import type { FusedAnswers, FusedChoices } from '#server/evaluation/fused-choices.ts';
import { softmaxInto } from '#server/ml/calibrate/calibrate.ts';
import { disagreement } from '#server/ml/fusion/disagreement.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { largestIndices } from '#server/ml/hierarchy/decode-paths.ts';
import type { StoredChoices } from './categorizer-files.ts';

/** What one head alone believes. */
export interface Opinion {
  name: string;
  categoryId: string;
  p: number;
}

export interface Suggestion {
  categoryId: string;
  p: number;
  topK: { categoryId: string; p: number }[];
  depthOk: number;
  entropy: number;
  pGiven: number | null;
  /** 0 … 1; above a half the model prefers another category. */
  suspicion: number;
  /** Text and picture first, where the product has them. */
  opinions: Opinion[];
  /** How far picture and text are apart, 0 … 1 (server/ml/fusion/disagreement.ts); null where one is missing. */
  disagreement: number | null;
  /** Classes of the first answer and of the one it is told apart from. */
  leaf: number;
  against: number;
}

/** What a model said of rows. */
export interface ScoredRows {
  stored: StoredChoices;
  fused: FusedChoices;
  answers: FusedAnswers;
  heads: HeadScores[];
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

/** The leaf scores of a head for a row; null where it has not seen the row. */
function leafScores(
  found: ScoredRows,
  name: string,
  row: number,
): { scores: Float32Array; scale: number } | null {
  const head = found.heads.find((one) => one.name === name);
  const place = found.fused.heads.indexOf(name);
  if (!head || place < 0 || head.present[row] === 0) return null;
  const width = found.stored.classes[found.stored.classes.length - 1].length;
  const leaf = head.levels[head.levels.length - 1];
  return { scores: leaf.subarray(row * width, (row + 1) * width), scale: found.fused.alone[place] };
}

function opinionsOf(found: ScoredRows, row: number): Opinion[] {
  const leaves = found.stored.classes[found.stored.classes.length - 1];
  return ['text', 'image'].flatMap((name) => {
    const own = leafScores(found, name, row);
    if (!own) return [];
    const p = softmaxInto(own.scores, own.scale, new Float64Array(leaves.length));
    const [best] = largestIndices(p, 1);
    return [{ name, categoryId: leaves[best], p: p[best] }];
  });
}

function disagreementOf(found: ScoredRows, row: number): number | null {
  const text = leafScores(found, 'text', row);
  const image = leafScores(found, 'image', row);
  return text && image ? disagreement(text.scores, text.scale, image.scores, image.scale) : null;
}

function entropyOf(p: Float64Array): number {
  let entropy = 0;
  for (const share of p) if (share > 1e-9) entropy -= share * Math.log(share);
  return entropy;
}

/** Levels in a row, from the root, whose p passes the threshold of the row's evidence set. */
function depthOf(found: ScoredRows, row: number): number {
  const { thresholds } = found.fused.sets[found.answers.sets[row]].choices;
  const firstBelow = found.answers.levels.findIndex((level, at) => {
    const threshold = thresholds[at];
    return threshold === null || level.p[row] < threshold;
  });
  return firstBelow < 0 ? found.answers.levels.length : firstBelow;
}

/** @param given category ids the seller named; the first that the model knows counts */
export function makeSuggestion(found: ScoredRows, row: number, given: readonly string[]): Suggestion {
  const { stored, fused, answers } = found;
  const last = stored.classes.length - 1;
  const leaves = stored.classes[last];
  const own = answers.scores[last].subarray(row * leaves.length, (row + 1) * leaves.length);
  const scale = fused.sets[answers.sets[row]].choices.scales[last];
  const p = softmaxInto(own, scale, new Float64Array(leaves.length));
  const top = answers.levels[last].top[row];
  const first = answers.levels[last].p[row];
  const known = given.map((id) => leaves.indexOf(id)).find((label) => label >= 0);
  const doubt = known === undefined ? null : doubtOf(p, known, stored.selfConfidence);
  return {
    categoryId: leaves[top[0]],
    p: first,
    topK: top.map((label, at) => ({
      categoryId: leaves[label],
      p: at === 0 ? first : Math.min(p[label], 1 - first),
    })),
    depthOk: depthOf(found, row),
    entropy: entropyOf(p),
    pGiven: doubt?.p ?? null,
    suspicion: doubt?.suspicion ?? 0,
    opinions: opinionsOf(found, row),
    disagreement: disagreementOf(found, row),
    leaf: top[0],
    against: known !== undefined && known !== top[0] ? known : (top[1] ?? top[0]),
  };
}
