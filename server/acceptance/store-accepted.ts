/** What policies decided, one by one: for the page, and for taking a single one back. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { askedWords } from '#server/review/asked-words.ts';
import type { Queue } from '#server/review/schema.ts';

export interface AcceptedRow {
  decisionId: string;
  at: Date;
  policyVersion: number;
  p: number;
  returnedAt: Date | null;
  returnedBy: string | null;
  isOvertaken: boolean;
  listings: { productId: string; title: string }[];
  before: string | null;
  after: string | null;
}

/** Parts of a page's query that every queue shares: the decision (`d`), its policy (`y`), and who superseded it (`u`). */
const head = Prisma.sql`d.id AS "decisionId", d.created_at AS at, y.version AS "policyVersion", coalesce(d.score, 0) AS p,
  u.created_at AS "returnedAt", w.name AS "returnedBy"`;
const joins = Prisma.sql`JOIN acceptance_policy y ON y.id = a.policy_id
  LEFT JOIN decision u ON u.supersedes = d.id LEFT JOIN "user" w ON u.actor_kind = 'person' AND w.id = u.actor_id`;
const page = (catalogId: string, after: string | null, limit: number): Prisma.Sql =>
  Prisma.sql`WHERE a.catalog_id = ${catalogId}::uuid ${after ? Prisma.sql`AND d.id < ${after}::uuid` : Prisma.empty}
    ORDER BY d.id DESC LIMIT ${limit}`;

/** Products that policies placed, newest first (ids are UUIDv7). */
export async function readAcceptedProducts(
  catalogId: string,
  after: string | null,
  limit: number,
): Promise<AcceptedRow[]> {
  return db().$queryRaw<AcceptedRow[]>`
    SELECT ${head}, p.current_source <> 'accepted' AS "isOvertaken",
      json_build_array(json_build_object('productId', p.id, 'title', p.title)) AS listings,
      b.path_name AS before, c.path_name AS after
    FROM accepted_product a JOIN decision d ON d.id = a.decision_id ${joins} JOIN product p ON p.id = a.product_id
      LEFT JOIN category b ON b.id = (d.effect->'before'->>'categoryId')::uuid
      LEFT JOIN category c ON c.id = (d.effect->'after'->>'categoryId')::uuid
    ${page(catalogId, after, limit)}`;
}

/** Groups that policies merged, newest first; the record that stayed is named first. */
export async function readAcceptedClusters(
  catalogId: string,
  after: string | null,
  limit: number,
): Promise<AcceptedRow[]> {
  return db().$queryRaw<AcceptedRow[]>`
    SELECT ${head}, NULL AS before, NULL AS after,
      NOT EXISTS (SELECT FROM merge m WHERE m.decision_id = d.id AND m.undone_by IS NULL
        AND NOT EXISTS (SELECT FROM product p WHERE p.id = ANY(m.member_ids) AND p.id <> m.survivor_id
          AND p.survivor_id IS DISTINCT FROM m.survivor_id)) AS "isOvertaken",
      (SELECT coalesce(json_agg(json_build_object('productId', p.id, 'title', p.title) ORDER BY p.survivor_id IS NOT NULL, p.id), '[]'::json)
        FROM product p WHERE p.id::text IN (SELECT jsonb_array_elements_text(d.effect->'memberIds'))) AS listings
    FROM accepted_cluster a JOIN decision d ON d.id = a.decision_id ${joins}
    ${page(catalogId, after, limit)}`;
}

export interface StandingRow {
  subjectId: string;
  isReturned: boolean;
  isOvertaken: boolean;
}

/** One thing that a policy decided, locked until the transaction ends; null where this catalog has none such. */
export async function lockAccepted(
  tx: Tx,
  of: { catalogId: string; queue: Queue; decisionId: string },
): Promise<StandingRow | null> {
  const returned = Prisma.sql`(a.returned_at IS NOT NULL OR EXISTS (SELECT FROM decision u WHERE u.supersedes = a.decision_id)) AS "isReturned"`;
  const which = Prisma.sql`a.decision_id = ${of.decisionId}::uuid AND a.catalog_id = ${of.catalogId}::uuid`;
  const rows =
    of.queue === 'categories'
      ? await tx.$queryRaw<StandingRow[]>`
          SELECT p.id AS "subjectId", ${returned}, p.current_source <> 'accepted' AS "isOvertaken"
          FROM accepted_product a JOIN product p ON p.id = a.product_id WHERE ${which} FOR UPDATE OF a, p`
      : await tx.$queryRaw<StandingRow[]>`
          SELECT a.cluster_id AS "subjectId", ${returned}, false AS "isOvertaken"
          FROM accepted_cluster a WHERE ${which} FOR UPDATE OF a`;
  return rows[0] ?? null;
}

/** Before what a machine finds, as everything that a lead asks for. */
const askedPriority = 6;

/** A merge that a lead took back: its group goes to the front of the duplicates queue, with the lead's reason. */
export async function askCluster(
  tx: Tx,
  asked: { clusterId: string; decisionId: string; reason: string },
): Promise<void> {
  await tx.$executeRaw`UPDATE accepted_cluster SET returned_at = now() WHERE decision_id = ${asked.decisionId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, model_version_id, updated_at)
    SELECT ${newId()}::uuid, c.catalog_id, 'duplicates', c.id, c.revision, ${askedPriority},
      ${askedWords({ code: 'again', values: { note: asked.reason } })}, 'asked', c.model_version_id, now()
    FROM cluster c WHERE c.id = ${asked.clusterId}::uuid
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = excluded.priority, priority_reason = excluded.priority_reason, reason = 'asked', updated_at = now()`;
}
