/** A person puts a run's models to use; every product is rescored beside its old suggestions. */
import type { Actor } from '#server/auth/actor.ts';
import { mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnitsOf, writeStageEvent } from '#server/jobs/stage-event.ts';
import { activateModel } from '#server/registry/activate-model.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { type PromoteRun, promoteRunSchema } from './schema.ts';
import { findEvaluation, findRun, listedProducts } from './store.ts';

export type Promotion =
  | { ok: true; modelVersionId: string; before: string | null }
  | { ok: false; reason: 'unknown-run' | 'not-evaluated' | 'provisional' | 'not-allowed' };

/**
 * Promotes the models of a run: one pointer a kind, one audit row each, and the rescoring of the catalog, in one
 * transaction. A provisional evaluation asks for an acknowledgement (law 8). Rolling back is promoting the old run.
 */
export async function promoteModel(actor: Actor, input: PromoteRun): Promise<Promotion> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { runId, acknowledgeProvisional } = promoteRunSchema.parse(input);
  const run = await findRun(runId);
  if (!run || !(await maySeeCatalog(actor, run.catalogId))) return { ok: false, reason: 'unknown-run' };
  const model = run.modelVersionId ? await loadModelVersion(run.modelVersionId) : null;
  const evaluation = model ? await findEvaluation(model.modelVersionId) : null;
  if (!model || !evaluation) return { ok: false, reason: 'not-evaluated' };
  if (evaluation.provisional && !acknowledgeProvisional) return { ok: false, reason: 'provisional' };
  const { catalogId } = run;
  const embedderId = model.manifest.trainedOn['embedder'];
  return inTransaction(async (tx): Promise<Promotion> => {
    if (typeof embedderId === 'string') {
      const embedder = await activateModel(tx, actor, {
        catalogId,
        kind: 'embedder',
        modelVersionId: embedderId,
      });
      if (embedder.ok && embedder.before !== embedderId) {
        await wakeUnitsOf(tx, { catalogId, stage: 'embed', select: listedProducts(catalogId) });
      }
    }
    const done = await activateModel(tx, actor, {
      catalogId,
      kind: 'categorizer',
      modelVersionId: model.modelVersionId,
    });
    if (!done.ok) return { ok: false, reason: 'unknown-run' };
    await wakeUnitsOf(tx, { catalogId, stage: 'rescore', select: listedProducts(catalogId) });
    await writeStageEvent(tx, { catalogId, stage: 'promote', unitIds: [runId] });
    return { ok: true, modelVersionId: model.modelVersionId, before: done.before };
  });
}
