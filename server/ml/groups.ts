/** Puts an item into the group of its key. The groups grow in place: copying them makes large groups quadratic. */
export function addToGroup<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** How many items there are of each key. */
export function groupSizes<Key>(keys: Iterable<Key>): Map<Key, number> {
  const sizes = new Map<Key, number>();
  for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  return sizes;
}

/** Pairs of two different items among so many. */
export function pairsAmong(count: number): number {
  return (count * (count - 1)) / 2;
}

/** Pairs whose items are of one group. */
export function pairsWithin(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const size of sizes) pairs += pairsAmong(size);
  return pairs;
}
