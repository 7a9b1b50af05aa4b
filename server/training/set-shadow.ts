import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { type SetShadow, setShadowSchema } from './schema-compare.ts';
import { readActiveId, readModels } from './store-compare.ts';
import { endShadow, startShadow } from './store-shadow.ts';

export type ShadowChange =
  | { ok: true }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' | 'unknown-model' | 'is-in-use' | 'none-in-use' };

/** Lets a candidate score incoming products beside the model in use, or ends it. Nobody is shown its answers. */
export async function setShadow(actor: Actor, input: SetShadow): Promise<ShadowChange> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, modelVersionId, isOn } = setShadowSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const model = (await readModels([modelVersionId])).get(modelVersionId);
  if (model?.catalogId !== catalogId || model.kind !== 'categorizer')
    return { ok: false, reason: 'unknown-model' };
  const activeId = await readActiveId(catalogId);
  if (isOn && !activeId) return { ok: false, reason: 'none-in-use' };
  if (isOn && activeId === modelVersionId) return { ok: false, reason: 'is-in-use' };
  return inTransaction(async (tx) => {
    if (isOn) await startShadow(tx, { catalogId, modelVersionId, setBy: actor.name });
    else await endShadow(tx, catalogId, modelVersionId);
    await recordAudit(tx, actor, {
      event: isOn ? 'training.shadow-started' : 'training.shadow-ended',
      catalogId,
      subject: modelVersionId,
    });
    return { ok: true };
  });
}
