import { withActor, withoutActor } from '#server/auth/route.ts';
import { signInSchema } from '#server/auth/schema.ts';
import { setSessionCookie, takeSessionCookie } from '#server/auth/session.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { signOut } from '#server/auth/sign-out.ts';
import { visitorAddress } from '#server/auth/visitor.ts';

/** Uses a one-time link. */
export const POST = withoutActor(async (request) => {
  const input = signInSchema.parse(await request.json());
  const outcome = await signIn(input, {
    userAgent: request.headers.get('user-agent')?.slice(0, 300) ?? null,
    address: visitorAddress(request.headers),
  });
  if (!outcome.ok) return Response.json({ error: outcome.reason }, { status: 409 });
  await setSessionCookie(outcome.sessionToken, outcome.expiresAt);
  return Response.json({ ok: true });
});

/** Signs out. */
export const DELETE = withActor(async (_request, actor) => {
  const token = await takeSessionCookie();
  if (token) await signOut(actor, token);
  return Response.json({ ok: true });
});
