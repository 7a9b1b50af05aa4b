import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readDrift } from '#server/insights/read-drift.ts';

/** How incoming products differ from those that the model in use was trained on; `view` is null before the first look. */
export const GET = withActor(
  async (request, actor) => {
    const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
    return Response.json({ view: catalog ? await readDrift(catalog.id) : null });
  },
  ['lead', 'ml'],
);
