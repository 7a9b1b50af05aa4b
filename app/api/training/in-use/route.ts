import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readInUse } from '#server/training/roll-back.ts';
import { trainedKindSchema } from '#server/training/schema.ts';

/** The model of a kind in use and the one before it. */
export const GET = withActor(async (request, actor) => {
  const asked = new URL(request.url).searchParams;
  const catalog = await currentCatalog(actor, asked.get('catalog'));
  const kind = trainedKindSchema.catch('categorizer').parse(asked.get('kind'));
  return Response.json(catalog ? await readInUse(catalog.id, kind) : { active: null, before: null });
});
