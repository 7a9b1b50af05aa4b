import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { streamRejects } from '#server/labels/stream-rejects.ts';

/** Rejected rows as CSV: line, field, reason, and the row as it came. */
export const GET = withActor(async (request, actor, { importId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const body = catalog ? await streamRejects(catalog.id, importId) : null;
  if (!body) return Response.json({ error: 'not-found' }, { status: 404 });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="shelfwise-rejected-rows.csv"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
});
