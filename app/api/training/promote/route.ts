import { withActor } from '#server/auth/route.ts';
import { promoteModel } from '#server/training/promote-model.ts';
import { promoteRunSchema } from '#server/training/schema.ts';

export const POST = withActor(async (request, actor) => {
  const outcome = await promoteModel(actor, promoteRunSchema.parse(await request.json()));
  return Response.json(outcome, { status: outcome.ok ? 200 : outcome.reason === 'not-allowed' ? 403 : 409 });
});
