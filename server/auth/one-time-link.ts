import type { Tx } from '#server/db/transaction.ts';
import type { OneTimeLink } from './schema.ts';
import { insertLink, type LinkFields } from './store-links.ts';
import { hashToken, newToken } from './token.ts';

/** Makes a link and tells it, once: what is kept is the hash of its token. */
export async function makeLink(
  tx: Tx,
  fields: Omit<LinkFields, 'tokenHash' | 'expiresAt'>,
  validMs: number,
): Promise<{ id: string; link: OneTimeLink }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + validMs);
  const id = await insertLink(tx, { ...fields, tokenHash: hashToken(token), expiresAt });
  return { id, link: { path: `/login?token=${token}`, expiresAt: expiresAt.toISOString() } };
}
