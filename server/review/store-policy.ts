import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { type ReviewPolicy, reviewPolicySchema } from './schema-policy.ts';

const keyOf = (catalogId: string): string => `review-policy:${catalogId}`;

/** The policy of a catalog; all shares zero where nobody has set one. */
export async function readPolicy(catalogId: string, client: Db | Tx = db()): Promise<ReviewPolicy> {
  const row = await client.setting.findUnique({ where: { key: keyOf(catalogId) } });
  return reviewPolicySchema.catch({ blindShare: 0, secondShare: 0, goldShare: 0 }).parse(row?.value ?? {});
}

export async function savePolicy(
  tx: Tx,
  actor: Actor,
  catalogId: string,
  policy: ReviewPolicy,
): Promise<void> {
  const key = keyOf(catalogId);
  const row = { value: policy, updatedBy: actor.id };
  await tx.setting.upsert({ where: { key }, create: { key, ...row }, update: row });
}
