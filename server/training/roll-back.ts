/** The model in use, and putting the one before it back. */
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { putToUse } from './promote-model.ts';
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

export async function readInUse(catalogId: string): Promise<InUseView> {
  const pointer = await readPointer(catalogId);
  if (!pointer) return { active: null, before: null };
  const { modelVersionId, name, runId, by } = pointer;
  return {
    active: {
      ...{ modelVersionId, name, runId, by },
      trainedAt: pointer.trainedAt.toISOString(),
      since: pointer.since.toISOString(),
    },
    before: await modelOf(pointer.before),
  };
}

export type RollBack =
  | { ok: true; modelVersionId: string; before: string | null }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'nothing-before' | 'changed' };

/**
 * Puts back what was in use before the model in use, with its embedder, and rescores; its suggestions of unchanged
 * products are still there. Refused as `changed` where another model is in use than the one the person saw.
 */
export async function rollBack(actor: Actor, asked: { catalogId: string; from: string }): Promise<RollBack> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId } = asked;
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const { active, before } = await readInUse(catalogId);
  if (active?.modelVersionId !== asked.from) return { ok: false, reason: 'changed' };
  const model = before ? await loadModelVersion(before.modelVersionId) : null;
  if (!model) return { ok: false, reason: 'nothing-before' };
  return inTransaction(async (tx) => {
    const done = await putToUse(tx, actor, { catalogId, model, inPlaceOf: asked.from });
    return done.ok ? { ok: true, modelVersionId: model.modelVersionId, before: done.before } : done;
  });
}
