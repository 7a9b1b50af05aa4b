import { withActor } from '#server/auth/route.ts';
import { decideCategory } from '#server/categorization/decide-category.ts';
import { decideCategorySchema } from '#server/categorization/schema-card.ts';
import { decideCluster } from '#server/duplicates/decide-cluster.ts';
import { decideClusterSchema } from '#server/duplicates/schema-card.ts';
import { queueSchema } from '#server/review/schema.ts';

/** One answer. A refusal is an outcome like any other: 200 with `ok: false` and the reason. */
export const POST = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const body = await request.json();
  return Response.json(
    queue === 'categories'
      ? await decideCategory(actor, decideCategorySchema.parse(body))
      : await decideCluster(actor, decideClusterSchema.parse(body)),
  );
});
