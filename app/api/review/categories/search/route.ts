import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { searchCategoriesSchema } from '#server/categorization/schema-card.ts';
import { searchCategories } from '#server/categorization/search-categories.ts';

/** The picker's search. */
export const GET = withActor(async (request, actor) => {
  const { catalog, q, limit } = Object.fromEntries(new URL(request.url).searchParams);
  const input = searchCategoriesSchema.parse({ catalogId: catalog, q, limit });
  await requireCatalog(actor, input.catalogId);
  return Response.json({ found: await searchCategories(actor, input) });
});
