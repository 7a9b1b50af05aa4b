/** A product filter as SQL. Values are always parameters; a list is one parameter, however long. */
import { Prisma } from '#server/db/generated/client.ts';
import type { FacetName, ProductFilter } from './schema-products.ts';
import { asGtin, escapeLike, searchWords } from './search-words.ts';

/** What a filter needs to know of its catalog, read once a request. */
export interface FilterScope {
  catalogId: string;
  taxonomyVersionId: string | null;
  /** Active categorizer: whose doubts count. */
  modelVersionId: string | null;
  /** Codes from the root to the filter's category with a trailing '/'; null where the filter names none. */
  categoryPath: string | null;
  /** Doubt from which a product is a suspect. */
  suspicionMin: number;
  /** Products that mean what was typed, nearest first. */
  meant: readonly string[];
  /** Products like the one that the filter names, nearest first; null where it names none. */
  like: readonly string[] | null;
}

const { sql, join } = Prisma;

/** Same expression as the index product_search. */
export const words = sql`to_tsvector('simple', fold_text(p.title || ' ' || coalesce(p.brand, '')))`;

/** What was typed as a query of PostgreSQL's text search; null where nothing of it is a word. */
export function wordQuery(typed: string): Prisma.Sql | null {
  const found = searchWords(typed);
  if (!found) return null;
  const { whole, prefix } = found;
  if (prefix === null) return sql`plainto_tsquery('simple', ${whole})`;
  return whole === ''
    ? sql`to_tsquery('simple', ${`${prefix}:*`})`
    : sql`(plainto_tsquery('simple', ${whole}) && to_tsquery('simple', ${`${prefix}:*`}))`;
}

function wordMatch(typed: string): Prisma.Sql {
  const query = wordQuery(typed);
  return query
    ? sql`${words} @@ ${query}`
    : sql`lower(p.title) LIKE ${`%${escapeLike(typed.toLowerCase())}%`}`;
}

const anyId = (ids: readonly string[]): Prisma.Sql => sql`(${ids as string[]}::uuid[])`;

/** What was typed stands there: as words, or as the exact SKU, GTIN or model number. Any of these. */
export function typedConditions(typed: string): Prisma.Sql[] {
  const gtin = asGtin(typed);
  const conditions = [wordMatch(typed), sql`p.sku = ${typed}`, sql`p.mpn = ${typed}`];
  return gtin ? [...conditions, sql`p.gtin = ${gtin}`] : conditions;
}

/**
 * By words, by meaning, or by the exact SKU, GTIN or model number: each by its index first, whatever else is asked. As an OR within
 * the page's own scan the planner walks the catalog in the page's order and folds every title (240,000: 7 s).
 */
function textMatch(typed: string, { catalogId, meant }: FilterScope): Prisma.Sql {
  const conditions = typedConditions(typed);
  const each = conditions.map(
    (condition) => sql`SELECT p.id FROM product p WHERE p.catalog_id = ${catalogId}::uuid AND ${condition}`,
  );
  if (meant.length > 0) each.push(sql`SELECT unnest${anyId(meant)}`);
  return sql`p.id IN (WITH found AS MATERIALIZED (${join(each, ' UNION ')}) SELECT id FROM found)`;
}

const any = (column: Prisma.Sql, values: readonly string[]): Prisma.Sql =>
  sql`${column} = ANY(${values as string[]}::text[])`;

export const statusOf = sql`(CASE WHEN p.survivor_id IS NOT NULL THEN 'merged' WHEN p.delisted_at IS NOT NULL THEN 'delisted' ELSE 'listed' END)`;

export const sourceOf = sql`(CASE WHEN p.current_category_id IS NULL THEN 'none'
  WHEN p.current_source = 'given' AND p.given_from = 'mapping' THEN 'mapped' ELSE p.current_source END)`;

const statusConditions = {
  listed: sql`(p.survivor_id IS NULL AND p.delisted_at IS NULL)`,
  delisted: sql`(p.survivor_id IS NULL AND p.delisted_at IS NOT NULL)`,
  merged: sql`p.survivor_id IS NOT NULL`,
};

/** The active model prefers another category than every given one, and nobody has decided yet. `x` is its suggestion. */
export const isDoubtedBy = (suspicionMin: number): Prisma.Sql =>
  sql`(x.suspicion >= ${suspicionMin} AND NOT (x.category_id = ANY(p.given_category_ids)) AND p.current_source <> 'decision')`;

function doubtConditions({
  modelVersionId,
  suspicionMin,
}: FilterScope): Record<'doubted' | 'fine' | 'unscored', Prisma.Sql> {
  const model = sql`${modelVersionId}::uuid`;
  const has = (condition: Prisma.Sql): Prisma.Sql =>
    sql`EXISTS (SELECT 1 FROM suggestion x WHERE x.product_id = p.id AND x.model_version_id = ${model} AND ${condition})`;
  return {
    // Driven by the index on (model, suspicion): suspects are few.
    doubted: sql`p.id IN (SELECT x.product_id FROM suggestion x WHERE x.model_version_id = ${model} AND x.suspicion >= ${suspicionMin})
      AND ${has(isDoubtedBy(suspicionMin))}`,
    fine: sql`${has(sql`NOT ${isDoubtedBy(suspicionMin)}`)}`,
    unscored: sql`NOT ${has(sql`true`)}`,
  };
}

const inProposedCluster = sql`EXISTS (SELECT 1 FROM cluster_member m JOIN cluster k ON k.id = m.cluster_id
  WHERE m.product_id = p.id AND k.state = 'proposed')`;
const isRecord = sql`EXISTS (SELECT 1 FROM merge g WHERE g.survivor_id = p.id AND g.undone_by IS NULL)`;
const duplicateConditions = {
  merged: sql`p.survivor_id IS NOT NULL`,
  record: sql`(p.survivor_id IS NULL AND ${isRecord})`,
  proposed: sql`(p.survivor_id IS NULL AND NOT ${isRecord} AND ${inProposedCluster})`,
  none: sql`(p.survivor_id IS NULL AND NOT ${isRecord} AND NOT ${inProposedCluster})`,
};

/** The model in use suggests an attribute of the product as it is now. `a` is what it says. */
export const hasSuggested = (catalogId: string): Prisma.Sql =>
  sql`a.product_id = p.id AND a.input_hash = p.input_hash AND a.suggested <> '[]'::jsonb AND a.model_version_id =
    (SELECT u.model_version_id FROM active_model u WHERE u.catalog_id = ${catalogId}::uuid AND u.kind = 'attributes')`;

function attributeConditions({ catalogId }: FilterScope): Record<'suggested' | 'none', Prisma.Sql> {
  const suggested = sql`EXISTS (SELECT 1 FROM attribute_suggestion a WHERE ${hasSuggested(catalogId)})`;
  return { suggested, none: sql`NOT ${suggested}` };
}

const oneOf = <T extends string>(conditions: Record<T, Prisma.Sql>, values: readonly T[]): Prisma.Sql =>
  sql`(${join(
    values.map((value) => sql`(${conditions[value]})`),
    ' OR ',
  )})`;

function facetCondition(facet: FacetName, filter: ProductFilter, scope: FilterScope): Prisma.Sql | undefined {
  const conditions: Record<FacetName, () => Prisma.Sql> = {
    status: () => oneOf(statusConditions, filter.status),
    source: () => any(sourceOf, filter.source),
    doubt: () => oneOf(doubtConditions(scope), filter.doubt),
    duplicates: () => oneOf(duplicateConditions, filter.duplicates),
    attributes: () => oneOf(attributeConditions(scope), filter.attributes),
    locale: () => any(sql`coalesce(p.locale, 'none')`, filter.locale),
    seller: () => sql`p.seller_id = ANY(${filter.seller}::uuid[])`,
  };
  return filter[facet].length > 0 ? conditions[facet]() : undefined;
}

/** The subtree of the filter's category: paths that begin with its path. */
function categoryCondition(filter: ProductFilter, scope: FilterScope): Prisma.Sql | undefined {
  if (filter.category === 'none') return sql`p.current_category_id IS NULL`;
  if (filter.category === undefined || scope.categoryPath === null) return undefined;
  return sql`p.current_category_id IN (SELECT b.id FROM category b
    WHERE b.taxonomy_version_id = ${scope.taxonomyVersionId}::uuid AND starts_with(b.path, ${scope.categoryPath}))`;
}

/** Everything but facets and category: what the counts of all of them share. */
export function sharedConditions(filter: ProductFilter, scope: FilterScope): Prisma.Sql[] {
  const conditions = [sql`p.catalog_id = ${scope.catalogId}::uuid`];
  if (filter.q !== '') conditions.push(textMatch(filter.q, scope));
  if (scope.like) conditions.push(sql`p.id = ANY${anyId(scope.like)}`);
  if (filter.sellerCategory) conditions.push(sql`p.seller_category_id = ${filter.sellerCategory}::uuid`);
  if (filter.importRun) conditions.push(sql`p.import_run_id = ${filter.importRun}::uuid`);
  return conditions;
}

/** The whole filter, as conditions on `product p`; `without` leaves the category out, for the tree. */
export function filterConditions(
  filter: ProductFilter,
  scope: FilterScope,
  without: 'category' | null = null,
): Prisma.Sql {
  const facets: FacetName[] = ['status', 'source', 'doubt', 'duplicates', 'attributes', 'locale', 'seller'];
  const conditions = [
    ...sharedConditions(filter, scope),
    without === 'category' ? undefined : categoryCondition(filter, scope),
    ...facets.map((facet) => facetCondition(facet, filter, scope)),
  ];
  return join(
    conditions.filter((condition) => condition !== undefined),
    ' AND ',
  );
}

/** Shared conditions and category: the rows over which facets are counted. */
export function facetBase(filter: ProductFilter, scope: FilterScope): Prisma.Sql {
  const category = categoryCondition(filter, scope);
  return join([...sharedConditions(filter, scope), ...(category ? [category] : [])], ' AND ');
}
