/** An answer that asks for the next cards, over the route: what it saves, what it leases, and what it must never lease. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { ClaimedCards } from '#server/review/schema.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  aClusterItem,
  acceptanceOf,
  answerTo,
  aPerson,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { sessionOf } from '../access-fixture.ts';
import { POST as claimRoute } from './[queue]/claim/route.ts';
import { POST as decideRoute } from './[queue]/decide/route.ts';

const jar = vi.hoisted(() => ({ token: undefined as string | undefined }));
// The cookie jar is Next's and lives in a request of its server; all behind it is real.
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (jar.token ? { value: jar.token } : undefined), set() {}, delete() {} }),
}));

const { db } = await testDatabase();
let fixture: ReviewFixture;

interface Said {
  ok: boolean;
  repeated?: boolean;
  reason?: string;
  next?: ClaimedCards<CategoryCard>;
}

async function post<T>(route: typeof decideRoute, queue: string, body: unknown) {
  const request = new Request('http://desk.test/api/review', {
    method: 'POST',
    headers: { host: 'desk.test' },
    body: JSON.stringify(body),
  });
  const response = await route(request, { params: Promise.resolve({ queue }) });
  return { status: response.status, said: (await response.json()) as T };
}
const decide = (body: unknown, queue = 'categories') => post<Said>(decideRoute, queue, body);
const claimOf = (count: number, more: object = {}) => ({ catalogId: fixture.catalogId, count, ...more });
const claim = async (count: number, queue = 'categories') =>
  (await post<ClaimedCards<CategoryCard>>(claimRoute, queue, claimOf(count))).said.cards;
const leased = () => db.reviewItem.count({ where: { catalogId: fixture.catalogId, state: 'leased' } });
const decisions = () => db.decision.count({ where: { catalogId: fixture.catalogId } });

async function anEscalatedItem() {
  const item = await aCategoryItem(db, fixture);
  await db.reviewItem.update({ where: { id: item.itemId }, data: { state: 'escalated' } });
  return item;
}

async function signIn(name: string, role: 'moderator' | 'lead' = 'moderator') {
  const person = await aPerson(db, name, role);
  await letIn(db, fixture, [person]);
  jar.token = (await sessionOf(db, person)).token;
  return person;
}

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await signIn('Ann');
});

describe('an answer with the next cards', () => {
  it('saves once and leases what was asked for; sent again it leases nothing anew', async () => {
    for (let at = 0; at < 6; at++) await aCategoryItem(db, fixture, { priority: 9 - at });
    const [first] = await claim(1);
    const body = { ...acceptanceOf(first, fixture.categories.kettles), next: claimOf(2) };
    const { said } = await decide(body);
    expect(said).toMatchObject({ ok: true, repeated: false });
    expect(said.next?.cards).toHaveLength(2);
    expect(said.next?.cards[0]).toMatchObject({ leaseNumber: 1, card: { product: { images: [] } } });
    expect(said.next?.cards.map((one) => one.itemId)).not.toContain(first.itemId);
    for (let again = 0; again < 3; again++) {
      const repeated = (await decide(body)).said;
      expect(repeated).toMatchObject({ ok: true, repeated: true });
      expect(repeated.next).toBeUndefined();
    }
    expect([await leased(), await decisions()]).toEqual([2, 1]);
  });

  it('leases once where the same answer arrives twice at the same moment', async () => {
    for (let at = 0; at < 8; at++) await aCategoryItem(db, fixture);
    const [first] = await claim(1);
    const body = { ...acceptanceOf(first, fixture.categories.kettles), next: claimOf(2) };
    const both = await Promise.all([decide(body), decide(body), decide(body)]);
    expect(both.filter(({ said }) => said.next)).toHaveLength(1);
    expect([await leased(), await decisions()]).toEqual([2, 1]);
  });

  it('keeps to the filter of the hand', async () => {
    for (let at = 0; at < 3; at++) await aCategoryItem(db, fixture, { priority: 9 });
    const missing = await aCategoryItem(db, fixture, { priority: 1 });
    await db.reviewItem.update({ where: { id: missing.itemId }, data: { reason: 'missing' } });
    const [first] = await claim(1);
    const next = claimOf(5, { filter: { reason: 'missing' } });
    const { said } = await decide({ ...acceptanceOf(first, fixture.categories.kettles), next });
    expect(said.next?.cards.map((one) => one.itemId)).toEqual([missing.itemId]);
  });

  it('leases nothing behind a refusal', async () => {
    for (let at = 0; at < 3; at++) await aCategoryItem(db, fixture);
    const [first] = await claim(1);
    const other = await aReviewCatalog(db);
    const { said } = await decide({ ...acceptanceOf(first, other.categories.kettles), next: claimOf(2) });
    expect(said).toEqual({ ok: false, reason: 'unknown-category' });
    expect([await leased(), await decisions()]).toEqual([1, 0]);
  });

  it('is saved whatever stands in `next`: nonsense, another catalog, the queue of the leads', async () => {
    for (let at = 0; at < 6; at++) await aCategoryItem(db, fixture);
    await anEscalatedItem();
    const elsewhere = await aReviewCatalog(db);
    await aCategoryItem(db, elsewhere);
    const cards = await claim(5);
    const asked = [
      { catalogId: 'no id', count: 1e9 },
      'cards',
      claimOf(2, { catalogId: elsewhere.catalogId }),
      claimOf(2, { scope: 'escalated' }),
      claimOf(2, { filter: { branch: 'x; DROP TABLE decision' } }),
    ];
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const [at, next] of asked.entries()) {
      const { status, said } = await decide({
        ...acceptanceOf(cards[at], fixture.categories.kettles),
        next,
      });
      expect([status, said.ok, said.next?.cards ?? []]).toEqual([200, true, []]);
    }
    silenced.mockRestore();
    expect([await leased(), await decisions()]).toEqual([0, 5]);
    expect(await db.reviewItem.count({ where: { catalogId: elsewhere.catalogId, leaseNumber: 0n } })).toBe(1);
  });

  it('brings the next of the leads’ queue to a lead', async () => {
    await signIn('Lea', 'lead');
    await aCategoryItem(db, fixture);
    const up = await anEscalatedItem();
    const [first] = await claim(1);
    const next = claimOf(1, { scope: 'escalated' });
    const { said } = await decide({ ...acceptanceOf(first, fixture.categories.kettles), next });
    expect(said.next?.cards.map((one) => one.itemId)).toEqual([up.itemId]);
  });

  it('does so for clusters too', async () => {
    await aClusterItem(db, fixture, 2);
    await aClusterItem(db, fixture, 2);
    const [first] = await claim(1, 'duplicates');
    const body = { ...answerTo(first, { kind: 'cant-tell' }), next: claimOf(3) };
    const { said } = await decide(body, 'duplicates');
    expect(said.ok).toBe(true);
    expect(said.next?.cards).toHaveLength(1);
    expect((await decide(body, 'duplicates')).said.next).toBeUndefined();
  });
});
