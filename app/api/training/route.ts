import { withActor } from '#server/auth/route.ts';
import { currentCatalog, requireCatalog } from '#server/catalog/current-catalog.ts';
import { listRuns } from '#server/training/list-runs.ts';
import { startTrainingSchema } from '#server/training/schema.ts';
import { startTraining } from '#server/training/start-training.ts';

export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ runs: catalog ? await listRuns(catalog.id) : [] });
});

/** Starts a training run. */
export const POST = withActor(async (request, actor) => {
  const input = startTrainingSchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  const started = await startTraining(actor, input);
  return Response.json(started, { status: started.ok ? 201 : 403 });
});
