/** The product list. Every page is a keyset page: what comes after a row in the chosen order, found by an index. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { ProductFilter, ProductRow } from './schema-products.ts';
import { asGtin } from './search-words.ts';
import {
  type FilterScope,
  filterConditions,
  isDoubtedBy,
  sharedConditions,
  sourceOf,
  statusOf,
  typedConditions,
  wordQuery,
  words,
} from './store-filter.ts';

const { sql, empty } = Prisma;

type StoredScope = Omit<FilterScope, 'suspicionMin' | 'meant' | 'like'>;

/** The catalog's taxonomy version and active categorizer, and the path of the category asked for. */
export async function readScope(catalogId: string, categoryId: string | null): Promise<StoredScope> {
  const rows = await db().$queryRaw<StoredScope[]>`
    SELECT k.id AS "catalogId", k.taxonomy_version_id AS "taxonomyVersionId", a.model_version_id AS "modelVersionId",
      (SELECT c.path FROM category c WHERE c.id = ${categoryId}::uuid AND c.taxonomy_version_id = k.taxonomy_version_id)
        AS "categoryPath"
    FROM catalog k LEFT JOIN active_model a ON a.catalog_id = k.id AND a.kind = 'categorizer'
    WHERE k.id = ${catalogId}::uuid`;
  return rows[0] ?? { catalogId, taxonomyVersionId: null, modelVersionId: null, categoryPath: null };
}

interface Ordering {
  by: Prisma.Sql;
  after: (cursor: string) => Prisma.Sql;
}

/** `best` has no order in the table: see findRanked and findInOrder. */
type TableSort = Exclude<ProductFilter['sort'], 'best'>;

const orderings: Record<TableSort, Ordering> = {
  newest: { by: sql`p.id DESC`, after: (cursor) => sql`AND p.id < ${cursor}::uuid` },
  oldest: { by: sql`p.id`, after: (cursor) => sql`AND p.id > ${cursor}::uuid` },
  changed: {
    by: sql`p.updated_at DESC, p.id DESC`,
    after: (cursor) => {
      const [milliseconds, id] = cursor.split('_');
      return sql`AND (p.updated_at, p.id) < (${new Date(Number(milliseconds))}::timestamptz, ${id}::uuid)`;
    },
  },
};

/** The cursor's form must fit the order: a cursor of another order is an old address, and means the first page. */
function afterCursor({ after }: ProductFilter, sort: TableSort): Prisma.Sql {
  if (after === undefined || after.startsWith('~') || (sort === 'changed') !== after.includes('_'))
    return empty;
  return orderings[sort].after(after);
}

/** The rows of a page of ids, with what the screen shows of each. `at` keeps the order of the page. */
function shownRows(page: Prisma.Sql, scope: FilterScope, typed: string): Prisma.Sql {
  const isTyped =
    typed === '' ? sql`true` : sql`coalesce(${Prisma.join(typedConditions(typed), ' OR ')}, false)`;
  return sql`
    WITH page AS MATERIALIZED (${page})
    SELECT p.id, p.title, p.brand, nullif(p.sku, CASE WHEN starts_with(p.sku, '~') THEN p.sku END) AS sku, p.gtin,
      s.name AS "sellerName", c.path_name AS "categoryPath", ${sourceOf} AS source, ${statusOf} AS status,
      coalesce(${isDoubtedBy(scope.suspicionMin)}, false) AS "isDoubted", NOT ${isTyped} AS "isByMeaning",
      CASE WHEN p.survivor_id IS NOT NULL THEN 'merged'
        WHEN EXISTS (SELECT 1 FROM merge g WHERE g.survivor_id = p.id AND g.undone_by IS NULL) THEN 'record'
        WHEN k.state = 'proposed' THEN 'proposed' ELSE 'none' END AS duplicates,
      p.price_minor::float8 AS "priceMinor", p.currency, p.locale, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
      (SELECT i.id FROM image i WHERE i.product_id = p.id AND i.state = 'done' ORDER BY i.position, i.id LIMIT 1) AS "imageId"
    FROM page JOIN product p ON p.id = page.id JOIN seller s ON s.id = p.seller_id
      LEFT JOIN category c ON c.id = p.current_category_id
      LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = ${scope.modelVersionId}::uuid
      LEFT JOIN cluster_member m ON m.product_id = p.id LEFT JOIN cluster k ON k.id = m.cluster_id
    ORDER BY page.at`;
}

type DatedRow = Omit<ProductRow, 'createdAt' | 'updatedAt'> & {
  createdAt: Date;
  updatedAt: Date;
};

async function run(query: Prisma.Sql): Promise<ProductRow[]> {
  const rows = await db().$queryRaw<DatedRow[]>(query);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** A page of products under a filter, in the order of a column. */
export async function findProducts(
  filter: ProductFilter,
  scope: FilterScope,
  sort: TableSort,
  limit: number,
): Promise<ProductRow[]> {
  const { by } = orderings[sort];
  return run(
    shownRows(
      sql`SELECT p.id, row_number() OVER (ORDER BY ${by}) AS at FROM product p
        WHERE ${filterConditions(filter, scope)} ${afterCursor(filter, sort)} ORDER BY ${by} LIMIT ${limit}`,
      scope,
      filter.q,
    ),
  );
}

/** Titles among which the best are looked for: a word that half the catalog has ranks nothing. */
const rankedAmong = 2_000;

/**
 * Ids of the products under a filter that have its words (whatever they mean), best first: its exact code, then the titles of which
 * the words are the larger part.
 */
export async function findRanked(
  filter: ProductFilter,
  scope: FilterScope,
  limit: number,
): Promise<string[]> {
  const query = wordQuery(filter.q);
  const rank = query ? sql`ts_rank(${words}, ${query}, 2)` : sql`0::float4`;
  const gtin = asGtin(filter.q);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id FROM (SELECT p.id FROM product p WHERE ${filterConditions(filter, { ...scope, meant: [] })}
      ORDER BY p.id DESC LIMIT ${rankedAmong}) AS found JOIN product p ON p.id = found.id
    ORDER BY (p.sku = ${filter.q} OR p.mpn = ${filter.q} OR p.gtin IS NOT DISTINCT FROM ${gtin}::text AND p.gtin IS NOT NULL) DESC NULLS LAST,
      ${rank} DESC, p.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** Products by id, in the order given; those that no longer match the filter are left out. */
export async function findInOrder(
  ids: readonly string[],
  filter: ProductFilter,
  scope: FilterScope,
): Promise<ProductRow[]> {
  return run(
    shownRows(
      sql`SELECT p.id, wanted.at FROM unnest(${ids as string[]}::uuid[]) WITH ORDINALITY AS wanted (id, at)
        JOIN product p ON p.id = wanted.id WHERE ${filterConditions(filter, scope)}`,
      scope,
      filter.q,
    ),
  );
}

/**
 * Titles that are nearest in spelling, best first: pg_trgm's word similarity, which the trigram index of the titles
 * answers. For when no title has the words.
 */
export async function findNearestTitles(
  filter: ProductFilter,
  scope: FilterScope,
  limit: number,
): Promise<ProductRow[]> {
  const typed = filter.q.toLowerCase();
  const others = filterConditions({ ...filter, q: '' }, scope);
  return run(
    shownRows(
      sql`SELECT near.id, row_number() OVER (ORDER BY near.similarity DESC, near.id) AS at FROM (
          SELECT p.id, word_similarity(${typed}, lower(p.title)) AS similarity FROM product p
          WHERE ${typed} <% lower(p.title) AND ${others} ORDER BY similarity DESC, p.id LIMIT ${limit}) AS near`,
      scope,
      '',
    ),
  );
}

/** Whether a filter's shared part matches anything: tells "no such words" from "no such words under these filters". */
export async function hasWords(filter: ProductFilter, scope: FilterScope): Promise<boolean> {
  const rows = await db().$queryRaw<{ one: number }[]>`
    SELECT 1 AS one FROM product p WHERE ${Prisma.join(sharedConditions(filter, scope), ' AND ')} LIMIT 1`;
  return rows.length > 0;
}
