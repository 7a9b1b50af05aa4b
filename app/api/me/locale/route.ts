import { z } from 'zod';
import { chooseLocale } from '#server/auth/locale.ts';
import { withActor } from '#server/auth/route.ts';
import { localeSchema } from '#server/auth/schema.ts';

const bodySchema = z.object({ locale: localeSchema });

/** The language of the interface, for the person who asks. */
export const PUT = withActor(async (request, actor) => {
  await chooseLocale(actor, bodySchema.parse(await request.json()).locale);
  return Response.json({ ok: true });
});
