import { describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { mintPerson } from './actor.ts';
import { createSetupLink } from './create-setup-link.ts';
import { readSignInLink } from './read-sign-in-link.ts';
import { signIn, type Visitor } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { findLiveSession } from './store.ts';
import { insertLink } from './store-links.ts';
import { hashToken, newToken } from './token.ts';

const { db } = await testDatabase();
const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';
const setupToken = async (): Promise<string> => tokenOf(await createSetupLink('http://desk.test'));
const visitor: Visitor = { userAgent: 'test', address: '203.0.113.7' };
const notValid = { ok: false, reason: 'link-not-valid' };
const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

describe('a one-time link', () => {
  it('makes one first admin, however many links are out and however often they are clicked', async () => {
    const [first, second] = [await setupToken(), await setupToken()];
    const clicks = [first, first, second, second];
    const outcomes = await Promise.all(clicks.map((token) => signIn({ token, name: 'Ada' }, visitor)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.user.findMany()).toMatchObject([{ name: 'Ada', role: 'admin' }]);
    expect(await db.session.count()).toBe(1);
    // The one not used died with it: it neither shows a form nor signs in.
    for (const token of [first, second]) {
      expect(await readSignInLink(token, null)).toBeNull();
      expect(await signIn({ token }, { ...visitor, address: null })).toEqual(notValid);
    }
  });

  it('signs the same admin in later, keeps no token in clear, and says so in the audit log', async () => {
    const outcome = await signIn({ token: await setupToken() }, visitor);
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(await db.user.count()).toBe(1);
    const session = await findLiveSession(hashToken(outcome.sessionToken), new Date());
    expect(session?.person).toMatchObject({ name: 'Ada' });
    expect(await findLiveSession(outcome.sessionToken, new Date())).toBeNull();
    expect(await findLiveSession(hashToken(outcome.sessionToken), outcome.expiresAt)).toBeNull();
    const opened = await db.audit.findFirst({ where: { event: 'session.opened', subject: session?.id } });
    expect(opened).toMatchObject({
      actorId: session?.person.id,
      detail: { purpose: 'sign-in', address: '203.0.113.7' },
    });
  });

  it('ends with a row in the audit log when its session is signed out', async () => {
    const outcome = await signIn({ token: await setupToken() }, visitor);
    if (!outcome.ok) throw new Error(outcome.reason);
    const session = await findLiveSession(hashToken(outcome.sessionToken), new Date());
    if (!session) throw new Error('no session');
    const actor = mintPerson(session.person);
    await signOut(actor, outcome.sessionToken);
    await signOut(actor, outcome.sessionToken);
    expect(await findLiveSession(hashToken(outcome.sessionToken), new Date())).toBeNull();
    expect(await db.audit.count({ where: { event: 'session.closed', subject: session.id } })).toBe(1);
  });

  it('is refused after its hour', async () => {
    const token = await setupToken();
    await db.signInLink.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(0) } });
    expect(await signIn({ token }, visitor)).toEqual(notValid);
  });

  it('never opens an account that it does not name, whatever the visitor sends', async () => {
    const admin = await db.user.findFirstOrThrow();
    const sessionsBefore = await db.session.count();
    const token = newToken();
    const link = { tokenHash: hashToken(token), role: 'moderator' as const, createdBy: null };
    // An invitation of an address that has an account by now, and a sign-in link of nobody.
    await db.$transaction(async (tx) => {
      await insertLink(tx, { ...link, purpose: 'invitation', email: admin.email, expiresAt: inAnHour() });
    });
    const asked = { token, name: 'Eve', email: admin.email };
    expect(await signIn(asked, visitor)).toEqual(notValid);
    const nobody = newToken();
    await db.signInLink.create({
      data: {
        ...link,
        id: crypto.randomUUID(),
        tokenHash: hashToken(nobody),
        purpose: 'sign-in',
        expiresAt: inAnHour(),
      },
    });
    expect(await signIn({ ...asked, token: nobody }, visitor)).toEqual(notValid);
    expect(await db.session.count()).toBe(sessionsBefore);
    expect(await db.user.count()).toBe(1);
  });

  it('does not sign in who was deactivated', async () => {
    const token = await setupToken();
    await db.user.updateMany({ data: { banned: true } });
    expect(await signIn({ token }, visitor)).toEqual(notValid);
    await db.user.updateMany({ data: { banned: false } });
  });
});

describe('too many attempts', () => {
  const bad = () => signIn({ token: newToken() }, { userAgent: null, address: '2001:db8:1:2::9' });

  it('are refused by address, over its whole network, and nobody else is', async () => {
    for (let attempt = 0; attempt < 20; attempt++) expect(await bad()).toEqual(notValid);
    await expect(bad()).rejects.toMatchObject({ status: 429, reason: 'too-many-attempts' });
    const neighbour = { userAgent: null, address: '2001:db8:1:2:ffff::1' };
    await expect(signIn({ token: await setupToken() }, neighbour)).rejects.toMatchObject({ status: 429 });
    expect(await signIn({ token: await setupToken() }, visitor)).toMatchObject({ ok: true });
  });

  it('are refused by account, wherever they come from', async () => {
    await db.rateLimit.deleteMany();
    const used = await setupToken();
    const from = (last: number): Visitor => ({ userAgent: null, address: `198.51.100.${last}` });
    for (let attempt = 0; attempt < 30; attempt++) await signIn({ token: used }, from(attempt));
    await expect(signIn({ token: await setupToken() }, from(99))).rejects.toMatchObject({ status: 429 });
    await db.rateLimit.updateMany({ data: { lastRequest: 0n } });
    expect(await signIn({ token: await setupToken() }, from(99))).toMatchObject({ ok: true });
  });
});
