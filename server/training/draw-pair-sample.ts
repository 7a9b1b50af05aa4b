import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { type DrawPairSample, drawPairSampleSchema } from './schema-pair-sample.ts';
import { countWaiting, endSample, findSampleByKey, insertSample, lockSamples } from './store-pair-sample.ts';

export type PairSampleDraw =
  | { ok: true; sampleId: string; repeated: boolean }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'one-is-open' };

/** The seed of a sample: by its id, so that it can be drawn again and nobody chose it. */
const seedOf = (id: string): number => Number.parseInt(id.slice(-7), 16);

/**
 * Asks for a sample of pairs, to measure precision and recall of duplicates. The worker draws it into the duplicates queue;
 * while one has questions left there is no second. The same key asks once.
 */
export async function drawPairSample(actor: Actor, input: DrawPairSample): Promise<PairSampleDraw> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, idempotencyKey, size } = drawPairSampleSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  return inTransaction(async (tx): Promise<PairSampleDraw> => {
    const open = await lockSamples(tx, catalogId);
    const known = await findSampleByKey(tx, idempotencyKey);
    if (known?.catalogId === catalogId) return { ok: true, sampleId: known.id, repeated: true };
    if (known) return { ok: false, reason: 'unknown-catalog' };
    if (open?.state === 'drawing' || (open && (await countWaiting(tx, open.id)) > 0))
      return { ok: false, reason: 'one-is-open' };
    if (open) await endSample(tx, open.id);
    const id = newId();
    const sample = { id, catalogId, idempotencyKey, size, seed: seedOf(id), createdBy: actor.name };
    await insertSample(tx, sample);
    await wakeUnits(tx, { catalogId, stage: 'draw-pairs', unitIds: [id] });
    await recordAudit(tx, actor, {
      event: 'pair-sample.asked',
      catalogId,
      subject: id,
      detail: { size, seed: sample.seed },
    });
    return { ok: true, sampleId: id, repeated: false };
  });
}
