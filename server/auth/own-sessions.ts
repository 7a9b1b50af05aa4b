import { recordAudit } from '#server/audit/record-audit.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Actor } from './actor.ts';
import { deviceOf } from './rules-device.ts';
import type { SessionView } from './schema.ts';
import { deleteSessionsOf, readSessions } from './store.ts';

/** Where a person is signed in, the session used last first. */
export async function listOwnSessions(actor: Actor, thisSessionId: string): Promise<SessionView[]> {
  const rows = await readSessions(actor.id, new Date());
  return rows.map((row) => ({
    id: row.id,
    device: deviceOf(row.userAgent),
    address: row.address,
    createdAt: row.createdAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    isThis: row.id === thisSessionId,
  }));
}

/** Ends one of a person's own sessions, or all but the one that asks. Returns how many ended. */
export async function endOwnSessions(
  actor: Actor,
  which: { id: string } | { exceptId: string },
): Promise<number> {
  return inTransaction(async (tx) => {
    const ended = await deleteSessionsOf(tx, actor.id, which);
    if (ended > 0)
      await recordAudit(tx, actor, {
        event: 'session.revoked',
        subject: actor.id,
        detail: { ...which, ended },
      });
    return ended;
  });
}
