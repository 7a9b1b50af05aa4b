import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnitsOf } from '#server/jobs/stage-event.ts';
import { type DrawGolden, drawGoldenSchema } from './schema.ts';
import { drawGolden, drawnProducts } from './store-golden.ts';

export type GoldenDraw =
  | { ok: true; drawn: number; of: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' };

/**
 * Draws products by chance into the category queue. Their blind answers are the golden set: an evaluation on 200 of them
 * is no longer provisional (law 8), and training never sees them or their duplicates.
 */
export async function drawGoldenSet(actor: Actor, input: DrawGolden): Promise<GoldenDraw> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, size } = drawGoldenSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  return inTransaction(async (tx) => {
    const draw = await drawGolden(tx, { catalogId, size, salt: newId() });
    await wakeUnitsOf(tx, { catalogId, stage: 'review-category', select: drawnProducts(catalogId) });
    await recordAudit(tx, actor, {
      event: 'golden.drawn',
      catalogId,
      subject: catalogId,
      detail: { size, ...draw },
    });
    return { ok: true, ...draw };
  });
}
