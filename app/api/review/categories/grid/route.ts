import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { claimGrid } from '#server/categorization/claim-grid.ts';
import { confirmGrid } from '#server/categorization/confirm-selection.ts';
import { claimGridSchema, confirmGridSchema } from '#server/categorization/schema-grid.ts';

/** Leases a page of the grid. */
export const POST = withActor(async (request, actor) => {
  const claim = claimGridSchema.parse(await request.json());
  await requireCatalog(actor, claim.catalogId);
  return Response.json(await claimGrid(actor, claim));
});

/** Confirms a page: what was not marked is decided, what was marked goes back. */
export const PUT = withActor(async (request, actor) => {
  const page = confirmGridSchema.parse(await request.json());
  await requireCatalog(actor, page.catalogId);
  return Response.json(await confirmGrid(actor, page));
});
