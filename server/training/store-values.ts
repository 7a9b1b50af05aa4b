/** What categories are worth. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { ValuedCategory } from './rules-values.ts';
import type { CategoryValueView } from './schema-values.ts';

const shownMax = 200;

/** Every category of the catalog's taxonomy with its branch's products and their summed popularity. */
const branches = (catalogId: string): Prisma.Sql => Prisma.sql`
  WITH leaf AS (
    SELECT c.path, count(*)::int AS products, sum(1 + greatest(0, coalesce(p.popularity, 0))) AS value
    FROM product p JOIN category c ON c.id = p.current_category_id
    WHERE p.catalog_id = ${catalogId}::uuid AND p.delisted_at IS NULL AND p.survivor_id IS NULL GROUP BY c.path),
  branch AS (
    SELECT c.id, c.path, c.path_name AS name, c.is_leaf, coalesce(sum(leaf.products), 0)::int AS products,
      coalesce(sum(leaf.value), 0)::float8 AS value
    FROM catalog k JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
      LEFT JOIN leaf ON starts_with(leaf.path, c.path)
    WHERE k.id = ${catalogId}::uuid GROUP BY c.id)`;

/** Categories whose path holds the words, those with a value of their own first, then the worthiest. */
export async function listValues(catalogId: string, words: string): Promise<CategoryValueView[]> {
  return db().$queryRaw<CategoryValueView[]>`
    ${branches(catalogId)}
    SELECT b.id AS "categoryId", b.name, b.is_leaf AS "isLeaf", b.products, b.value AS "byPopularity", v.value AS own, v.set_by AS "setBy"
    FROM branch b LEFT JOIN category_value v ON v.category_id = b.id AND v.catalog_id = ${catalogId}::uuid
    WHERE strpos(lower(b.name), lower(${words})) > 0
    ORDER BY v.value IS NULL, b.value DESC, b.path LIMIT ${shownMax}`;
}

/** The categories that have a value of their own. */
export async function readOwnValues(catalogId: string): Promise<ValuedCategory[]> {
  if ((await db().categoryValue.count({ where: { catalogId } })) === 0) return [];
  return db().$queryRaw<ValuedCategory[]>`
    ${branches(catalogId)}
    SELECT b.path, b.value AS "byPopularity", v.value AS own
    FROM branch b JOIN category_value v ON v.category_id = b.id AND v.catalog_id = ${catalogId}::uuid ORDER BY b.path`;
}

export async function isOfCatalog(catalogId: string, categoryId: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM catalog k JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
    WHERE k.id = ${catalogId}::uuid AND c.id = ${categoryId}::uuid`;
  return rows.length > 0;
}

export async function saveValue(
  tx: Tx,
  row: { catalogId: string; categoryId: string; setBy: string },
  value: number | null,
): Promise<void> {
  const { catalogId, categoryId, setBy } = row;
  if (value === null) {
    await tx.categoryValue.deleteMany({ where: { catalogId, categoryId } });
    return;
  }
  await tx.categoryValue.upsert({
    where: { catalogId_categoryId: { catalogId, categoryId } },
    create: { ...row, value },
    update: { value, setBy, setAt: new Date() },
  });
}

/** Products of a branch about which people are asked: filed there, or proposed for it where they are filed nowhere. */
export async function findAskedIn(tx: Tx, catalogId: string, categoryId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM review_item i JOIN product p ON p.id = i.subject_id
      LEFT JOIN suggestion s ON s.product_id = p.id AND s.model_version_id = i.model_version_id
      JOIN category c ON c.id = coalesce(p.current_category_id, s.category_id)
      JOIN category top ON top.id = ${categoryId}::uuid
    WHERE i.catalog_id = ${catalogId}::uuid AND i.queue = 'categories' AND i.state IN ('open', 'leased')
      AND i.model_version_id IS NOT NULL AND starts_with(c.path, top.path)`;
  return rows.map((row) => row.id);
}
