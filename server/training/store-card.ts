/** What is on record about one model version. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { DatasetFacts } from './rules-card.ts';
import type { TrainedKind } from './schema.ts';

export interface VersionRow {
  id: string;
  catalogId: string | null;
  catalog: string | null;
  origin: string;
  sha256: string;
  manifest: unknown;
  createdAt: Date;
  runId: string | null;
  isActive: boolean;
}

export async function readVersion(id: string): Promise<VersionRow | null> {
  const rows = await db().$queryRaw<VersionRow[]>`
    SELECT m.id, m.catalog_id AS "catalogId", k.name AS catalog, m.origin, m.sha256, m.manifest, m.created_at AS "createdAt",
      m.run_id AS "runId", EXISTS (SELECT FROM active_model a WHERE a.model_version_id = m.id) AS "isActive"
    FROM model_version m LEFT JOIN catalog k ON k.id = m.catalog_id WHERE m.id = ${id}::uuid`;
  return rows[0] ?? null;
}

/** When a version was put to use, and by whom. */
export async function readActivations(id: string): Promise<{ at: Date; by: string }[]> {
  return db().$queryRaw<{ at: Date; by: string }[]>`
    SELECT a.at, coalesce(u.name, a.actor_id) AS by FROM audit a LEFT JOIN "user" u ON u.id = a.actor_id
    WHERE a.event = 'model.activated' AND a.subject = ${id} ORDER BY a.at, a.id`;
}

export async function readEvaluations(
  id: string,
): Promise<{ provisional: boolean; metrics: unknown; thresholds: unknown; createdAt: Date }[]> {
  return db().evaluation.findMany({
    where: { modelVersionId: id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { provisional: true, metrics: true, thresholds: true, createdAt: true },
  });
}

/** Counts of a frozen dataset: by split, language, seller and leaf. */
export async function readDatasetFacts(datasetId: string): Promise<DatasetFacts | null> {
  const dataset = await db().dataset.findUnique({ where: { id: datasetId } });
  if (!dataset) return null;
  const [splits, locales, [sellers], leaves] = await Promise.all([
    db().$queryRaw<DatasetFacts['splits']>`
      SELECT split, count(*)::int AS rows, count(*) FILTER (WHERE source = 'label')::int AS labels
      FROM dataset_item WHERE dataset_id = ${datasetId}::uuid GROUP BY split ORDER BY split`,
    db().$queryRaw<DatasetFacts['locales']>`
      SELECT coalesce(f.features->>'language', p.locale, 'unknown') AS name, count(*)::int AS rows
      FROM dataset_item i JOIN product p ON p.id = i.subject_id LEFT JOIN product_feature f ON f.product_id = p.id
      WHERE i.dataset_id = ${datasetId}::uuid GROUP BY 1 ORDER BY rows DESC, name`,
    db().$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT p.seller_id)::int AS count FROM dataset_item i JOIN product p ON p.id = i.subject_id
      WHERE i.dataset_id = ${datasetId}::uuid`,
    db().$queryRaw<DatasetFacts['leaves']>`
      SELECT coalesce(c.path_name, i.value) AS name, count(*)::int AS rows FROM dataset_item i
        LEFT JOIN category c ON c.id::text = i.value
      WHERE i.dataset_id = ${datasetId}::uuid GROUP BY 1 ORDER BY rows DESC, name`,
  ]);
  return {
    sha256: dataset.sha256,
    manifest: (dataset.manifest ?? {}) as Record<string, unknown>,
    splits,
    locales,
    sellers: sellers.count,
    leaves,
  };
}

export interface PointerRow {
  modelVersionId: string;
  name: string;
  runId: string | null;
  trainedAt: Date;
  since: Date;
  by: string;
  /** The version that it replaced. */
  before: string | null;
}

/** The model of a kind in use, who put it there, and what it replaced. */
export async function readPointer(catalogId: string, kind: TrainedKind): Promise<PointerRow | null> {
  const rows = await db().$queryRaw<PointerRow[]>`
    SELECT a.model_version_id AS "modelVersionId", m.name, m.run_id AS "runId", m.created_at AS "trainedAt", a.at AS since,
      coalesce(u.name, a.promoted_by) AS by,
      (SELECT e.detail->>'before' FROM audit e WHERE e.catalog_id = a.catalog_id AND e.event = 'model.activated'
        AND e.subject = a.model_version_id::text AND e.detail->>'before' IS DISTINCT FROM e.subject
        ORDER BY e.at DESC, e.id DESC LIMIT 1) AS before
    FROM active_model a JOIN model_version m ON m.id = a.model_version_id LEFT JOIN "user" u ON u.id = a.promoted_by
    WHERE a.catalog_id = ${catalogId}::uuid AND a.kind = ${kind}`;
  return rows[0] ?? null;
}

/** The model of a kind in use, held until the transaction ends. */
export async function lockActive(tx: Tx, catalogId: string, kind: TrainedKind): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT model_version_id AS id FROM active_model WHERE catalog_id = ${catalogId}::uuid AND kind = ${kind} FOR UPDATE`;
  return rows[0]?.id ?? null;
}
