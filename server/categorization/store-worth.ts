/** What people have said that categories are worth, as the queue's order needs it. */
import { db } from '#server/db/client.ts';

interface ValuedBranch {
  path: string;
  /** The value that was set, over the summed popularity of the branch's products (each at least 1). */
  factor: number;
}

/** The branches with a value of their own, and how much more their products count by it. Reads the products of these branches. */
async function readValuedBranches(catalogId: string): Promise<ValuedBranch[]> {
  return db().$queryRaw<ValuedBranch[]>`
    SELECT c.path, v.value / summed.popularity AS factor
    FROM category_value v JOIN catalog k ON k.id = v.catalog_id
      JOIN category c ON c.id = v.category_id AND c.taxonomy_version_id = k.taxonomy_version_id
      CROSS JOIN LATERAL (
        SELECT sum(1 + greatest(0, coalesce(p.popularity, 0)))::float8 AS popularity FROM product p
        WHERE p.catalog_id = v.catalog_id AND p.delisted_at IS NULL AND p.survivor_id IS NULL
          AND p.current_category_id = ANY(ARRAY(SELECT b.id FROM category b
            WHERE b.taxonomy_version_id = c.taxonomy_version_id AND starts_with(b.path, c.path)))) AS summed
    WHERE v.catalog_id = ${catalogId}::uuid AND summed.popularity > 0`;
}

async function readPaths(categoryIds: string[]): Promise<{ id: string; path: string }[]> {
  return db().category.findMany({ where: { id: { in: categoryIds } }, select: { id: true, path: true } });
}

/** Which values hold: another stamp, other values. */
async function readStamp(catalogId: string): Promise<string | null> {
  const { _count, _max, _sum } = await db().categoryValue.aggregate({
    where: { catalogId },
    ...{ _count: true, _max: { setAt: true }, _sum: { value: true } },
  });
  return _count === 0 ? null : `${_count} ${_max.setAt?.getTime()} ${_sum.value}`;
}

/** Sums of branches are kept so long while a catalog is scored: products come and go slowly beside the values of people. */
const keptMs = 60_000;
const kept = new Map<string, { stamp: string; atMs: number; branches: ValuedBranch[] }>();

async function valuedBranches(catalogId: string, stamp: string): Promise<ValuedBranch[]> {
  const known = kept.get(catalogId);
  if (known?.stamp === stamp && Date.now() - known.atMs < keptMs) return known.branches;
  const branches = await readValuedBranches(catalogId);
  kept.set(catalogId, { stamp, atMs: Date.now(), branches });
  return branches;
}

/**
 * How much more (or less) a product of each category counts than its popularity says: by the nearest value on the way to the root.
 * Categories without any are left out.
 */
export async function readWorth(
  catalogId: string,
  categoryIds: readonly string[],
): Promise<Map<string, number>> {
  const stamp = await readStamp(catalogId);
  if (stamp === null || categoryIds.length === 0) return new Map();
  const branches = (await valuedBranches(catalogId, stamp)).sort((x, y) => y.path.length - x.path.length);
  const paths = await readPaths([...new Set(categoryIds)]);
  return new Map(
    paths.flatMap(({ id, path }): [string, number][] => {
      const nearest = branches.find((branch) => path.startsWith(branch.path));
      return nearest ? [[id, nearest.factor]] : [];
    }),
  );
}
