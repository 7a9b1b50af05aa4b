import { withActor } from '#server/auth/route.ts';
import { searchNewCategories } from '#server/taxonomy/decide-mapping.ts';
import { searchNewSchema } from '#server/taxonomy/schema.ts';

/** Leaf categories of a draft's new version, by words of their paths. */
export const GET = withActor(async (request, actor) => {
  const asked = searchNewSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json({ categories: await searchNewCategories(actor, asked.migration, asked.q) });
});
