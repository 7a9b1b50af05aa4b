/** Rows of imports. A batch of products is a handful of statements with one JSON parameter each, in one short transaction. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { ImportCounts, ImportMapping, ImportMode, ProductInput } from './schema.ts';
import type { FieldEdits } from './schema-edit.ts';

export interface ImportRunRow {
  id: string;
  catalogId: string;
  fileName: string;
  storedPath: string;
  imagesPath: string | null;
  mapping: unknown;
  mode: string;
  state: string;
  failure: string | null;
  read: number;
  delisted: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  cancelledAt: Date | null;
}

export async function insertImportRun(
  tx: Tx,
  run: {
    id: string;
    catalogId: string;
    fileName: string;
    storedPath: string;
    imagesPath: string | null;
    mapping: ImportMapping;
    mode: ImportMode;
    createdBy: string;
  },
): Promise<void> {
  await tx.importRun.create({ data: { ...run, mapping: run.mapping as Prisma.InputJsonObject } });
}

export async function readImportRun(id: string): Promise<ImportRunRow | null> {
  return db().importRun.findUnique({ where: { id } });
}

/** A run begins, or begins again after its worker died: counts start anew, rows it wrote are recognised by their run. */
export async function beginImportRun(tx: Tx, id: string): Promise<void> {
  await tx.importRun.update({
    where: { id },
    data: {
      state: 'running',
      startedAt: new Date(),
      read: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      failure: null,
    },
  });
  await tx.importRowError.deleteMany({ where: { importRunId: id } });
}

export async function finishImportRun(
  tx: Tx,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  more: { delisted?: number; failure?: string } = {},
): Promise<void> {
  await tx.importRun.update({ where: { id }, data: { state, finishedAt: new Date(), ...more } });
}

export async function isImportCancelled(id: string): Promise<boolean> {
  const run = await db().importRun.findUnique({ where: { id }, select: { cancelledAt: true } });
  return run?.cancelledAt !== null && run?.cancelledAt !== undefined;
}

export async function cancelImportRun(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.importRun.updateMany({
    where: { id, state: { in: ['waiting', 'running'] } },
    data: { cancelledAt: new Date() },
  });
  return count === 1;
}

/** Ids of the sellers by key; unknown ones are made. */
export async function ensureSellers(
  tx: Tx,
  catalogId: string,
  sellers: { key: string; name: string }[],
): Promise<Map<string, string>> {
  const rows = sellers.map((seller) => ({ id: newId(), ...seller }));
  const found = await tx.$queryRaw<{ id: string; key: string }[]>`
    INSERT INTO seller (id, catalog_id, key, name)
    SELECT id, ${catalogId}::uuid, key, name FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, key text, name text) ORDER BY key
    ON CONFLICT (catalog_id, key) DO UPDATE SET name = excluded.name RETURNING id, key`;
  return new Map(found.map((row) => [row.key, row.id]));
}

/** One row a path of a seller's own tree: what the mapping page works on. */
export async function ensureSellerCategories(
  tx: Tx,
  paths: { sellerId: string; path: string }[],
): Promise<Map<string, { id: string; categoryId: string | null }>> {
  const rows = paths.map((row) => ({ id: newId(), seller_id: row.sellerId, path: row.path }));
  await tx.$executeRaw`
    INSERT INTO seller_category (id, seller_id, path)
    SELECT id, seller_id, path FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, seller_id uuid, path text) ORDER BY seller_id, path
    ON CONFLICT (seller_id, path) DO NOTHING`;
  const found = await tx.$queryRaw<
    { id: string; sellerId: string; path: string; categoryId: string | null }[]
  >`
    SELECT c.id, c.seller_id AS "sellerId", c.path, c.category_id AS "categoryId" FROM seller_category c
    JOIN jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (seller_id uuid, path text) ON r.seller_id = c.seller_id AND r.path = c.path`;
  return new Map(found.map((row) => [`${row.sellerId}\u0001${row.path}`, row]));
}

export interface KnownProduct {
  id: string;
  sellerId: string;
  sku: string;
  inputHash: string;
  /** Of the seller's row, where corrections make it another than inputHash. */
  feedHash: string | null;
  edited: FieldEdits;
  revision: number;
  importRunId: string | null;
}

export async function findKnownProducts(
  tx: Tx,
  catalogId: string,
  keys: { sellerId: string; sku: string }[],
): Promise<Map<string, KnownProduct>> {
  const rows = await tx.$queryRaw<KnownProduct[]>`
    SELECT p.id, p.seller_id AS "sellerId", p.sku, p.input_hash AS "inputHash", p.feed_hash AS "feedHash", p.edited, p.revision,
      p.import_run_id AS "importRunId"
    FROM jsonb_to_recordset(${JSON.stringify(keys.map((key) => ({ seller_id: key.sellerId, sku: key.sku })))}::jsonb) AS r (seller_id uuid, sku text)
    JOIN product p ON p.catalog_id = ${catalogId}::uuid AND p.seller_id = r.seller_id AND p.sku = r.sku`;
  return new Map(rows.map((row) => [`${row.sellerId}\u0001${row.sku}`, row]));
}

export interface ProductWrite {
  id: string;
  sellerId: string;
  sellerCategoryId: string | null;
  givenCategoryIds: string[];
  givenFrom: 'seller' | 'mapping';
  hash: string;
  /** Null where it is `hash`. */
  feedHash: string | null;
  edits: FieldEdits;
  input: ProductInput;
}

function asRecord(write: ProductWrite): Record<string, unknown> {
  const { input } = write;
  return {
    id: write.id,
    seller_id: write.sellerId,
    sku: input.sku,
    title: input.title,
    brand: input.brand,
    gtin: input.gtin,
    mpn: input.mpn,
    description: input.description,
    price_minor: input.priceMinor,
    currency: input.currency,
    attributes: input.attributes,
    locale: input.locale,
    popularity: input.popularity,
    url: input.url,
    seller_category_path: input.sellerCategoryPath,
    seller_category_id: write.sellerCategoryId,
    given: write.givenCategoryIds,
    given_from: write.givenFrom,
    input_hash: write.hash,
    feed_hash: write.feedHash,
    edited: write.edits,
  };
}

const recordset = Prisma.sql`AS r (id uuid, seller_id uuid, sku text, title text, brand text, gtin text, mpn text, description text, price_minor bigint, currency text,
  attributes jsonb, locale text, popularity double precision, url text, seller_category_path text, seller_category_id uuid, given uuid[], given_from text, input_hash text, feed_hash text,
  edited jsonb)`;

export async function insertProducts(
  tx: Tx,
  catalogId: string,
  runId: string,
  writes: ProductWrite[],
): Promise<void> {
  if (writes.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO product (id, catalog_id, seller_id, sku, title, brand, gtin, mpn, description, price_minor, currency, attributes, locale, popularity, url,
      seller_category_path, seller_category_id, given_category_ids, given_from, current_category_id, current_source, input_hash, import_run_id, updated_at)
    SELECT id, ${catalogId}::uuid, seller_id, sku, title, brand, gtin, mpn, description, price_minor, currency, attributes, locale, popularity, url,
      seller_category_path, seller_category_id, given, given_from, given[1], 'given', input_hash, ${runId}::uuid, now()
    FROM jsonb_to_recordset(${JSON.stringify(writes.map(asRecord))}::jsonb) ${recordset}`;
}

/** The old input goes to history; a decided category stays (law: a re-import never overwrites a decision). */
export async function updateProducts(tx: Tx, runId: string, writes: ProductWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const json = JSON.stringify(writes.map(asRecord));
  await tx.$executeRaw`
    INSERT INTO product_revision (product_id, revision, input_hash, input, import_run_id)
    SELECT p.id, p.revision, p.input_hash, to_jsonb(p) - 'created_at' - 'updated_at', p.import_run_id
    FROM product p JOIN jsonb_to_recordset(${json}::jsonb) AS r (id uuid) ON r.id = p.id ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE product p SET title = r.title, brand = r.brand, gtin = r.gtin, mpn = r.mpn, description = r.description, price_minor = r.price_minor, currency = r.currency,
      attributes = r.attributes, locale = r.locale, popularity = r.popularity, url = r.url, seller_category_path = r.seller_category_path,
      seller_category_id = r.seller_category_id, given_category_ids = r.given, given_from = r.given_from, input_hash = r.input_hash, feed_hash = r.feed_hash,
      edited = r.edited, import_run_id = ${runId}::uuid,
      current_category_id = CASE WHEN p.current_source = 'given' THEN r.given[1] ELSE p.current_category_id END,
      revision = p.revision + 1, delisted_at = NULL, updated_at = now()
    FROM jsonb_to_recordset(${json}::jsonb) ${recordset} WHERE p.id = r.id`;
}

/**
 * Rows that say nothing new: only that the seller still lists them, and how well they sell. Returns those that are back after a
 * feed had left them out: to whoever looks for changes they are one.
 */
export async function touchProducts(
  tx: Tx,
  runId: string,
  rows: { id: string; popularity: number | null }[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const back = await tx.$queryRaw<{ id: string }[]>`
    UPDATE product SET delisted_at = NULL, updated_at = now()
    WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND delisted_at IS NOT NULL RETURNING id::text`;
  await tx.$executeRaw`
    UPDATE product p SET import_run_id = ${runId}::uuid, popularity = r.popularity
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, popularity double precision) WHERE p.id = r.id`;
  return back.map(({ id }) => id);
}

/** Brings the images of products to what the feed names; kept sources keep their bytes. Returns ids that must be fetched. */
export async function replaceImages(
  tx: Tx,
  images: { productId: string; position: number; source: string }[],
  productIds: string[],
): Promise<string[]> {
  const rows = images.map((image) => ({
    id: newId(),
    product_id: image.productId,
    position: image.position,
    source: image.source,
  }));
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    DELETE FROM image i WHERE i.product_id = ANY(${productIds}::uuid[]) AND NOT EXISTS (
      SELECT 1 FROM jsonb_to_recordset(${json}::jsonb) AS r (product_id uuid, source text) WHERE r.product_id = i.product_id AND r.source = i.source)`;
  await tx.$executeRaw`
    INSERT INTO image (id, product_id, position, source)
    SELECT id, product_id, position, source FROM jsonb_to_recordset(${json}::jsonb) AS r (id uuid, product_id uuid, position int, source text)
    ON CONFLICT (product_id, source) DO UPDATE SET position = excluded.position`;
  const waiting = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM image WHERE product_id = ANY(${productIds}::uuid[]) AND state <> 'done'`;
  return waiting.map((row) => row.id);
}

export async function insertRowErrors(
  tx: Tx,
  runId: string,
  errors: { line: number; field: string | null; reason: string; raw: string }[],
): Promise<void> {
  if (errors.length > 0)
    await tx.importRowError.createMany({ data: errors.map((error) => ({ importRunId: runId, ...error })) });
}

export async function addImportCounts(
  tx: Tx,
  runId: string,
  add: Omit<ImportCounts, 'delisted'>,
): Promise<void> {
  await tx.importRun.update({
    where: { id: runId },
    data: {
      read: { increment: add.read },
      created: { increment: add.created },
      updated: { increment: add.updated },
      unchanged: { increment: add.unchanged },
      rejected: { increment: add.rejected },
    },
  });
}

/** What a full feed leaves out is delisted, not deleted. */
export async function delistMissing(
  tx: Tx,
  catalogId: string,
  runId: string,
  sellerIds: string[],
): Promise<number> {
  return tx.$executeRaw`
    UPDATE product SET delisted_at = now(), updated_at = now()
    WHERE catalog_id = ${catalogId}::uuid AND seller_id = ANY(${sellerIds}::uuid[]) AND import_run_id IS DISTINCT FROM ${runId}::uuid AND delisted_at IS NULL`;
}

export async function hasProducts(catalogId: string): Promise<boolean> {
  return (await db().product.findFirst({ where: { catalogId }, select: { id: true } })) !== null;
}
