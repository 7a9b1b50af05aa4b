import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { textSizeSchema } from '#server/auth/schema.ts';
import { chooseTextSize } from '#server/auth/text-size.ts';

const bodySchema = z.object({ size: textSizeSchema });

/** How large the text is, for the person who asks. */
export const PUT = withActor(async (request, actor) => {
  await chooseTextSize(actor, bodySchema.parse(await request.json()).size);
  return Response.json({ ok: true });
});
