import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { reopenProduct } from '#server/categorization/reopen-product.ts';
import { reopenSchema } from '#server/labels/schema.ts';

/** Sends a product back to the category queue, with a reason. */
export const POST = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
  const outcome = await reopenProduct(actor, {
    catalogId: catalog.id,
    ...reopenSchema.parse(await request.json()),
  });
  if (outcome.ok) return Response.json(outcome);
  return Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-allowed' ? 403 : 404 });
}, 'lead');
