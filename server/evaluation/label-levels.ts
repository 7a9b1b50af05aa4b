/** Labels of rows as class ids per level, root to leaf. Ids follow the sorted names of the training rows. */

export interface LabelLevels {
  /** Column names, root first. */
  names: string[];
  /** Class names per level; the index is the class id. */
  classes: string[][];
}

/** Marks the class "nothing below this parent", so that it is never taken for a name. */
const endMark = '\u0000';

/** The columns with every gap below a label filled by a class of its own: a path that ends early is an answer too. */
export function fillPaths(columns: (string | null)[][]): (string | null)[][] {
  const filled: (string | null)[][] = [];
  for (const column of columns) {
    const above = filled.at(-1);
    filled.push(
      column.map((value, row) => {
        const parent = above?.[row];
        if (value || !parent) return value;
        return parent.startsWith(endMark) ? parent : `${endMark}${parent}`;
      }),
    );
  }
  return filled;
}

/** The name of a class for people: empty where the path ended above. */
export function className(name: string): string {
  return name.startsWith(endMark) ? '' : name;
}

/**
 * Of each class: 1 where it lies an edge of the tree below its parent, 0 where it only carries on a path that ended above, by the
 * mark of `fillPaths` or, as in the desk, by the same id again.
 */
export function edgesOf(classes: readonly (readonly string[])[]): Uint8Array[] {
  return classes.map((level, at) => {
    const above = new Set(at > 0 ? classes[at - 1] : []);
    return Uint8Array.from(level, (name) => (className(name) === '' || above.has(name) ? 0 : 1));
  });
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
