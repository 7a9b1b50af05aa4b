/** Records whose own listing is delisted while others of theirs are listed. */
import type { Tx } from '#server/db/transaction.ts';

/** Delisted records under which something is listed, locked until the transaction ends; looked for among merges, not products. */
export async function findDelistedRecords(tx: Tx, catalogId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id::text FROM product p
    WHERE p.id IN (SELECT m.survivor_id FROM merge m WHERE m.catalog_id = ${catalogId}::uuid AND m.undone_by IS NULL)
      AND p.survivor_id IS NULL AND p.delisted_at IS NOT NULL
      AND EXISTS (WITH RECURSIVE part (id) AS (
          SELECT q.id FROM product q WHERE q.survivor_id = p.id
          UNION ALL SELECT q.id FROM part JOIN product q ON q.survivor_id = part.id
        ) SELECT FROM part JOIN product q ON q.id = part.id WHERE q.delisted_at IS NULL)
    ORDER BY p.id LIMIT ${limit} FOR UPDATE OF p`;
  return rows.map(({ id }) => id);
}

/** From a product up to the record that stands for it, with the merge that put each under the next; the record's is null. */
export async function readWayUp(
  tx: Tx,
  productId: string,
): Promise<{ productId: string; mergeId: string | null }[]> {
  return tx.$queryRaw<{ productId: string; mergeId: string | null }[]>`
    WITH RECURSIVE up (id, next, step) AS (
      SELECT id, survivor_id, 0 FROM product WHERE id = ${productId}::uuid
      UNION ALL SELECT p.id, p.survivor_id, up.step + 1 FROM up JOIN product p ON p.id = up.next
    )
    SELECT up.id::text AS "productId", (SELECT m.id::text FROM merge m
      WHERE m.survivor_id = up.next AND m.undone_by IS NULL AND m.member_ids @> ARRAY[up.id]
      ORDER BY m.created_at DESC, m.id DESC LIMIT 1) AS "mergeId"
    FROM up ORDER BY up.step`;
}

/** Turns one merge round: who was its survivor, and whatever else it put under that one, stands under the heir from now on. */
export async function giveRecord(tx: Tx, gift: { mergeId: string; from: string; to: string }): Promise<void> {
  const { mergeId, from, to } = gift;
  await tx.$executeRaw`
    UPDATE product SET survivor_id = CASE WHEN id = ${to}::uuid THEN NULL ELSE ${to}::uuid END, revision = revision + 1, updated_at = now()
    WHERE id = ${from}::uuid OR (survivor_id = ${from}::uuid AND id IN (SELECT unnest(member_ids) FROM merge WHERE id = ${mergeId}::uuid))`;
  await tx.$executeRaw`UPDATE merge SET survivor_id = ${to}::uuid WHERE id = ${mergeId}::uuid`;
}
