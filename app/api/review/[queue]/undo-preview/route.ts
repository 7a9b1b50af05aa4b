import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { previewCategoryUndo } from '#server/categorization/preview-category-undo.ts';
import { previewClusterUndo } from '#server/duplicates/preview-cluster-undo.ts';
import { queueSchema } from '#server/review/schema.ts';

/** What taking back an answer would change. */
export const GET = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const key = z.string().min(1).max(80).parse(new URL(request.url).searchParams.get('key'));
  return Response.json(
    queue === 'categories' ? await previewCategoryUndo(actor, key) : await previewClusterUndo(actor, key),
  );
});
