import { withActor } from '#server/auth/route.ts';
import { addLocale } from '#server/catalog/add-locale.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { addLocaleSchema } from '#server/catalog/schema-taxonomy.ts';

/** Gives the categories names in a further language. */
export const POST = withActor(async (request, actor) => {
  const input = addLocaleSchema.parse(await request.json());
  if (!(await maySeeCatalog(actor, input.catalogId)))
    return Response.json({ error: 'not-found' }, { status: 404 });
  const outcome = await addLocale(actor, input);
  return outcome.ok
    ? Response.json(outcome)
    : Response.json({ error: outcome.detail ?? outcome.reason }, { status: 422 });
}, 'lead');
