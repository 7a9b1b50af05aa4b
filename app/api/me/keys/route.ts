import { withActor } from '#server/auth/route.ts';
import { ownKeysSchema } from '#server/review/schema-keys.ts';
import { readOwnKeys, saveOwnKeys } from '#server/review/store-own.ts';

/** The keys of the person who asks. */
export const GET = withActor(async (_request, actor) => Response.json(await readOwnKeys(actor)));

export const PUT = withActor(async (request, actor) => {
  const keys = ownKeysSchema.parse(await request.json());
  await saveOwnKeys(actor, keys);
  return Response.json(keys);
});
