import { withActor } from '#server/auth/route.ts';
import { previewImport } from '#server/catalog/preview-import.ts';

export const GET = withActor(async (request, actor) => {
  const outcome = await previewImport(actor, new URL(request.url).searchParams.get('upload') ?? '');
  return outcome.ok
    ? Response.json(outcome.preview)
    : Response.json({ error: outcome.reason }, { status: 422 });
}, 'lead');
