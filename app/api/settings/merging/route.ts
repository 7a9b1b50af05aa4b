import { withActor } from '#server/auth/route.ts';
import { currentCatalog, requireCatalog } from '#server/catalog/current-catalog.ts';
import { setSurvivorshipSchema } from '#server/duplicates/schema-survivorship.ts';
import { setSurvivorship } from '#server/duplicates/set-survivorship.ts';
import { readSurvivorship } from '#server/duplicates/store-survivorship.ts';

/** How merged records of a catalog take their values. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json(catalog ? await readSurvivorship(catalog.id) : { rules: {}, trustedSellers: [] });
});

/** Sets it, for all records at once. */
export const PUT = withActor(async (request, actor) => {
  const input = setSurvivorshipSchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  const outcome = await setSurvivorship(actor, input);
  return Response.json(outcome, { status: outcome.ok ? 200 : 403 });
}, 'lead');
