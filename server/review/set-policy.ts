import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { ReviewPolicy } from './schema-policy.ts';
import { savePolicy } from './store-policy.ts';

/** Sets the blind, gold and second-opinion shares of a catalog. */
export function setPolicy(actor: Actor, catalogId: string, policy: ReviewPolicy): Promise<void> {
  return inTransaction(async (tx) => {
    await savePolicy(tx, actor, catalogId, policy);
    await recordAudit(tx, actor, { event: 'review.policy', catalogId, detail: policy });
  });
}
