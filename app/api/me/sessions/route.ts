import { endOwnSessions, listOwnSessions } from '#server/auth/own-sessions.ts';
import { withActor } from '#server/auth/route.ts';
import { currentSession } from '#server/auth/session.ts';

/** Where the person is signed in. */
export const GET = withActor(async (_request, actor) => {
  const sessionId = (await currentSession())?.sessionId ?? '';
  return Response.json({ sessions: await listOwnSessions(actor, sessionId) });
});

/** Signs the person out everywhere but here. */
export const DELETE = withActor(async (_request, actor) => {
  const exceptId = (await currentSession())?.sessionId ?? '';
  return Response.json({ ended: await endOwnSessions(actor, { exceptId }) });
});
