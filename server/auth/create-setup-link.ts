import { findFirstAdmin, insertLink } from './store.ts';
import { hashToken, newToken } from './token.ts';

const validMs = 60 * 60_000;

/**
 * A one-time link for whoever can start the product on this machine: it makes the first admin, or signs in the admin who
 * has been here longest. Valid for an hour.
 */
export async function createSetupLink(baseUrl: string): Promise<string> {
  const admin = await findFirstAdmin();
  const token = newToken();
  await insertLink({
    tokenHash: hashToken(token),
    purpose: admin ? 'sign-in' : 'setup',
    email: admin?.email ?? null,
    role: 'admin',
    createdBy: null,
    expiresAt: new Date(Date.now() + validMs),
  });
  return `${baseUrl}/login?token=${token}`;
}
