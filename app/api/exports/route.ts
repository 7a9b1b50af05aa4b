import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { listExports } from '#server/labels/open-export.ts';
import { exportRequestSchema } from '#server/labels/schema.ts';
import { startExport } from '#server/labels/start-export.ts';

/** Who may take a catalog out of the house. */
const exporters = ['lead', 'ml'] as const;

export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ exports: catalog ? await listExports(catalog.id) : [] });
}, exporters);

export const POST = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
  return Response.json(await startExport(actor, catalog.id, exportRequestSchema.parse(await request.json())));
}, exporters);
