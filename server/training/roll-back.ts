/** The model in use, and putting the one before it back. */
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { registerShippedFilter } from '#server/duplicates/pair-filter.ts';
import { registerShippedMatcher } from '#server/duplicates/pair-matcher.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { putKindToUse } from './promote-model.ts';
import type { RollBackInput, TrainedKind } from './schema.ts';
import type { InUseView, ModelInUse } from './schema-card.ts';
import { readPointer } from './store-card.ts';
import { readModels } from './store-compare.ts';

async function modelOf(id: string | null): Promise<ModelInUse | null> {
  const model = id ? (await readModels([id])).get(id) : undefined;
  if (!model) return null;
  return {
    modelVersionId: model.id,
    name: model.name,
    runId: model.runId,
    trainedAt: model.createdAt.toISOString(),
  };
}

/** The version that serves before a catalog has one of its own; null where none does. */
async function shippedOf(kind: TrainedKind): Promise<string | null> {
  if (kind === 'pair-matcher') return registerShippedMatcher();
  return kind === 'pair-filter' ? registerShippedFilter() : null;
}

/** @param kind until a catalog has a pair matcher of its own, and before its first one, the shipped one serves */
export async function readInUse(catalogId: string, kind: TrainedKind = 'categorizer'): Promise<InUseView> {
  const pointer = await readPointer(catalogId, kind);
  if (!pointer) return { active: null, before: null };
  const { modelVersionId, name, runId, by } = pointer;
  return {
    active: {
      ...{ modelVersionId, name, runId, by },
      trainedAt: pointer.trainedAt.toISOString(),
      since: pointer.since.toISOString(),
    },
    before: await modelOf(pointer.before ?? (await shippedOf(kind))),
  };
}

export type RollBack =
  | { ok: true; modelVersionId: string; before: string | null }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'nothing-before' | 'changed' };

/**
 * Puts back what was in use before the model in use, with its embedder, and rescores; its suggestions of unchanged
 * products are still there. Refused as `changed` where another model is in use than the one the person saw.
 */
export async function rollBack(actor: Actor, asked: RollBackInput): Promise<RollBack> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, kind = 'categorizer' } = asked;
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const { active, before } = await readInUse(catalogId, kind);
  if (active?.modelVersionId !== asked.from) return { ok: false, reason: 'changed' };
  const model = before ? await loadModelVersion(before.modelVersionId) : null;
  if (!model) return { ok: false, reason: 'nothing-before' };
  return inTransaction(async (tx) => {
    const done = await putKindToUse[kind](tx, actor, { catalogId, model, inPlaceOf: asked.from });
    return done.ok ? { ok: true, modelVersionId: model.modelVersionId, before: done.before } : done;
  });
}
