import { createSignInLink } from '#server/auth/create-sign-in-link.ts';
import { withActor } from '#server/auth/route.ts';

const statuses = { 'not-allowed': 403, 'not-found': 404, deactivated: 409 } as const;

/** A one-time way back in; told once. */
export const POST = withActor(async (_request, actor, { personId }) => {
  const outcome = await createSignInLink(actor, personId);
  if (!outcome.ok) return Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
  return Response.json(outcome.link, { status: 201 });
}, 'admin');
