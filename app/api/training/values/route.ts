import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { listValuesSchema, setValueSchema } from '#server/training/schema-values.ts';
import { readValues, setValue } from '#server/training/set-value.ts';

export const GET = withActor(async (request, actor) => {
  const asked = listValuesSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const catalog = await currentCatalog(actor, asked.catalog ?? null);
  return Response.json({ values: catalog ? await readValues(catalog.id, asked.q) : [] });
});

/** Says what a category is worth; null takes it back. */
export const PUT = withActor(async (request, actor) => {
  const outcome = await setValue(actor, setValueSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome);
  return Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-allowed' ? 403 : 404 });
});
