/** Items that pairs tie together, directly or through others (union–find with path compression, Tarjan 1975). */

/**
 * Finds what ties an item.
 * @returns the smallest item that is tied to this one; an item of no pair stands for itself
 */
export function tied<Item extends string | number>(
  pairs: Iterable<readonly [Item, Item]>,
): (item: Item) => Item {
  const parent = new Map<Item, Item>();
  const root = (item: Item): Item => {
    let at = item;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    parent.set(item, at);
    return at;
  };
  for (const [one, other] of pairs) {
    const [x, y] = [root(one), root(other)];
    const [low, high]: [Item, Item] = x < y ? [x, y] : [y, x];
    if (low !== high) parent.set(high, low);
  }
  return root;
}
