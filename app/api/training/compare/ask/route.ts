import { withActor } from '#server/auth/route.ts';
import { askDiffering } from '#server/training/ask-differing.ts';
import { askDifferingSchema } from '#server/training/schema-compare.ts';

const statuses = { 'not-allowed': 403, 'unknown-model': 404, 'one-model': 409 } as const;

/** Puts the products on which two models differ into the category queue. */
export const POST = withActor(async (request, actor) => {
  const outcome = await askDiffering(actor, askDifferingSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome, { status: 201 });
  return Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
});
