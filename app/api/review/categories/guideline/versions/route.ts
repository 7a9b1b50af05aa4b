import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { readGuidelineVersions } from '#server/categorization/store-guideline.ts';

const askedSchema = z.object({ catalog: z.uuid(), category: z.uuid() });

/** Every version of the guideline that is written for this very category. */
export const GET = withActor(async (request, actor) => {
  const { catalog, category } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  await requireCatalog(actor, catalog);
  return Response.json({ versions: await readGuidelineVersions(catalog, category) });
});
