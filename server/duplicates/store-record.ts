/** Records: the listings that a product stands for through however many merges, and the merges that made it so. */
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { type DecisionRow, decisionByKey } from '#server/review/store-decisions.ts';
import type { RecordListing, ResolvedCluster } from './schema-record.ts';
import { mergeIsIntact } from './store-cluster.ts';

type Client = Db | Tx;

/** What stands for a product of a catalog now; null where the catalog has no such product. */
export async function findRecord(
  catalogId: string,
  productId: string,
  client: Client = db(),
): Promise<string | null> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up (id, next) AS (
      SELECT id, survivor_id FROM product WHERE id = ${productId}::uuid AND catalog_id = ${catalogId}::uuid
      UNION ALL
      SELECT p.id, p.survivor_id FROM up JOIN product p ON p.id = up.next
    )
    SELECT id::text FROM up WHERE next IS NULL`;
  return rows[0]?.id ?? null;
}

/** These products and all that was merged into them, as a recursive query of (root, id): each with the one of these that it stands under. */
export function partsOf(productIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`part (root, id) AS (
      SELECT id, id FROM product WHERE id = ANY(${[...productIds]}::uuid[])
      UNION ALL
      SELECT part.root, p.id FROM part JOIN product p ON p.survivor_id = part.id
    )`;
}

/** The products that stand for themselves or were merged into these, each with the one of these that it stands under. */
export async function readStandingUnder(
  productIds: readonly string[],
  client: Client = db(),
): Promise<{ productId: string; under: string }[]> {
  return client.$queryRaw<{ productId: string; under: string }[]>`
    WITH RECURSIVE ${partsOf(productIds)}
    SELECT id::text AS "productId", root::text AS under FROM part ORDER BY root, id`;
}

/** Listings of a record, its own first. */
export async function readRecordListings(recordId: string, productIds: string[]): Promise<RecordListing[]> {
  return db().$queryRaw<RecordListing[]>`
    SELECT p.id::text AS "productId", p.title, s.name AS "sellerName", p.delisted_at IS NOT NULL AS "isDelisted",
      CASE WHEN starts_with(p.sku, '~') THEN NULL ELSE p.sku END AS sku
    FROM product p JOIN seller s ON s.id = p.seller_id WHERE p.id = ANY(${productIds}::uuid[])
    ORDER BY p.id <> ${recordId}::uuid, p.id`;
}

export interface MergeInForce {
  mergeId: string;
  at: Date;
  actorId: string;
  /** Null for a policy, and for a person who is gone. */
  by: string | null;
  isPolicy: boolean;
  isIntact: boolean;
  titles: string[];
}

/** Merges in force among these products, newest first. */
export async function readMergesAmong(productIds: string[]): Promise<MergeInForce[]> {
  return db().$queryRaw<MergeInForce[]>`
    SELECT m.id::text AS "mergeId", m.created_at AS at, d.actor_id AS "actorId", u.name AS by, d.actor_kind = 'policy' AS "isPolicy",
      ${mergeIsIntact} AS "isIntact",
      ARRAY(SELECT p.title FROM product p WHERE p.id = ANY(m.member_ids) ORDER BY p.id <> m.survivor_id, p.id) AS titles
    FROM merge m JOIN decision d ON d.id = m.decision_id LEFT JOIN "user" u ON u.id = d.actor_id
    WHERE m.survivor_id = ANY(${productIds}::uuid[]) AND m.undone_by IS NULL ORDER BY m.created_at DESC, m.id DESC`;
}

/** The decision that a merge of this catalog came from; null where there is none such. */
export async function readMergeDecision(
  tx: Tx,
  of: { catalogId: string; mergeId: string },
): Promise<{ key: string; isPolicy: boolean; decision: DecisionRow } | null> {
  const rows = await tx.$queryRaw<{ key: string; isPolicy: boolean }[]>`
    SELECT d.idempotency_key AS key, d.actor_kind = 'policy' AS "isPolicy" FROM merge m JOIN decision d ON d.id = m.decision_id
    WHERE m.id = ${of.mergeId}::uuid AND m.catalog_id = ${of.catalogId}::uuid`;
  const decision = rows.length > 0 ? await decisionByKey(tx, rows[0].key) : null;
  return decision ? { ...rows[0], decision } : null;
}

export interface RecordHead {
  recordId: string;
  /** Every listing that it stands for and is listed. */
  productIds: string[];
  categoryCode: string | null;
  category: string | null;
}

/** Where records are filed and which listings they stand for, by id; what was merged into another since is missing. */
export async function readRecordHeads(recordIds: string[]): Promise<RecordHead[]> {
  return db().$queryRaw<RecordHead[]>`
    WITH RECURSIVE ${partsOf(recordIds)}, listed AS (
      SELECT part.root, array_agg(p.id::text ORDER BY p.id <> part.root, p.id) AS ids
      FROM part JOIN product p ON p.id = part.id WHERE p.delisted_at IS NULL GROUP BY part.root
    )
    SELECT p.id::text AS "recordId", listed.ids AS "productIds", c.code AS "categoryCode", c.path_name AS category
    FROM listed JOIN product p ON p.id = listed.root AND p.survivor_id IS NULL LEFT JOIN category c ON c.id = p.current_category_id ORDER BY p.id`;
}

/** The cluster that a cluster of this catalog went into, through however many; null where there was none such. */
export async function findCluster(catalogId: string, clusterId: string): Promise<ResolvedCluster | null> {
  const rows = await db().$queryRaw<ResolvedCluster[]>`
    WITH RECURSIVE way (id, next) AS (
      SELECT id, merged_into FROM cluster WHERE id = ${clusterId}::uuid AND catalog_id = ${catalogId}::uuid
      UNION
      SELECT c.id, c.merged_into FROM way JOIN cluster c ON c.id = way.next
    )
    SELECT c.id::text AS "clusterId", c.state, c.revision,
      ARRAY(SELECT m.product_id::text FROM cluster_member m WHERE m.cluster_id = c.id ORDER BY m.product_id) AS "productIds"
    FROM way JOIN cluster c ON c.id = way.id WHERE way.next IS NULL`;
  return rows[0] ?? null;
}
