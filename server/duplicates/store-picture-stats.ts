/** Statistics of listings' pictures, as the features stage measured them. */

import { db } from '#server/db/client.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';

/** server/ml/image/image-stats.ts */
export type PictureStats = Uint8Array;

/** Statistics of the fetched pictures of some products, by product, in the order of the pictures. */
export async function readPictureStats(productIds: readonly string[]): Promise<Map<string, PictureStats[]>> {
  const rows = await db().$queryRaw<{ productId: string; stats: Uint8Array }[]>`
    SELECT i.product_id AS "productId", s.stats FROM image i
    JOIN image_stat s ON s.blob_sha256 = i.blob_sha256 AND s.encoder_version = ${pixelsVersion}
    WHERE i.product_id = ANY(${[...productIds]}::uuid[]) AND i.state = 'done'
    ORDER BY i.product_id, i.position, i.id`;
  const found = new Map<string, PictureStats[]>();
  for (const { productId, stats } of rows) addToGroup(found, productId, stats);
  return found;
}
