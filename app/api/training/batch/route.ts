import { withActor } from '#server/auth/route.ts';
import { drawTrainingBatch } from '#server/training/draw-batch.ts';
import { drawPairBatch } from '#server/training/draw-pair-batch.ts';
import { drawBatchSchema } from '#server/training/schema-values.ts';

const statuses = { 'not-allowed': 403, 'unknown-catalog': 404, 'no-model': 409 };

/** Puts the products into the category queue, or the clusters to the front of theirs, that would teach the model most. */
export const POST = withActor(async (request, actor) => {
  const asked = drawBatchSchema.parse(await request.json());
  const draw = asked.queue === 'duplicates' ? drawPairBatch : drawTrainingBatch;
  const outcome = await draw(actor, asked);
  return outcome.ok
    ? Response.json(outcome, { status: 201 })
    : Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
});
