/** The audit log: append-only (a trigger refuses changes), always in the transaction of the change it tells of. */
import type { Actor } from '#server/auth/actor.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';

export interface AuditEvent {
  /** `<domain>.<past tense>`, for example `model.promoted`. */
  event: string;
  catalogId?: string;
  /** What it was done to: an id. */
  subject?: string;
  detail?: Prisma.InputJsonObject;
}

export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEvent): Promise<void> {
  await tx.audit.create({
    data: {
      id: newId(),
      actorKind: actor.kind,
      actorId: actor.id,
      catalogId: entry.catalogId ?? null,
      event: entry.event,
      subject: entry.subject ?? null,
      detail: entry.detail ?? {},
    },
  });
}
