import { inTransaction } from '#server/db/transaction.ts';
import type { SignIn } from './schema.ts';
import { findOrCreatePerson, insertSession, useUpLink } from './store.ts';
import { hashToken, newToken } from './token.ts';

const sessionMs = 30 * 24 * 3_600_000;

export type SignInOutcome =
  | { ok: true; sessionToken: string; expiresAt: Date }
  | { ok: false; reason: 'link-not-valid' };

/** Uses a one-time link up and opens a session; a link for somebody new makes their account. One transaction. */
export async function signIn(input: SignIn, userAgent: string | null): Promise<SignInOutcome> {
  const now = new Date();
  const sessionToken = newToken();
  const expiresAt = new Date(now.getTime() + sessionMs);
  return inTransaction(async (tx): Promise<SignInOutcome> => {
    const link = await useUpLink(tx, hashToken(input.token), now);
    if (!link) return { ok: false, reason: 'link-not-valid' };
    const email = link.email ?? input.email ?? 'admin@localhost';
    const person = await findOrCreatePerson(tx, {
      email,
      name: input.name ?? email.split('@')[0],
      role: link.role,
    });
    await insertSession(tx, { tokenHash: hashToken(sessionToken), userId: person.id, expiresAt, userAgent });
    return { ok: true, sessionToken, expiresAt };
  });
}
