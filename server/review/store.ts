import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Write } from '#server/db/write-together.ts';
import type { Lease, LeaseRef, Queue, Scope } from './schema.ts';
import type { SoughtFilter } from './schema-filter.ts';
import { isForMe, matches, mayWorkOn, orderOf } from './store-filter.ts';
import { blindShareOf, goldShareOf } from './store-policy.ts';

/**
 * Items and leases. The claim is one statement: two people who race for one row are ordered by the row lock, and the
 * loser skips it. Every lease carries a number that only grows (fencing): what an old holder sends is recognised.
 */
type Client = Db | Tx;

/** Minutes, not hours: a closed lid gives the item back soon. The deck renews while somebody is there. */
export const leaseSeconds = 180;
/** A skipped item stays away from the one who skipped it for this long. */
export const skipSeconds = 30 * 60;

export interface ItemRow {
  id: string;
  catalogId: string;
  queue: Queue;
  subjectId: string;
  state: 'open' | 'leased' | 'decided' | 'deferred' | 'escalated' | 'withdrawn';
  reason: string;
  priorityReason: string;
  modelVersionId: string | null;
  servedProbability: number;
  servedPolicy: string;
  blind: boolean;
  leaseNumber: bigint;
  leasedBy: string | null;
  leaseMs: number;
}

export interface ClaimItems {
  queue: Queue;
  catalogId: string;
  scope: Scope;
  count: number;
  filter?: SoughtFilter;
  /** Shows the policy's part of the items that nobody has held yet without a proposal; drawn by the item's own id. */
  drawsBlind?: boolean;
  /** Instead of its place (value of asking × age): a number of `review_item i`, greatest first, never null. */
  rank?: Prisma.Sql;
  /** More conditions on `review_item i`. */
  also?: Prisma.Sql;
}

export interface ClaimedRow extends ItemRow {
  rank: number;
  /** Whole days since somebody was first to be asked. */
  waitingDays: number;
  /** The policy's part of known answers, read on the way. */
  goldShare: number;
}

/** Whole days that an item has waited, by the database's clock. */
const waitingDays = Prisma.sql`greatest(0, floor(extract(epoch FROM now() - i.created_at) / 86400))::int`;

/** 0 ≤ draw < 1, the same for an item whoever asks: a share drawn by it is a sample by chance that can be repeated. */
const draw = Prisma.sql`(('x' || substr(md5(i.id::text), 1, 7))::bit(28)::int)::float8 / 268435456`;

/** Claims up to `count` items of a queue, best first. Count the rows: fewer means that nothing more is free. */
export async function claimItems(actor: Actor, claim: ClaimItems): Promise<ClaimedRow[]> {
  const { queue, catalogId, scope, count, filter = {} } = claim;
  const ofCatalog = Prisma.sql`${catalogId}`;
  const blindShare = claim.drawsBlind ? blindShareOf(ofCatalog) : Prisma.sql`0`;
  const actorId = actor.id;
  const rank = claim.rank ?? orderOf(queue, filter) ?? Prisma.sql`i.rank`;
  // An escalated item keeps its state while a lead holds it: given back, it is still the leads'.
  const rows = await db().$queryRaw<ClaimedRow[]>`
    WITH picked AS (
      SELECT i.id FROM review_item i
      WHERE i.queue = ${queue} AND i.catalog_id = ${catalogId}::uuid
        AND CASE WHEN ${scope} = 'escalated' THEN i.state = 'escalated' ELSE i.state IN ('open', 'leased') END
        AND (i.leased_by IS NULL OR i.lease_until < now())
        AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)} AND ${isForMe(actor)}
        AND ${matches(queue, filter)} AND ${claim.also ?? Prisma.sql`true`}
        AND NOT EXISTS (
          SELECT 1 FROM skip s WHERE s.item_id = i.id AND s.actor_id = ${actorId} AND s.until > now())
      ORDER BY ${rank} DESC, i.id
      LIMIT ${count}
      FOR UPDATE OF i SKIP LOCKED
    )
    UPDATE review_item i
    SET state = CASE WHEN i.state = 'escalated' THEN i.state ELSE 'leased' END,
        blind = i.blind OR (i.lease_number = 0 AND i.queue = 'categories' AND ${draw} < ${blindShare}
          AND i.reason IN ('suspect', 'uncertain', 'missing', 'disagreement')),
        lease_number = i.lease_number + 1, leased_by = ${actorId},
        lease_until = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
    FROM picked p WHERE i.id = p.id
    RETURNING i.id, i.catalog_id AS "catalogId", i.queue, i.subject_id AS "subjectId", i.state, i.reason,
      ${rank} AS rank, ${waitingDays} AS "waitingDays", i.priority_reason AS "priorityReason", i.model_version_id AS "modelVersionId",
      i.served_probability AS "servedProbability", i.served_policy AS "servedPolicy", i.blind,
      i.lease_number AS "leaseNumber", i.leased_by AS "leasedBy",
      ${leaseSeconds * 1000}::float8 AS "leaseMs", ${goldShareOf(ofCatalog)} AS "goldShare"`;
  return rows.sort((x, y) => y.rank - x.rank || (x.id < y.id ? -1 : 1));
}

/**
 * Locks one item for a decision, an undo or a skip; null for an item that this person may not see. `keySeen`: a decision
 * with this key stood there when the statement began; one that was made while we waited for the lock is not seen.
 */
export async function lockItem(
  tx: Tx,
  actor: Actor,
  itemId: string,
  key: string | null = null,
): Promise<(ItemRow & { keySeen: boolean }) | null> {
  const rows = await tx.$queryRaw<(ItemRow & { keySeen: boolean })[]>`
    SELECT EXISTS (SELECT 1 FROM decision d WHERE d.idempotency_key = ${key}) AS "keySeen", id, catalog_id AS "catalogId", queue, subject_id AS "subjectId", state, reason,
      priority_reason AS "priorityReason", model_version_id AS "modelVersionId",
      served_probability AS "servedProbability", served_policy AS "servedPolicy", blind,
      lease_number AS "leaseNumber", leased_by AS "leasedBy",
      coalesce(greatest(0, extract(epoch FROM lease_until - now()) * 1000), 0)::float8 AS "leaseMs"
    FROM review_item i WHERE id = ${itemId}::uuid AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)} FOR UPDATE OF i`;
  return rows[0] ?? null;
}

/** Leases one item for an act over many, in the act's transaction; null where it is not free. */
export async function claimOne(tx: Tx, actor: Actor, itemId: string): Promise<LeaseRef | null> {
  const rows = await tx.$queryRaw<{ leaseNumber: bigint }[]>`
    UPDATE review_item i SET state = 'leased', lease_number = lease_number + 1, leased_by = ${actor.id},
      lease_until = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
    WHERE i.id = ${itemId}::uuid AND i.state IN ('open', 'leased') AND (i.leased_by IS NULL OR i.lease_until < now())
      AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)}
    RETURNING i.lease_number AS "leaseNumber"`;
  return rows.length > 0 ? { itemId, leaseNumber: Number(rows[0].leaseNumber) } : null;
}

/** Lengthens the leases that are still this person's under these numbers; the rest is lost. Returns what was kept. */
export async function extendLeases(actorId: string, leases: LeaseRef[]): Promise<LeaseRef[]> {
  const rows = await db().$queryRaw<{ id: string; leaseNumber: bigint }[]>`
    UPDATE review_item i SET lease_until = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
    FROM unnest(${leases.map((lease) => lease.itemId)}::uuid[], ${leases.map((lease) => BigInt(lease.leaseNumber))}::bigint[])
      AS held (id, lease_number)
    WHERE i.id = held.id AND i.lease_number = held.lease_number AND i.leased_by = ${actorId}
      AND i.state IN ('leased', 'escalated')
    RETURNING i.id, i.lease_number AS "leaseNumber"`;
  return rows.map((row) => ({ itemId: row.id, leaseNumber: Number(row.leaseNumber) }));
}

/** Gives leases back at once (page closed, deck left). Old numbers change nothing. Returns how many were given back. */
export async function releaseLeases(
  actorId: string,
  leases: LeaseRef[],
  client: Client = db(),
): Promise<number> {
  return client.$executeRaw`
    UPDATE review_item i
    SET state = CASE WHEN i.state = 'leased' THEN 'open' ELSE i.state END,
        leased_by = NULL, lease_until = NULL, updated_at = now()
    FROM unnest(${leases.map((lease) => lease.itemId)}::uuid[], ${leases.map((lease) => BigInt(lease.leaseNumber))}::bigint[])
      AS held (id, lease_number)
    WHERE i.id = held.id AND i.lease_number = held.lease_number AND i.leased_by = ${actorId}
      AND i.state IN ('leased', 'escalated')`;
}

/** The reaper: leases that ran out go back. A claim takes them anyway; this keeps counts and pages honest. */
export async function reapLeases(): Promise<number> {
  return db().$executeRaw`
    UPDATE review_item
    SET state = CASE WHEN state = 'leased' THEN 'open' ELSE state END,
        leased_by = NULL, lease_until = NULL, updated_at = now()
    WHERE id IN (
      SELECT id FROM review_item
      WHERE state IN ('leased', 'escalated') AND lease_until < now()
      ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)`;
}

/** Ends a lease with a new state: decided, escalated, open again, or withdrawn. */
export async function endLease(tx: Tx, itemId: string, state: ItemRow['state']): Promise<void> {
  await tx.$executeRaw(endLeaseWrite(itemId, state));
}

/** The same as a change that runs beside the decision. */
export function endLeaseWrite(itemId: string, state: ItemRow['state']): Write {
  return Prisma.sql`
    UPDATE review_item
    SET state = ${state}, leased_by = NULL, lease_until = NULL, updated_at = now(),
        decided_at = CASE WHEN ${state} = 'decided' THEN now() ELSE NULL END
    WHERE id = ${itemId}::uuid`;
}

/** Why an item is asked, from now on: its reason in code, and in words. */
export async function askBecause(
  tx: Tx,
  itemId: string,
  asked: { reason: string; priorityReason: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE review_item SET reason = ${asked.reason}, priority_reason = ${asked.priorityReason}, updated_at = now()
    WHERE id = ${itemId}::uuid`;
}

/** Puts an item back into this person's hand (undo), unless a newer item of the same subject is open. */
export async function leaseAgain(
  tx: Tx,
  actorId: string,
  item: ItemRow,
  state: 'leased' | 'escalated',
): Promise<Omit<Lease, 'subjectRevision'> | null> {
  const rows = await tx.$queryRaw<{ leaseNumber: bigint }[]>`
    UPDATE review_item i
    SET state = ${state}, lease_number = lease_number + 1, leased_by = ${actorId}, decided_at = NULL,
        lease_until = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
    WHERE i.id = ${item.id}::uuid AND NOT EXISTS (
      SELECT 1 FROM review_item o
      WHERE o.queue = i.queue AND o.subject_id = i.subject_id AND o.id <> i.id
        AND o.state IN ('open', 'leased', 'deferred', 'escalated'))
    RETURNING lease_number AS "leaseNumber"`;
  if (rows.length === 0) return null;
  return { itemId: item.id, leaseNumber: Number(rows[0].leaseNumber), leaseMs: leaseSeconds * 1000 };
}

/** Remembers that this person does not want to see the item for a while. */
export async function putSkip(tx: Tx, itemId: string, actorId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO skip (item_id, actor_id, until)
    VALUES (${itemId}::uuid, ${actorId}, now() + make_interval(secs => ${skipSeconds}))
    ON CONFLICT (item_id, actor_id) DO UPDATE SET until = excluded.until`;
}

export async function dropSkip(tx: Tx, itemId: string, actorId: string): Promise<number> {
  return tx.$executeRaw`DELETE FROM skip WHERE item_id = ${itemId}::uuid AND actor_id = ${actorId}`;
}
