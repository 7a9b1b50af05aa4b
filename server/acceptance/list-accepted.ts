import type { Actor } from '#server/auth/actor.ts';
import type { AcceptedPage, AcceptedPageInput, AcceptedView } from './schema.ts';
import { type AcceptedRow, readAcceptedClusters, readAcceptedProducts } from './store-accepted.ts';

const pageSize = 20;

function toView({ at, returnedAt, returnedBy, ...row }: AcceptedRow): AcceptedView {
  return {
    ...row,
    at: at.toISOString(),
    returned: returnedAt && { at: returnedAt.toISOString(), by: returnedBy },
    isOvertaken: returnedAt === null && row.isOvertaken,
  };
}

/** A page of what policies decided in a queue of a catalog, newest first. */
export async function listAccepted(
  _actor: Actor,
  catalogId: string,
  { queue, after }: AcceptedPageInput,
): Promise<AcceptedPage> {
  const read = queue === 'categories' ? readAcceptedProducts : readAcceptedClusters;
  const rows = await read(catalogId, after ?? null, pageSize + 1);
  const items = rows.slice(0, pageSize).map(toView);
  return { items, next: rows.length > pageSize ? items[items.length - 1].decisionId : null };
}
