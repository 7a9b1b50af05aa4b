/** Labels of rows as class ids per level, root to leaf. Ids follow the sorted names of the training rows. */

export interface LabelLevels {
  /** Column names, root first. */
  names: string[];
  /** Class names per level; the index is the class id. */
  classes: string[][];
}

/** Collects the classes that training rows have. */
export function collectLabels(names: string[], columns: (string | null)[][]): LabelLevels {
  return {
    names,
    classes: columns.map((column) =>
      [...new Set(column.filter((value): value is string => Boolean(value)))].sort(),
    ),
  };
}

/** Class ids of rows, an array per level; −1 for an empty or unseen label. */
export function labelIds(labels: LabelLevels, columns: (string | null)[][]): Int32Array[] {
  return columns.map((column, level) => {
    const ids = new Map(labels.classes[level].map((name, id) => [name, id]));
    return Int32Array.from(column, (value) => (value ? (ids.get(value) ?? -1) : -1));
  });
}
