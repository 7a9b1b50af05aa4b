import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';

export interface VisibleCatalog {
  id: string;
  name: string;
}

/** Catalogs that a person may see, oldest first: admins and the system all, others those they were let into. */
export async function findVisibleCatalogs(actor: Actor): Promise<VisibleCatalog[]> {
  const where = actor.role === 'admin' ? {} : { access: { some: { userId: actor.id } } };
  return db().catalog.findMany({ where, orderBy: { createdAt: 'asc' }, select: { id: true, name: true } });
}

/** Lets a person see a catalog. */
export async function letIntoCatalog(tx: Tx, userId: string, catalogId: string): Promise<void> {
  await tx.catalogAccess.createMany({ data: { userId, catalogId }, skipDuplicates: true });
}
