import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { listImports } from '#server/catalog/list-imports.ts';
import { requestImport } from '#server/catalog/request-import.ts';
import { importRequestSchema } from '#server/catalog/schema.ts';

export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json({ imports: catalog ? await listImports(catalog.id) : [] });
});

export const POST = withActor(async (request, actor) => {
  const outcome = await requestImport(actor, importRequestSchema.parse(await request.json()));
  return outcome.ok ? Response.json(outcome) : Response.json({ error: outcome.reason }, { status: 422 });
}, 'lead');
