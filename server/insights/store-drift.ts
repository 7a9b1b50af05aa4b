/** Products of a training set and those that came since, as the watch on drift reads them. */

import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { DriftRow } from './rules-drift.ts';
import { type DriftReport, type DriftView, driftReportSchema } from './schema-drift.ts';

/** Samples by hash: the error of a share is under .4 points of the reference and 1.4 of a window. */
const referenceMax = 20_000;
const windowMax = 5000;

export interface Watched {
  catalogId: string;
  modelVersionId: string;
  embedderId: string | null;
  datasetId: string;
  frozenAt: Date;
}

/** Catalogs whose model in use was trained on a dataset, where products came or the model changed since the last look. */
export async function readWatched(): Promise<Watched[]> {
  return db().$queryRaw<Watched[]>`
    SELECT a.catalog_id AS "catalogId", a.model_version_id AS "modelVersionId", e.model_version_id AS "embedderId",
      s.id AS "datasetId", s.frozen_at AS "frozenAt"
    FROM active_model a JOIN model_version m ON m.id = a.model_version_id JOIN training_run r ON r.id = m.run_id
      JOIN dataset s ON s.id = r.dataset_id
      LEFT JOIN active_model e ON e.catalog_id = a.catalog_id AND e.kind = 'embedder'
      LEFT JOIN drift_report d ON d.catalog_id = a.catalog_id
    WHERE a.kind = 'categorizer' AND (d.catalog_id IS NULL OR d.model_version_id <> a.model_version_id
      OR EXISTS (SELECT FROM product p WHERE p.catalog_id = a.catalog_id AND p.created_at > d.made_at))
    ORDER BY 1`;
}

/** Columns of a DriftRow for the products that `chosen` names (id). `fold`: only answers that had not seen the product. */
function readRows(
  watched: Watched,
  chosen: Prisma.Sql,
  centroid: string | null,
  honest: boolean,
): Prisma.Sql {
  const fold = honest ? Prisma.sql`AND s.fold IS NOT NULL` : Prisma.empty;
  return Prisma.sql`
    SELECT p.id AS "productId", p.title, length(p.title) AS "titleLength",
      coalesce(f.features->>'language', p.locale, 'unknown') AS language, r.name AS seller,
      coalesce(p.description, '') = '' AS "noDescription", coalesce(p.brand, '') = '' AS "noBrand", p.price_minor IS NULL AS "noPrice",
      NOT EXISTS (SELECT FROM image i WHERE i.product_id = p.id AND i.state = 'done') AS "noImage",
      p.attributes = '{}'::jsonb AS "noAttributes", p.given_category_ids = '{}' AS "noGiven",
      (e.v <=> ${centroid}::text::vector)::float8 AS distance, c.path_name AS suggested, s.p
    FROM (${chosen}) AS chosen JOIN product p ON p.id = chosen.id JOIN seller r ON r.id = p.seller_id
      LEFT JOIN product_feature f ON f.product_id = p.id
      LEFT JOIN embedding e ON e.product_id = p.id AND e.model_version_id = ${watched.embedderId}::uuid
      LEFT JOIN suggestion s ON s.product_id = p.id AND s.model_version_id = ${watched.modelVersionId}::uuid ${fold}
      LEFT JOIN category c ON c.id = s.category_id
    ORDER BY p.id`;
}

const byHash = Prisma.sql`sha256(convert_to(id::text, 'UTF8'))`;
const trained = (datasetId: string): Prisma.Sql => Prisma.sql`
  SELECT id FROM (SELECT subject_id AS id FROM dataset_item WHERE dataset_id = ${datasetId}::uuid) AS item
  ORDER BY ${byHash} LIMIT ${referenceMax}`;

/** The mean vector of the training products, as pgvector writes it; null before they are embedded. */
export async function readCentroid(watched: Watched): Promise<string | null> {
  const [row] = await db().$queryRaw<{ centroid: string | null }[]>`
    SELECT avg(e.v)::text AS centroid FROM (${trained(watched.datasetId)}) AS item
      JOIN embedding e ON e.product_id = item.id AND e.model_version_id = ${watched.embedderId}::uuid`;
  return row.centroid;
}

export async function readReference(watched: Watched, centroid: string | null): Promise<DriftRow[]> {
  return db().$queryRaw<DriftRow[]>`${readRows(watched, trained(watched.datasetId), centroid, true)}`;
}

export interface WindowKey {
  kind: 'week' | 'import';
  key: string;
  name: string;
  rows: number;
}

const week = Prisma.sql`to_char(date_trunc('week', p.created_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD')`;
/** Products that came after the training set was frozen. */
const incoming = (watched: Watched): Prisma.Sql => Prisma.sql`
  FROM product p WHERE p.catalog_id = ${watched.catalogId}::uuid AND p.delisted_at IS NULL AND p.created_at > ${watched.frozenAt}
    AND NOT EXISTS (SELECT FROM dataset_item i WHERE i.dataset_id = ${watched.datasetId}::uuid AND i.subject_id = p.id)`;

/** The latest weeks and imports that brought enough products. */
export async function readWindows(watched: Watched, rowsMin: number, limit: number): Promise<WindowKey[]> {
  const weeks = await db().$queryRaw<WindowKey[]>`
    SELECT 'week' AS kind, ${week} AS key, 'week of ' || ${week} AS name, count(*)::int AS rows ${incoming(watched)}
    GROUP BY ${week} HAVING count(*) >= ${rowsMin} ORDER BY key DESC LIMIT ${limit}`;
  const imports = await db().$queryRaw<WindowKey[]>`
    SELECT 'import' AS kind, came.run AS key, r.file_name AS name, came.rows FROM (
      SELECT p.import_run_id::text AS run, count(*)::int AS rows ${incoming(watched)} AND p.import_run_id IS NOT NULL
      GROUP BY p.import_run_id HAVING count(*) >= ${rowsMin}) AS came
      JOIN import_run r ON r.id::text = came.run ORDER BY r.created_at DESC, r.id LIMIT ${limit}`;
  return [...weeks, ...imports];
}

export async function readWindow(
  watched: Watched,
  { kind, key }: WindowKey,
  centroid: string | null,
): Promise<DriftRow[]> {
  const own = kind === 'week' ? Prisma.sql`${week} = ${key}` : Prisma.sql`p.import_run_id = ${key}::uuid`;
  const chosen = Prisma.sql`SELECT id FROM (SELECT p.id ${incoming(watched)} AND ${own}) AS came ORDER BY ${byHash} LIMIT ${windowMax}`;
  return db().$queryRaw<DriftRow[]>`${readRows(watched, chosen, centroid, false)}`;
}

export async function findReport(catalogId: string): Promise<DriftView | null> {
  const row = await db().driftReport.findUnique({ where: { catalogId } });
  if (!row) return null;
  return {
    madeAt: row.madeAt.toISOString(),
    modelVersionId: row.modelVersionId,
    report: parseStored(driftReportSchema, row.report, 'report of drift'),
  };
}

export async function saveReport(
  tx: Tx,
  row: { catalogId: string; modelVersionId: string; madeAt: Date },
  report: DriftReport,
): Promise<void> {
  const { catalogId, ...change } = { ...row, report: report as unknown as Prisma.InputJsonObject };
  await tx.driftReport.upsert({
    where: { catalogId },
    create: { catalogId, ...change },
    update: change,
  });
}
