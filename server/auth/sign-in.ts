import { recordAudit } from '#server/audit/record-audit.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { mintPerson } from './actor.ts';
import { allowAccount, allowAddress, countFailure } from './limit-attempts.ts';
import type { SignIn } from './schema.ts';
import { deleteExpiredSessions, findFirstAdmin, insertSession, type Person } from './store.ts';
import { findLinkAccount, type LinkRow, revokeLinks, useUpLink } from './store-links.ts';
import {
  findPersonByEmail,
  insertPerson,
  lockFirstAdmin,
  lockPerson,
  replaceAccess,
} from './store-people.ts';
import { hashToken, newToken } from './token.ts';

const sessionMs = 30 * 24 * 3_600_000;

export type SignInOutcome =
  | { ok: true; sessionToken: string; expiresAt: Date }
  | { ok: false; reason: 'link-not-valid' };

export interface Visitor {
  userAgent: string | null;
  address: string | null;
}

/** The first admin: made once, on a machine's own link; the other set-up links die with it. */
async function makeFirstAdmin(tx: Tx, name: string | undefined, now: Date): Promise<Person | null> {
  await lockFirstAdmin(tx);
  if (await findFirstAdmin(tx)) return null;
  await revokeLinks(tx, { purpose: 'setup' }, now);
  const isTaken = await findPersonByEmail(tx, 'admin@localhost');
  const email = isTaken ? `admin-${newId()}@localhost` : 'admin@localhost';
  return insertPerson(tx, { email, name: name ?? 'admin', role: 'admin' });
}

/** Somebody new, whom an admin named by address. An address that has an account by now opens nothing. */
async function takeInvitation(tx: Tx, link: LinkRow, name: string | undefined): Promise<Person | null> {
  if (!link.email || (await findPersonByEmail(tx, link.email))) return null;
  const person = await insertPerson(tx, {
    email: link.email,
    name: name ?? link.email.split('@')[0],
    role: link.role,
  });
  await replaceAccess(tx, person.id, link.catalogIds);
  await recordAudit(tx, mintPerson(person), {
    event: 'person.joined',
    subject: person.id,
    detail: { invitation: link.id, role: person.role, catalogIds: link.catalogIds },
  });
  return person;
}

async function returningPerson(tx: Tx, link: LinkRow): Promise<Person | null> {
  const person = link.userId ? await lockPerson(tx, link.userId) : null;
  return person?.active ? person : null;
}

/** Whose session a link opens: the link alone says it, nothing that the visitor sends. */
async function personOf(tx: Tx, link: LinkRow, name: string | undefined, now: Date): Promise<Person | null> {
  if (link.purpose === 'setup') return makeFirstAdmin(tx, name, now);
  if (link.purpose === 'invitation') return takeInvitation(tx, link, name);
  return returningPerson(tx, link);
}

/**
 * Uses a one-time link up and opens a session; a link for somebody new makes their account. One transaction.
 * Throws Refusal 429 after too many attempts of an address, or on an account.
 */
export async function signIn(input: SignIn, visitor: Visitor): Promise<SignInOutcome> {
  const now = new Date();
  const tokenHash = hashToken(input.token);
  await allowAddress(visitor.address, now);
  const account = await findLinkAccount(tokenHash);
  if (account) await allowAccount(account, now);
  const sessionToken = newToken();
  const expiresAt = new Date(now.getTime() + sessionMs);
  const outcome = await inTransaction(async (tx): Promise<SignInOutcome> => {
    const link = await useUpLink(tx, tokenHash, now);
    const person = link && (await personOf(tx, link, input.name, now));
    if (!link || !person) return { ok: false, reason: 'link-not-valid' };
    await deleteExpiredSessions(tx, now);
    const session = { tokenHash: hashToken(sessionToken), userId: person.id, expiresAt, ...visitor };
    const subject = await insertSession(tx, session);
    const detail = { purpose: link.purpose, address: visitor.address };
    await recordAudit(tx, mintPerson(person), { event: 'session.opened', subject, detail });
    return { ok: true, sessionToken, expiresAt };
  });
  if (!outcome.ok) await countFailure(visitor.address, now);
  return outcome;
}
