import { withActor } from '#server/auth/route.ts';
import { checkImport } from '#server/catalog/preview-import.ts';
import { checkRequestSchema } from '#server/catalog/schema.ts';

/** What an import with this mapping would make of the first rows; writes nothing. */
export const POST = withActor(async (request, actor) => {
  const outcome = await checkImport(actor, checkRequestSchema.parse(await request.json()));
  return outcome.ok
    ? Response.json({ problems: outcome.problems })
    : Response.json({ error: outcome.reason }, { status: 422 });
}, 'lead');
