import { changePerson } from '#server/auth/change-person.ts';
import { withActor } from '#server/auth/route.ts';
import { personChangeSchema } from '#server/auth/schema.ts';

const statuses = { 'not-allowed': 403, 'not-found': 404, yourself: 409, 'last-admin': 409 } as const;

/** Role, catalogs, active or not. */
export const PATCH = withActor(async (request, actor, { personId }) => {
  const outcome = await changePerson(actor, personId, personChangeSchema.parse(await request.json()));
  if (!outcome.ok) return Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
  return Response.json(outcome);
}, 'admin');
