import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import {
  type PolicyInForce,
  type PolicyVersion,
  type ReviewPolicy,
  reviewPolicySchema,
} from './schema-policy.ts';

const keyPrefix = 'review-policy:';
const keyOf = (catalogId: string): string => `${keyPrefix}${catalogId}`;

/** A share of the policy as a column of a bigger query: 0 where nobody has set one. */
const shareOf = (share: keyof ReviewPolicy, catalogId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  coalesce((SELECT (w.value->>${share})::float8 FROM setting w WHERE w.key = ${keyPrefix} || ${catalogId}), 0)`;

export const secondShareOf = (catalogId: Prisma.Sql): Prisma.Sql => shareOf('secondShare', catalogId);
export const blindShareOf = (catalogId: Prisma.Sql): Prisma.Sql => shareOf('blindShare', catalogId);
export const goldShareOf = (catalogId: Prisma.Sql): Prisma.Sql => shareOf('goldShare', catalogId);

const parsePolicy = (value: unknown): ReviewPolicy =>
  reviewPolicySchema.catch({ blindShare: 0, secondShare: 0, goldShare: 0 }).parse(value ?? {});

/** The policy of a catalog; all shares zero where nobody has set one. */
export async function readPolicy(catalogId: string, client: Db | Tx = db()): Promise<ReviewPolicy> {
  const row = await client.setting.findUnique({ where: { key: keyOf(catalogId) } });
  return parsePolicy(row?.value);
}

/** Saves the version after the one that was edited; 0 where there is another one meanwhile. */
export async function savePolicy(
  tx: Tx,
  actor: Actor,
  catalogId: string,
  next: ReviewPolicy & { version: number },
): Promise<number> {
  const value = JSON.stringify(next);
  return tx.$executeRaw`
    INSERT INTO setting (key, value, updated_by, updated_at)
    SELECT ${keyOf(catalogId)}, ${value}::jsonb, ${actor.id}, now()
    WHERE ${next.version}::int = 1 OR EXISTS (SELECT 1 FROM setting WHERE key = ${keyOf(catalogId)})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_by = excluded.updated_by, updated_at = now()
      WHERE coalesce((setting.value->>'version')::int, 0) = ${next.version - 1}::int`;
}

/** The policy with its number and how many known answers there are. */
export async function readPolicyVersion(catalogId: string): Promise<Omit<PolicyInForce, 'versions'>> {
  const [row] = await db().$queryRaw<{ value: unknown; version: number; goldCount: number }[]>`
    SELECT w.value, coalesce((w.value->>'version')::int, 0) AS version,
      (SELECT count(*)::int FROM gold_item g WHERE g.catalog_id = ${catalogId}::uuid) AS "goldCount"
    FROM (SELECT 1) AS one LEFT JOIN setting w ON w.key = ${keyOf(catalogId)}`;
  const { value, ...rest } = row;
  return { policy: parsePolicy(value), ...rest };
}

export const policyEvent = 'review.policy';

/** What was set and by whom, newest first. */
export async function readPolicyVersions(catalogId: string): Promise<PolicyVersion[]> {
  const rows = await db().$queryRaw<{ detail: unknown; version: number; by: string; at: Date }[]>`
    SELECT a.detail, (a.detail->>'version')::int AS version, coalesce(u.name, a.actor_id) AS by, a.at
    FROM audit a LEFT JOIN "user" u ON u.id = a.actor_id
    WHERE a.subject = ${catalogId} AND a.event = ${policyEvent} ORDER BY a.at DESC, a.id DESC LIMIT 20`;
  return rows.map(({ detail, at, ...row }) => ({ ...parsePolicy(detail), ...row, at: at.toISOString() }));
}
