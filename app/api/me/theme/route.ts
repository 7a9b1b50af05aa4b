import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { themeSchema } from '#server/auth/schema.ts';
import { chooseTheme } from '#server/auth/theme.ts';

const bodySchema = z.object({ theme: themeSchema });

/** Light, dark or as the system says, for the person who asks. */
export const PUT = withActor(async (request, actor) => {
  await chooseTheme(actor, bodySchema.parse(await request.json()).theme);
  return Response.json({ ok: true });
});
