import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { readMigrations } from '#server/taxonomy/decide-mapping.ts';
import { planMigration } from '#server/taxonomy/plan-migration.ts';
import { planMigrationSchema } from '#server/taxonomy/schema.ts';

const statuses: Record<string, number> = {
  'not-allowed': 403,
  'unknown-catalog': 404,
  'no-such-upload': 404,
};

/** The draft to the next version of the taxonomy, and the migrations before it. */
export const GET = withActor(async (request, actor) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  return Response.json(
    catalog ? await readMigrations(catalog.id) : { draft: null, applying: null, history: [] },
  );
});

/** Drafts the way to a new version from an uploaded taxonomy. */
export const POST = withActor(async (request, actor) => {
  const outcome = await planMigration(actor, planMigrationSchema.parse(await request.json()));
  return Response.json(outcome, { status: outcome.ok ? 201 : (statuses[outcome.reason] ?? 409) });
}, 'lead');
