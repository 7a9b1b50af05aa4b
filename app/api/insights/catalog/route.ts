import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { askPortrait } from '#server/portrait/ask-portrait.ts';
import { readPortrait } from '#server/portrait/read-portrait.ts';

const leaders = ['lead', 'ml'] as const;

/** The last portrait of the catalog's data. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'not-found' }, { status: 404 });
  return Response.json(await readPortrait(catalog.id));
}, leaders);

/** Has a new one drawn. */
export const POST = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'not-found' }, { status: 404 });
  await askPortrait(actor, catalog.id);
  return Response.json({ ok: true });
}, leaders);
