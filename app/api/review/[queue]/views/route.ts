import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { queueSchema } from '#server/review/schema.ts';
import { savedViewsSchema } from '#server/review/schema-filter.ts';
import { readViews, saveViews } from '#server/review/store-own.ts';

const placeSchema = z.object({ catalog: z.uuid() });

/** The person's own saved filters of a queue. */
export const GET = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const { catalog } = placeSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  await requireCatalog(actor, catalog);
  return Response.json({ views: await readViews(actor, queue, catalog) });
});

export const PUT = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const { catalog } = placeSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  await requireCatalog(actor, catalog);
  const { views } = z.object({ views: savedViewsSchema }).parse(await request.json());
  await saveViews(actor, queue, catalog, views);
  return Response.json({ views });
});
