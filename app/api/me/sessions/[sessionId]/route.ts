import { endOwnSessions } from '#server/auth/own-sessions.ts';
import { withActor } from '#server/auth/route.ts';

/** Ends one of the person's own sessions. */
export const DELETE = withActor(async (_request, actor, { sessionId }) => {
  const ended = await endOwnSessions(actor, { id: sessionId });
  return Response.json({ ended }, { status: ended === 0 ? 404 : 200 });
});
