/** F1 of each category by text alone, by pictures alone, and by everything together, on held-out answers of the same products. */
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { placeOfLargest } from '#server/ml/largest.ts';
import { type ClassF1, f1ByClass } from '#server/ml/metrics/classification.ts';
import type { CategoryMeasures } from './schema-evaluation.ts';

/** Categories kept, those with most products: a page shows the costliest of them, a manifest stays small. */
const categoriesMax = 500;

/** F1 of each class by one head alone, on the rows that it has seen; empty where the model has no such head. */
function headF1(
  heads: readonly HeadScores[],
  name: string,
  leaf: number,
  truth: Int32Array,
  classes: number,
): Map<number, ClassF1> {
  const head = heads.find((one) => one.name === name);
  if (!head) return new Map();
  const rows = [...truth.keys()].filter((row) => head.present[row] === 1);
  return f1ByClass(
    rows.map((row) => truth[row]),
    rows.map((row) => placeOfLargest(head.levels[leaf], row * classes, (row + 1) * classes)),
  );
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
  const all = f1ByClass(truth, fused);
  const text = headF1(heads, 'text', leaf, truth, classes.length);
  const image = headF1(heads, 'image', leaf, truth, classes.length);
  const seenBy = (head: Map<number, ClassF1>, label: number): ClassF1 | null => {
    const found = head.get(label);
    return found && found.truly > 0 ? found : null;
  };
  return classes
    .map((categoryId, label) => ({
      categoryId,
      rows: all.get(label)?.truly ?? 0,
      text: seenBy(text, label)?.f1 ?? null,
      image: seenBy(image, label)?.f1 ?? null,
      imageRows: seenBy(image, label)?.truly ?? 0,
      fused: all.get(label)?.f1 ?? 0,
    }))
    .filter((one) => one.rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.categoryId < b.categoryId ? -1 : 1))
    .slice(0, categoriesMax);
}
