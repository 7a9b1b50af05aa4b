import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { currentCatalog, requireCatalog } from '#server/catalog/current-catalog.ts';
import { readRecord } from '#server/duplicates/read-record.ts';
import { takeApartSchema } from '#server/duplicates/schema-record.ts';
import { takeApart } from '#server/duplicates/take-apart.ts';

const statusOf = { 'not-found': 404, 'not-yours': 403, 'already-undone': 409, overtaken: 409 } as const;

/** The merged record that stands for a listing, by any listing's id: ids of merged listings lead here for ever. */
export const GET = withActor(async (request, actor, { productId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const record = catalog ? await readRecord(actor, catalog.id, z.uuid().parse(productId)) : null;
  return record ? Response.json(record) : Response.json({ error: 'not-found' }, { status: 404 });
});

/** Takes one of its merges back. */
export const POST = withActor(async (request, actor) => {
  const input = takeApartSchema.parse(await request.json());
  await requireCatalog(actor, input.catalogId);
  const outcome = await takeApart(actor, input);
  return outcome.ok
    ? Response.json(outcome)
    : Response.json({ error: outcome.reason }, { status: statusOf[outcome.reason] });
});
