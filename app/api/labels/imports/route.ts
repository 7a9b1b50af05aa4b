import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { labelImportRequestSchema } from '#server/labels/schema.ts';
import { listLabelImports, startUploadedLabelImport } from '#server/labels/start-label-import.ts';

export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ imports: catalog ? await listLabelImports(catalog.id) : [] });
});

/** Reads labels from a file that was uploaded to /api/upload. */
export const POST = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
  const input = labelImportRequestSchema.parse(await request.json());
  const outcome = await startUploadedLabelImport(actor, catalog.id, input);
  return Response.json(outcome, { status: outcome.ok ? 200 : 404 });
}, 'lead');
