import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';

/** The blob of an image that this person may see: of a catalog they were let into. Null otherwise. */
export async function findVisibleBlob(actor: Actor, imageId: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ sha256: string }[]>`
    SELECT i.blob_sha256 AS "sha256" FROM image i JOIN product p ON p.id = i.product_id
    WHERE i.id = ${imageId}::uuid AND i.state = 'done' AND i.blob_sha256 IS NOT NULL
      AND (${actor.role} = 'admin' OR EXISTS (
        SELECT 1 FROM catalog_access a WHERE a.catalog_id = p.catalog_id AND a.user_id = ${actor.id}))`;
  return rows[0]?.sha256 ?? null;
}
