import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { drawPairSample } from '#server/training/draw-pair-sample.ts';
import { endPairSample } from '#server/training/end-pair-sample.ts';
import { readPairSamples } from '#server/training/read-pair-samples.ts';
import { drawPairSampleSchema, endPairSampleSchema } from '#server/training/schema-pair-sample.ts';

const statusOf = (reason: string): number =>
  reason === 'not-allowed' ? 403 : reason === 'unknown-catalog' ? 404 : 409;

/** `?catalog=<id>`: precision and recall of duplicates by the pairs that chance drew. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const view = catalog ? await readPairSamples(actor, catalog.id) : null;
  return view ? Response.json(view) : Response.json({ error: 'unknown-catalog' }, { status: 404 });
});

/** Draws pairs into the duplicates queue, to be judged blind. */
export const POST = withActor(async (request, actor) => {
  const outcome = await drawPairSample(actor, drawPairSampleSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome, { status: outcome.repeated ? 200 : 201 });
  return Response.json({ error: outcome.reason }, { status: statusOf(outcome.reason) });
});

/** Ends the open sample: its questions leave the queue. */
export const DELETE = withActor(async (request, actor) => {
  const outcome = await endPairSample(actor, endPairSampleSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome);
  return Response.json({ error: outcome.reason }, { status: statusOf(outcome.reason) });
});
