/** The audit log: append-only (a trigger refuses changes), always in the transaction of the change it tells of. */
import type { Actor } from '#server/auth/actor.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { Write } from '#server/db/write-together.ts';

export interface AuditEvent {
  /** `<domain>.<past tense>`, for example `model.promoted`. */
  event: string;
  catalogId?: string;
  /** What it was done to: an id. */
  subject?: string;
  detail?: Prisma.InputJsonObject;
}

/** The entry as a change that runs beside the one that it tells of. */
export function auditWrite(actor: Actor, entry: AuditEvent): Write {
  return Prisma.sql`
    INSERT INTO audit (id, actor_kind, actor_id, catalog_id, event, subject, detail)
    VALUES (${newId()}::uuid, ${actor.kind}, ${actor.id}, ${entry.catalogId ?? null}::uuid, ${entry.event},
      ${entry.subject ?? null}, ${JSON.stringify(entry.detail ?? {})}::jsonb)`;
}

export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEvent): Promise<void> {
  await tx.$executeRaw(auditWrite(actor, entry));
}
