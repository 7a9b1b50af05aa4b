import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { selectBatch } from '#server/ml/active/select-batch.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { readVectors } from '#server/representation/store.ts';
import { askedWords } from '#server/review/asked-words.ts';
import type { BatchDrawn } from './draw-batch.ts';
import { type DrawBatch, drawBatchSchema } from './schema-values.ts';
import { raiseClusterItems, readUnsureClusters } from './store-batch.ts';

const diversity = 1;
const choiceFactor = 20;

/**
 * Moves the proposed clusters to the front of the duplicate queue whose answers would teach the pair matcher most: those
 * with a pair that it cannot tell, unlike each other (by the text of a member) and worth it.
 */
export async function drawPairBatch(actor: Actor, input: DrawBatch): Promise<BatchDrawn> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, size } = drawBatchSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const pool = await readUnsureClusters(catalogId, size * choiceFactor);
  const embedder = await loadActiveModel(catalogId, 'embedder');
  const members = pool.map((cluster) => cluster.productId);
  const vectors = embedder
    ? await readVectors(members, embedder.modelVersionId)
    : new Map<string, Float32Array>();
  const chosen = selectBatch(
    {
      uncertainty: pool.map((cluster) => cluster.uncertainty),
      value: pool.map((cluster) => 1 + Math.log10(1 + cluster.popularity)),
      vectors: members.map((id) => vectors.get(id) ?? null),
    },
    Int32Array.from(pool.keys()),
    { size, diversity },
  );
  const items = Array.from(chosen, (at, rank) => ({
    itemId: pool[at].itemId,
    rank,
    priorityReason: askedWords({ code: 'teaches-matcher', values: { share: pool[at].uncertainty } }),
  }));
  return inTransaction(async (tx) => {
    const drawn = await raiseClusterItems(tx, items);
    const detail = { queue: 'duplicates', size, drawn: drawn.length, of: pool.length };
    await recordAudit(tx, actor, { event: 'training.batch-drawn', catalogId, subject: catalogId, detail });
    return { ok: true, drawn: drawn.length, of: pool.length };
  });
}
