/** Accounts: who they are, what they may do, which catalogs they were let into. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { Role } from './actor.ts';
import type { Person } from './store.ts';

export interface PersonRow extends Person {
  active: boolean;
  catalogIds: string[];
  createdAt: Date;
  /** Null: no live session. */
  seenAt: Date | null;
}

/** Everybody who has or had an account, by name. `limit`: an internal tool's people fit on a page. */
export async function readPeople(now: Date, limit: number): Promise<PersonRow[]> {
  return db().$queryRaw<PersonRow[]>`
    SELECT u.id, u.name, u.email, u.role, NOT u.banned AS active, u.created_at AS "createdAt",
      (SELECT max(s.updated_at) FROM session s WHERE s.user_id = u.id AND s.expires_at > ${now}) AS "seenAt",
      coalesce((SELECT array_agg(a.catalog_id::text ORDER BY a.catalog_id) FROM catalog_access a
        WHERE a.user_id = u.id), '{}') AS "catalogIds"
    FROM "user" u ORDER BY u.banned, lower(u.name), u.id LIMIT ${limit}`;
}

/** Locks an account; null where there is none. */
export async function lockPerson(tx: Tx, id: string): Promise<(Person & { active: boolean }) | null> {
  const rows = await tx.$queryRaw<(Person & { active: boolean })[]>`
    SELECT id, name, email, role, NOT banned AS active FROM "user" WHERE id = ${id} FOR UPDATE`;
  return rows[0] ?? null;
}

export async function findPersonByEmail(tx: Tx, email: string): Promise<Person | null> {
  const rows = await tx.$queryRaw<Person[]>`
    SELECT id, name, email, role FROM "user" WHERE lower(email) = lower(${email}) LIMIT 1`;
  return rows[0] ?? null;
}

/** Makes an account. Throws where the address is taken: an account is never handed to somebody new. */
export async function insertPerson(tx: Tx, fields: Omit<Person, 'id'>): Promise<Person> {
  const person = { id: newId(), ...fields };
  await tx.user.create({ data: { ...person, emailVerified: true } });
  return person;
}

/** Locks the accounts of the admins who can sign in, in one order, so that the last one cannot go by a race. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "user" WHERE role = 'admin' AND NOT banned ORDER BY id FOR UPDATE`;
  return rows.map((row) => row.id);
}

/** One at a time makes the first admin: there is no row yet that could be locked. */
export async function lockFirstAdmin(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('shelfwise.first-admin'))`;
}

export async function updatePerson(
  tx: Tx,
  id: string,
  changes: { role?: Role; active?: boolean },
): Promise<void> {
  const { role, active } = changes;
  await tx.user.update({
    where: { id },
    data: { role, banned: active === undefined ? undefined : !active },
  });
}

/** The catalogs that a person may see are these and no others. Unknown ids are left out. */
export async function replaceAccess(tx: Tx, userId: string, catalogIds: string[]): Promise<void> {
  await tx.catalogAccess.deleteMany({ where: { userId, catalogId: { notIn: catalogIds } } });
  await tx.$executeRaw`
    INSERT INTO catalog_access (user_id, catalog_id)
    SELECT ${userId}, c.id FROM catalog c WHERE c.id = ANY (${catalogIds}::uuid[])
    ON CONFLICT DO NOTHING`;
}
