import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { selectBatch } from '#server/ml/active/select-batch.ts';
import { readVectors } from '#server/representation/store.ts';
import { valueFactors } from './rules-values.ts';
import { type DrawBatch, drawBatchSchema } from './schema-values.ts';
import { openTrainingItems, readUnsure, type Unsure } from './store-batch.ts';
import { readOwnValues } from './store-values.ts';

/** Exponent of diversity, as measured by `npm run bench -- active`. */
const diversity = 1;
/** The least sure products per asked one among which a batch is chosen: more add time, not difference. */
const choiceFactor = 20;

export type BatchDrawn =
  | { ok: true; drawn: number; of: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'no-model' };

const codes = (path: string): string[] => path.split('/').filter(Boolean);

function inWords(one: Unsure): string {
  return `teaches the model: unsure between its first two answers (${Math.round(100 * one.uncertainty)} %), unlike the others chosen`;
}

/**
 * Puts the products into the category queue whose answers would teach the model most: unsure, unlike each other and worth
 * it (server/ml/active). They wait there in this order under the reason `training`. Their labels train; they are never a
 * measure, since chance did not choose them.
 */
export async function drawTrainingBatch(actor: Actor, input: DrawBatch): Promise<BatchDrawn> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, size } = drawBatchSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const pool = await readUnsure(catalogId, size * choiceFactor);
  if (!pool) return { ok: false, reason: 'no-model' };
  const factorOf = valueFactors(await readOwnValues(catalogId));
  const vectors = pool.embedderId
    ? await readVectors(
        pool.products.map((one) => one.productId),
        pool.embedderId,
      )
    : new Map<string, Float32Array>();
  const chosen = selectBatch(
    {
      uncertainty: pool.products.map((one) => one.uncertainty),
      // On a logarithmic scale, as the queue's own order: one bestseller must not outweigh a thousand others.
      value: pool.products.map((one) => 1 + Math.log10(1 + one.popularity * factorOf(codes(one.path)))),
      vectors: pool.products.map((one) => vectors.get(one.productId) ?? null),
    },
    Int32Array.from(pool.products.keys()),
    { size, diversity },
  );
  const items = Array.from(chosen, (at, rank) => ({
    productId: pool.products[at].productId,
    revision: pool.products[at].revision,
    rank,
    priorityReason: inWords(pool.products[at]),
  }));
  return inTransaction(async (tx) => {
    const drawn = await openTrainingItems(tx, { catalogId, modelVersionId: pool.modelVersionId }, items);
    await wakeUnits(tx, { catalogId, stage: 'review-category', unitIds: drawn });
    const detail = { size, drawn: drawn.length, of: pool.products.length };
    await recordAudit(tx, actor, { event: 'training.batch-drawn', catalogId, subject: catalogId, detail });
    return { ok: true, drawn: drawn.length, of: pool.products.length };
  });
}
