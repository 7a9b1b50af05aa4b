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

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** What one model said of rows in parts, one behind the other. */
export function joinScored(parts: readonly ScoredRows[]): ScoredRows {
  const [{ stored, fused, heads, answers }] = parts;
  const joinLevels = (of: (part: ScoredRows) => readonly Float32Array[]): Float32Array[] =>
    stored.classes.map((_, level) => joinFloats(parts.map((part) => of(part)[level])));
  return {
    stored,
    fused,
    heads: heads.map(({ name }, at) => ({
      name,
      levels: joinLevels((part) => part.heads[at].levels),
      present: Uint8Array.from(parts.flatMap((part) => [...part.heads[at].present])),
    })),
    answers: {
      levels: answers.levels.map((_, level) => {
        const own = parts.map((part) => part.answers.levels[level]);
        return {
          top: own.flatMap((one) => one.top),
          p: own.flatMap((one) => one.p),
          firsts: own.flatMap((one) => one.firsts),
          seconds: own.flatMap((one) => one.seconds),
        };
      }),
      scores: joinLevels((part) => part.answers.scores),
      sets: Int32Array.from(parts.flatMap((part) => [...part.answers.sets])),
    },
  };
}

/** Classes of the leaf that a summary keeps the p of: beyond them p is too small to be the best other. */
export const strongestKept = 8;

/** What is kept of a row's answer: enough for its suggestion, a hundredth of all scores. */
export interface Summary {
  /** First answers at the leaf, best first, and their p before calibration. */
  top: number[];
  topP: number[];
  /** Calibrated p of the first. */
  first: number;
  depthOk: number;
  entropy: number;
  opinions: { name: string; label: number; p: number }[];
  disagreement: number | null;
  /** Classes of largest p at the leaf, and p of the given one. */
  strongest: number[];
  strongestP: number[];
  given: number | null;
  pGiven: number;
}

/** How far the given category is doubted: it against the best other, each lowered by its own mean self-confidence. */
function suspicionOf(row: Summary, given: number, selfConfidence: ArrayLike<number>): number {
  const adjusted = (label: number, p: number): number =>
    Math.log(Math.max(1e-9, p)) - 0.5 * Math.log(Math.max(0.05, selfConfidence[label]));
  let best = Number.NEGATIVE_INFINITY;
  row.strongest.forEach((label, at) => {
    if (label !== given) best = Math.max(best, adjusted(label, row.strongestP[at]));
  });
  return 1 / (1 + Math.exp(adjusted(given, row.pGiven) - best));
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

/** Heads whose own opinion is shown. */
export const opinionHeads = ['text', 'image'];

function opinionsOf(found: ScoredRows, row: number): Summary['opinions'] {
  const leaves = found.stored.classes[found.stored.classes.length - 1];
  return opinionHeads.flatMap((name) => {
    const own = leafScores(found, name, row);
    if (!own) return [];
    const p = softmaxInto(own.scores, own.scale, new Float64Array(leaves.length));
    const [label] = largestIndices(p, 1);
    return [{ name, label, p: p[label] }];
  });
}

function disagreementOf(found: ScoredRows, row: number): number | null {
  const text = leafScores(found, 'text', row);
  const image = leafScores(found, 'image', row);
  return text && image ? disagreement(text.scores, text.scale, image.scores, image.scale) : null;
}

/**
 * Entropy in nats of a softmax p of `scale ·` the scores: ln p is the score's distance to the best one, so that one logarithm
 * serves all classes.
 */
function entropyOf(p: Float64Array, scores: Float32Array, scale: number, best: number): number {
  const logBest = Math.log(p[best]);
  let entropy = 0;
  for (let label = 0; label < p.length; label++)
    entropy -= p[label] * (logBest + scale * (scores[label] - scores[best]));
  return Math.max(0, entropy);
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

/** The class that the seller named: the first of the given categories that the model knows; null for none. */
export function givenClass(stored: Pick<StoredChoices, 'classes'>, given: readonly string[]): number | null {
  const leaves = stored.classes[stored.classes.length - 1];
  return given.map((id) => leaves.indexOf(id)).find((label) => label >= 0) ?? null;
}

/** @param given class at the leaf that the seller named */
export function summarise(found: ScoredRows, row: number, given: number | null): Summary {
  const { stored, fused, answers } = found;
  const last = stored.classes.length - 1;
  const leaves = stored.classes[last];
  const own = answers.scores[last].subarray(row * leaves.length, (row + 1) * leaves.length);
  const scale = fused.sets[answers.sets[row]].choices.scales[last];
  const p = softmaxInto(own, scale, new Float64Array(leaves.length));
  const top = answers.levels[last].top[row];
  const strongest = largestIndices(p, strongestKept);
  return {
    top,
    topP: top.map((label) => p[label]),
    first: answers.levels[last].p[row],
    depthOk: depthOf(found, row),
    entropy: entropyOf(p, own, scale, strongest[0]),
    opinions: opinionsOf(found, row),
    disagreement: disagreementOf(found, row),
    strongest,
    strongestP: strongest.map((label) => p[label]),
    given,
    pGiven: given === null ? 0 : p[given],
  };
}

/** The suggestion of a summary. */
export function toSuggestion(
  stored: Pick<StoredChoices, 'classes' | 'selfConfidence'>,
  row: Summary,
): Suggestion {
  const leaves = stored.classes[stored.classes.length - 1];
  const { top, topP, first, given } = row;
  return {
    categoryId: leaves[top[0]],
    p: first,
    topK: top.map((label, at) => ({
      categoryId: leaves[label],
      p: at === 0 ? first : Math.min(topP[at], 1 - first),
    })),
    depthOk: row.depthOk,
    entropy: row.entropy,
    pGiven: given === null ? null : row.pGiven,
    suspicion: given === null ? 0 : suspicionOf(row, given, stored.selfConfidence),
    opinions: row.opinions.map(({ name, label, p }) => ({ name, categoryId: leaves[label], p })),
    disagreement: row.disagreement,
    leaf: top[0],
    against: given !== null && given !== top[0] ? given : (top[1] ?? top[0]),
  };
}

/** @param given category ids the seller named; the first that the model knows counts */
export function makeSuggestion(found: ScoredRows, row: number, given: readonly string[]): Suggestion {
  return toSuggestion(found.stored, summarise(found, row, givenClass(found.stored, given)));
}
