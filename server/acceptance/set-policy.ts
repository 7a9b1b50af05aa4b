import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs, policyActor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { alpha } from './rules.ts';
import { type SetPolicy, setPolicySchema } from './schema.ts';
import { insertPolicy, lockPolicy } from './store.ts';
import { giveBack } from './store-place.ts';

export type PolicyChange =
  | { ok: true; version: number; returned: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' };

/** A new version of the policy: on, or off in one act; off may take back all that it placed. Evidence begins anew. */
export async function setPolicy(actor: Actor, input: SetPolicy): Promise<PolicyChange> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const asked = setPolicySchema.parse(input);
  const { catalogId, queue } = asked;
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  return inTransaction(async (tx) => {
    const before = await lockPolicy(tx, { catalogId, queue });
    const policy = { id: newId(), version: (before?.version ?? 0) + 1 };
    await insertPolicy(tx, {
      ...policy,
      ...{ catalogId, queue, alpha, state: asked.state, reason: asked.reason, setBy: actor.name },
      ...{ precisionPromised: asked.precision, auditShare: asked.auditShare },
    });
    const returned =
      asked.state === 'off' && asked.giveBack
        ? await giveBack(tx, { catalogId, policyId: policyActor(policy).id }, { auditsFrom: 0 })
        : [];
    await wakeUnits(tx, { catalogId, stage: 'suggest', unitIds: returned });
    await recordAudit(tx, actor, {
      event: 'acceptance.policy-set',
      catalogId,
      subject: policy.id,
      detail: { ...asked, version: policy.version, returned: returned.length },
    });
    return { ok: true, version: policy.version, returned: returned.length };
  });
}
