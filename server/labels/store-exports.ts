/** Rows of exports: freezing ids, and reading what stands behind them a slice at a time. */
import { database, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { ExportRequest, ExportView, ExportWhat } from './schema.ts';
import { assignMissingSplits, effectiveSplits } from './store-splits.ts';

export interface ExportRunRow {
  id: string;
  catalogId: string;
  what: string;
  format: string;
  filter: unknown;
  state: string;
  rowsTotal: number | null;
  rowsDone: number;
  failure: string | null;
  cancelledAt: Date | null;
  storedPath: string | null;
  sha256: string | null;
}

export async function insertExportRun(
  tx: Tx,
  run: { id: string; catalogId: string; createdBy: string } & ExportRequest,
): Promise<void> {
  await tx.exportRun.create({ data: { ...run, filter: run.filter } });
}

export async function findExportRun(id: string): Promise<ExportRunRow | null> {
  return db().exportRun.findUnique({ where: { id } });
}

/** The most recent exports of a catalog. */
export async function readExportRuns(catalogId: string, limit: number): Promise<ExportView[]> {
  const rows = await db().exportRun.findMany({
    where: { catalogId },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    what: row.what as ExportView['what'],
    format: row.format as ExportView['format'],
    state: row.state as ExportView['state'],
    rowsTotal: row.rowsTotal,
    rowsDone: row.rowsDone,
    failure: row.failure,
    bytes: row.bytes === null ? null : Number(row.bytes),
    sha256: row.sha256,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
}

/** Which ids an export holds, in the order they are written. */
function selection(catalogId: string, { what, filter }: Pick<ExportRequest, 'what' | 'filter'>): Prisma.Sql {
  if (what === 'labels' || what === 'pairs') {
    const state = filter.state ? Prisma.sql`l.state = ${filter.state}` : Prisma.sql`l.state <> 'excluded'`;
    return Prisma.sql`SELECT l.id FROM label l WHERE l.catalog_id = ${catalogId}::uuid AND l.kind = ${what === 'pairs' ? 'pair' : 'category'} AND ${state}`;
  }
  if (what === 'clusters')
    return Prisma.sql`SELECT m.product_id AS id, m.cluster_id AS first FROM cluster_member m JOIN cluster c ON c.id = m.cluster_id
      WHERE c.catalog_id = ${catalogId}::uuid`;
  // What was merged since stands in another record: of those ids no row comes.
  if (what === 'records')
    return Prisma.sql`SELECT p.id FROM product p
      WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL`;
  const seller = filter.sellerKey ? Prisma.sql`AND s.key = ${filter.sellerKey}` : Prisma.empty;
  const changed =
    what === 'differences'
      ? Prisma.sql`AND (p.survivor_id IS NOT NULL OR p.current_category_id IS DISTINCT FROM p.given_category_ids[1])`
      : Prisma.empty;
  return Prisma.sql`SELECT p.id FROM product p JOIN seller s ON s.id = p.seller_id
    WHERE p.catalog_id = ${catalogId}::uuid AND p.delisted_at IS NULL ${seller} ${changed}`;
}

/** Ids in the order they are written; examples with their split and state, which a merge or a decision between two slices could move. */
async function freezeRows(
  tx: Tx,
  run: { id: string; catalogId: string } & Pick<ExportRequest, 'what' | 'filter'>,
): Promise<number> {
  const chosen = selection(run.catalogId, run);
  if (run.what === 'labels' || run.what === 'pairs') {
    await assignMissingSplits(tx, run.catalogId);
    return tx.$executeRaw`
      WITH split AS (${effectiveSplits(run.catalogId)})
      INSERT INTO export_row (export_run_id, ordinal, subject_id, split, state)
      SELECT ${run.id}::uuid, row_number() OVER (ORDER BY l.id), l.id,
        CASE WHEN l.other_id IS NULL OR a.split = b.split THEN a.split ELSE 'quarantined' END, l.state
      FROM (${chosen}) AS chosen JOIN label l ON l.id = chosen.id
        JOIN split a ON a.product_id = l.subject_id LEFT JOIN split b ON b.product_id = l.other_id`;
  }
  const order = run.what === 'clusters' ? Prisma.sql`first, id` : Prisma.sql`id`;
  return tx.$executeRaw`
    INSERT INTO export_row (export_run_id, ordinal, subject_id)
    SELECT ${run.id}::uuid, row_number() OVER (ORDER BY ${order}), id FROM (${chosen}) AS chosen`;
}

/** Freezes the ids once; a run that begins again after a kill keeps what it froze. Returns how many there are. */
export async function freezeExport(
  tx: Tx,
  run: { id: string; catalogId: string } & Pick<ExportRequest, 'what' | 'filter'>,
): Promise<number> {
  const frozen = await tx.exportRow.count({ where: { exportRunId: run.id } });
  const total = frozen > 0 ? frozen : await freezeRows(tx, run);
  await tx.exportRun.update({
    where: { id: run.id },
    data: { state: 'running', rowsTotal: total, rowsDone: 0, failure: null },
  });
  return total;
}

export type ExportRecord = Record<string, string | number | boolean | null>;

const labelColumns = Prisma.sql`l.id AS label_id, r.split, coalesce(r.state, l.state) AS state, l.weight, l.actor_id AS decided_by,
  to_char(l.created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at, d.suggestion_shown, d.blind, d.rank, d.score, d.model_version_id::text AS model_version_id,
  d.seconds, d.served_probability, d.served_policy`;

/** What the seller says, and what the model in use suggests of the product as it is now: never in one column. */
const attributes = Prisma.sql`p.attributes::text AS attributes, (SELECT jsonb_agg((one - 'words') || jsonb_build_object('model_version_id', u.model_version_id))::text
    FROM active_model u JOIN attribute_suggestion a ON a.product_id = p.id AND a.model_version_id = u.model_version_id AND a.input_hash = p.input_hash
      CROSS JOIN LATERAL jsonb_array_elements(a.suggested) AS one
    WHERE u.catalog_id = p.catalog_id AND u.kind = 'attributes') AS suggested_attributes`;

function slice(runId: string, from: number, to: number): Prisma.Sql {
  return Prisma.sql`export_row x WHERE x.export_run_id = ${runId}::uuid AND x.ordinal > ${from} AND x.ordinal <= ${to}`;
}

/** The record that stands for product `p` now, through however many merges. */
const recordId = Prisma.sql`CASE WHEN p.survivor_id IS NULL THEN p.id ELSE (WITH RECURSIVE up (id, next) AS (
      SELECT p.id, p.survivor_id UNION ALL SELECT v.id, v.survivor_id FROM up JOIN product v ON v.id = up.next)
    SELECT id FROM up WHERE next IS NULL) END`;

/** By the driver itself: a million rows need no second copy in Prisma's own form. */
async function readRows(query: Prisma.Sql): Promise<ExportRecord[]> {
  return (await database().pool.query<ExportRecord>(query.text, query.values)).rows;
}

/** Records are read above labels. */
export type TableWhat = Exclude<ExportWhat, 'records'>;

const readers: Readonly<Record<TableWhat, (rows: Prisma.Sql) => Prisma.Sql>> = {
  labels: (rows) => Prisma.sql`
    SELECT ${labelColumns}, p.id AS product_id, s.key AS seller, p.sku, p.title, p.gtin, c.code AS category_code, c.path_name AS category, l.depth,
      p.brand, p.description, p.seller_category_path AS seller_category, p.locale, p.price_minor::float8 / 100 AS price, p.currency,
      (SELECT i.blob_sha256 FROM image i WHERE i.product_id = p.id AND i.blob_sha256 IS NOT NULL ORDER BY i.position LIMIT 1) AS image_sha256,
      ${attributes}
    FROM (SELECT ordinal, subject_id, split, x.state FROM ${rows}) r JOIN label l ON l.id = r.subject_id JOIN decision d ON d.id = l.decision_id
      JOIN product p ON p.id = l.subject_id JOIN seller s ON s.id = p.seller_id LEFT JOIN category c ON c.id = l.value::uuid ORDER BY r.ordinal`,
  pairs: (rows) => Prisma.sql`
    SELECT ${labelColumns}, l.value AS relation, a.id AS left_id, sa.key AS left_seller, a.sku AS left_sku, a.title AS left_title,
      b.id AS right_id, sb.key AS right_seller, b.sku AS right_sku, b.title AS right_title
    FROM (SELECT ordinal, subject_id, split, x.state FROM ${rows}) r JOIN label l ON l.id = r.subject_id JOIN decision d ON d.id = l.decision_id
      JOIN product a ON a.id = l.subject_id JOIN seller sa ON sa.id = a.seller_id
      JOIN product b ON b.id = l.other_id JOIN seller sb ON sb.id = b.seller_id ORDER BY r.ordinal`,
  clusters: (rows) => Prisma.sql`
    SELECT c.id AS cluster_id, c.state, c.p AS probability, c.density, p.id AS product_id, s.key AS seller, p.sku, p.title, p.gtin,
      (${recordId})::text AS record_id
    FROM (SELECT ordinal, subject_id FROM ${rows}) r JOIN cluster_member m ON m.product_id = r.subject_id JOIN cluster c ON c.id = m.cluster_id
      JOIN product p ON p.id = r.subject_id JOIN seller s ON s.id = p.seller_id ORDER BY r.ordinal`,
  catalog: (rows) => Prisma.sql`
    SELECT p.id AS product_id, s.key AS seller, p.sku, p.title, p.brand, p.gtin, p.mpn, p.price_minor::float8 / 100 AS price, p.currency, p.locale,
      c.code AS category_code, c.path_name AS category, p.current_source AS category_source, g.code AS given_category_code,
      (${recordId})::text AS record_id, p.survivor_id IS NOT NULL AS merged,
      ${attributes}
    FROM (SELECT ordinal, subject_id FROM ${rows}) r JOIN product p ON p.id = r.subject_id JOIN seller s ON s.id = p.seller_id
      LEFT JOIN category c ON c.id = p.current_category_id LEFT JOIN category g ON g.id = p.given_category_ids[1] ORDER BY r.ordinal`,
  differences: (rows) => Prisma.sql`
    SELECT s.key AS seller, p.sku, p.title, g.code AS given_category_code, g.path_name AS given_category, c.code AS category_code, c.path_name AS category,
      p.current_source AS category_source, p.current_category_id IS DISTINCT FROM p.given_category_ids[1] AS category_changed,
      p.survivor_id IS NOT NULL AS merged, record.seller AS merged_into_seller, record.sku AS merged_into_sku
    FROM (SELECT ordinal, subject_id FROM ${rows}) r JOIN product p ON p.id = r.subject_id JOIN seller s ON s.id = p.seller_id
      LEFT JOIN category c ON c.id = p.current_category_id LEFT JOIN category g ON g.id = p.given_category_ids[1]
      -- The limit keeps it by itself: joined to the rest, every slice would read all products.
      LEFT JOIN LATERAL (SELECT t.key AS seller, v.sku FROM product v JOIN seller t ON t.id = v.seller_id
        WHERE p.survivor_id IS NOT NULL AND v.id = (${recordId}) LIMIT 1) AS record ON true ORDER BY r.ordinal`,
};

export function exportSliceQuery(run: { id: string; what: TableWhat }, from: number, to: number): Prisma.Sql {
  return readers[run.what](slice(run.id, from, to));
}

/** Records of the ordinals in (from, to]. Rows whose product is gone are missing. */
export async function readExportSlice(
  run: { id: string; what: TableWhat },
  from: number,
  to: number,
): Promise<ExportRecord[]> {
  return readRows(exportSliceQuery(run, from, to));
}

/** Frozen ids of the ordinals in (from, to], in their order. */
export async function readFrozenIds(runId: string, from: number, to: number): Promise<string[]> {
  const rows = await readRows(
    Prisma.sql`SELECT subject_id::text AS id FROM ${slice(runId, from, to)} ORDER BY ordinal`,
  );
  return rows.map(({ id }) => String(id));
}

export async function setExportProgress(id: string, rowsDone: number): Promise<{ cancelled: boolean }> {
  const { cancelledAt } = await db().exportRun.update({
    where: { id },
    data: { rowsDone },
    select: { cancelledAt: true },
  });
  return { cancelled: cancelledAt !== null };
}

export interface ExportEnd {
  state: 'done' | 'failed' | 'cancelled' | 'expired';
  storedPath?: string | null;
  sha256?: string;
  bytes?: bigint;
  failure?: string;
  expiresAt?: Date;
}

export async function finishExport(tx: Tx, id: string, end: ExportEnd): Promise<void> {
  await tx.exportRun.update({ where: { id }, data: { ...end, finishedAt: new Date() } });
  await tx.exportRow.deleteMany({ where: { exportRunId: id } });
}

export async function cancelExportRun(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.exportRun.updateMany({
    where: { id, state: { in: ['waiting', 'running'] } },
    data: { cancelledAt: new Date() },
  });
  return count === 1;
}

/** Exports whose file is past its time. */
export async function findExpiredExports(): Promise<{ id: string; storedPath: string | null }[]> {
  return db().exportRun.findMany({
    where: { state: 'done', expiresAt: { lt: new Date() } },
    select: { id: true, storedPath: true },
    take: 100,
  });
}

export async function markExpired(id: string): Promise<void> {
  await db().exportRun.update({ where: { id }, data: { state: 'expired', storedPath: null } });
}
