/** F1 of each category by text alone, by pictures alone, and by everything together, on held-out answers of the same products. */
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import type { CategoryMeasures } from './schema-evaluation.ts';

/** Categories kept, those with most products: a page shows the costliest of them, a manifest stays small. */
const categoriesMax = 500;

/** F1 of each class over some rows. */
function f1Of(
  truth: Int32Array,
  answers: ArrayLike<number>,
  rows: readonly number[],
  classes: number,
): number[] {
  const [truly, answered, both] = [0, 1, 2].map(() => new Int32Array(classes));
  for (const row of rows) {
    if (truth[row] >= 0) truly[truth[row]]++;
    answered[answers[row]]++;
    if (truth[row] === answers[row]) both[truth[row]]++;
  }
  return Array.from(both, (hits, label) => (hits === 0 ? 0 : (2 * hits) / (truly[label] + answered[label])));
}

function firstOf(scores: Float32Array, row: number, classes: number): number {
  let best = row * classes;
  for (let at = best + 1; at < (row + 1) * classes; at++) if (scores[at] > scores[best]) best = at;
  return best - row * classes;
}

/** F1 of each class by one head alone, on the rows that it has seen; null where the model has no such head. */
function headF1(
  heads: readonly HeadScores[],
  name: string,
  leaf: number,
  truth: Int32Array,
  classes: number,
): { f1: number[]; seen: Int32Array } | null {
  const head = heads.find((one) => one.name === name);
  const rows = head ? [...truth.keys()].filter((row) => head.present[row] === 1) : [];
  if (!head || rows.length === 0) return null;
  const answers = Int32Array.from(truth, (_, row) =>
    head.present[row] === 1 ? firstOf(head.levels[leaf], row, classes) : 0,
  );
  const seen = new Int32Array(classes);
  for (const row of rows) if (truth[row] >= 0) seen[truth[row]]++;
  return { f1: f1Of(truth, answers, rows, classes), seen };
}

/**
 * @param heads held-out scores of the training rows
 * @param fused first answers at the leaf, of all heads together
 * @param truth class of each row at the leaf; −1 where it has none
 * @param classes ids of the leaf categories
 */
export function measureCategories(
  heads: readonly HeadScores[],
  fused: ArrayLike<number>,
  truth: Int32Array,
  classes: readonly string[],
): CategoryMeasures[] {
  const leaf = (heads[0]?.levels.length ?? 1) - 1;
  const rows = [...truth.keys()];
  const all = f1Of(truth, fused, rows, classes.length);
  const text = headF1(heads, 'text', leaf, truth, classes.length);
  const image = headF1(heads, 'image', leaf, truth, classes.length);
  const counts = new Int32Array(classes.length);
  for (const label of truth) if (label >= 0) counts[label]++;
  return classes
    .map((categoryId, label) => ({
      categoryId,
      rows: counts[label],
      text: text && text.seen[label] > 0 ? text.f1[label] : null,
      image: image && image.seen[label] > 0 ? image.f1[label] : null,
      imageRows: image?.seen[label] ?? 0,
      fused: all[label],
    }))
    .filter((one) => one.rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.categoryId < b.categoryId ? -1 : 1))
    .slice(0, categoriesMax);
}
