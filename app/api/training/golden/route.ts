import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { drawGoldenSet } from '#server/training/draw-golden-set.ts';
import { readGolden } from '#server/training/read-golden.ts';
import { drawGoldenSchema } from '#server/training/schema.ts';

/** `?catalog=<id>`: how far the golden set is. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const golden = catalog ? await readGolden(actor, catalog.id) : null;
  return golden ? Response.json(golden) : Response.json({ error: 'unknown-catalog' }, { status: 404 });
});

/** Draws products by chance into the category queue, to be judged blind. */
export const POST = withActor(async (request, actor) => {
  const outcome = await drawGoldenSet(actor, drawGoldenSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome, { status: 201 });
  return Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-allowed' ? 403 : 404 });
});
