import { withActor } from '#server/auth/route.ts';
import { endMigrationAs } from '#server/taxonomy/end-migration.ts';
import { endMigrationSchema } from '#server/taxonomy/schema.ts';

/** Applies a draft, or discards it. */
export const POST = withActor(async (request, actor) => {
  const outcome = await endMigrationAs(actor, endMigrationSchema.parse(await request.json()));
  return Response.json(outcome, { status: outcome.ok ? 200 : outcome.reason === 'not-allowed' ? 403 : 409 });
}, 'lead');
