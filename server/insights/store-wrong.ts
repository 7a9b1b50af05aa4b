/** What the estimate of wrong given categories counts, and the estimate as it is kept. */

import { db } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import { labelRowsMin, type WrongCounts } from '#server/ml/linear/wrong-share.ts';
import { type WrongReport, type WrongView, wrongReportSchema } from './schema-wrong.ts';

export interface Estimated {
  catalogId: string;
  modelVersionId: string;
}

/**
 * Catalogs with a model in use where something changed since the last estimate: the model, a decision, or a product (its
 * stages tell).
 */
export async function readUnestimated(): Promise<Estimated[]> {
  return db().$queryRaw<Estimated[]>`
    SELECT a.catalog_id AS "catalogId", a.model_version_id AS "modelVersionId"
    FROM active_model a LEFT JOIN wrong_report w ON w.catalog_id = a.catalog_id
    WHERE a.kind = 'categorizer' AND (w.catalog_id IS NULL OR w.model_version_id <> a.model_version_id
      OR EXISTS (SELECT FROM decision d WHERE d.catalog_id = a.catalog_id AND d.kind IN ('category', 'undo') AND d.created_at >= w.made_at)
      OR EXISTS (SELECT FROM stage_state s WHERE s.catalog_id = a.catalog_id AND s.stage IN ('suggest', 'review-category')
        AND s.updated_at >= w.made_at))
    ORDER BY 1`;
}

export interface CountedGroup extends WrongCounts {
  kind: 'all' | 'seller' | 'category';
  id: string | null;
  name: string | null;
}

/**
 * Counts of the whole catalog, of each seller and of each given category: one pass over its listed products. The weights are
 * those of `wrongWeight` (a test holds that they are the same). A person who chose a category above the given one has not
 * called it wrong. Audits are drawn by chance; other decisions on undoubted products are not, and say nothing of the rest.
 */
export async function countGiven({ catalogId, modelVersionId }: Estimated): Promise<CountedGroup[]> {
  return db().$queryRaw<CountedGroup[]>`
    WITH given AS MATERIALIZED (
      SELECT p.id, p.seller_id, p.given_category_ids[1] AS label, p.current_source = 'decision' AS decided, x.p, x.p_given,
        x.category_id = ANY(p.given_category_ids) AS agrees,
        p.current_source = 'decision' AND NOT EXISTS (SELECT FROM category d JOIN category g ON starts_with(g.path, d.path)
          AND g.taxonomy_version_id = d.taxonomy_version_id
          WHERE d.id = p.current_category_id AND g.id = ANY(p.given_category_ids)) AS wrong
      FROM product p LEFT JOIN suggestion x ON x.product_id = p.id AND x.model_version_id = ${modelVersionId}::uuid AND x.p_given IS NOT NULL
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL
        AND p.given_from = 'seller' AND p.given_category_ids <> '{}'),
    confidence AS (SELECT greatest(coalesce(avg(p_given) FILTER (WHERE agrees), 1), 1e-6) AS c FROM given),
    known AS (SELECT label FROM given GROUP BY label HAVING count(*) >= ${labelRowsMin}),
    weighed AS MATERIALIZED (
      SELECT g.seller_id, g.label, g.decided, g.wrong, k.label IS NOT NULL AND g.p_given IS NOT NULL AS seen,
        CASE WHEN k.label IS NULL OR g.p_given IS NULL OR g.agrees THEN 0
          ELSE greatest(0, least(1, g.p / c) - least(1, g.p_given / c)) END AS w,
        g.decided AND g.agrees AND EXISTS (SELECT FROM decision d JOIN review_item i ON i.id = d.item_id
          WHERE d.subject_id = g.id AND d.kind = 'category' AND i.reason = 'audit') AS audited
      FROM given g CROSS JOIN confidence LEFT JOIN known k ON k.label = g.label),
    counted AS (
      SELECT seller_id, label, grouping(seller_id, label) AS level, count(*)::int AS rows,
        count(*) FILTER (WHERE seen AND NOT decided)::int AS open,
        coalesce(sum(w) FILTER (WHERE NOT decided), 0)::float8 AS expected,
        coalesce(sum(w * (1 - w)) FILTER (WHERE NOT decided), 0)::float8 AS spread,
        count(*) FILTER (WHERE w > 0 AND NOT decided)::int AS doubted,
        count(*) FILTER (WHERE decided)::int AS decided, count(*) FILTER (WHERE wrong)::int AS wrong,
        coalesce(sum(w) FILTER (WHERE decided), 0)::float8 AS "triedExpected",
        count(*) FILTER (WHERE w > 0 AND wrong)::int AS "triedWrong",
        count(*) FILTER (WHERE audited)::int AS audited, count(*) FILTER (WHERE audited AND wrong)::int AS "auditedWrong"
      FROM weighed GROUP BY GROUPING SETS ((seller_id), (label), ()))
    SELECT CASE level WHEN 3 THEN 'all' WHEN 1 THEN 'seller' ELSE 'category' END AS kind,
      CASE level WHEN 1 THEN n.seller_id WHEN 2 THEN n.label END AS id,
      CASE level WHEN 1 THEN s.name WHEN 2 THEN c.path_name END AS name,
      n.rows, n.open, n.expected, n.spread, n.doubted, n.decided, n.wrong, n."triedExpected", n."triedWrong", n.audited, n."auditedWrong"
    FROM counted n LEFT JOIN seller s ON s.id = n.seller_id LEFT JOIN category c ON c.id = n.label`;
}

export async function findWrongReport(catalogId: string): Promise<WrongView | null> {
  const row = await db().wrongReport.findUnique({ where: { catalogId } });
  if (!row) return null;
  return {
    madeAt: row.madeAt.toISOString(),
    modelVersionId: row.modelVersionId,
    report: parseStored(wrongReportSchema, row.report, 'estimate of wrong categories'),
  };
}

export async function saveWrongReport(
  { catalogId, modelVersionId }: Estimated,
  madeAt: Date,
  report: WrongReport,
): Promise<void> {
  const change = { modelVersionId, madeAt, report: report as unknown as Prisma.InputJsonObject };
  await db().wrongReport.upsert({
    where: { catalogId },
    create: { catalogId, ...change },
    update: change,
  });
}
