import { describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aReviewCatalog } from '#server/testing/review-fixture.ts';
import type { Actor } from './actor.ts';
import { changePerson } from './change-person.ts';
import { createSignInLink } from './create-sign-in-link.ts';
import { invitePerson, revokeInvitation } from './invite-person.ts';
import { listPeople } from './list-people.ts';
import { endOwnSessions, listOwnSessions } from './own-sessions.ts';
import type { OneTimeLink } from './schema.ts';
import { signIn } from './sign-in.ts';
import { findLiveSession } from './store.ts';
import { hashToken } from './token.ts';

const { db } = await testDatabase();
const admin = await aPerson(db, 'Ada', 'admin');
const lead = await aPerson(db, 'Lea', 'lead');
const { catalogId } = await aReviewCatalog(db);

const tokenOf = (link: OneTimeLink): string =>
  new URL(link.path, 'http://desk.test').searchParams.get('token') ?? '';
const open = (link: OneTimeLink, name?: string) =>
  signIn({ token: tokenOf(link), name }, { userAgent: null, address: null });

async function invited(email: string, by: Actor = admin): Promise<OneTimeLink> {
  const outcome = await invitePerson(by, { email, role: 'moderator', catalogIds: [catalogId] });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.link;
}

async function sessionOf(link: OneTimeLink, name?: string) {
  const outcome = await open(link, name);
  if (!outcome.ok) throw new Error(outcome.reason);
  const session = await findLiveSession(hashToken(outcome.sessionToken), new Date());
  if (!session) throw new Error('no session');
  return { ...session, tokenHash: hashToken(outcome.sessionToken) };
}

describe('an invitation', () => {
  it('makes an account with its role and catalogs, once', async () => {
    const link = await invited('mo@example.test');
    expect((await listPeople(admin)).invitations).toMatchObject([{ email: 'mo@example.test' }]);
    const { person } = await sessionOf(link, 'Mo');
    expect(person).toMatchObject({ name: 'Mo', email: 'mo@example.test', role: 'moderator' });
    expect(await db.catalogAccess.findMany({ where: { userId: person.id } })).toMatchObject([{ catalogId }]);
    expect(await open(link, 'Mallory')).toEqual({ ok: false, reason: 'link-not-valid' });
    expect(await db.audit.count({ where: { event: 'person.joined', subject: person.id } })).toBe(1);
  });

  it('is not made for an address that has an account, in whatever case it is written', async () => {
    await db.user.create({ data: { id: 'old', name: 'Old', email: 'Old@Example.test' } });
    const outcome = await invitePerson(admin, {
      email: 'old@example.test',
      role: 'admin',
      catalogIds: [],
    });
    expect(outcome).toEqual({ ok: false, reason: 'has-account' });
  });

  it('dies when it is revoked, or made anew', async () => {
    const first = await invited('nina@example.test');
    const second = await invited('nina@example.test');
    expect(await open(first)).toMatchObject({ ok: false });
    const [row] = (await listPeople(admin)).invitations;
    expect(await revokeInvitation(admin, row.id)).toEqual({ ok: true });
    expect(await revokeInvitation(admin, row.id)).toEqual({ ok: false, reason: 'not-found' });
    expect(await open(second)).toMatchObject({ ok: false });
    expect((await listPeople(admin)).invitations).toEqual([]);
  });

  it('is an admin’s to make', async () => {
    const asked = { email: 'x@example.test', role: 'admin' as const, catalogIds: [] };
    expect(await invitePerson(lead, asked)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await changePerson(lead, lead.id, { role: 'admin' })).toEqual({
      ok: false,
      reason: 'not-allowed',
    });
    expect(await createSignInLink(lead, admin.id)).toEqual({ ok: false, reason: 'not-allowed' });
    await expect(listPeople(lead)).rejects.toMatchObject({ status: 403 });
  });
});

describe('a person', () => {
  it('is out at once when deactivated: sessions and unused links', async () => {
    const session = await sessionOf(await invited('out@example.test'), 'Out');
    const back = await createSignInLink(admin, session.person.id);
    if (!back.ok) throw new Error(back.reason);
    expect(await changePerson(admin, session.person.id, { active: false })).toEqual({
      ok: true,
      sessionsEnded: 1,
    });
    expect(await findLiveSession(session.tokenHash, new Date())).toBeNull();
    expect(await open(back.link)).toMatchObject({ ok: false });
    expect(await createSignInLink(admin, session.person.id)).toEqual({ ok: false, reason: 'deactivated' });
    await changePerson(admin, session.person.id, { active: true });
    const again = await createSignInLink(admin, session.person.id);
    if (!again.ok) throw new Error(again.reason);
    expect((await sessionOf(again.link)).person.id).toBe(session.person.id);
  });

  it('sees another role and other catalogs with the next request', async () => {
    const session = await sessionOf(await invited('grow@example.test'), 'Grow');
    await changePerson(admin, session.person.id, { role: 'lead', catalogIds: [] });
    expect((await findLiveSession(session.tokenHash, new Date()))?.person.role).toBe('lead');
    expect(await db.catalogAccess.count({ where: { userId: session.person.id } })).toBe(0);
    const audit = await db.audit.findFirst({
      where: { event: 'person.changed', subject: session.person.id },
    });
    expect(audit?.detail).toMatchObject({ role: 'lead', before: { role: 'moderator' } });
  });

  it('cannot shut themselves out, and two admins cannot shut out each other at once', async () => {
    expect(await changePerson(admin, admin.id, { active: false })).toEqual({
      ok: false,
      reason: 'yourself',
    });
    const second = await aPerson(db, 'Second', 'admin');
    const outcomes = await Promise.all([
      changePerson(admin, second.id, { active: false }),
      changePerson(second, admin.id, { role: 'lead' }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.user.count({ where: { role: 'admin', banned: false } })).toBe(1);
    await db.user.update({ where: { id: admin.id }, data: { role: 'admin', banned: false } });
  });
});

describe('own sessions', () => {
  it('are listed and ended one by one or all but this; nobody else’s', async () => {
    const first = await sessionOf(await invited('many@example.test'), 'Many');
    const actor = { ...admin, id: first.person.id } as Actor;
    const more = [];
    for (let at = 0; at < 2; at++) {
      const back = await createSignInLink(admin, first.person.id);
      if (back.ok) more.push(await sessionOf(back.link));
    }
    expect(await listOwnSessions(actor, first.id)).toHaveLength(3);
    expect((await listOwnSessions(actor, first.id)).filter((row) => row.isThis)).toMatchObject([
      { id: first.id },
    ]);
    expect(await endOwnSessions(lead, { id: more[0].id })).toBe(0);
    expect(await endOwnSessions(actor, { id: more[0].id })).toBe(1);
    expect(await endOwnSessions(actor, { exceptId: first.id })).toBe(1);
    expect(await findLiveSession(more[1].tokenHash, new Date())).toBeNull();
    expect(await findLiveSession(first.tokenHash, new Date())).not.toBeNull();
  });
});
