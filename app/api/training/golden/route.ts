import { withActor } from '#server/auth/route.ts';
import { drawGoldenSet } from '#server/training/draw-golden-set.ts';
import { drawGoldenSchema } from '#server/training/schema.ts';

/** Draws products by chance into the category queue, to be judged blind. */
export const POST = withActor(async (request, actor) => {
  const outcome = await drawGoldenSet(actor, drawGoldenSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome, { status: 201 });
  return Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-allowed' ? 403 : 404 });
});
