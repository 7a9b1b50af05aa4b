/** Who sent this request. Read from the database each time: a role that is taken away ends with the next request. */
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { env } from '#server/config/env.ts';
import { type Actor, mintPerson } from './actor.ts';
import { findLiveSession, touchSession } from './store.ts';
import { hashToken } from './token.ts';

const cookieName = 'shelfwise_session';

/** How old the note of a session's last use may get. */
const touchEveryMs = 5 * 60_000;

interface CurrentSession {
  sessionId: string;
  actor: Actor;
}

async function readSession(): Promise<CurrentSession | null> {
  const token = (await cookies()).get(cookieName)?.value;
  const now = new Date();
  const session = token ? await findLiveSession(hashToken(token), now) : null;
  if (!session) return null;
  const { id, name, role } = session.person;
  if (now.getTime() - session.seenAt.getTime() > touchEveryMs) await touchSession(session.id, session.seenAt);
  return { sessionId: session.id, actor: mintPerson({ id, name, role }) };
}

/** The session of this request; null without a live one. One look-up a request. */
export const currentSession = cache(readSession);

/** The signed-in person; null without a live session. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentSession())?.actor ?? null;
}

/** For pages: the signed-in person, else the sign-in page. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect('/login');
}

/** Gives the browser its session. Scripts cannot read the cookie, other sites cannot send it with a change. */
export async function setSessionCookie(token: string, expiresAt: Date): Promise<void> {
  (await cookies()).set(cookieName, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SHELFWISE_PUBLIC_URL?.startsWith('https:') ?? false,
    path: '/',
    expires: expiresAt,
  });
}

/** Takes the session from the browser and returns the token it had. */
export async function takeSessionCookie(): Promise<string | null> {
  const store = await cookies();
  const token = store.get(cookieName)?.value ?? null;
  store.delete(cookieName);
  return token;
}
