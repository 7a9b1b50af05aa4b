import type { Actor } from '#server/auth/actor.ts';
import { readAnchor } from '#server/representation/store.ts';
import type { LeaseRef, Queue, QueueStatus } from './schema.ts';
import type { QueueFilter } from './schema-filter.ts';
import { seekMeaning } from './seek-meaning.ts';
import { extendLeases, leaseSeconds, releaseLeases } from './store.ts';
import { countItems } from './store-counts.ts';
import { dayFigures } from './store-decisions.ts';

/** Heartbeat: lengthens the leases that are still this person's; what is not in `kept` is lost. */
export async function renewLeases(
  actor: Actor,
  leases: LeaseRef[],
): Promise<{ kept: LeaseRef[]; leaseMs: number }> {
  return { kept: await extendLeases(actor.id, leases), leaseMs: leaseSeconds * 1000 };
}

/** Gives leases back at once, from the beacon of a closing page. */
export async function returnLeases(actor: Actor, leases: LeaseRef[]): Promise<number> {
  return releaseLeases(actor.id, leases);
}

/** Counts of a queue and the person's own figures of the day. */
export async function readQueueStatus(
  actor: Actor,
  queue: Queue,
  catalogId: string,
  filter: QueueFilter = {},
): Promise<QueueStatus> {
  const sought = await seekMeaning(catalogId, filter);
  const [counts, figures, like] = await Promise.all([
    countItems(actor, queue, catalogId, sought.filter),
    dayFigures(actor.id, queue, catalogId),
    filter.like ? readAnchor(catalogId, filter.like) : null,
  ]);
  return { counts, figures, byWordsOnly: sought.byWordsOnly, like };
}
