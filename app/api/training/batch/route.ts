import { withActor } from '#server/auth/route.ts';
import { drawTrainingBatch } from '#server/training/draw-batch.ts';
import { drawBatchSchema } from '#server/training/schema-values.ts';

const statuses = { 'not-allowed': 403, 'unknown-catalog': 404, 'no-model': 409 };

/** Puts the products into the category queue that would teach the model most. */
export const POST = withActor(async (request, actor) => {
  const outcome = await drawTrainingBatch(actor, drawBatchSchema.parse(await request.json()));
  return outcome.ok
    ? Response.json(outcome, { status: 201 })
    : Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
});
