/** A person puts a run's models to use; every product is rescored beside its old suggestions. */

import type { Actor } from '#server/auth/actor.ts';
import { mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { wakeUnitsOf, writeStageEvent } from '#server/jobs/stage-event.ts';
import { activateModel } from '#server/registry/activate-model.ts';
import { loadModelVersion, type ModelFiles } from '#server/registry/load-model.ts';
import { type PromoteRun, promoteRunSchema, trainedKindSchema } from './schema.ts';
import { findEvaluation, findRun, listedProducts } from './store.ts';
import { lockActive } from './store-card.ts';
import { endShadow } from './store-shadow.ts';
import { isUnchanged } from './verify-dataset.ts';

export type Promotion =
  | { ok: true; modelVersionId: string; before: string | null }
  | {
      ok: false;
      reason:
        | 'unknown-run'
        | 'not-evaluated'
        | 'provisional'
        | 'recall-unproven'
        | 'dataset-changed'
        | 'not-allowed';
    };

/**
 * Flips the pointers of a categorizer and of the embedder and the model of attributes that it was trained with, and wakes what must be computed anew.
 * @param inPlaceOf refuses as `changed` where another categorizer is in use than this one
 */
export async function putToUse(
  tx: Tx,
  actor: Actor,
  { catalogId, model, inPlaceOf }: { catalogId: string; model: ModelFiles; inPlaceOf?: string },
): Promise<{ ok: true; before: string | null } | { ok: false; reason: 'changed' }> {
  if (inPlaceOf && (await lockActive(tx, catalogId, 'categorizer')) !== inPlaceOf)
    return { ok: false, reason: 'changed' };
  const embedderId = model.manifest.trainedOn['embedder'];
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
  const attributesId = model.manifest.trainedOn['attributes'];
  if (typeof attributesId === 'string')
    await activateModel(tx, actor, { catalogId, kind: 'attributes', modelVersionId: attributesId });
  const { modelVersionId } = model;
  const done = await activateModel(tx, actor, { catalogId, kind: 'categorizer', modelVersionId });
  if (!done.ok) return { ok: false, reason: 'changed' };
  await endShadow(tx, catalogId, modelVersionId);
  await wakeUnitsOf(tx, { catalogId, stage: 'rescore', select: listedProducts(catalogId) });
  return { ok: true, before: done.before };
}

/** Flips the pointer of a model of pairs, and wakes a stage for every product. */
function putPairsToUse(
  kind: 'pair-matcher' | 'pair-filter',
  stage: 'score-pairs' | 'block',
): typeof putToUse {
  return async (tx, actor, { catalogId, model, inPlaceOf }) => {
    if (inPlaceOf && (await lockActive(tx, catalogId, kind)) !== inPlaceOf)
      return { ok: false, reason: 'changed' };
    const { modelVersionId } = model;
    const done = await activateModel(tx, actor, { catalogId, kind, modelVersionId });
    if (!done.ok) return { ok: false, reason: 'changed' };
    await wakeUnitsOf(tx, { catalogId, stage, select: listedProducts(catalogId) });
    return done;
  };
}

/** How a model of each kind is put to use. */
export const putKindToUse = {
  categorizer: putToUse,
  // Every candidate is scored anew beside its old score; clusters follow. What people told apart stays apart: facts bind the next clusters too.
  'pair-matcher': putPairsToUse('pair-matcher', 'score-pairs'),
  // Candidates of every product are looked for anew: refused ones go, or come back.
  'pair-filter': putPairsToUse('pair-filter', 'block'),
} as const;

/** Why a provisional evaluation is not enough; null where a person has read that it is provisional. */
function unprovenReason(kind: string, isAcknowledged: boolean): 'provisional' | 'recall-unproven' | null {
  // What a filter loses nobody sees: no acknowledgement stands for a recall that is not shown.
  if (kind === 'pair-filter') return 'recall-unproven';
  return isAcknowledged ? null : 'provisional';
}

/**
 * Promotes the models of a run: one pointer a kind, one audit row each, and the rescoring of the catalog, in one
 * transaction. A provisional evaluation asks for an acknowledgement (law 8); one on a dataset that was changed since is refused. Rolling back: roll-back.ts.
 */
export async function promoteModel(actor: Actor, input: PromoteRun): Promise<Promotion> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { runId, acknowledgeProvisional } = promoteRunSchema.parse(input);
  const run = await findRun(runId);
  if (!run || !(await maySeeCatalog(actor, run.catalogId))) return { ok: false, reason: 'unknown-run' };
  const model = run.modelVersionId ? await loadModelVersion(run.modelVersionId) : null;
  const evaluation = model ? await findEvaluation(model.modelVersionId) : null;
  if (!model || !evaluation) return { ok: false, reason: 'not-evaluated' };
  const unproven = evaluation.provisional ? unprovenReason(run.kind, acknowledgeProvisional) : null;
  if (unproven) return { ok: false, reason: unproven };
  if (!(await isUnchanged(run.datasetId))) return { ok: false, reason: 'dataset-changed' };
  return inTransaction(async (tx): Promise<Promotion> => {
    const done = await putKindToUse[parseStored(trainedKindSchema, run.kind, 'kind of model')](tx, actor, {
      catalogId: run.catalogId,
      model,
    });
    if (!done.ok) return { ok: false, reason: 'unknown-run' };
    await writeStageEvent(tx, { catalogId: run.catalogId, stage: 'promote', unitIds: [runId] });
    return { ok: true, modelVersionId: model.modelVersionId, before: done.before };
  });
}
