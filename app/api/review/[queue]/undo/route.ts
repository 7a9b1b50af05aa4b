import { withActor } from '#server/auth/route.ts';
import { undoCategoryDecision } from '#server/categorization/undo-category-decision.ts';
import { undoClusterDecision } from '#server/duplicates/undo-cluster-decision.ts';
import { queueSchema, undoSchema } from '#server/review/schema.ts';

/** Takes back one's own answer or skip. */
export const POST = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const undo = undoSchema.parse(await request.json());
  return Response.json(
    queue === 'categories' ? await undoCategoryDecision(actor, undo) : await undoClusterDecision(actor, undo),
  );
});
