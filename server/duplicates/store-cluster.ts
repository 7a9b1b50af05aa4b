import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { PairReason } from '#server/ml/pairs/reason-words.ts';

/** Clusters and merges as people's decisions read and write them. Members are locked in id order (no deadlocks). */
type Client = Db | Tx;

export interface ClusterRow {
  clusterId: string;
  catalogId: string;
  revision: number;
  state: 'proposed' | 'merged' | 'settled' | 'dissolved';
  p: number;
  weakestPair: { a: string; b: string; p: number } | null;
  memberIds: string[];
}

export interface ProposedRow extends ClusterRow {
  /** p of every two members (inside-scores.ts), as the cluster was formed by. */
  scores: number[] | null;
}

/** Proposed clusters with their members; others are left out (decided elsewhere, taken up by another). */
export async function readProposedClusters(
  clusterIds: string[],
  client: Client = db(),
): Promise<ProposedRow[]> {
  return client.$queryRaw<ProposedRow[]>`
    SELECT c.id AS "clusterId", c.catalog_id AS "catalogId", c.revision, c.state, c.p, c.weakest_pair AS "weakestPair", c.scores,
      array_agg(m.product_id::text ORDER BY m.product_id) AS "memberIds"
    FROM cluster c JOIN cluster_member m ON m.cluster_id = c.id
    WHERE c.id = ANY(${clusterIds}::uuid[]) AND c.state = 'proposed' AND c.merged_into IS NULL
    GROUP BY c.id`;
}

/** A cluster whose rows nobody else changes meanwhile. */
export interface LockedCluster extends ClusterRow {
  /** Members that a card shows: neither delisted nor merged elsewhere since the cluster was proposed. */
  liveIds: string[];
}

/** Locks a cluster, then its members in id order; null when it is gone. */
export async function lockCluster(tx: Tx, clusterId: string): Promise<LockedCluster | null> {
  const rows = await tx.$queryRaw<Omit<ClusterRow, 'memberIds'>[]>`
    SELECT id AS "clusterId", catalog_id AS "catalogId", revision, state, p, weakest_pair AS "weakestPair"
    FROM cluster WHERE id = ${clusterId}::uuid AND merged_into IS NULL FOR UPDATE`;
  if (rows.length === 0) return null;
  const members = await tx.$queryRaw<{ id: string; isLive: boolean }[]>`
    SELECT p.id, p.survivor_id IS NULL AND p.delisted_at IS NULL AS "isLive"
    FROM product p JOIN cluster_member m ON m.product_id = p.id
    WHERE m.cluster_id = ${clusterId}::uuid ORDER BY p.id FOR UPDATE OF p`;
  return {
    ...rows[0],
    memberIds: members.map((member) => member.id),
    liveIds: members.flatMap((member) => (member.isLive ? member.id : [])),
  };
}

export interface PairScoreRow {
  a: string;
  b: string;
  p: number;
  /** Sentences where they were written before reasons had codes. */
  reasons: { for?: (PairReason | string)[]; against?: (PairReason | string)[] };
  modelVersionId: string;
}

/** Scores of the active pair matcher among the members of each cluster. */
export async function readLinks(memberIds: string[], client: Client = db()): Promise<PairScoreRow[]> {
  return client.$queryRaw<PairScoreRow[]>`
    SELECT DISTINCT ON (s.a, s.b) s.a, s.b, s.p, s.reasons, s.model_version_id AS "modelVersionId"
    FROM pair_score s JOIN product p ON p.id = s.a
    LEFT JOIN active_model m ON m.catalog_id = p.catalog_id AND m.kind = 'pair-matcher'
    WHERE s.a = ANY(${memberIds}::uuid[]) AND s.b = ANY(${memberIds}::uuid[])
    ORDER BY s.a, s.b, (s.model_version_id = m.model_version_id) DESC NULLS LAST, s.created_at DESC`;
}

export interface FiledRow {
  productId: string;
  categoryId: string;
  pathName: string;
}

/** Where products are filed now, by product id; those that are filed nowhere are missing. */
export async function readFiled(productIds: string[], client: Client = db()): Promise<Map<string, FiledRow>> {
  const rows = await client.$queryRaw<FiledRow[]>`
    SELECT p.id AS "productId", c.id AS "categoryId", c.path_name AS "pathName"
    FROM product p JOIN category c ON c.id = p.current_category_id WHERE p.id = ANY(${productIds}::uuid[])`;
  return new Map(rows.map((row) => [row.productId, row]));
}

/** Gives a cluster a new state and keeps only these members. Its revision grows. */
export async function setCluster(
  tx: Tx,
  clusterId: string,
  state: ClusterRow['state'],
  memberIds: string[],
): Promise<void> {
  await tx.$executeRaw`DELETE FROM cluster_member WHERE cluster_id = ${clusterId}::uuid AND product_id <> ALL(${memberIds}::uuid[])`;
  await tx.$executeRaw`
    UPDATE cluster SET state = ${state}, size = ${memberIds.length}, revision = revision + 1, updated_at = now()
    WHERE id = ${clusterId}::uuid`;
}

/** A cluster of its own for a group that a person split off. */
export async function insertCluster(
  tx: Tx,
  cluster: { id: string; catalogId: string; state: ClusterRow['state']; memberIds: string[] },
): Promise<void> {
  const { id, catalogId, state, memberIds } = cluster;
  await tx.cluster.create({ data: { id, catalogId, state, size: memberIds.length, density: 1, p: 1 } });
  await tx.clusterMember.createMany({ data: memberIds.map((productId) => ({ productId, clusterId: id })) });
}

/** Undo: the members come back, but for those that another live cluster has taken since. */
export async function restoreMembers(tx: Tx, clusterId: string, memberIds: string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO cluster_member (product_id, cluster_id)
    SELECT member, ${clusterId}::uuid FROM unnest(${memberIds}::uuid[]) AS member
    ON CONFLICT (product_id) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE cluster SET state = 'proposed', revision = revision + 1, updated_at = now(),
      size = (SELECT count(*) FROM cluster_member WHERE cluster_id = ${clusterId}::uuid)
    WHERE id = ${clusterId}::uuid`;
}

export async function dissolveCluster(tx: Tx, clusterId: string): Promise<void> {
  await setCluster(tx, clusterId, 'dissolved', []);
}

export interface MergeRow {
  id: string;
  clusterId: string;
  survivorId: string;
  memberIds: string[];
}

export async function insertMerge(
  tx: Tx,
  merge: MergeRow & {
    catalogId: string;
    decisionId: string;
    golden: Prisma.InputJsonValue;
    losers: Prisma.InputJsonValue;
  },
): Promise<void> {
  await tx.merge.create({ data: merge });
}

/** Points the losers at their survivor; ids of losers resolve for ever. Revisions grow: late answers are recognised. */
export async function setSurvivor(tx: Tx, loserIds: string[], survivorId: string | null): Promise<number> {
  return tx.$executeRaw`
    UPDATE product SET survivor_id = ${survivorId}::uuid, revision = revision + 1, updated_at = now()
    WHERE id = ANY(${loserIds}::uuid[])`;
}

/**
 * Whether merge `m` can be undone: what it pointed at its survivor still points there. A survivor that was merged on, or gave
 * its place up when it was delisted, takes nothing of that back.
 */
export const mergeIsIntact = Prisma.sql`NOT EXISTS (SELECT FROM product p WHERE p.id = ANY(m.member_ids) AND p.id <> m.survivor_id
        AND p.survivor_id IS DISTINCT FROM m.survivor_id)`;

/** Merges of a decision that still hold, and whether each can be undone. */
export async function readMergesOf(
  tx: Tx,
  decisionId: string,
): Promise<(MergeRow & { isIntact: boolean })[]> {
  return tx.$queryRaw<(MergeRow & { isIntact: boolean })[]>`
    SELECT m.id, m.cluster_id AS "clusterId", m.survivor_id AS "survivorId", m.member_ids::text[] AS "memberIds",
      ${mergeIsIntact} AS "isIntact"
    FROM merge m
    WHERE m.decision_id = ${decisionId}::uuid AND m.undone_by IS NULL`;
}

export async function markMergeUndone(tx: Tx, mergeId: string, undoDecisionId: string): Promise<void> {
  await tx.merge.update({ where: { id: mergeId }, data: { undoneBy: undoDecisionId } });
}
