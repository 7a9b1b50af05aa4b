import { takeBackSchema } from '#server/acceptance/schema.ts';
import { takeBack } from '#server/acceptance/take-back.ts';
import { withActor } from '#server/auth/route.ts';

const statuses: Record<string, number> = { 'not-allowed': 403, overtaken: 409, 'undone-already': 409 };

/** Takes back a single thing that a policy decided. */
export const POST = withActor(async (request, actor) => {
  const outcome = await takeBack(actor, takeBackSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome);
  return Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] ?? 404 });
}, 'lead');
