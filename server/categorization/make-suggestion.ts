/** From a model's answers to a suggestion: top leaves, depth, doubt of the given category, what each head believes. Pure. */
import type { FusedAnswers } from '#server/evaluation/fused-choices.ts';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import type { Summary } from '#server/ml/fusion/summary-table.ts';
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

const leafIndexes = new WeakMap<readonly string[], Map<string, number>>();

/** The class that the seller named: the first of the given categories that the model knows; null for none. */
export function givenClass(stored: Pick<StoredChoices, 'classes'>, given: readonly string[]): number | null {
  const leaves = stored.classes[stored.classes.length - 1];
  const index = leafIndexes.get(leaves) ?? new Map(leaves.map((id, label) => [id, label]));
  leafIndexes.set(leaves, index);
  for (const id of given) {
    const label = index.get(id);
    if (label !== undefined) return label;
  }
  return null;
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

/** Suggestions about rows from their heads, one at a time. `given`: category ids the seller named; the first that the model knows counts. */
export function suggestionsOf(
  found: Omit<ScoredRows, 'answers'> & { answers: Pick<FusedAnswers, 'sets'> },
): (row: number, given: readonly string[]) => Suggestion {
  const answerer = new RowAnswerer(found.fused);
  return (row, given) => {
    answerer.load(found.heads, row, found.answers.sets[row]);
    return toSuggestion(found.stored, answerer.summarise(givenClass(found.stored, given)));
  };
}
