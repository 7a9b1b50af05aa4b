import { recordAudit } from '#server/audit/record-audit.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Actor } from './actor.ts';
import { deleteSession } from './store.ts';
import { hashToken } from './token.ts';

/** Ends the session of a token. Repeating changes nothing more. */
export async function signOut(actor: Actor, token: string): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await deleteSession(tx, hashToken(token));
    if (ended) await recordAudit(tx, actor, { event: 'session.closed', subject: ended.id });
  });
}
