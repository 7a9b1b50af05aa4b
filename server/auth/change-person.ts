import { recordAudit } from '#server/audit/record-audit.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { type Actor, mayActAs } from './actor.ts';
import type { PersonChange } from './schema.ts';
import { deleteSessionsOf } from './store.ts';
import { revokeLinks } from './store-links.ts';
import { lockAdmins, lockPerson, replaceAccess, updatePerson } from './store-people.ts';

export type ChangeOutcome =
  | { ok: true; sessionsEnded: number }
  | { ok: false; reason: 'not-allowed' | 'not-found' | 'yourself' | 'last-admin' };

/** Whoever may no longer come in has no session and no unused link, from this moment on. */
async function shutOut(tx: Tx, personId: string): Promise<number> {
  await revokeLinks(tx, { userId: personId }, new Date());
  return deleteSessionsOf(tx, personId);
}

/**
 * Changes what a person may do and see; deactivating ends their sessions at once. Nobody changes their own role or shuts
 * themselves out, and the last admin who can sign in stays one.
 */
export async function changePerson(
  actor: Actor,
  personId: string,
  change: PersonChange,
): Promise<ChangeOutcome> {
  if (!mayActAs(actor, 'admin')) return { ok: false, reason: 'not-allowed' };
  const { role, active, catalogIds } = change;
  return inTransaction(async (tx): Promise<ChangeOutcome> => {
    const admins = await lockAdmins(tx);
    const person = await lockPerson(tx, personId);
    if (!person) return { ok: false, reason: 'not-found' };
    const losesAdmin = active === false || (role !== undefined && role !== 'admin');
    if (losesAdmin && personId === actor.id) return { ok: false, reason: 'yourself' };
    if (losesAdmin && admins.length === 1 && admins[0] === personId)
      return { ok: false, reason: 'last-admin' };
    await updatePerson(tx, personId, { role, active });
    if (catalogIds) await replaceAccess(tx, personId, catalogIds);
    const sessionsEnded = active === false ? await shutOut(tx, personId) : 0;
    await recordAudit(tx, actor, {
      event: 'person.changed',
      subject: personId,
      detail: { ...JSON.parse(JSON.stringify(change)), before: { role: person.role, active: person.active } },
    });
    return { ok: true, sessionsEnded };
  });
}
