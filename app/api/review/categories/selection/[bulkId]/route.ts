import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { confirmSelection, undoSelection } from '#server/categorization/confirm-selection.ts';
import { bulkActSchema } from '#server/categorization/schema-grid.ts';

/** Goes on with one's own selection: confirms or takes back the next rows, and tells how far it is. */
export const POST = withActor(async (request, actor, params) => {
  const bulkId = z.uuid().parse(params.bulkId);
  const { act, typed } = bulkActSchema.parse(await request.json());
  return Response.json(
    act === 'confirm'
      ? await confirmSelection(actor, bulkId, typed ?? -1)
      : await undoSelection(actor, bulkId),
  );
});
