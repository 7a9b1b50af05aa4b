import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { listGuidelines } from '#server/categorization/store-guideline.ts';

/** Every guideline of a catalog as it stands now, the last changed first. */
export const GET = withActor(async (request, actor) => {
  const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
  await requireCatalog(actor, catalogId);
  return Response.json({ guidelines: await listGuidelines(actor, catalogId) });
});
