import { withActor } from '#server/auth/route.ts';
import { rollBack } from '#server/training/roll-back.ts';
import { rollBackSchema } from '#server/training/schema.ts';

/** Puts the model before the one in use back. */
export const POST = withActor(async (request, actor) => {
  const outcome = await rollBack(actor, rollBackSchema.parse(await request.json()));
  return Response.json(outcome, { status: outcome.ok ? 200 : outcome.reason === 'not-allowed' ? 403 : 409 });
});
