import { withActor } from '#server/auth/route.ts';
import { requireCatalog } from '#server/catalog/current-catalog.ts';
import { goldSchema, setGold } from '#server/review/set-gold.ts';

/** Makes a product an item with a known answer. */
export const POST = withActor(async (request, actor) => {
  const gold = goldSchema.parse(await request.json());
  await requireCatalog(actor, gold.catalogId);
  return Response.json({ ok: await setGold(actor, gold) });
}, 'lead');
