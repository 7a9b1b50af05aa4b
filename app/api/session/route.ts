import { withActor, withoutActor } from '#server/auth/route.ts';
import { signInSchema } from '#server/auth/schema.ts';
import { endSession, setSessionCookie } from '#server/auth/session.ts';
import { signIn } from '#server/auth/sign-in.ts';

/** Uses a one-time link. */
export const POST = withoutActor(async (request) => {
  const input = signInSchema.parse(await request.json());
  const outcome = await signIn(input, request.headers.get('user-agent'));
  if (!outcome.ok) return Response.json({ error: outcome.reason }, { status: 409 });
  await setSessionCookie(outcome.sessionToken, outcome.expiresAt);
  return Response.json({ ok: true });
});

/** Signs out. */
export const DELETE = withActor(async () => {
  await endSession();
  return Response.json({ ok: true });
});
