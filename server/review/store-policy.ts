import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { type ReviewPolicy, reviewPolicySchema } from './schema-policy.ts';

/** A share of the policy as a column of a bigger query: 0 where nobody has set one. */
const shareOf = (share: keyof ReviewPolicy, catalogId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  coalesce((SELECT (w.value->>${share})::float8 FROM setting w WHERE w.key = 'review-policy:' || ${catalogId}), 0)`;

export const secondShareOf = (catalogId: Prisma.Sql): Prisma.Sql => shareOf('secondShare', catalogId);
export const blindShareOf = (catalogId: Prisma.Sql): Prisma.Sql => shareOf('blindShare', catalogId);
export const goldShareOf = (catalogId: Prisma.Sql): Prisma.Sql => shareOf('goldShare', catalogId);

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
