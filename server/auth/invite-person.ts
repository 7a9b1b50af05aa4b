import { recordAudit } from '#server/audit/record-audit.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { type Actor, mayActAs } from './actor.ts';
import { makeLink } from './one-time-link.ts';
import type { Invitation, OneTimeLink } from './schema.ts';
import { revokeLinks } from './store-links.ts';
import { findPersonByEmail } from './store-people.ts';

const validMs = 7 * 24 * 3_600_000;

export type InviteOutcome =
  | { ok: true; link: OneTimeLink }
  | { ok: false; reason: 'not-allowed' | 'has-account' };

/**
 * A one-time link for somebody new, told once, to be handed on by the admin; inviting the same address again ends the
 * link of before.
 */
export async function invitePerson(actor: Actor, invitation: Invitation): Promise<InviteOutcome> {
  if (!mayActAs(actor, 'admin')) return { ok: false, reason: 'not-allowed' };
  const { email, role, catalogIds } = invitation;
  return inTransaction(async (tx): Promise<InviteOutcome> => {
    if (await findPersonByEmail(tx, email)) return { ok: false, reason: 'has-account' };
    await revokeLinks(tx, { purpose: 'invitation', email }, new Date());
    const fields = { purpose: 'invitation' as const, email, role, catalogIds, createdBy: actor.id };
    const { id, link } = await makeLink(tx, fields, validMs);
    const detail = { email, role, catalogIds };
    await recordAudit(tx, actor, { event: 'person.invited', subject: id, detail });
    return { ok: true, link };
  });
}

/** Ends an invitation that nobody has used. Repeating changes nothing more. */
export async function revokeInvitation(
  actor: Actor,
  invitationId: string,
): Promise<{ ok: true } | { ok: false; reason: 'not-allowed' | 'not-found' }> {
  if (!mayActAs(actor, 'admin')) return { ok: false, reason: 'not-allowed' };
  return inTransaction(async (tx) => {
    const ended = await revokeLinks(tx, { id: invitationId, purpose: 'invitation' }, new Date());
    if (ended === 0) return { ok: false, reason: 'not-found' };
    await recordAudit(tx, actor, { event: 'invitation.revoked', subject: invitationId });
    return { ok: true };
  });
}
