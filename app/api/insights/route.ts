import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readInsights } from '#server/insights/read-insights.ts';
import { insightsRequestSchema } from '#server/insights/schema.ts';

/** `?catalog=&days=`: what a lead asks of the desk. Figures of single people are for leads. */
export const GET = withActor(
  async (request, actor) => {
    const asked = insightsRequestSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
    const catalog = await currentCatalog(actor, asked.catalog ?? null);
    if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
    return Response.json(await readInsights(catalog.id, asked.days, Date.now()));
  },
  ['lead', 'ml'],
);
