import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { countGroups } from '#server/categorization/store-grid.ts';
import { queueFilterSchema } from '#server/review/schema-filter.ts';
import { seekMeaning } from '#server/review/seek-meaning.ts';

/** Proposed categories with free items: the pages of the confirm grid. */
export const GET = withActor(async (request, actor) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const catalogId = z.uuid().parse(asked.catalog);
  await requireCatalog(actor, catalogId);
  const { filter } = await seekMeaning(catalogId, queueFilterSchema.parse(asked));
  return Response.json({ groups: await countGroups(actor, catalogId, filter) });
});
