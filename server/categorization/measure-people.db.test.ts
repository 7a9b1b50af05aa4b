import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { readQueueStatus } from '#server/review/hold-leases.ts';
import { plainState } from '#server/review/schema-history.ts';
import type { ReviewPolicy } from '#server/review/schema-policy.ts';
import { setGold } from '#server/review/set-gold.ts';
import { readPolicyInForce, setPolicy } from '#server/review/set-policy.ts';
import { countFacets } from '#server/review/store-filter.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  acceptanceOf,
  aPerson,
  aProduct,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { claimNextCategory } from './claim-next-category.ts';
import { decideCategory } from './decide-category.ts';
import { previewCategoryUndo } from './preview-category-undo.ts';
import { undoCategoryDecision } from './undo-category-decision.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let bob: Actor;
let lead: Actor;

const shares = { blindShare: 0, secondShare: 0, goldShare: 0 };
async function policy(more: Partial<ReviewPolicy>): Promise<void> {
  const { version } = await readPolicyInForce(fixture.catalogId);
  await setPolicy(lead, fixture.catalogId, { ...shares, ...more, basedOn: version });
}
const claim = async (actor: Actor, scope: 'open' | 'escalated' = 'open', count = 1) =>
  (await claimNextCategory(actor, { catalogId: fixture.catalogId, scope, count })).cards;
async function decide(actor: Actor, category: keyof ReviewFixture['categories'], scope?: 'escalated') {
  const [held] = await claim(actor, scope);
  const answer = acceptanceOf(held, fixture.categories[category]);
  return { held, outcome: await decideCategory(actor, answer), key: answer.idempotencyKey };
}
const labels = async () =>
  (await db.label.findMany({ where: { catalogId: fixture.catalogId }, orderBy: { id: 'asc' } })).map(
    ({ actorId, value, state }) => [actorId, value, state],
  );

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  bob = await aPerson(db, 'Bob');
  lead = await aPerson(db, 'Lea', 'lead');
});
beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann, bob, lead]);
});

describe('second opinions', () => {
  it('go to another person, blind; a different one goes to the leads, whose word stands', async () => {
    await policy({ secondShare: 0.5 });
    // Half of the decisions are drawn, by their own ids: decide until one is.
    let productId = '';
    for (let tries = 0; tries < 40 && !productId; tries++) {
      await aCategoryItem(db, fixture);
      await decide(ann, 'kettles');
      const drawn = await db.reviewItem.findFirst({
        where: { catalogId: fixture.catalogId, reason: 'second-opinion' },
      });
      productId = drawn?.subjectId ?? '';
    }
    expect(await claim(ann)).toEqual([]);
    expect((await readQueueStatus(ann, 'categories', fixture.catalogId)).counts.free).toBe(0);
    const { held, outcome } = await decide(bob, 'flasks');
    expect([held.card.product.productId, held.card.blind, held.card.options]).toEqual([productId, true, []]);
    expect(outcome).toMatchObject({ ok: true });
    const place = await db.product.findUniqueOrThrow({ where: { id: productId } });
    expect(place.currentCategoryId).toBe(fixture.categories.kettles);
    const { held: dispute } = await decide(lead, 'kettles', 'escalated');
    expect(dispute.card).toMatchObject({
      reason: 'disputed',
      priorityReason: 'two people chose different categories',
    });
    const said = (await labels()).filter(([actorId]) => actorId !== ann.id);
    expect(said).toEqual([
      [bob.id, fixture.categories.flasks, 'excluded'],
      [lead.id, fixture.categories.kettles, 'raw'],
    ]);
  });
});

describe('items with a known answer', () => {
  it('look like any other, tell afterwards, change nothing and never come twice', async () => {
    const productId = await aProduct(db, fixture);
    const gold = { catalogId: fixture.catalogId, productId, categoryId: fixture.categories.flasks };
    expect(await setGold(lead, { ...gold, why: 'It keeps tea warm.' })).toBe(true);
    expect(await setGold(lead, { ...gold, categoryId: newId(), why: '' })).toBe(false);
    await policy({ goldShare: 0.5 });
    // A part of the queue that it does not belong to leaves none open for others.
    const part = {
      catalogId: fixture.catalogId,
      scope: 'open',
      count: 1,
      filter: { reason: 'missing' },
    } as const;
    for (let tries = 0; tries < 20; tries++) expect((await claimNextCategory(ann, part)).cards).toEqual([]);
    expect(await db.reviewItem.count({ where: { subjectId: productId } })).toBe(0);
    let cards: Awaited<ReturnType<typeof claim>> = [];
    for (let tries = 0; tries < 60 && cards.length === 0; tries++) cards = await claim(ann);
    expect(cards[0].card).toMatchObject({ reason: 'suspect', blind: false, product: { productId } });
    const { catalogId } = fixture;
    // Nor do the parts of the queue tell it from the others.
    expect((await countFacets(ann, 'categories', catalogId)).reasons).toMatchObject([{ value: 'suspect' }]);
    const leftOf = async (reason: string) =>
      (await readQueueStatus(ann, 'categories', catalogId, { reason })).counts.left;
    expect([await leftOf('gold'), await leftOf('suspect'), await leftOf('missing')]).toEqual([0, 1, 0]);
    const reply = acceptanceOf(cards[0], fixture.categories.vases);
    const outcome = await decideCategory(ann, reply);
    expect(outcome).toMatchObject({
      ok: true,
      feedback: { right: false, pathName: 'Home > Kitchen > Thermos flasks', why: 'It keeps tea warm.' },
    });
    expect(await labels()).toEqual([]);
    expect((await db.product.findUniqueOrThrow({ where: { id: productId } })).currentSource).toBe('given');
    for (let tries = 0; tries < 20; tries++) expect(await claim(ann)).toEqual([]);
  });
});

describe('the blind share', () => {
  it('shows that part of the items without a proposal, the same whoever asks', async () => {
    await policy({ blindShare: 0.5 });
    for (let at = 0; at < 40; at++) await aCategoryItem(db, fixture);
    const cards = [];
    for (let at = 0; at < 4; at++) cards.push(...(await claim(ann, 'open', 10)));
    const blind = cards.filter((card) => card.card.blind);
    // Binomial(40, .5) leaves 6 … 34 once in 100,000 runs.
    expect(blind.length).toBeGreaterThan(5);
    expect(blind.length).toBeLessThan(35);
    expect(blind.every((card) => card.card.options.length === 0)).toBe(true);
  });
});

describe('the preview of an undo', () => {
  it('names what changes, does nothing, and tells when it is too late', async () => {
    await aCategoryItem(db, fixture);
    const { held, key } = await decide(ann, 'kettles');
    const preview = await previewCategoryUndo(ann, key);
    expect(preview).toEqual({
      ok: true,
      changes: [
        {
          what: 'category',
          now: { code: 'path', values: { path: 'Home > Kitchen > Kettles' } },
          after: { code: 'path', values: { path: 'Home > Kitchen > Vases' } },
        },
        { what: 'label', now: plainState('trained'), after: plainState('set-aside') },
        { what: 'item', now: plainState('decided'), after: plainState('yours') },
      ],
    });
    expect(await previewCategoryUndo(ann, key)).toEqual(preview);
    expect(await previewCategoryUndo(bob, key)).toEqual({ ok: false, reason: 'not-found' });
    const undo = { idempotencyKey: newId(), targetKey: key, itemId: held.itemId, kind: 'decide' as const };
    await undoCategoryDecision(ann, undo);
    expect(await previewCategoryUndo(ann, key)).toEqual({ ok: false, reason: 'already-undone' });
  });
});

describe('the policy', () => {
  const set = (goldShare: number, basedOn: number) =>
    setPolicy(lead, fixture.catalogId, { ...shares, goldShare, basedOn });

  it('is saved version after version; who edited an older one is told and changes nothing', async () => {
    expect(await readPolicyInForce(fixture.catalogId)).toEqual({
      policy: shares,
      version: 0,
      versions: [],
      goldCount: 0,
    });
    expect(await set(0.1, 0)).toEqual({ ok: true, version: 1 });
    expect(await set(0.2, 0)).toEqual({ ok: false, reason: 'changed-since' });
    expect(await set(0.3, 4)).toEqual({ ok: false, reason: 'changed-since' });
    expect(await set(0.4, 1)).toEqual({ ok: true, version: 2 });
    const { policy: now, version, versions } = await readPolicyInForce(fixture.catalogId);
    expect([now.goldShare, version]).toEqual([0.4, 2]);
    expect(versions.map((one) => [one.version, one.goldShare, one.by])).toEqual([
      [2, 0.4, 'Lea'],
      [1, 0.1, 'Lea'],
    ]);
  });
});
