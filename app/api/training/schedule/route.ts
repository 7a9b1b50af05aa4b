import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { setScheduleSchema } from '#server/training/schema-schedule.ts';
import { readSchedule, setSchedule } from '#server/training/set-schedule.ts';

export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  if (!catalog) return Response.json({ error: 'no-catalog' }, { status: 404 });
  return Response.json(await readSchedule(catalog.id));
});

/** Says when the catalog trains by itself. */
export const PUT = withActor(async (request, actor) => {
  const outcome = await setSchedule(actor, setScheduleSchema.parse(await request.json()));
  if (outcome.ok) return Response.json(outcome);
  return Response.json({ error: outcome.reason }, { status: outcome.reason === 'not-allowed' ? 403 : 404 });
});
