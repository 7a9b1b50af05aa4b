import { findLink } from './store.ts';
import { hashToken } from './token.ts';

/** What a one-time link would do, without using it; null where it is not valid. */
export async function readSignInLink(token: string): Promise<{ isNew: boolean } | null> {
  const link = await findLink(hashToken(token), new Date());
  return link && { isNew: link.purpose !== 'sign-in' };
}
