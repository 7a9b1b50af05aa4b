import { withActor } from '#server/auth/route.ts';
import { setShadowSchema } from '#server/training/schema-compare.ts';
import { setShadow } from '#server/training/set-shadow.ts';

const statuses = {
  'not-allowed': 403,
  'unknown-catalog': 404,
  'unknown-model': 404,
  'is-in-use': 409,
  'none-in-use': 409,
};

/** Starts or ends the scoring of incoming products by a candidate that nobody is shown. */
export const POST = withActor(async (request, actor) => {
  const outcome = await setShadow(actor, setShadowSchema.parse(await request.json()));
  return outcome.ok
    ? Response.json(outcome)
    : Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
});
