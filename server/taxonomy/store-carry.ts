/**
 * Carries products and labels from the old version to the new, a batch of products at a time, each step one statement over
 * the mapping. Only ids of the old version are touched: what was carried, or decided since, stays as it is.
 */
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';

/** Names this way of asking in the decisions that come of it. */
const taxonomyPolicy = 'taxonomy-1';
const priority = 4.5;

interface Whole {
  migrationId: string;
  catalogId: string;
}

interface Carry extends Whole {
  productIds: readonly string[];
}

const mapping = ({ migrationId }: Whole): Prisma.Sql =>
  Prisma.sql`(SELECT from_id, to_id, per_product FROM taxonomy_mapping WHERE migration_id = ${migrationId}::uuid)`;

/**
 * Products whose decided category is to be judged anew: they lose it and wait in the category queue. Found before they are
 * carried.
 */
export async function askAnew(tx: Tx, carry: Carry): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, served_policy, updated_at)
    SELECT gen_random_uuid(), p.catalog_id, 'categories', p.id, p.revision + 1, ${priority},
      'its category is no longer one: ' || c.path_name, 'taxonomy', ${taxonomyPolicy}, now()
    FROM product p JOIN ${mapping(carry)} AS m ON m.from_id = p.current_category_id JOIN category c ON c.id = m.from_id
    WHERE p.id = ANY(${carry.productIds}::uuid[]) AND m.per_product AND p.delisted_at IS NULL AND p.survivor_id IS NULL
    ORDER BY p.id
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      state = 'open', reason = 'taxonomy', priority = excluded.priority, priority_reason = excluded.priority_reason,
      subject_revision = excluded.subject_revision, leased_by = NULL, lease_until = NULL, lease_number = review_item.lease_number + 1,
      model_version_id = NULL, updated_at = now()
    RETURNING subject_id AS id`;
  return rows.map((row) => row.id);
}

/** What machines asked by answers in the old version; what chance drew, leads asked for and people escalated stays. */
export async function withdrawOld(tx: Tx, { productIds }: Carry): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE review_item SET state = 'withdrawn', leased_by = NULL, lease_until = NULL, updated_at = now()
    WHERE subject_id = ANY(${productIds}::uuid[]) AND queue = 'categories' AND state IN ('open', 'leased', 'deferred')
      AND reason IN ('suspect', 'uncertain', 'missing', 'disagreement', 'training')
    RETURNING subject_id AS id`;
  return rows.map((row) => row.id);
}

/**
 * Given and current categories; what goes nowhere is left empty, and current ones fall back to the given. What somebody
 * placed in the new version meanwhile stays there.
 */
export async function carryProducts(tx: Tx, carry: Carry): Promise<number> {
  return tx.$executeRaw`
    UPDATE product p SET revision = p.revision + 1, updated_at = now(),
      given_category_ids = next.given, current_category_id = coalesce(next.current, next.given[1]),
      current_source = CASE WHEN next.current IS NULL THEN 'given' ELSE p.current_source END
    FROM (
      SELECT o.id,
        coalesce((SELECT array_agg(coalesce(m.to_id, g.id) ORDER BY g.place) FROM unnest(o.given_category_ids) WITH ORDINALITY AS g (id, place)
          LEFT JOIN ${mapping(carry)} AS m ON m.from_id = g.id WHERE m.from_id IS NULL OR m.to_id IS NOT NULL), '{}') AS given,
        CASE WHEN own.from_id IS NULL THEN o.current_category_id ELSE own.to_id END AS current
      FROM product o LEFT JOIN ${mapping(carry)} AS own ON own.from_id = o.current_category_id
      WHERE o.id = ANY(${carry.productIds}::uuid[]) AND (own.from_id IS NOT NULL
        OR EXISTS (SELECT FROM ${mapping(carry)} AS m WHERE m.from_id = ANY(o.given_category_ids)))) AS next
    WHERE p.id = next.id`;
}

/** What still waits in the queue is about the products as they stand now; who holds one is told that it changed. */
export async function renewWaiting(tx: Tx, { productIds }: Carry): Promise<void> {
  await tx.$executeRaw`
    UPDATE review_item i SET subject_revision = p.revision FROM product p
    WHERE i.subject_id = ANY(${productIds}::uuid[]) AND i.queue = 'categories' AND i.state IN ('open', 'deferred', 'escalated')
      AND p.id = i.subject_id`;
}

/** Category labels of the batch with their mapping; the value of another kind of label is no id. */
const carriedLabels = (carry: Carry): Prisma.Sql => Prisma.sql`
  label l JOIN ${mapping(carry)} AS m ON m.from_id = CASE WHEN l.kind = 'category' THEN l.value::uuid END
  WHERE l.subject_id = ANY(${carry.productIds}::uuid[]) AND l.catalog_id = ${carry.catalogId}::uuid AND l.kind = 'category'`;

/** Labels say the new category; those that go nowhere are excluded. What each said before is kept. */
export async function carryLabels(tx: Tx, carry: Carry): Promise<number> {
  await tx.$executeRaw`
    INSERT INTO label_carried (migration_id, label_id, from_value, from_state)
    SELECT ${carry.migrationId}::uuid, l.id, l.value, l.state FROM ${carriedLabels(carry)}
    ON CONFLICT DO NOTHING`;
  return tx.$executeRaw`
    UPDATE label SET value = coalesce(found.to_id::text, label.value), depth = coalesce(found.depth, label.depth),
      state = CASE WHEN found.to_id IS NULL THEN 'excluded' ELSE label.state END
    FROM (SELECT l.id, m.to_id, (SELECT c.depth FROM category c WHERE c.id = m.to_id) FROM ${carriedLabels(carry)}) AS found
    WHERE label.id = found.id`;
}

/** What hangs on categories: sellers' mappings, gold, guidelines and values; what goes nowhere stays with the old version. */
export async function carryRest(tx: Tx, carry: Whole): Promise<void> {
  const { catalogId } = carry;
  await tx.$executeRaw`
    UPDATE seller_category s SET category_id = m.to_id, state = CASE WHEN m.to_id IS NULL THEN 'new' ELSE s.state END
    FROM ${mapping(carry)} AS m, seller r
    WHERE r.id = s.seller_id AND r.catalog_id = ${catalogId}::uuid AND s.category_id = m.from_id`;
  await tx.$executeRaw`
    UPDATE gold_item g SET category_id = m.to_id FROM ${mapping(carry)} AS m
    WHERE g.catalog_id = ${catalogId}::uuid AND g.category_id = m.from_id AND m.to_id IS NOT NULL`;
  await tx.$executeRaw`
    DELETE FROM gold_item g USING ${mapping(carry)} AS m
    WHERE g.catalog_id = ${catalogId}::uuid AND g.category_id = m.from_id AND m.to_id IS NULL`;
  // Where several categories become one, the first guideline and the sum of the values stand.
  await tx.$executeRaw`
    UPDATE guideline g SET category_id = m.to_id FROM ${mapping(carry)} AS m
    WHERE g.catalog_id = ${catalogId}::uuid AND g.category_id = m.from_id AND m.to_id IS NOT NULL
      AND m.from_id = (SELECT min(other.from_id::text)::uuid FROM ${mapping(carry)} AS other WHERE other.to_id = m.to_id)`;
  await tx.$executeRaw`
    INSERT INTO category_value (catalog_id, category_id, value, set_by)
    SELECT ${catalogId}::uuid, m.to_id, sum(v.value), min(v.set_by) FROM category_value v JOIN ${mapping(carry)} AS m ON m.from_id = v.category_id
    WHERE v.catalog_id = ${catalogId}::uuid AND m.to_id IS NOT NULL GROUP BY m.to_id
    ON CONFLICT (catalog_id, category_id) DO NOTHING`;
}

/** The model in use answers in categories of the old version: it rests, and so does a candidate in its shadow. */
export async function retireModel(tx: Tx, catalogId: string): Promise<void> {
  await tx.activeModel.deleteMany({ where: { catalogId, kind: 'categorizer' } });
  await tx.shadowModel.deleteMany({ where: { catalogId } });
}

/** Decisions whose labels disputed each other: some may agree now. */
export const disputedDecisions = (catalogId: string): Prisma.Sql => Prisma.sql`
  SELECT decision_id::text FROM label WHERE catalog_id = ${catalogId}::uuid AND kind = 'category' AND state = 'disputed'`;
