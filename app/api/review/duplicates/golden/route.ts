import { withActor } from '#server/auth/route.ts';
import { previewGolden } from '#server/duplicates/preview-golden.ts';
import { previewGoldenSchema } from '#server/duplicates/schema-card.ts';

/** What a merge of the ticked listings would hold. Reads only; a POST because ids may be many. */
export const POST = withActor(async (request, actor) => {
  const input = previewGoldenSchema.parse(await request.json());
  return Response.json({ fields: await previewGolden(actor, input) });
});
