import { withActor } from '#server/auth/route.ts';
import { skipSchema } from '#server/review/schema.ts';
import { skipItem } from '#server/review/skip-item.ts';

export const POST = withActor(async (request, actor) =>
  Response.json(await skipItem(actor, skipSchema.parse(await request.json()))),
);
