/** One-time links. Tokens arrive here hashed; a link is used by one statement, so that of two clicks one succeeds. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { Role } from './actor.ts';

export type LinkPurpose = 'setup' | 'invitation' | 'sign-in';

export interface LinkFields {
  tokenHash: string;
  purpose: LinkPurpose;
  email?: string;
  role: Role;
  catalogIds?: string[];
  userId?: string;
  createdBy: string | null;
  expiresAt: Date;
}

export interface LinkRow {
  id: string;
  purpose: LinkPurpose;
  email: string | null;
  role: Role;
  catalogIds: string[];
  userId: string | null;
}

const live = (now: Date) => ({ usedAt: null, revokedAt: null, expiresAt: { gt: now } });

type Stored = Omit<LinkRow, 'purpose' | 'role'> & { purpose: string; role: string };
const toLink = ({ id, purpose, email, role, catalogIds, userId }: Stored): LinkRow => ({
  id,
  purpose: purpose as LinkPurpose,
  email,
  role: role as Role,
  catalogIds,
  userId,
});

export async function insertLink(tx: Tx, link: LinkFields): Promise<string> {
  const id = newId();
  await tx.signInLink.create({ data: { id, ...link } });
  return id;
}

/** A link that can still be used, without using it. */
export async function findLiveLink(tokenHash: string, now: Date): Promise<LinkRow | null> {
  const row = await db().signInLink.findFirst({ where: { tokenHash, ...live(now) } });
  return row && toLink(row);
}

/** Whose account a link is about, live or not: what a limit per account counts by. */
export async function findLinkAccount(tokenHash: string): Promise<string | null> {
  const row = await db().signInLink.findUnique({ where: { tokenHash } });
  return row ? (row.userId ?? row.email ?? row.purpose) : null;
}

export async function useUpLink(tx: Tx, tokenHash: string, now: Date): Promise<LinkRow | null> {
  const [row] = await tx.signInLink.updateManyAndReturn({
    where: { tokenHash, ...live(now) },
    data: { usedAt: now },
  });
  return row ? toLink(row) : null;
}

/** Ends links that nobody has used yet; returns how many. */
export async function revokeLinks(
  tx: Tx,
  which: { id?: string; purpose?: LinkPurpose; email?: string; userId?: string },
  now: Date,
): Promise<number> {
  const { count } = await tx.signInLink.updateMany({
    where: { ...which, usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  return count;
}

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  catalogIds: string[];
  createdAt: Date;
  expiresAt: Date;
}

/** Invitations that wait to be used, newest first. */
export async function readInvitations(now: Date): Promise<InvitationRow[]> {
  const rows = await db().signInLink.findMany({
    where: { purpose: 'invitation', ...live(now) },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    email: row.email ?? '',
    role: row.role as Role,
    catalogIds: row.catalogIds,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  }));
}
