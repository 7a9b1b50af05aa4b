import { readAcceptance } from '#server/acceptance/read-acceptance.ts';
import { setPolicySchema } from '#server/acceptance/schema.ts';
import { setPolicy } from '#server/acceptance/set-policy.ts';
import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { queueSchema } from '#server/review/schema.ts';

export const GET = withActor(async (request, actor) => {
  const { searchParams } = new URL(request.url);
  const catalog = await currentCatalog(actor, searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
  const queue = queueSchema.catch('categories').parse(searchParams.get('queue'));
  return Response.json(await readAcceptance(actor, { catalogId: catalog.id, queue }));
});

/** Switches automatic acceptance on or off, as a new version of the policy. */
export const POST = withActor(async (request, actor) => {
  const outcome = await setPolicy(actor, setPolicySchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome, { status: 201 });
  return Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-allowed' ? 403 : 404 });
}, 'lead');
