import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { freezeSelection } from '#server/categorization/confirm-selection.ts';
import { freezeSelectionSchema } from '#server/categorization/schema-grid.ts';

/** Freezes all that match a filter. Nothing is decided by it. */
export const POST = withActor(async (request, actor) => {
  const input = freezeSelectionSchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  return Response.json(await freezeSelection(actor, input));
});
