import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { reviewPolicySchema } from '#server/review/schema-policy.ts';
import { setPolicy } from '#server/review/set-policy.ts';
import { readPolicy } from '#server/review/store-policy.ts';

/** How much of the work measures the work. */
export const GET = withActor(
  async (request, actor) => {
    const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
    await requireCatalog(actor, catalogId);
    return Response.json(await readPolicy(catalogId));
  },
  ['lead', 'ml'],
);

export const PUT = withActor(async (request, actor) => {
  const catalogId = z.uuid().parse(new URL(request.url).searchParams.get('catalog'));
  await requireCatalog(actor, catalogId);
  const policy = reviewPolicySchema.parse(await request.json());
  await setPolicy(actor, catalogId, policy);
  return Response.json(policy);
}, 'lead');
