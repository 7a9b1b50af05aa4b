/** Who sent this request. Read from the database each time: a role that is taken away ends with the next request. */
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { env } from '#server/config/env.ts';
import { type Actor, mintPerson } from './actor.ts';
import { deleteSession, findSessionPerson } from './store.ts';
import { hashToken } from './token.ts';

const cookieName = 'shelfwise_session';

/** The signed-in person; null without a live session. One look-up a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = (await cookies()).get(cookieName)?.value;
  const person = token ? await findSessionPerson(hashToken(token), new Date()) : null;
  return person && mintPerson({ id: person.id, name: person.name, role: person.role });
});

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

/** Ends the session here and in the database. */
export async function endSession(): Promise<void> {
  const store = await cookies();
  const token = store.get(cookieName)?.value;
  if (token) await deleteSession(hashToken(token));
  store.delete(cookieName);
}
