import { invitePerson } from '#server/auth/invite-person.ts';
import { withActor } from '#server/auth/route.ts';
import { invitationSchema } from '#server/auth/schema.ts';

const statuses = { 'not-allowed': 403, 'has-account': 409 } as const;

/** A one-time link for somebody new; told once. */
export const POST = withActor(async (request, actor) => {
  const outcome = await invitePerson(actor, invitationSchema.parse(await request.json()));
  if (!outcome.ok) return Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
  return Response.json(outcome.link, { status: 201 });
}, 'admin');
