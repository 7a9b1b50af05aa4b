import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Queue, QueueCounts } from './schema.ts';
import type { SoughtFilter } from './schema-filter.ts';
import { isForMe, matches, mayWorkOn } from './store-filter.ts';

/** The whole truth about a queue for one person: nothing is "empty" that somebody else only holds. */
export async function countItems(
  actor: Actor,
  queue: Queue,
  catalogId: string,
  filter: SoughtFilter = {},
): Promise<QueueCounts> {
  const actorId = actor.id;
  const [row] = await db().$queryRaw<
    (Omit<QueueCounts, 'nextFreeSeconds'> & { nextFreeSeconds: number | null })[]
  >`
    SELECT
      count(*) FILTER (WHERE waiting)::int AS "left",
      count(*) FILTER (WHERE waiting AND NOT held AND skip_until IS NULL)::int AS "free",
      count(*) FILTER (WHERE held AND leased_by = ${actorId})::int AS "mine",
      count(*) FILTER (WHERE held AND leased_by <> ${actorId})::int AS "withOthers",
      count(*) FILTER (WHERE waiting AND NOT held AND skip_until IS NOT NULL)::int AS "skippedByMe",
      count(*) FILTER (WHERE state = 'escalated')::int AS "escalated",
      ceil(extract(epoch FROM least(
        min(lease_until) FILTER (WHERE waiting AND held AND leased_by <> ${actorId} AND skip_until IS NULL),
        min(skip_until) FILTER (WHERE waiting AND NOT held)) - now()))::float8 AS "nextFreeSeconds"
    FROM (
      SELECT i.state, i.leased_by, i.lease_until, s.until AS skip_until,
        i.state IN ('open', 'leased') AS waiting,
        (i.leased_by IS NOT NULL AND i.lease_until > now()) AS held
      FROM review_item i
      LEFT JOIN skip s ON s.item_id = i.id AND s.actor_id = ${actorId} AND s.until > now()
      WHERE i.queue = ${queue} AND i.catalog_id = ${catalogId}::uuid AND i.state IN ('open', 'leased', 'escalated')
        AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)} AND ${isForMe(actor)} AND ${matches(queue, filter)}
    ) AS item`;
  return row;
}
