import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { cancelTraining } from '#server/training/cancel-training.ts';

const cancelSchema = z.object({ runId: z.uuid() });

export const POST = withActor(async (request, actor) => {
  const outcome = await cancelTraining(actor, cancelSchema.parse(await request.json()).runId);
  return Response.json(outcome, { status: outcome.ok ? 200 : outcome.reason === 'not-allowed' ? 403 : 409 });
});
