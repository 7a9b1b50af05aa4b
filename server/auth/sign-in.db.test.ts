import { describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { createSetupLink } from './create-setup-link.ts';
import { signIn } from './sign-in.ts';
import { findSessionPerson } from './store.ts';
import { hashToken } from './token.ts';

const { db } = await testDatabase();
const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';

describe('a one-time link', () => {
  it('makes the first admin once, however often it is clicked', async () => {
    const token = tokenOf(await createSetupLink('http://desk.test'));
    const outcomes = await Promise.all([1, 2, 3].map(() => signIn({ token, name: 'Ada' }, null)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.user.findMany()).toMatchObject([{ name: 'Ada', role: 'admin' }]);
  });

  it('signs the same admin in later, and keeps no token in clear', async () => {
    const token = tokenOf(await createSetupLink('http://desk.test'));
    const outcome = await signIn({ token }, 'test');
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(await db.user.count()).toBe(1);
    expect(await findSessionPerson(hashToken(outcome.sessionToken), new Date())).toMatchObject({
      name: 'Ada',
    });
    expect(await findSessionPerson(outcome.sessionToken, new Date())).toBeNull();
    expect(await findSessionPerson(hashToken(outcome.sessionToken), outcome.expiresAt)).toBeNull();
  });

  it('is refused after its hour', async () => {
    const token = tokenOf(await createSetupLink('http://desk.test'));
    await db.signInLink.updateMany({ data: { expiresAt: new Date(0) } });
    expect(await signIn({ token }, null)).toEqual({ ok: false, reason: 'link-not-valid' });
  });
});
