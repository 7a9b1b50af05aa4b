import { z } from 'zod';
import { revokeInvitation } from '#server/auth/invite-person.ts';
import { withActor } from '#server/auth/route.ts';

const statuses = { 'not-allowed': 403, 'not-found': 404 } as const;

/** Ends an invitation that nobody has used. */
export const DELETE = withActor(async (_request, actor, { invitationId }) => {
  const outcome = await revokeInvitation(actor, z.uuid().parse(invitationId));
  if (!outcome.ok) return Response.json({ error: outcome.reason }, { status: statuses[outcome.reason] });
  return Response.json(outcome);
}, 'admin');
