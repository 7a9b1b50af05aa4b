/** Labels with those above them: leaves of one name in two branches are two. */
export function toPaths(columns: (string | null)[][]): (string | null)[][] {
  return columns.map((column, level) =>
    column.map((value, row) =>
      value
        ? columns
            .slice(0, level + 1)
            .map((above) => above[row] ?? '')
            .join(' > ')
        : null,
    ),
  );
}
