/** Automatic acceptance of duplicates: clusters that may be merged, audits pair by pair, and what was merged. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { hashShare } from '#server/db/hash-share.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { ClusterStratum } from './rules-clusters.ts';
import type { EligibleAsked } from './store-place.ts';

/** Marks the questions that a policy drew for its audits, and its own merges. */
export const clusterPolicy = 'pair-acceptance-1';

export interface EligibleCluster {
  clusterId: string;
  revision: number;
  /** By id. */
  memberIds: string[];
  /** The least p of all pairs: every one of them has one. */
  p: number;
  /** 0..1 by hash of policy and members: below the audit share it goes to people. */
  draw: number;
  /** The same listings were drawn for people before. */
  isAudited: boolean;
}

/** Whether listings are still on their way to their clusters: what is proposed now may not be what it says. */
export async function isUnsettled(catalogId: string): Promise<boolean> {
  const [{ busy }] = await db().$queryRaw<{ busy: boolean }[]>`
    SELECT EXISTS (SELECT FROM stage_state WHERE catalog_id = ${catalogId}::uuid
      AND stage IN ('import', 'features', 'block', 'score-pairs', 'cluster')
      AND (state = 'running' OR (state = 'waiting' AND run_after <= now()))) AS busy`;
  return busy;
}

/** Every pair has a score (density), and the weakest is sure enough to be audited at all. */
const proposedAlike = (of: { catalogId: string; modelVersionId: string; pMin: number; sizeMax: number }) =>
  Prisma.sql`c.catalog_id = ${of.catalogId}::uuid AND c.state = 'proposed' AND c.merged_into IS NULL
    AND c.model_version_id = ${of.modelVersionId}::uuid AND c.size BETWEEN 2 AND ${of.sizeMax} AND c.density >= 1
    AND (c.weakest_pair->>'p')::float8 >= ${of.pMin}`;

/** The matcher whose promise is shown: the one that the policy looked at last, else whose clusters are proposed. */
export async function readProposingModel(catalogId: string, policyId: string | null): Promise<string | null> {
  const grant = policyId
    ? await db().acceptanceGrant.findFirst({ where: { policyId }, orderBy: { updatedAt: 'desc' } })
    : null;
  if (grant) return grant.modelVersionId;
  const cluster = await db().cluster.findFirst({
    where: { catalogId, state: 'proposed', modelVersionId: { not: null } },
  });
  return cluster?.modelVersionId ?? null;
}

/** Clusters that the policy may act on, by stratum, for the page. */
export async function countEligible(of: {
  catalogId: string;
  modelVersionId: string;
  pMin: number;
  sizeMax: number;
}): Promise<{ pairs: number; groups: number }> {
  const [row] = await db().$queryRaw<{ pairs: number; groups: number }[]>`
    SELECT count(*) FILTER (WHERE c.size = 2)::int AS pairs, count(*) FILTER (WHERE c.size > 2)::int AS groups
    FROM cluster c WHERE ${proposedAlike(of)}`;
  return row;
}

/**
 * Clusters that nobody holds, has answered or judges pair by pair, with no pair that people told apart, and that were
 * not drawn or merged under this policy before. Locked until the transaction ends.
 */
export async function lockEligibleClusters(
  tx: Tx,
  asked: EligibleAsked & { sizeMax: number },
): Promise<EligibleCluster[]> {
  return tx.$queryRaw<EligibleCluster[]>`
    WITH free AS (
      SELECT c.id, c.revision, (c.weakest_pair->>'p')::float8 AS p FROM cluster c
      WHERE ${proposedAlike(asked)} AND c.id > ${asked.after}::uuid
        AND NOT EXISTS (SELECT FROM review_item i WHERE i.queue = 'duplicates' AND i.subject_id = c.id
          AND (i.state IN ('leased', 'deferred', 'escalated') OR (i.state = 'decided' AND i.subject_revision = c.revision)))
        AND NOT EXISTS (SELECT FROM cluster_member m JOIN asked_pair q ON m.product_id IN (q.a, q.b)
          JOIN review_item i ON i.queue = 'duplicates' AND i.subject_id = q.id AND i.state IN ('open', 'leased', 'deferred', 'escalated')
          WHERE m.cluster_id = c.id)
        AND NOT EXISTS (SELECT FROM cluster_member x JOIN pair_fact f ON f.a = x.product_id
          JOIN cluster_member y ON y.product_id = f.b AND y.cluster_id = c.id
          WHERE x.cluster_id = c.id AND f.superseded_by IS NULL AND f.relation <> 'same')
        AND NOT EXISTS (SELECT FROM accepted_cluster a WHERE a.cluster_id = c.id AND a.policy_id = ${asked.policyId}::uuid)
        -- What a lead took back is a person's, under every later version too.
        AND NOT EXISTS (SELECT FROM accepted_cluster a JOIN decision u ON u.supersedes = a.decision_id
          WHERE a.cluster_id = c.id AND u.actor_kind = 'person')
        AND NOT EXISTS (SELECT FROM cluster_audit t WHERE t.cluster_id = c.id AND t.policy_id = ${asked.policyId}::uuid)
      ORDER BY c.id LIMIT ${asked.limit} FOR UPDATE OF c SKIP LOCKED
    ), whole AS (
      SELECT free.*, array_agg(m.product_id::text ORDER BY m.product_id) AS members
      FROM free JOIN cluster_member m ON m.cluster_id = free.id GROUP BY free.id, free.revision, free.p
    )
    SELECT id AS "clusterId", revision, members AS "memberIds", p,
      ${hashShare(Prisma.sql`${asked.policyId} || array_to_string(members, ' ')`)}::float8 AS draw,
      EXISTS (SELECT FROM cluster_audit t WHERE t.policy_id = ${asked.policyId}::uuid
        AND t.model_version_id = ${asked.modelVersionId}::uuid AND t.member_ids = members::uuid[]) AS "isAudited"
    FROM whole ORDER BY id`;
}

export interface NewAudit {
  id: string;
  clusterId: string;
  memberIds: string[];
  stratum: ClusterStratum;
  p: number;
}

export async function insertAudits(
  tx: Tx,
  by: { catalogId: string; policyId: string; modelVersionId: string },
  audits: readonly NewAudit[],
): Promise<void> {
  await tx.clusterAudit.createMany({
    data: audits.map((audit) => ({ ...by, ...audit, pairs: audit.memberIds.length - 1 })),
  });
}

export interface ClusterAuditRow {
  stratum: string;
  p: number;
  isRight: boolean;
  drawnAt: Date;
}

/** A blind answer in force to a question about one pair (`q`): its item (`i`) and its decision (`d`). */
const answered = Prisma.sql`
  JOIN review_item i ON i.queue = 'duplicates' AND i.subject_id = q.id AND i.state = 'decided'
  JOIN decision d ON d.item_id = i.id AND d.kind = 'pair' AND d.relation IS NOT NULL AND d.blind AND NOT d.second_opinion
    AND NOT EXISTS (SELECT FROM decision u WHERE u.supersedes = d.id)`;

/**
 * What is judged of the clusters that a policy may merge, in the order judged: wrong as soon as one pair is not the same
 * product or cannot be told, right once all of them are. Two sources:
 * the policy's own audits; and answers to samples of pairs (server/training) that chance drew from all proposed ones, each
 * the whole of a proposed cluster of two. A sample asks its strata at different rates: each answer is taken with the
 * least of these rates over its own, by a hash, so that every such cluster had the same chance to be here, which is what the
 * bound asks for. What was drawn before an alarm says nothing of the time after it.
 */
export async function readClusterAudits(
  tx: Tx,
  by: { catalogId: string; policyId: string; modelVersionId: string },
): Promise<ClusterAuditRow[]> {
  return tx.$queryRaw<ClusterAuditRow[]>`
    WITH rate AS (
      SELECT s.id, s.drawn_at, min((one->>'asked')::float8 / (one->>'population')::float8) AS least
      FROM pair_sample s, jsonb_array_elements(s.strata) AS one
      WHERE s.catalog_id = ${by.catalogId}::uuid AND s.model_version_id = ${by.modelVersionId}::uuid
        AND one->>'name' LIKE 'together%' AND (one->>'population')::float8 > 0
        AND s.drawn_at > coalesce((SELECT max(g.updated_at) FROM acceptance_grant g JOIN acceptance_policy y ON y.id = g.policy_id
          WHERE y.catalog_id = ${by.catalogId}::uuid AND y.queue = 'duplicates' AND g.is_closed AND g.policy_id <> ${by.policyId}::uuid), '-infinity')
      GROUP BY s.id, s.drawn_at
    ), judged AS (
      SELECT t.id, t.stratum, t.p, count(*) FILTER (WHERE d.relation <> 'same') = 0 AS "isRight", t.created_at AS "drawnAt",
        max(d.created_at) AS at
      FROM cluster_audit t JOIN asked_pair q ON q.draw_id = t.id ${answered}
      WHERE t.policy_id = ${by.policyId}::uuid AND t.model_version_id = ${by.modelVersionId}::uuid
      GROUP BY t.id, t.stratum, t.p, t.pairs, t.created_at
      HAVING count(*) FILTER (WHERE d.relation <> 'same') > 0 OR count(*) = t.pairs
      UNION ALL
      SELECT q.id, 'pairs', q.cluster_p, d.relation = 'same', rate.drawn_at, d.created_at
      FROM rate JOIN asked_pair q ON q.draw_id = rate.id AND q.stratum LIKE 'together%' AND q.cluster_p IS NOT NULL ${answered}
      WHERE ${hashShare(Prisma.sql`q.id::text`)} * i.served_probability < rate.least
    )
    SELECT stratum, p, "isRight", "drawnAt" FROM judged ORDER BY at, id`;
}

export interface AcceptedRow {
  decisionId: string;
  clusterId: string;
  stratum: ClusterStratum;
  p: number;
  listings: number;
  audits: number;
}

export async function insertAccepted(
  tx: Tx,
  by: { catalogId: string; policyId: string; modelVersionId: string },
  rows: readonly AcceptedRow[],
): Promise<void> {
  await tx.acceptedCluster.createMany({ data: rows.map((row) => ({ ...by, ...row })) });
  await tx.$executeRaw`
    UPDATE review_item SET state = 'withdrawn', updated_at = now()
    WHERE queue = 'duplicates' AND state = 'open' AND subject_id = ANY(${rows.map((row) => row.clusterId)}::uuid[])`;
}

/**
 * Says that merges are to be taken back: everything of the catalog, or of a stratum since a number of audits or since a
 * moment, whichever is more. At once and whatever their number; `lockReturning` carries it out. Returns how many.
 */
export async function markReturned(
  tx: Tx,
  catalogId: string,
  since?: { stratum: string; audits: number; at: Date | null },
): Promise<number> {
  const which = since
    ? Prisma.sql`AND stratum = ${since.stratum} AND (audits >= ${since.audits} OR created_at >= ${since.at})`
    : Prisma.empty;
  return tx.$executeRaw`
    UPDATE accepted_cluster a SET returned_at = now()
    WHERE catalog_id = ${catalogId}::uuid AND returned_at IS NULL ${which}
      AND NOT EXISTS (SELECT FROM decision u WHERE u.supersedes = a.decision_id)`;
}

/** Merges that are to be taken back and still stand, the latest first. Locked until the transaction ends. */
export async function lockReturning(
  tx: Tx,
  catalogId: string,
  limit: number,
): Promise<{ decisionId: string }[]> {
  return tx.$queryRaw<{ decisionId: string }[]>`
    SELECT a.decision_id AS "decisionId" FROM accepted_cluster a
    WHERE a.catalog_id = ${catalogId}::uuid AND a.returned_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM decision u WHERE u.supersedes = a.decision_id)
    ORDER BY a.created_at DESC, a.decision_id DESC LIMIT ${limit} FOR UPDATE OF a`;
}

/** Somebody has built on these merges: they stand, and count as accepted. */
export async function keepAccepted(tx: Tx, decisionIds: readonly string[]): Promise<void> {
  await tx.acceptedCluster.updateMany({
    where: { decisionId: { in: [...decisionIds] } },
    data: { returnedAt: null },
  });
}

/** Catalogs with merges that are to be taken back and still stand. */
export async function readReturning(): Promise<string[]> {
  const rows = await db().$queryRaw<{ catalogId: string }[]>`
    SELECT DISTINCT a.catalog_id AS "catalogId" FROM accepted_cluster a
    WHERE a.returned_at IS NOT NULL AND NOT EXISTS (SELECT FROM decision u WHERE u.supersedes = a.decision_id)`;
  return rows.map((row) => row.catalogId);
}

export interface ClusterCounts {
  accepted: number;
  returned: number;
  pairs: number;
  groups: number;
  waitingAudits: number;
  medianSeconds: number | null;
}

/** What stands accepted (in all, and by stratum), what was taken back, audits that wait, and this catalog's own pace. */
export async function readClusterCounts(catalogId: string): Promise<ClusterCounts> {
  const [row] = await db().$queryRaw<ClusterCounts[]>`
    WITH made AS (
      SELECT a.stratum, EXISTS (SELECT FROM decision u WHERE u.supersedes = a.decision_id) AS undone
      FROM accepted_cluster a WHERE a.catalog_id = ${catalogId}::uuid
    )
    SELECT count(*) FILTER (WHERE NOT undone)::int AS accepted, count(*) FILTER (WHERE undone)::int AS returned,
      count(*) FILTER (WHERE NOT undone AND stratum = 'pairs')::int AS pairs,
      count(*) FILTER (WHERE NOT undone AND stratum = 'groups')::int AS groups,
      (SELECT count(*)::int FROM review_item WHERE catalog_id = ${catalogId}::uuid AND queue = 'duplicates'
        AND state IN ('open', 'leased') AND served_policy = ${clusterPolicy}) AS "waitingAudits",
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FROM decision
        WHERE catalog_id = ${catalogId}::uuid AND kind IN ('pair', 'cluster') AND actor_kind = 'person') AS "medianSeconds"
    FROM made`;
  return row;
}
