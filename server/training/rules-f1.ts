/** F1 of answers in a tree of categories. Pure. */
import { classificationMetrics } from '#server/ml/metrics/classification.ts';
import type { Answer, JudgedItem } from './rules-compare.ts';

type AnswerOf = (item: JudgedItem) => Answer;

/** Per level from the root, over the items whose truth reaches it: category by category, as one label a path. */
export function f1ByLevel(
  items: readonly JudgedItem[],
  answerOf: AnswerOf,
  depth: number,
): { weighted: number; macro: number }[] {
  return Array.from({ length: depth }, (_, level) => {
    const ids = new Map<string, number>();
    const idOf = (path: readonly string[]): number => {
      const key = path.slice(0, level + 1).join('/');
      const known = ids.get(key) ?? ids.size;
      ids.set(key, known);
      return known;
    };
    const reached = items.filter((item) => item.truth.length > level);
    const { weightedF1, macroF1 } = classificationMetrics(
      reached.map((item) => idOf(item.truth)),
      reached.map((item) => idOf(answerOf(item).path)),
    );
    return { weighted: weightedF1, macro: macroF1 };
  });
}

/**
 * Micro F1 over the categories on each path, the root left out: an answer in the right branch is right in part.
 * Source: Kiritchenko, Matwin, Nock and Famili, "Learning and Evaluation in the Presence of Class Hierarchies", 2006.
 */
export function hierarchicalF1(items: readonly JudgedItem[], answerOf: AnswerOf): number {
  let [shared, size] = [0, 0];
  for (const item of items) {
    const { path } = answerOf(item);
    size += path.length + item.truth.length;
    for (let level = 0; level < path.length && path[level] === item.truth[level]; level++) shared++;
  }
  return size === 0 ? 0 : (2 * shared) / size;
}
