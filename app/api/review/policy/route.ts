import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { setPolicySchema } from '#server/review/schema-policy.ts';
import { readPolicyInForce, setPolicy } from '#server/review/set-policy.ts';

/** How much of the work measures the work. */
export const GET = withActor(
  async (request, actor) => {
    const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
    await requireCatalog(actor, catalogId);
    return Response.json(await readPolicyInForce(catalogId));
  },
  ['lead', 'ml'],
);

export const PUT = withActor(async (request, actor) => {
  const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
  await requireCatalog(actor, catalogId);
  return Response.json(await setPolicy(actor, catalogId, setPolicySchema.parse(await request.json())));
}, 'lead');
