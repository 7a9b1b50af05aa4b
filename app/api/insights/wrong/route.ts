import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readWrong } from '#server/insights/read-wrong.ts';

/** How many given categories are wrong, as estimated, by seller and category; `view` is null before the first estimate. */
export const GET = withActor(
  async (request, actor) => {
    const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
    return Response.json({ view: catalog ? await readWrong(catalog.id) : null });
  },
  ['lead', 'ml'],
);
