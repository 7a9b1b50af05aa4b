/** Policies, their evidence, and what they placed. */
import { db } from '#server/db/client.ts';
import { type AcceptancePolicy, Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Queue } from '#server/review/schema.ts';

/** Marks the items that a policy drew for its audits. */
export const auditPolicy = 'acceptance-1';
/** Draws over the whole catalog (server/training/store-golden.ts): fair for any part of it, under any model. */
const goldenPolicy = 'audit-1';

export type PolicyRow = AcceptancePolicy;

/** What a policy is for; each queue has its own, with versions of its own. */
export interface PolicyOf {
  catalogId: string;
  queue: Queue;
}

export async function readPolicies({ catalogId, queue }: PolicyOf, limit: number): Promise<PolicyRow[]> {
  return db().acceptancePolicy.findMany({
    where: { catalogId, queue },
    orderBy: { version: 'desc' },
    take: limit,
  });
}

export async function insertPolicy(tx: Tx, policy: Omit<PolicyRow, 'createdAt'>): Promise<void> {
  await tx.acceptancePolicy.create({ data: policy });
}

/** Serialises changes and steps of one policy until the transaction ends. */
export async function lockPolicy(tx: Tx, { catalogId, queue }: PolicyOf): Promise<PolicyRow | null> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`acceptance/${queue}`}), hashtext(${catalogId}))::text`;
  return tx.acceptancePolicy.findFirst({ where: { catalogId, queue }, orderBy: { version: 'desc' } });
}

/** Policies of a queue that are on. */
export async function readPoliciesOn(queue: Queue): Promise<string[]> {
  const rows = await db().$queryRaw<{ catalogId: string }[]>`
    SELECT latest.catalog_id AS "catalogId" FROM (
      SELECT DISTINCT ON (catalog_id) catalog_id, state FROM acceptance_policy WHERE queue = ${queue}
      ORDER BY catalog_id, version DESC) AS latest
    WHERE latest.state = 'on' ORDER BY 1`;
  return rows.map((row) => row.catalogId);
}

/** Catalogs whose policy of categories is on, with the categorizer in use. */
export async function readRunningPolicies(): Promise<{ catalogId: string; modelVersionId: string }[]> {
  const on = await readPoliciesOn('categories');
  return db().activeModel.findMany({
    where: { kind: 'categorizer', catalogId: { in: on } },
    orderBy: { catalogId: 'asc' },
    select: { catalogId: true, modelVersionId: true },
  });
}

export async function readActiveCategorizer(catalogId: string): Promise<string | null> {
  const row = await db().activeModel.findUnique({
    where: { catalogId_kind: { catalogId, kind: 'categorizer' } },
  });
  return row?.modelVersionId ?? null;
}

/** A suggestion speaks for another category than the seller's, or for one where none was given. */
const contradicts = Prisma.sql`s.category_id <> ALL(p.given_category_ids)`;

export interface LeafCount {
  path: string;
  items: number;
}

/** How many suggestions of the model contradict or fill a given category, by the leaf they name. */
export async function countByLeaf(catalogId: string, modelVersionId: string): Promise<LeafCount[]> {
  return db().$queryRaw<LeafCount[]>`
    SELECT trim(trailing '/' from c.path) AS path, count(*)::int AS items
    FROM suggestion s JOIN product p ON p.id = s.product_id JOIN category c ON c.id = s.category_id
    WHERE p.catalog_id = ${catalogId}::uuid AND s.model_version_id = ${modelVersionId}::uuid AND p.delisted_at IS NULL AND ${contradicts}
    GROUP BY c.path ORDER BY c.path`;
}

export interface AuditRow {
  path: string;
  p: number;
  isRight: boolean;
  /** When the policy drew it; null of the golden set, which is drawn for other reasons. */
  drawnAt: Date | null;
}

/** Blind labels of what chance drew, in the order judged, against the model's answer. Disputed and undone ones say nothing. */
export async function readAudits(tx: Tx, catalogId: string, modelVersionId: string): Promise<AuditRow[]> {
  return tx.$queryRaw<AuditRow[]>`
    SELECT trim(trailing '/' from c.path) AS path, s.p, s.category_id::text = l.value AS "isRight",
      CASE WHEN d.served_policy = ${auditPolicy} THEN i.created_at END AS "drawnAt"
    FROM label l JOIN decision d ON d.id = l.decision_id LEFT JOIN review_item i ON i.id = d.item_id JOIN product p ON p.id = l.subject_id
      JOIN suggestion s ON s.product_id = p.id AND s.model_version_id = ${modelVersionId}::uuid
      JOIN category c ON c.id = s.category_id
    WHERE l.catalog_id = ${catalogId}::uuid AND l.kind = 'category' AND l.state IN ('raw', 'agreed') AND d.blind AND ${contradicts}
      AND (d.served_policy = ${goldenPolicy} OR (d.served_policy = ${auditPolicy} AND d.model_version_id = ${modelVersionId}::uuid))
    ORDER BY d.created_at, d.id`;
}

export interface GrantRow {
  stratum: string;
  threshold: number | null;
  lower: number;
  audits: number;
  isClosed: boolean;
}

export async function saveGrants(
  tx: Tx,
  policyId: string,
  modelVersionId: string,
  grants: readonly GrantRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO acceptance_grant (policy_id, model_version_id, stratum, threshold, lower, audits, is_closed)
    SELECT ${policyId}::uuid, ${modelVersionId}::uuid, stratum, threshold, lower, audits, "isClosed"
    FROM jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) AS g (stratum text, threshold float8, lower float8, audits int, "isClosed" boolean)
    ORDER BY stratum
    ON CONFLICT (policy_id, model_version_id, stratum) DO UPDATE SET threshold = excluded.threshold, lower = excluded.lower,
      audits = excluded.audits, is_closed = acceptance_grant.is_closed OR excluded.is_closed, updated_at = now()`;
}

/** Strata that an alarm has closed under this policy and model: they stay closed until a new version. */
export async function readClosed(tx: Tx, policyId: string, modelVersionId: string): Promise<Set<string>> {
  const rows = await tx.acceptanceGrant.findMany({
    where: { policyId, modelVersionId, isClosed: true },
    select: { stratum: true },
  });
  return new Set(rows.map((row) => row.stratum));
}

export async function readGrants(policyId: string, modelVersionId: string): Promise<GrantRow[]> {
  return db().acceptanceGrant.findMany({ where: { policyId, modelVersionId }, orderBy: { stratum: 'asc' } });
}
