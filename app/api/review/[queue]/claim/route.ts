import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { claimSchema, queueSchema } from '#server/review/schema.ts';
import { cardHeaders, claimNext } from '../claim-next.ts';

/** Leases the next cards of a queue. */
export const POST = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const claim = claimSchema.parse(await request.json());
  const claimed = await claimNext(actor, queue, claim);
  // A claim takes nothing of a catalog that is not the person's: only why there is nothing is left to be told.
  if (claimed.cards.length === 0) await requireCatalog(actor, claim.catalogId);
  return Response.json(claimed, { headers: cardHeaders });
});
