import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readInUse } from '#server/training/roll-back.ts';

/** The model in use and the one before it. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json(catalog ? await readInUse(catalog.id) : { active: null, before: null });
});
