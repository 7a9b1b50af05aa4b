/** What clustering reads and writes: scores among live products, facts of survivors, proposed clusters, queue items. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { ScoredPair } from './rules-groups.ts';
import type { KnownCluster } from './rules-propose.ts';

/**
 * Scores of one model version from `pMin`, among products that are still there and not told apart. Reads the products that
 * strong pairs name and no others: a catalog without duplicates costs one look at an index.
 */
export function scoresQuery(catalogId: string, modelVersionId: string, pMin: number): Prisma.Sql {
  // Strong scores first, in a step of their own: most pairs are weak, and new tables have no statistics to plan by.
  return Prisma.sql`
    WITH s AS MATERIALIZED (
      SELECT a, b, p FROM pair_score WHERE model_version_id = ${modelVersionId}::uuid AND p >= ${pMin}
    ), live AS MATERIALIZED (
      SELECT id FROM product WHERE id = ANY(ARRAY(SELECT a FROM s UNION SELECT b FROM s))
        AND catalog_id = ${catalogId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL
    )
    SELECT s.a, s.b, s.p FROM s
    WHERE s.a IN (SELECT id FROM live) AND s.b IN (SELECT id FROM live)
      AND EXISTS (SELECT 1 FROM candidate_pair c WHERE c.a = s.a AND c.b = s.b)
    ORDER BY s.a, s.b`;
}

export async function readScores(
  catalogId: string,
  modelVersionId: string,
  pMin: number,
): Promise<ScoredPair[]> {
  return db().$queryRaw<ScoredPair[]>(scoresQuery(catalogId, modelVersionId, pMin));
}

/**
 * Live facts, each product replaced by the one that it was merged into. Walks from the products that facts name: their
 * number is that of people's answers, not of the catalog.
 */
export function survivorFactsQuery(catalogId: string): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE fact AS MATERIALIZED (
      SELECT a, b, relation FROM pair_fact WHERE catalog_id = ${catalogId}::uuid AND superseded_by IS NULL
    ), walk (id, place, next) AS (
      SELECT id, id, (SELECT survivor_id FROM product p WHERE p.id = told.id)
      FROM (SELECT a AS id FROM fact UNION SELECT b FROM fact) AS told
      UNION ALL
      SELECT id, next, (SELECT survivor_id FROM product p WHERE p.id = walk.next) FROM walk WHERE next IS NOT NULL
    ), resolved AS (
      SELECT id, place AS survivor FROM walk WHERE next IS NULL
    )
    SELECT DISTINCT x.survivor AS a, y.survivor AS b, f.relation
    FROM fact f JOIN resolved x ON x.id = f.a JOIN resolved y ON y.id = f.b
    WHERE x.survivor <> y.survivor`;
}

export async function readSurvivorFacts(
  catalogId: string,
): Promise<{ a: string; b: string; relation: string }[]> {
  return db().$queryRaw<{ a: string; b: string; relation: string }[]>(survivorFactsQuery(catalogId));
}

/** Proposed clusters with their members. */
export async function readProposed(catalogId: string): Promise<KnownCluster[]> {
  return db().$queryRaw<KnownCluster[]>`
    SELECT c.id, c.revision, coalesce(array_agg(m.product_id::text) FILTER (WHERE m.product_id IS NOT NULL), '{}') AS "memberIds"
    FROM cluster c LEFT JOIN cluster_member m ON m.cluster_id = c.id
    WHERE c.catalog_id = ${catalogId}::uuid AND c.state = 'proposed' AND c.merged_into IS NULL
    GROUP BY c.id ORDER BY c.id`;
}

/** Clusters that are no longer as they were read, and the products in them then and now. */
export interface Moved {
  clusterIds: Set<string>;
  productIds: Set<string>;
}

/**
 * What people decided or took back, and what was merged or delisted, since the clusters were read: whatever was worked out of it
 * is of a world that is gone.
 * @param written clusters that are about to be written: nobody decides them until the transaction ends; and their members
 */
export async function readMoved(
  tx: Tx,
  catalogId: string,
  known: readonly KnownCluster[],
  written: { clusterIds: readonly string[]; productIds: readonly string[] },
): Promise<Moved> {
  await tx.$queryRaw`SELECT id::text FROM cluster WHERE id = ANY(${written.clusterIds}::uuid[]) ORDER BY id FOR UPDATE`;
  const gone = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM product WHERE id = ANY(${written.productIds}::uuid[]) AND (survivor_id IS NOT NULL OR delisted_at IS NOT NULL)`;
  const rows = await tx.$queryRaw<{ clusterId: string; productId: string | null }[]>`
    WITH known AS (
      SELECT * FROM unnest(${known.map((one) => one.id)}::uuid[], ${known.map((one) => one.revision)}::int[]) AS k (id, revision)
    ), now AS (
      SELECT id, revision FROM cluster WHERE catalog_id = ${catalogId}::uuid AND state = 'proposed' AND merged_into IS NULL
    ), moved AS (
      SELECT id FROM known FULL JOIN now USING (id) WHERE known.revision IS DISTINCT FROM now.revision
    )
    SELECT moved.id::text AS "clusterId", m.product_id::text AS "productId"
    FROM moved LEFT JOIN cluster_member m ON m.cluster_id = moved.id`;
  const clusterIds = new Set(rows.map((row) => row.clusterId));
  const before = known.flatMap(({ id, memberIds }) => (clusterIds.has(id) ? memberIds : []));
  return {
    clusterIds,
    productIds: new Set([
      ...before,
      ...gone.map(({ id }) => id),
      ...rows.flatMap(({ productId }) => productId ?? []),
    ]),
  };
}

/** Whether candidates or scores of the catalog are still on their way. */
export async function isUpstreamBusy(catalogId: string): Promise<boolean> {
  const rows = await db().$queryRaw<{ busy: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM stage_state
      WHERE catalog_id = ${catalogId}::uuid AND stage IN ('block', 'score-pairs')
        AND (state = 'running' OR (state = 'waiting' AND run_after <= now()))) AS busy`;
  return rows[0].busy;
}

export interface ClusterToSave {
  id: string;
  memberIds: string[];
  revision: number;
  isNew: boolean;
  isChanged: boolean;
  density: number;
  p: number;
  weakestPair: ScoredPair | null;
  /** p of every two members (inside-scores.ts). */
  scores: number[] | null;
}

/** Writes clusters that are new or other than before; the rest of a large catalog is left alone. Members leave the cluster that they were in. */
export async function saveClusters(
  tx: Tx,
  origin: { catalogId: string; modelVersionId: string },
  clusters: ClusterToSave[],
): Promise<void> {
  if (clusters.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO cluster (id, catalog_id, revision, state, size, density, weakest_pair, p, scores, model_version_id, updated_at)
    SELECT n.id, ${origin.catalogId}::uuid, n.revision, 'proposed', n.size, n.density, n.weakest::jsonb, n.p, n.scores::real[],
      ${origin.modelVersionId}::uuid, now()
    FROM unnest(${clusters.map((one) => one.id)}::uuid[], ${clusters.map((one) => one.revision)}::int[],
      ${clusters.map((one) => one.memberIds.length)}::int[], ${clusters.map((one) => one.density)}::float8[],
      ${clusters.map((one) => (one.weakestPair ? JSON.stringify(one.weakestPair) : null))}::text[],
      ${clusters.map((one) => one.p)}::float8[], ${clusters.map((one) => one.scores && `{${one.scores.join()}}`)}::text[])
      AS n (id, revision, size, density, weakest, p, scores)
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, size = excluded.size, density = excluded.density,
      weakest_pair = excluded.weakest_pair, p = excluded.p, scores = excluded.scores, model_version_id = excluded.model_version_id, updated_at = now()
    WHERE cluster.state = 'proposed'
      AND (cluster.revision, cluster.size, cluster.density, cluster.p, cluster.weakest_pair, cluster.scores, cluster.model_version_id)
        IS DISTINCT FROM (excluded.revision, excluded.size, excluded.density, excluded.p, excluded.weakest_pair, excluded.scores,
          excluded.model_version_id)`;
  const changed = clusters.filter((one) => one.isChanged);
  await tx.$executeRaw`
    DELETE FROM cluster_member WHERE cluster_id = ANY(${changed.map((one) => one.id)}::uuid[])`;
  const members = changed.flatMap((one) =>
    one.memberIds.map((productId) => ({ productId, clusterId: one.id })),
  );
  const productIds = members.map((one) => one.productId);
  const left = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT cluster_id AS id FROM cluster_member WHERE product_id = ANY(${productIds}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO cluster_member (product_id, cluster_id)
    SELECT n.product_id, n.cluster_id
    FROM unnest(${productIds}::uuid[], ${members.map((one) => one.clusterId)}::uuid[]) AS n (product_id, cluster_id)
    ON CONFLICT (product_id) DO UPDATE SET cluster_id = excluded.cluster_id`;
  // A survivor leaves the cluster that people merged for the one that the machine proposes it with.
  await tx.$executeRaw`
    UPDATE cluster c SET size = (SELECT count(*) FROM cluster_member m WHERE m.cluster_id = c.id), updated_at = now()
    WHERE c.id = ANY(${left.map((one) => one.id)}::uuid[])`;
}

/** Ends clusters that no group stands for any more, and takes their items out of the queue. */
export async function endClusters(tx: Tx, ended: { id: string; into: string | null }[]): Promise<void> {
  if (ended.length === 0) return;
  const ids = ended.map((one) => one.id);
  await tx.$executeRaw`DELETE FROM cluster_member WHERE cluster_id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE cluster c SET state = 'dissolved', merged_into = n.heir, size = 0, revision = revision + 1, updated_at = now()
    FROM unnest(${ids}::uuid[], ${ended.map((one) => one.into)}::uuid[]) AS n (id, heir)
    WHERE c.id = n.id AND c.state = 'proposed'`;
  await tx.$executeRaw`
    UPDATE review_item SET state = 'withdrawn', leased_by = NULL, lease_until = NULL, updated_at = now()
    WHERE queue = 'duplicates' AND subject_id = ANY(${ids}::uuid[]) AND state IN ('open', 'leased', 'escalated')`;
}

export interface QueueItem {
  itemId: string;
  clusterId: string;
  revision: number;
  priority: number;
  priorityReason: string;
}

/**
 * Fills the queue: one open item a cluster (unique index); items that say what they said are not written. A cluster that a person answered without telling it ("can't
 * tell") comes back only when its members change. What was moved to the front to teach the matcher keeps its place.
 */
export async function fillItems(
  tx: Tx,
  origin: { catalogId: string; modelVersionId: string },
  items: QueueItem[],
): Promise<void> {
  if (items.length === 0) return;
  await tx.$executeRaw`
    WITH n AS (
      SELECT * FROM unnest(${items.map((item) => item.itemId)}::uuid[], ${items.map((item) => item.clusterId)}::uuid[],
        ${items.map((item) => item.revision)}::int[], ${items.map((item) => item.priority)}::float8[],
        ${items.map((item) => item.priorityReason)}::text[]) AS n (id, subject, revision, priority, why)
    ), known AS (
      SELECT i.id, n.subject, n.revision, CASE WHEN i.reason = 'cluster' THEN n.priority ELSE i.priority END AS priority,
        CASE WHEN i.reason = 'cluster' THEN n.why ELSE i.priority_reason END AS why
      FROM n JOIN review_item i ON i.queue = 'duplicates' AND i.subject_id = n.subject
      WHERE i.state IN ('open', 'leased', 'deferred', 'escalated')
    ), moved AS (
      UPDATE review_item i SET subject_revision = k.revision, priority = k.priority, priority_reason = k.why, updated_at = now()
      FROM known k WHERE i.id = k.id
        AND (i.subject_revision, i.priority, i.priority_reason) IS DISTINCT FROM (k.revision, k.priority, k.why)
    )
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, state, priority, priority_reason,
      reason, model_version_id, updated_at)
    SELECT n.id, ${origin.catalogId}::uuid, 'duplicates', n.subject, n.revision, 'open', n.priority, n.why, 'cluster',
      ${origin.modelVersionId}::uuid, now()
    FROM n WHERE n.subject NOT IN (SELECT subject FROM known)
      AND NOT EXISTS (SELECT 1 FROM review_item d WHERE d.queue = 'duplicates' AND d.subject_id = n.subject
        AND d.state = 'decided' AND d.subject_revision = n.revision)
      -- Its pairs are being asked one by one, blind: the same question beside them would show the answer.
      AND NOT EXISTS (SELECT 1 FROM asked_pair q JOIN review_item o ON o.queue = 'duplicates' AND o.subject_id = q.id
          AND o.state IN ('open', 'leased', 'deferred', 'escalated')
        WHERE q.cluster_id = n.subject)`;
}
