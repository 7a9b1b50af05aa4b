/** Rows of images and blobs. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';

export interface WaitingImage {
  id: string;
  productId: string;
  source: string;
  imagesPath: string | null;
}

/** Images with the place their product's last import named. */
export async function readWaitingImages(ids: string[]): Promise<WaitingImage[]> {
  return db().$queryRaw<WaitingImage[]>`
    SELECT i.id, i.product_id AS "productId", i.source, r.images_path AS "imagesPath"
    FROM image i JOIN product p ON p.id = i.product_id LEFT JOIN import_run r ON r.id = p.import_run_id
    WHERE i.id = ANY(${ids}::uuid[])`;
}

export interface FetchedImage {
  id: string;
  state: 'done' | 'failed';
  failure: string | null;
  sha256: string | null;
  width: number | null;
  height: number | null;
  /** Signed 64 bits as text. */
  phash: string | null;
  bytes: number;
}

export async function saveFetchedImages(tx: Tx, images: FetchedImage[]): Promise<void> {
  if (images.length === 0) return;
  const json = JSON.stringify(images);
  await tx.$executeRaw`
    INSERT INTO blob (sha256, bytes, type)
    SELECT DISTINCT sha256, bytes, 'image/jpeg' FROM jsonb_to_recordset(${json}::jsonb) AS r (sha256 text, bytes bigint) WHERE sha256 IS NOT NULL ORDER BY sha256
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE image i SET state = r.state, failure = r.failure, blob_sha256 = r.sha256, width = r.width, height = r.height, phash = r.phash
    FROM jsonb_to_recordset(${json}::jsonb) AS r (id uuid, state text, failure text, sha256 text, width int, height int, phash bigint) WHERE i.id = r.id`;
}
