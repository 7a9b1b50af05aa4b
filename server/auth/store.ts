/** People, their sessions and one-time links. Tokens arrive here hashed. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { Role } from './actor.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface LinkFields {
  tokenHash: string;
  purpose: 'setup' | 'invitation' | 'sign-in';
  email: string | null;
  role: Role;
  createdBy: string | null;
  expiresAt: Date;
}

/** The person of a live session; null where it ended, or the person was banned. */
export async function findSessionPerson(tokenHash: string, now: Date): Promise<Person | null> {
  const session = await db().session.findUnique({ where: { token: tokenHash }, include: { user: true } });
  if (!session || session.expiresAt <= now || session.user.banned) return null;
  const { id, name, email, role } = session.user;
  return { id, name, email, role: role as Role };
}

/** The admin who has been here longest, for whom the operator of the machine may make a link. */
export async function findFirstAdmin(): Promise<Person | null> {
  const user = await db().user.findFirst({
    where: { role: 'admin', banned: false },
    orderBy: { createdAt: 'asc' },
  });
  return user && { id: user.id, name: user.name, email: user.email, role: 'admin' };
}

export async function insertLink(link: LinkFields): Promise<void> {
  await db().signInLink.create({ data: { id: newId(), ...link } });
}

/** What an unused, unexpired link is for, without using it. */
export async function findLink(
  tokenHash: string,
  now: Date,
): Promise<{ purpose: string; email: string | null } | null> {
  return db().signInLink.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    select: { purpose: true, email: true },
  });
}

/** Uses a link up: one statement, so that of two clicks exactly one succeeds. */
export async function useUpLink(
  tx: Tx,
  tokenHash: string,
  now: Date,
): Promise<{ purpose: string; email: string | null; role: Role } | null> {
  const [link] = await tx.signInLink.updateManyAndReturn({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return link ? { purpose: link.purpose, email: link.email, role: link.role as Role } : null;
}

export async function findOrCreatePerson(
  tx: Tx,
  fields: { email: string; name: string; role: Role },
): Promise<Person> {
  const user = await tx.user.upsert({
    where: { email: fields.email },
    update: {},
    create: { id: newId(), emailVerified: true, ...fields },
  });
  return { id: user.id, name: user.name, email: user.email, role: user.role as Role };
}

export async function insertSession(
  tx: Tx,
  session: { tokenHash: string; userId: string; expiresAt: Date; userAgent: string | null },
): Promise<void> {
  const { tokenHash: token, ...rest } = session;
  await tx.session.create({ data: { id: newId(), token, ...rest } });
  // server/audit builds on this folder, so the row is written here.
  const { userId: actorId } = session;
  await tx.audit.create({
    data: { id: newId(), actorKind: 'person', actorId, event: 'session.opened', subject: actorId },
  });
}

export async function deleteSession(tokenHash: string): Promise<void> {
  await db().session.deleteMany({ where: { token: tokenHash } });
}
