import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { commentSchema } from '#server/review/schema-notes.ts';
import { insertComment, readComments } from '#server/review/store-notes.ts';

const placeSchema = z.object({ catalog: z.uuid(), subject: z.uuid() });

/** Comments on a product or cluster. */
export const GET = withActor(async (request, actor) => {
  const { catalog, subject } = placeSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  await requireCatalog(actor, catalog);
  return Response.json({ comments: await readComments(catalog, subject) });
});

export const POST = withActor(async (request, actor) => {
  const comment = commentSchema.parse(await request.json());
  await requireCatalog(actor, comment.catalogId);
  return Response.json({ ok: await insertComment(actor, comment) });
});
