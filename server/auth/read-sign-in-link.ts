import { countFailure, isAddressAllowed } from './limit-attempts.ts';
import { findFirstAdmin } from './store.ts';
import { findLiveLink, type LinkPurpose } from './store-links.ts';
import { hashToken } from './token.ts';

/** What a one-time link would do, without using it; null where it would do nothing. A miss counts as a failed attempt. */
export async function readSignInLink(
  token: string,
  address: string | null,
): Promise<{ purpose: LinkPurpose; email: string | null } | null> {
  const now = new Date();
  if (!(await isAddressAllowed(address, now))) return null;
  const link = await findLiveLink(hashToken(token), now);
  if (link && !(link.purpose === 'setup' && (await findFirstAdmin())))
    return { purpose: link.purpose, email: link.email };
  await countFailure(address, now);
  return null;
}
