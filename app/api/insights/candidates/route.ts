import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readCandidateFigures } from '#server/duplicates/read-candidate-figures.ts';

/** How many candidate pairs there are, by source and category, and which share of known pairs is among them. */
export const GET = withActor(
  async (request, actor) => {
    const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
    return Response.json({ figures: catalog ? await readCandidateFigures(catalog.id) : null });
  },
  ['lead', 'ml'],
);
