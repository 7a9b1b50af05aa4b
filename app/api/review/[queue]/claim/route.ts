import { mayActAs } from '#server/auth/actor.ts';
import { Refusal } from '#server/auth/refusal.ts';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { claimNextCategory } from '#server/categorization/claim-next-category.ts';
import { claimNextCluster } from '#server/duplicates/claim-next-cluster.ts';
import { claimSchema, queueSchema } from '#server/review/schema.ts';

/** A card is 3 kB: to pack it costs more time than it saves (.6 ms of processor, and a wait for a thread). */
const headers = { 'cache-control': 'private, no-store, no-transform' };

/** Leases the next cards of a queue. */
export const POST = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const claim = claimSchema.parse(await request.json());
  // What was handed to the leads is theirs.
  if (claim.scope === 'escalated' && !mayActAs(actor, 'lead')) throw new Refusal(403, 'not-allowed');
  const claimed =
    queue === 'categories' ? await claimNextCategory(actor, claim) : await claimNextCluster(actor, claim);
  // A claim takes nothing of a catalog that is not the person's: only why there is nothing is left to be told.
  if (claimed.cards.length === 0) await requireCatalog(actor, claim.catalogId);
  return Response.json(claimed, { headers });
});
