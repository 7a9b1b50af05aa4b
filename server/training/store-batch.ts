/** Products that could teach the model, and their places in the category queue. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';

/** Names this way of choosing in the labels that come of it. */
const trainingPolicy = 'training-1';
/** Just below what chance drew (5) and the audits of acceptance (4); all three start four weeks ahead of what doubt alone brings. */
const priorityTop = 3.9;
const priorityRange = 0.8;

export interface Unsure {
  productId: string;
  revision: number;
  /** 1 − (p of the first answer − p of the second). */
  uncertainty: number;
  popularity: number;
  /** Codes of the suggested category from the root, joined and ended by '/'. */
  path: string;
}

export interface UnsurePool {
  modelVersionId: string;
  embedderId: string | null;
  products: Unsure[];
}

/**
 * The products that the model in use is least sure of, that nobody has judged, holds, escalated or judges blind; null where
 * no model is in use.
 */
export async function readUnsure(catalogId: string, limit: number): Promise<UnsurePool | null> {
  const active = await db().activeModel.findMany({ where: { catalogId } });
  const idOf = (kind: string): string | null =>
    active.find((one) => one.kind === kind)?.modelVersionId ?? null;
  const modelVersionId = idOf('categorizer');
  if (!modelVersionId) return null;
  const products = await db().$queryRaw<Unsure[]>`
    SELECT p.id AS "productId", p.revision, least(1, 1 - s.p + coalesce((s.top_k->1->>'p')::float8, 0)) AS uncertainty,
      greatest(0, coalesce(p.popularity, 0)) AS popularity, c.path
    FROM product p JOIN suggestion s ON s.product_id = p.id AND s.model_version_id = ${modelVersionId}::uuid AND s.input_hash = p.input_hash
      JOIN category c ON c.id = s.category_id
    WHERE p.catalog_id = ${catalogId}::uuid AND p.delisted_at IS NULL AND p.survivor_id IS NULL AND p.current_source = 'given'
      AND NOT EXISTS (SELECT FROM label l WHERE l.subject_id = p.id AND l.kind = 'category' AND l.state <> 'excluded')
      AND NOT EXISTS (SELECT FROM review_item i WHERE i.queue = 'categories' AND i.subject_id = p.id
        AND (i.state IN ('leased', 'deferred', 'escalated') OR (i.state = 'open' AND (i.blind OR i.reason = 'training'))))
    ORDER BY uncertainty DESC, p.id LIMIT ${limit}`;
  return { modelVersionId, embedderId: idOf('embedder'), products };
}

/** Of some products, those that nobody has judged, merged or taken off, in the order given. */
export async function readUnjudged(
  productIds: readonly string[],
): Promise<{ productId: string; revision: number }[]> {
  return db().$queryRaw<{ productId: string; revision: number }[]>`
    SELECT p.id AS "productId", p.revision FROM product p
    WHERE p.id = ANY(${productIds}::uuid[]) AND p.delisted_at IS NULL AND p.survivor_id IS NULL AND p.current_source = 'given'
      AND NOT EXISTS (SELECT FROM label l WHERE l.subject_id = p.id AND l.kind = 'category' AND l.state <> 'excluded')
    ORDER BY array_position(${productIds}::uuid[], p.id)`;
}

export interface TrainingItem {
  productId: string;
  revision: number;
  rank: number;
  priorityReason: string;
}

/** Opens an item per product, or turns the open one into this; one that somebody holds by now stays. Returns the products. */
export async function openTrainingItems(
  tx: Tx,
  by: { catalogId: string; modelVersionId: string },
  items: readonly TrainingItem[],
): Promise<string[]> {
  if (items.length === 0) return [];
  const rows = items.map(({ rank, ...item }) => ({
    ...item,
    id: newId(),
    priority: priorityTop - (priorityRange * rank) / items.length,
  }));
  const opened = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason,
      model_version_id, served_policy, updated_at)
    SELECT id, ${by.catalogId}::uuid, 'categories', "productId", revision, priority, "priorityReason", 'training',
      ${by.modelVersionId}::uuid, ${trainingPolicy}, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made (id uuid, "productId" uuid, revision int, priority float8,
      "priorityReason" text) ORDER BY "productId"
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = excluded.priority, priority_reason = excluded.priority_reason, reason = 'training',
      served_policy = excluded.served_policy, model_version_id = excluded.model_version_id,
      subject_revision = excluded.subject_revision, updated_at = now()
    WHERE review_item.state = 'open' AND NOT review_item.blind AND review_item.reason IN ('suspect', 'uncertain', 'missing', 'disagreement')
    RETURNING subject_id AS id`;
  return opened.map((row) => row.id);
}

export interface UnsureCluster {
  itemId: string;
  clusterId: string;
  /** Of its least certain pair: 1 − |2p − 1|. */
  uncertainty: number;
  /** Summed over its members. */
  popularity: number;
  /** A member that stands for it: the smallest id. */
  productId: string;
}

/** Proposed clusters that wait in the queue, those with the least certain pair first. */
export async function readUnsureClusters(catalogId: string, limit: number): Promise<UnsureCluster[]> {
  return db().$queryRaw<UnsureCluster[]>`
    SELECT i.id AS "itemId", c.id AS "clusterId", u.uncertainty, m.popularity, m."productId"
    FROM review_item i JOIN cluster c ON c.id = i.subject_id AND c.state = 'proposed'
      JOIN LATERAL (SELECT min(p.id::text) AS "productId", sum(greatest(0, coalesce(p.popularity, 0)))::float8 AS popularity
        FROM cluster_member own JOIN product p ON p.id = own.product_id WHERE own.cluster_id = c.id) AS m ON true
      JOIN LATERAL (SELECT max(1 - abs(2 * s.p - 1)) AS uncertainty
        FROM cluster_member a JOIN pair_score s ON s.a = a.product_id AND s.model_version_id = c.model_version_id
          JOIN cluster_member b ON b.product_id = s.b AND b.cluster_id = c.id
        WHERE a.cluster_id = c.id) AS u ON u.uncertainty IS NOT NULL
    WHERE i.catalog_id = ${catalogId}::uuid AND i.queue = 'duplicates' AND i.state = 'open' AND i.reason = 'cluster'
    ORDER BY u.uncertainty DESC, c.id LIMIT ${limit}`;
}

/** Above every cluster that waits by its probability and size (a hundred sure members have 7). */
const clusterPriorityTop = 20;

/** Moves items to the front of the duplicate queue in this order; one that somebody holds by now stays. Returns the clusters. */
export async function raiseClusterItems(
  tx: Tx,
  items: readonly { itemId: string; rank: number; priorityReason: string }[],
): Promise<string[]> {
  if (items.length === 0) return [];
  const rows = items.map(({ rank, ...item }) => ({
    ...item,
    priority: clusterPriorityTop - rank / items.length,
  }));
  const raised = await tx.$queryRaw<{ id: string }[]>`
    UPDATE review_item i SET priority = made.priority, priority_reason = made."priorityReason", reason = 'training',
      served_policy = ${trainingPolicy}, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made ("itemId" uuid, priority float8, "priorityReason" text)
    WHERE i.id = made."itemId" AND i.state = 'open' AND i.reason = 'cluster' RETURNING i.subject_id AS id`;
  return raised.map((row) => row.id);
}
