/** Pictures of products, and what was measured of them by encoder version. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';

export interface StoredImage {
  productId: string;
  imageId: string;
  sha256: string;
  width: number;
  height: number;
}

/** Fetched pictures of the products, in the order of the listing. */
export async function readStoredImages(productIds: string[]): Promise<StoredImage[]> {
  return db().$queryRaw<StoredImage[]>`
    SELECT product_id AS "productId", id AS "imageId", blob_sha256 AS sha256, coalesce(width, 1) AS width, coalesce(height, 1) AS height
    FROM image WHERE product_id = ANY(${productIds}::uuid[]) AND state = 'done' AND blob_sha256 IS NOT NULL
    ORDER BY product_id, position, id`;
}

/** Every fetched picture of a catalog's listed products, once, in a fixed order: what an encoder is learnt from. */
export async function readPictureHashes(catalogId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ sha256: string }[]>`
    SELECT DISTINCT i.blob_sha256 AS sha256 FROM image i JOIN product p ON p.id = i.product_id
    WHERE p.catalog_id = ${catalogId}::uuid AND p.delisted_at IS NULL AND i.state = 'done' AND i.blob_sha256 IS NOT NULL
    ORDER BY i.blob_sha256`;
  return rows.map((row) => row.sha256);
}

/** Which of the pictures an encoder version has measured already. */
export async function readMeasured(encoderVersion: string, hashes: string[]): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ sha256: string }[]>`
    SELECT blob_sha256 AS sha256 FROM image_stat
    WHERE encoder_version = ${encoderVersion} AND blob_sha256 = ANY(${hashes}::text[])`;
  return new Set(rows.map((row) => row.sha256));
}

export interface ImageStatRow {
  sha256: string;
  /** Empty where the encoder makes a vector alone. */
  stats: Uint8Array;
  descriptor: Float32Array;
}

const base64 = (bytes: Uint8Array | Float32Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Keeps measurements; the same picture under the same version is one row, whichever worker came first. */
export async function saveImageStats(tx: Tx, encoderVersion: string, rows: ImageStatRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ordered = [...rows].sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
  await tx.$executeRaw`
    INSERT INTO image_stat (blob_sha256, encoder_version, descriptor, stats)
    SELECT sha256, ${encoderVersion}, decode(descriptor, 'base64'), decode(stats, 'base64')
    FROM unnest(${ordered.map((row) => row.sha256)}::text[], ${ordered.map((row) => base64(row.descriptor))}::text[],
      ${ordered.map((row) => base64(row.stats))}::text[]) AS made (sha256, descriptor, stats)
    ON CONFLICT (blob_sha256, encoder_version) DO NOTHING`;
}

/** The vector of each product's first measured picture under an encoder version; products without one are left out. */
export async function readPictureVectors(
  productIds: string[],
  encoderVersion: string,
): Promise<Map<string, Float32Array>> {
  const rows = await db().$queryRaw<{ productId: string; descriptor: Uint8Array }[]>`
    SELECT DISTINCT ON (i.product_id) i.product_id AS "productId", s.descriptor
    FROM image i JOIN image_stat s ON s.blob_sha256 = i.blob_sha256 AND s.encoder_version = ${encoderVersion}
    WHERE i.product_id = ANY(${productIds}::uuid[]) AND i.state = 'done'
    ORDER BY i.product_id, i.position, i.id`;
  return new Map(rows.map((row) => [row.productId, toFloats(row.descriptor)]));
}

/** A copy: the driver's bytes need not lie on a multiple of four. */
function toFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
