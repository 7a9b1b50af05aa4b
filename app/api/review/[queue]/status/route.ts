import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { readQueueStatus } from '#server/review/hold-leases.ts';
import { queueSchema } from '#server/review/schema.ts';
import { queueFilterSchema } from '#server/review/schema-filter.ts';

/** What is left, who holds what, and the person's own figures of the day. */
export const GET = withActor(async (request, actor, params) => {
  const queue = queueSchema.parse(params.queue);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const catalogId = z.uuid().parse(asked.catalog);
  await requireCatalog(actor, catalogId);
  return Response.json(await readQueueStatus(actor, queue, catalogId, queueFilterSchema.parse(asked)));
});
