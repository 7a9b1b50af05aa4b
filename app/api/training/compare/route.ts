import { withActor } from '#server/auth/route.ts';
import { compareWithActive } from '#server/training/compare-with-active.ts';
import { compareSchema } from '#server/training/schema-compare.ts';

/** `?candidate=<model version>&other=<model version>`: two models side by side; without `other` against the active one. */
export const GET = withActor(async (request, actor) => {
  const asked = compareSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const outcome = await compareWithActive(actor, asked);
  return outcome.ok
    ? Response.json(outcome.comparison)
    : Response.json({ error: outcome.reason }, { status: 404 });
});
