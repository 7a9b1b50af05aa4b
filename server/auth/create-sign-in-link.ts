import { recordAudit } from '#server/audit/record-audit.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { type Actor, mayActAs } from './actor.ts';
import { makeLink } from './one-time-link.ts';
import type { OneTimeLink } from './schema.ts';
import { revokeLinks } from './store-links.ts';
import { lockPerson } from './store-people.ts';

const validMs = 24 * 3_600_000;

/** A way back in for somebody who has an account and no session; the link of before ends. */
export async function createSignInLink(
  actor: Actor,
  personId: string,
): Promise<
  { ok: true; link: OneTimeLink } | { ok: false; reason: 'not-allowed' | 'not-found' | 'deactivated' }
> {
  if (!mayActAs(actor, 'admin')) return { ok: false, reason: 'not-allowed' };
  return inTransaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person) return { ok: false, reason: 'not-found' };
    if (!person.active) return { ok: false, reason: 'deactivated' };
    await revokeLinks(tx, { userId: personId }, new Date());
    const fields = { purpose: 'sign-in' as const, role: person.role, userId: personId, createdBy: actor.id };
    const { link } = await makeLink(tx, fields, validMs);
    await recordAudit(tx, actor, { event: 'person.sign-in-link-made', subject: personId });
    return { ok: true, link };
  });
}
