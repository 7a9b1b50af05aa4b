import { listAccepted } from '#server/acceptance/list-accepted.ts';
import { acceptedPageSchema } from '#server/acceptance/schema.ts';
import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

/** What policies decided, newest first. */
export const GET = withActor(async (request, actor) => {
  const { searchParams } = new URL(request.url);
  const catalog = await currentCatalog(actor, searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
  const asked = acceptedPageSchema.parse({
    queue: searchParams.get('queue'),
    after: searchParams.get('after'),
  });
  return Response.json(await listAccepted(actor, catalog.id, asked));
});
