/** Placing products by a policy, drawing its audits, and giving products back. Set-based: a batch is a few statements. */
import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { hashShare } from '#server/db/hash-share.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { auditPolicy } from './store.ts';

/** A page of what a policy may act on, in the order of ids. */
export interface EligibleAsked {
  catalogId: string;
  modelVersionId: string;
  policyId: string;
  pMin: number;
  limit: number;
  /** Id of the last one before. */
  after: string;
}

export interface EligibleRow {
  productId: string;
  categoryId: string;
  path: string;
  p: number;
  revision: number;
  beforeCategoryId: string | null;
  beforeSource: string;
  /** 0..1 by hash of policy and product: below the audit share it goes to people. */
  draw: number;
}

/**
 * Products whose fresh suggestion contradicts or fills the given category, that stand as the seller gave them and that
 * nobody holds, has escalated or judges blind. Locked until the transaction ends.
 */
export async function lockEligible(tx: Tx, asked: EligibleAsked): Promise<EligibleRow[]> {
  return tx.$queryRaw<EligibleRow[]>`
    SELECT p.id AS "productId", s.category_id AS "categoryId", trim(trailing '/' from c.path) AS path, s.p, p.revision,
      p.current_category_id AS "beforeCategoryId", p.current_source AS "beforeSource",
      ${hashShare(Prisma.sql`${asked.policyId} || p.id::text`)}::float8 AS draw
    FROM product p JOIN suggestion s ON s.product_id = p.id AND s.model_version_id = ${asked.modelVersionId}::uuid AND s.input_hash = p.input_hash
      JOIN category c ON c.id = s.category_id
    WHERE p.catalog_id = ${asked.catalogId}::uuid AND p.id > ${asked.after}::uuid AND p.delisted_at IS NULL AND p.survivor_id IS NULL
      AND p.current_source = 'given' AND s.category_id <> ALL(p.given_category_ids) AND s.p >= ${asked.pMin} AND c.is_leaf
      AND NOT EXISTS (SELECT FROM review_item i WHERE i.queue = 'categories' AND i.subject_id = p.id
        AND (i.state IN ('leased', 'deferred', 'escalated') OR (i.state = 'open' AND i.blind)))
      AND NOT EXISTS (SELECT FROM label l WHERE l.subject_id = p.id AND l.kind = 'category' AND l.state <> 'excluded')
      -- What a lead took back is a person's, under every later version too.
      AND NOT EXISTS (SELECT FROM accepted_product a JOIN decision u ON u.supersedes = a.decision_id
        WHERE a.product_id = p.id AND u.actor_kind = 'person')
    ORDER BY p.id LIMIT ${asked.limit} FOR UPDATE OF p SKIP LOCKED`;
}

export interface Placement extends EligibleRow {
  stratum: string;
  audits: number;
}

/** Places products: decision by the policy, category, withdrawn queue item, and the row that remembers it. */
export async function placeByPolicy(
  tx: Tx,
  by: { catalogId: string; policyId: string; version: number; modelVersionId: string },
  placements: readonly Placement[],
): Promise<void> {
  if (placements.length === 0) return;
  const rows = placements.map((row) => ({ ...row, decisionId: newId() }));
  const made = Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r ("decisionId" uuid, "productId" uuid, "categoryId" uuid,
    p float8, stratum text, audits int, "beforeCategoryId" uuid, "beforeSource" text)`;
  const ids = rows.map((row) => row.productId);
  await tx.$executeRaw`
    INSERT INTO decision (id, catalog_id, actor_kind, actor_id, kind, subject_id, answer, score, model_version_id, served_policy, idempotency_key, effect)
    SELECT "decisionId", ${by.catalogId}::uuid, 'policy', ${by.policyId}, 'category', "productId",
      jsonb_build_object('kind', 'category', 'categoryId', "categoryId", 'via', 'acceptance', 'policyVersion', ${by.version}::int), p,
      ${by.modelVersionId}::uuid, ${auditPolicy}, 'acceptance/' || "decisionId",
      jsonb_build_object('before', jsonb_build_object('categoryId', "beforeCategoryId", 'source', "beforeSource"), 'after', jsonb_build_object('categoryId', "categoryId"))
    FROM ${made}`;
  await tx.$executeRaw`
    UPDATE product SET current_category_id = r."categoryId", current_source = 'accepted', revision = revision + 1, updated_at = now()
    FROM ${made} WHERE product.id = r."productId"`;
  await tx.$executeRaw`
    UPDATE review_item SET state = 'withdrawn', updated_at = now()
    WHERE queue = 'categories' AND state = 'open' AND subject_id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO accepted_product (decision_id, catalog_id, product_id, policy_id, model_version_id, stratum, p, audits)
    SELECT "decisionId", ${by.catalogId}::uuid, "productId", ${by.policyId}::uuid, ${by.modelVersionId}::uuid, stratum, p, audits FROM ${made}`;
}

/** Puts products into the category queue as blind audits; one that waits there already becomes blind. */
export async function drawAudits(
  tx: Tx,
  by: { catalogId: string; modelVersionId: string; auditShare: number },
  drawn: readonly EligibleRow[],
): Promise<void> {
  if (drawn.length === 0) return;
  const rows = drawn.map(({ productId, revision }) => ({ id: newId(), productId, revision }));
  await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, blind,
      model_version_id, served_probability, served_policy, updated_at)
    SELECT id, ${by.catalogId}::uuid, 'categories', "productId", revision, 4, 'audit of automatic acceptance', 'audit', true,
      ${by.modelVersionId}::uuid, ${by.auditShare}, ${auditPolicy}, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "productId" uuid, revision int) ORDER BY "productId"
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = excluded.priority, priority_reason = excluded.priority_reason, reason = 'audit', blind = true,
      model_version_id = excluded.model_version_id, served_probability = excluded.served_probability,
      served_policy = excluded.served_policy, updated_at = now()
    WHERE review_item.state = 'open'`;
}

/** One that was placed; or everything of the catalog, or of a stratum, since a number of audits or a moment, whichever is more. */
type Given = { decisionId: string } | { stratum?: string; auditsFrom: number; since?: Date | null };

function isGiven(which: Given): Prisma.Sql {
  if ('decisionId' in which) return Prisma.sql`decision_id = ${which.decisionId}::uuid`;
  const { stratum, auditsFrom, since } = which;
  const part = stratum === undefined ? Prisma.empty : Prisma.sql`AND stratum = ${stratum}`;
  return Prisma.sql`(audits >= ${auditsFrom} OR created_at >= ${since ?? null}::timestamptz) ${part}`;
}

/**
 * Gives products back: an undo of the policy's decision, the category as it was before, and the way to the queue. One that
 * somebody has decided on in the meantime stays as it is.
 * @returns ids of the products, whose suggestions must be looked at again
 */
export async function giveBack(tx: Tx, actor: Actor, catalogId: string, which: Given): Promise<string[]> {
  const rows = await tx.$queryRaw<{ productId: string; decisionId: string }[]>`
    UPDATE accepted_product SET returned_at = now()
    WHERE catalog_id = ${catalogId}::uuid AND returned_at IS NULL AND ${isGiven(which)}
    RETURNING product_id AS "productId", decision_id AS "decisionId"`;
  const made = Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, id: newId() })))}::jsonb) AS r (id uuid, "productId" uuid, "decisionId" uuid)`;
  const returned = await tx.$queryRaw<{ id: string }[]>`
    UPDATE product p SET current_category_id = coalesce(
        (SELECT c.id FROM category c JOIN catalog k ON k.taxonomy_version_id = c.taxonomy_version_id
          WHERE k.id = p.catalog_id AND c.id = (d.effect->'before'->>'categoryId')::uuid),
        -- The taxonomy has moved on since: what the seller gives stands in the new version.
        CASE WHEN d.effect->'before'->>'categoryId' IS NOT NULL THEN p.given_category_ids[1] END),
      current_source = coalesce(d.effect->'before'->>'source', 'given'), revision = p.revision + 1, updated_at = now()
    FROM ${made} JOIN decision d ON d.id = r."decisionId"
    WHERE p.id = r."productId" AND p.current_source = 'accepted' RETURNING p.id`;
  await tx.$executeRaw`
    INSERT INTO decision (id, catalog_id, actor_kind, actor_id, kind, subject_id, answer, served_policy, idempotency_key, supersedes)
    SELECT r.id, ${catalogId}::uuid, ${actor.kind}, ${actor.id}, 'undo', r."productId", '{"kind": "undo"}'::jsonb, ${auditPolicy},
      'acceptance/' || r.id, r."decisionId" FROM ${made}
    ON CONFLICT DO NOTHING`;
  return returned.map((row) => row.id);
}

export interface AcceptanceCounts {
  accepted: number;
  returned: number;
  waitingAudits: number;
  medianSeconds: number | null;
}

export async function readCounts(catalogId: string): Promise<AcceptanceCounts> {
  const [row] = await db().$queryRaw<AcceptanceCounts[]>`
    SELECT (SELECT count(*)::int FROM accepted_product a JOIN product p ON p.id = a.product_id
        WHERE a.catalog_id = ${catalogId}::uuid AND a.returned_at IS NULL AND p.current_source = 'accepted') AS accepted,
      (SELECT count(*)::int FROM accepted_product WHERE catalog_id = ${catalogId}::uuid AND returned_at IS NOT NULL) AS returned,
      (SELECT count(*)::int FROM review_item WHERE catalog_id = ${catalogId}::uuid AND queue = 'categories'
        AND state IN ('open', 'leased') AND served_policy = ${auditPolicy}) AS "waitingAudits",
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FROM decision
        WHERE catalog_id = ${catalogId}::uuid AND kind = 'category' AND actor_kind = 'person' AND bulk_id IS NULL) AS "medianSeconds"`;
  return row;
}

export async function countAcceptedByStratum(catalogId: string): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ stratum: string; count: number }[]>`
    SELECT a.stratum, count(*)::int AS count FROM accepted_product a JOIN product p ON p.id = a.product_id
    WHERE a.catalog_id = ${catalogId}::uuid AND a.returned_at IS NULL AND p.current_source = 'accepted' GROUP BY a.stratum`;
  return new Map(rows.map((row) => [row.stratum, row.count]));
}
