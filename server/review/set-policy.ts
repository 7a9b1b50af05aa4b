import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { PolicyInForce, SetPolicy, SetPolicyOutcome } from './schema-policy.ts';
import { policyEvent, readPolicyVersion, readPolicyVersions, savePolicy } from './store-policy.ts';

/** Sets the blind, gold and second-opinion shares of a catalog; every version stays in the audit log. */
export function setPolicy(actor: Actor, catalogId: string, input: SetPolicy): Promise<SetPolicyOutcome> {
  const { basedOn, ...policy } = input;
  return inTransaction(async (tx) => {
    const version = basedOn + 1;
    if ((await savePolicy(tx, actor, catalogId, { ...policy, version })) === 0)
      return { ok: false, reason: 'changed-since' };
    const detail = { ...policy, version };
    await recordAudit(tx, actor, { event: policyEvent, catalogId, subject: catalogId, detail });
    return { ok: true, version };
  });
}

/** What holds now, and what held before. The caller has checked that the person may see the catalog. */
export async function readPolicyInForce(catalogId: string): Promise<PolicyInForce> {
  const [current, versions] = await Promise.all([
    readPolicyVersion(catalogId),
    readPolicyVersions(catalogId),
  ]);
  return { ...current, versions };
}
