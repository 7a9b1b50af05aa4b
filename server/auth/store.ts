/** Sessions and the people they belong to. Tokens arrive here hashed. */
import { type Db, db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { Role } from './actor.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface LiveSession {
  id: string;
  person: Person;
  /** When somebody last used it, to a few minutes. */
  seenAt: Date;
}

/** A live session with its person; null where it ended, or the person was deactivated. */
export async function findLiveSession(tokenHash: string, now: Date): Promise<LiveSession | null> {
  // One statement: every request of every person begins here.
  const [row] = await db().$queryRaw<SessionWithPerson[]>`
    SELECT s.id, s.updated_at AS "seenAt", u.id AS "userId", u.name, u.email, u.role
    FROM session s JOIN "user" u ON u.id = s.user_id
    WHERE s.token = ${tokenHash} AND s.expires_at > ${now} AND u.banned IS NOT TRUE`;
  if (!row) return null;
  const { id, seenAt, userId, name, email, role } = row;
  return { id, seenAt, person: { id: userId, name, email, role } };
}

interface SessionWithPerson {
  id: string;
  seenAt: Date;
  userId: string;
  name: string;
  email: string;
  role: Role;
}

/** Notes that a session is in use; guarded, so that of many requests one writes. */
export async function touchSession(sessionId: string, seenBefore: Date): Promise<void> {
  await db().session.updateMany({
    where: { id: sessionId, updatedAt: seenBefore },
    data: { updatedAt: new Date() },
  });
}

export interface NewSession {
  tokenHash: string;
  userId: string;
  expiresAt: Date;
  userAgent: string | null;
  address: string | null;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const { tokenHash: token, address: ipAddress, ...rest } = session;
  const id = newId();
  await tx.session.create({ data: { id, token, ipAddress, ...rest } });
  return id;
}

/** Ends sessions by their token's hash; returns whose they were. */
export async function deleteSession(
  tx: Tx,
  tokenHash: string,
): Promise<{ id: string; userId: string } | null> {
  const session = await tx.session.findUnique({ where: { token: tokenHash } });
  if (!session) return null;
  const { count } = await tx.session.deleteMany({ where: { id: session.id } });
  return count === 1 ? { id: session.id, userId: session.userId } : null;
}

export interface SessionRow {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  userAgent: string | null;
  address: string | null;
}

/** A person's live sessions, the one used last first. */
export async function readSessions(userId: string, now: Date): Promise<SessionRow[]> {
  const rows = await db().session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: 100,
  });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt,
    seenAt: row.updatedAt,
    expiresAt: row.expiresAt,
    userAgent: row.userAgent,
    address: row.ipAddress,
  }));
}

/** Ends a person's sessions: the one named, or all but `exceptId`. Returns how many ended. */
export async function deleteSessionsOf(
  tx: Tx,
  userId: string,
  which: { id?: string; exceptId?: string } = {},
): Promise<number> {
  const id = which.id ?? (which.exceptId ? { not: which.exceptId } : undefined);
  const { count } = await tx.session.deleteMany({ where: { userId, id } });
  return count;
}

/** Rows of sessions that ran out are of no more use. */
export async function deleteExpiredSessions(tx: Tx, now: Date): Promise<void> {
  await tx.session.deleteMany({ where: { expiresAt: { lte: now } } });
}

/** The admin who has been here longest, for whom the operator of the machine may make a link. */
export async function findFirstAdmin(client: Db | Tx = db()): Promise<Person | null> {
  const user = await client.user.findFirst({
    where: { role: 'admin', banned: false },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return user && { id: user.id, name: user.name, email: user.email, role: 'admin' };
}
