import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { nearMin } from '#server/representation/schema-meaning.ts';
import type { Queue } from './schema.ts';
import type { FacetValue, QueueFacets, SoughtFilter } from './schema-filter.ts';

/**
 * Filters of a queue as conditions on `review_item i`. Each is a look-up by primary key from the item, so that a claim
 * still reads in the order of its own index and stops at its limit.
 */

/** Whether this person may work on a catalog: admins on all, others where they were let in. */
export const mayWorkOn = (
  actor: Actor,
  catalogId: Prisma.Sql,
): Prisma.Sql => Prisma.sql`(${actor.role} = 'admin'
  OR EXISTS (SELECT 1 FROM catalog_access a WHERE a.catalog_id = ${catalogId} AND a.user_id = ${actor.id}))`;

/** Second opinions and gold never go to who has decided on the product already. */
export const isForMe = (actor: Actor): Prisma.Sql => Prisma.sql`(i.reason NOT IN ('second-opinion', 'gold')
  OR NOT EXISTS (SELECT 1 FROM decision own WHERE own.subject_id = i.subject_id AND own.actor_id = ${actor.id}))`;

/** The product of an item, or a member of its cluster, as `p`, where `condition` holds. */
function someProduct(queue: Queue, condition: Prisma.Sql): Prisma.Sql {
  return queue === 'categories'
    ? Prisma.sql`EXISTS (SELECT 1 FROM product p WHERE p.id = i.subject_id AND ${condition})`
    : Prisma.sql`EXISTS (SELECT 1 FROM (
          SELECT m.product_id AS id FROM cluster_member m WHERE m.cluster_id = i.subject_id
          UNION ALL SELECT unnest(ARRAY[q.a, q.b]) FROM asked_pair q WHERE q.id = i.subject_id) AS member
        JOIN product p ON p.id = member.id WHERE ${condition})`;
}

function inBranch(queue: Queue, branch: string): Prisma.Sql {
  const below = Prisma.sql`starts_with(c.path, (SELECT top.path FROM category top WHERE top.id = ${branch}::uuid))`;
  return queue === 'categories'
    ? Prisma.sql`EXISTS (SELECT 1 FROM suggestion s JOIN category c ON c.id = s.category_id
        WHERE s.product_id = i.subject_id AND s.model_version_id = i.model_version_id AND ${below})`
    : someProduct(
        queue,
        Prisma.sql`EXISTS (SELECT 1 FROM category c WHERE c.id = p.current_category_id AND ${below})`,
      );
}

/** A place among the vectors: both parts are read once a statement, whatever the number of items. */
interface Place {
  vector: Prisma.Sql;
  model: Prisma.Sql;
}

/** Where a product stands by its catalog's active embedder; nowhere (null) where it has no vector. */
function placeOf(productId: string): Place {
  const from = Prisma.sql`FROM product o JOIN active_model m ON m.catalog_id = o.catalog_id AND m.kind = 'embedder'
    JOIN embedding a ON a.product_id = o.id AND a.model_version_id = m.model_version_id WHERE o.id = ${productId}::uuid`;
  return {
    vector: Prisma.sql`(SELECT a.v ${from})`,
    model: Prisma.sql`(SELECT a.model_version_id ${from})`,
  };
}

/** Cosine similarity of an item's product (of the nearest member of its cluster) to a place; -1 where it has no vector. */
function similarity(queue: Queue, { vector, model }: Place): Prisma.Sql {
  return queue === 'categories'
    ? Prisma.sql`coalesce((SELECT 1 - (e.v <=> ${vector}) FROM embedding e
        WHERE e.product_id = i.subject_id AND e.model_version_id = ${model}), -1)::float8`
    : Prisma.sql`coalesce((SELECT max(1 - (e.v <=> ${vector})) FROM cluster_member m
        JOIN embedding e ON e.product_id = m.product_id AND e.model_version_id = ${model}
        WHERE m.cluster_id = i.subject_id), -1)::float8`;
}

const hasWords = (queue: Queue, q: string): Prisma.Sql =>
  someProduct(
    queue,
    Prisma.sql`to_tsvector('simple', fold_text(p.title || ' ' || coalesce(p.brand, '')))
      @@ plainto_tsquery('simple', fold_text(${q}))`,
  );

/** Filed under a category that the words name in some language, or proposed for one. */
function isNamed(queue: Queue, named: readonly string[]): Prisma.Sql {
  const ids = Prisma.sql`ANY(${named as string[]}::uuid[])`;
  const filed = someProduct(queue, Prisma.sql`p.current_category_id = ${ids}`);
  return queue === 'categories'
    ? Prisma.sql`(${filed} OR EXISTS (SELECT 1 FROM suggestion s WHERE s.product_id = i.subject_id
        AND s.model_version_id = i.model_version_id AND s.category_id = ${ids}))`
    : filed;
}

const meaningPlace = ({ meaning }: SoughtFilter): Place | null =>
  meaning
    ? { vector: Prisma.sql`${meaning.vector}::vector`, model: Prisma.sql`${meaning.modelVersionId}::uuid` }
    : null;

/** What a card says for a product with a known answer: nobody may tell those from the others. */
export const goldIsShownAs = 'suspect';

function isShownAs(reason: string): Prisma.Sql {
  if (reason === 'gold') return Prisma.sql`false`;
  return reason === goldIsShownAs
    ? Prisma.sql`i.reason IN (${reason}, 'gold')`
    : Prisma.sql`i.reason = ${reason}`;
}

/** Every condition of a filter; true for an empty one. Nearness is exact: it is measured for each item that is left. */
export function matches(queue: Queue, filter: SoughtFilter): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (filter.reason) conditions.push(isShownAs(filter.reason));
  if (filter.seller) conditions.push(someProduct(queue, Prisma.sql`p.seller_id = ${filter.seller}::uuid`));
  if (filter.locale) conditions.push(someProduct(queue, Prisma.sql`p.locale = ${filter.locale}`));
  if (filter.branch) conditions.push(inBranch(queue, filter.branch));
  if (filter.q) {
    const meant = meaningPlace(filter);
    const ways = [hasWords(queue, filter.q)];
    if (filter.named?.length) ways.push(isNamed(queue, filter.named));
    if (meant) ways.push(Prisma.sql`${similarity(queue, meant)} >= ${nearMin}`);
    conditions.push(Prisma.sql`(${Prisma.join(ways, ' OR ')})`);
  }
  if (filter.like) {
    conditions.push(
      Prisma.sql`i.catalog_id = (SELECT o.catalog_id FROM product o WHERE o.id = ${filter.like}::uuid)`,
      Prisma.sql`${similarity(queue, placeOf(filter.like))} >= ${nearMin}`,
    );
  }
  return Prisma.join(conditions, ' AND ');
}

/**
 * The order that a filter asks for, as a number of `review_item i`, greatest first; null: the queue's own. Like a product: the
 * nearest first. By words and meaning: what has the words in the queue's own order, then what is filed under a category of that
 * name in the same order, then what means the same, nearest first.
 */
export function orderOf(queue: Queue, filter: SoughtFilter): Prisma.Sql | null {
  if (filter.like) return similarity(queue, placeOf(filter.like));
  const meant = meaningPlace(filter);
  const named = filter.named?.length ? filter.named : null;
  if (!filter.q || !(meant || named)) return null;
  // The queue's own numbers are logarithms: no item has a thousand.
  const filed = named ? Prisma.sql`WHEN ${isNamed(queue, named)} THEN i.rank - 1000` : Prisma.empty;
  const rest = meant ? Prisma.sql`${similarity(queue, meant)} - 3000` : Prisma.sql`-3000`;
  return Prisma.sql`(CASE WHEN ${hasWords(queue, filter.q)} THEN 1000 + i.rank ${filed} ELSE ${rest} END)::float8`;
}

interface FacetRow extends FacetValue {
  kind: 'reason' | 'seller' | 'locale' | 'branch';
}

const subjectOf = (queue: Queue): Prisma.Sql =>
  queue === 'categories'
    ? Prisma.sql`i.subject_id`
    : Prisma.sql`coalesce(
        (SELECT m.product_id FROM cluster_member m WHERE m.cluster_id = i.subject_id ORDER BY m.product_id LIMIT 1),
        (SELECT q.a FROM asked_pair q WHERE q.id = i.subject_id))`;

/** What the undecided items of a queue can be narrowed to; the largest twenty of each kind. */
export async function countFacets(actor: Actor, queue: Queue, catalogId: string): Promise<QueueFacets> {
  const categoryId =
    queue === 'categories'
      ? Prisma.sql`(SELECT s.category_id FROM suggestion s WHERE s.product_id = i.subject_id
          AND s.model_version_id = i.model_version_id)`
      : Prisma.sql`p.current_category_id`;
  const rows = await db().$queryRaw<FacetRow[]>`
    WITH item AS (
      SELECT CASE WHEN i.reason = 'gold' THEN ${goldIsShownAs} ELSE i.reason END AS reason, p.seller_id, p.locale, split_part(c.path, '/', 1) AS root, c.taxonomy_version_id
      FROM review_item i JOIN product p ON p.id = ${subjectOf(queue)}
      LEFT JOIN category c ON c.id = ${categoryId}
      WHERE i.queue = ${queue} AND i.catalog_id = ${catalogId}::uuid AND i.state IN ('open', 'leased')
        AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)} AND ${isForMe(actor)}
    ), counted AS (
      SELECT 'reason' AS kind, reason AS value, reason AS name, count(*)::int AS count FROM item GROUP BY reason
      UNION ALL
      SELECT 'seller', s.id::text, s.name, count(*)::int FROM item JOIN seller s ON s.id = item.seller_id GROUP BY s.id
      UNION ALL
      SELECT 'locale', locale, locale, count(*)::int FROM item WHERE locale IS NOT NULL GROUP BY locale
      UNION ALL
      SELECT 'branch', top.id::text, top.name, count(*)::int
      FROM item JOIN category top ON top.taxonomy_version_id = item.taxonomy_version_id AND top.code = item.root AND top.depth = 1
      GROUP BY top.id
    )
    SELECT kind, value, name, count FROM (
      SELECT *, row_number() OVER (PARTITION BY kind ORDER BY count DESC, name) AS place FROM counted) AS ranked
    WHERE place <= 20 ORDER BY kind, place`;
  const of = (kind: FacetRow['kind']): FacetValue[] =>
    rows.filter((row) => row.kind === kind).map(({ value, name, count }) => ({ value, name, count }));
  return { reasons: of('reason'), branches: of('branch'), sellers: of('seller'), locales: of('locale') };
}
