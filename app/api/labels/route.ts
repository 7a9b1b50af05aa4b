import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { listLabels } from '#server/labels/list-labels.ts';
import { labelPageSchema } from '#server/labels/schema.ts';

/** A page of labels: `?kind=&state=&search=&actorId=&after=`. */
export const GET = withActor(async (request, actor) => {
  const query = new URL(request.url).searchParams;
  const catalog = await currentCatalog(actor, query.get('catalog'));
  if (!catalog) return Response.json({ labels: [], next: null, counts: [], by: null });
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ''));
  return Response.json(await listLabels(catalog.id, labelPageSchema.parse(given)));
});
