import { withActor } from '#server/auth/route.ts';
import { currentCatalog, requireCatalog } from '#server/catalog/current-catalog.ts';
import { readPipeline } from '#server/jobs/read-pipeline.ts';
import { retryFailed } from '#server/jobs/retry-failed.ts';
import { retrySchema } from '#server/jobs/schema.ts';
import { pipeline } from '#server/pipeline.ts';

export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ stages: catalog ? await readPipeline(pipeline, catalog.id) : [] });
});

/** Tries the failed units of a stage again. */
export const POST = withActor(
  async (request, actor) => {
    const input = retrySchema.parse(await request.json());
    await requireCatalog(actor, input.catalogId);
    return Response.json({ units: await retryFailed(actor, input) });
  },
  ['lead', 'ml'],
);
