import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs, policyActor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { returnClusters } from './return-clusters.ts';
import { alpha } from './rules.ts';
import { type SetPolicy, setPolicySchema } from './schema.ts';
import { insertPolicy, lockPolicy, type PolicyOf } from './store.ts';
import { markReturned } from './store-clusters.ts';
import { giveBack } from './store-place.ts';

export type PolicyChange =
  | { ok: true; version: number; returned: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-catalog' };

/** How long the act itself takes merges back; the worker goes on with what is left. */
const patienceMs = 5000;

async function takeAllBack(
  tx: Tx,
  { catalogId, queue }: PolicyOf,
  policy: { id: string; version: number },
): Promise<number> {
  if (queue === 'duplicates') return markReturned(tx, catalogId);
  const returned = await giveBack(tx, policyActor(policy), catalogId, { auditsFrom: 0 });
  await wakeUnits(tx, { catalogId, stage: 'suggest', unitIds: returned });
  return returned.length;
}

/** A new version of the policy: on, or off in one act; off may take back all that it placed. Evidence begins anew. */
export async function setPolicy(actor: Actor, input: SetPolicy): Promise<PolicyChange> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const asked = setPolicySchema.parse(input);
  const { catalogId, queue } = asked;
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  const change = await inTransaction(async (tx): Promise<PolicyChange> => {
    const before = await lockPolicy(tx, { catalogId, queue });
    const policy = { id: newId(), version: (before?.version ?? 0) + 1 };
    await insertPolicy(tx, {
      ...policy,
      ...{ catalogId, queue, alpha, state: asked.state, reason: asked.reason, setBy: actor.name },
      ...{ precisionPromised: asked.precision, auditShare: asked.auditShare },
    });
    const takesBack = asked.state === 'off' && asked.giveBack;
    const returned = takesBack ? await takeAllBack(tx, { catalogId, queue }, policy) : 0;
    await recordAudit(tx, actor, {
      event: 'acceptance.policy-set',
      catalogId,
      subject: policy.id,
      detail: { ...asked, version: policy.version, returned },
    });
    return { ok: true, version: policy.version, returned };
  });
  if (queue === 'duplicates' && change.ok && change.returned > 0)
    await returnClusters(catalogId, AbortSignal.timeout(patienceMs));
  return change;
}
