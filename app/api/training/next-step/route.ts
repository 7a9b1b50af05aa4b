import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readNextStep } from '#server/training/read-next-step.ts';

/** What stands between a new catalog and suggestions; null where nothing does. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ next: catalog ? await readNextStep(catalog.id) : null });
});
