import { inTransaction } from '#server/db/transaction.ts';
import { findFirstAdmin } from './store.ts';
import { insertLink } from './store-links.ts';
import { hashToken, newToken } from './token.ts';

const validMs = 60 * 60_000;

/**
 * A one-time link for whoever can start the product on this machine: it makes the first admin, or signs in the admin who
 * has been here longest. Valid for an hour; a set-up link dies earlier, when somebody else becomes the first admin.
 */
export async function createSetupLink(baseUrl: string): Promise<string> {
  const token = newToken();
  const link = {
    tokenHash: hashToken(token),
    role: 'admin' as const,
    createdBy: null,
    expiresAt: new Date(Date.now() + validMs),
  };
  await inTransaction(async (tx) => {
    const admin = await findFirstAdmin(tx);
    await insertLink(
      tx,
      admin ? { ...link, purpose: 'sign-in', userId: admin.id } : { ...link, purpose: 'setup' },
    );
  });
  return `${baseUrl}/login?token=${token}`;
}
