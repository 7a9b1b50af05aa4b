import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { listHistory } from '#server/review/list-history.ts';

/** What the person who asks did lately. */
export const GET = withActor(async (request, actor) => {
  const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
  await requireCatalog(actor, catalogId);
  return Response.json({ entries: await listHistory(actor, catalogId) });
});
