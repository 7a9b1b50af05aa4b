import { z } from 'zod';
import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { putGold } from './store-gold.ts';

export const goldSchema = z.object({
  catalogId: z.uuid(),
  productId: z.uuid(),
  categoryId: z.uuid(),
  why: z.string().trim().max(1000).default(''),
});

/** Makes a product with its right category an item that measures people; false where either is not of the catalog. */
export function setGold(actor: Actor, gold: z.infer<typeof goldSchema>): Promise<boolean> {
  return inTransaction(async (tx) => {
    const isPut = await putGold(tx, actor, gold);
    const { catalogId, productId, categoryId } = gold;
    if (isPut)
      await recordAudit(tx, actor, {
        event: 'review.gold',
        catalogId,
        subject: productId,
        detail: { categoryId },
      });
    return isPut;
  });
}
