import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { cancelImport } from '#server/catalog/list-imports.ts';

export const DELETE = withActor(async (request, actor, { importId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const outcome = catalog ? await cancelImport(actor, catalog.id, importId) : null;
  if (!outcome?.ok) return Response.json({ error: outcome?.reason ?? 'not-found' }, { status: 409 });
  return Response.json({ cancelled: true });
}, 'lead');
