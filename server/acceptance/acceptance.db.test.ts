import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { someLabels } from '#server/testing/label-fixture.ts';
import { aPerson, aPersonIn, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { readAcceptance } from './read-acceptance.ts';
import { runPolicy } from './run-policy.ts';
import { setPolicy } from './set-policy.ts';

const { db } = await testDatabase();
const signal = new AbortController().signal;
let fixture: ReviewFixture;
let lead: Actor;

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
});

/** Products that the seller put among the vases and the model sees as kettles, with this probability. */
async function doubted(count: number, p: number): Promise<string[]> {
  const { catalogId, sellerId, modelVersionId, categories } = fixture;
  const ids = Array.from({ length: count }, newId);
  await db.product.createMany({
    data: ids.map((id) => ({
      ...{ id, catalogId, sellerId, sku: id, title: id, inputHash: id },
      givenCategoryIds: [categories.vases],
      currentCategoryId: categories.vases,
    })),
  });
  await db.suggestion.createMany({
    data: ids.map((productId) => ({
      ...{ productId, modelVersionId, inputHash: productId, categoryId: categories.kettles, p },
      ...{ topK: [], depthOk: 3, entropy: 0.1, evidence: {} },
    })),
  });
  return ids;
}

/** Blind answers of people on drawn products: right where the model's kettles are. */
async function audited(productIds: readonly string[], isRight: (at: number) => boolean): Promise<void> {
  const { catalogId, categories } = fixture;
  await someLabels(
    db,
    productIds.map((subjectId, at) => ({
      ...{ catalogId, subjectId, blind: true, servedPolicy: 'audit-1' },
      value: isRight(at) ? categories.kettles : categories.vases,
    })),
  );
}

const on = () =>
  setPolicy(lead, { catalogId: fixture.catalogId, state: 'on', auditShare: 0.2, reason: 'for the test' });
const ofCategories = () => ({ catalogId: fixture.catalogId, queue: 'categories' as const });
const step = () => runPolicy(fixture.catalogId, fixture.modelVersionId, signal);
const acceptedProducts = () =>
  db.product.findMany({ where: { catalogId: fixture.catalogId, currentSource: 'accepted' } });
const sources = async () => {
  const rows = await db.product.groupBy({
    by: ['currentSource'],
    where: { catalogId: fixture.catalogId },
    _count: true,
  });
  return Object.fromEntries(rows.map((row) => [row.currentSource, row._count]));
};

describe('automatic acceptance', () => {
  it('does nothing while it is off', async () => {
    await doubted(20, 0.999);
    expect(await step()).toEqual({ accepted: 0, drawn: 0, returned: 0 });
  });

  it('accepts nothing without proof, but draws its audits, once a product', async () => {
    await doubted(100, 0.999);
    await on();
    const first = await step();
    expect(first.accepted).toBe(0);
    expect(first.drawn).toBeGreaterThan(5);
    expect(first.drawn).toBeLessThan(40);
    expect((await step()).drawn).toBe(0);
    const items = await db.reviewItem.findMany({ where: { catalogId: fixture.catalogId } });
    expect(items).toHaveLength(first.drawn);
    expect(items.every((item) => item.blind && item.servedProbability === 0.2)).toBe(true);
  });

  it('accepts what is proven, and leaves to people what it draws, holds no proof for, or they hold', async () => {
    await audited(await doubted(320, 0.999), () => true);
    await audited(await doubted(40, 0.9), (at) => at % 2 === 0);
    const [sure, unsure] = [await doubted(100, 0.999), await doubted(30, 0.9)];
    const held = await doubted(1, 0.999);
    await db.reviewItem.create({
      data: {
        ...{ id: newId(), catalogId: fixture.catalogId, queue: 'categories', subjectId: held[0] },
        ...{ state: 'leased', leasedBy: 'somebody' },
      },
    });
    await on();
    const done = await step();
    expect(done.accepted + done.drawn).toBeGreaterThanOrEqual(100);
    const accepted = await acceptedProducts();
    expect(accepted).toHaveLength(done.accepted);
    expect(accepted.every((row) => sure.includes(row.id))).toBe(true);
    expect(accepted.every((row) => row.currentCategoryId === fixture.categories.kettles)).toBe(true);
    expect(accepted.some((row) => unsure.includes(row.id) || held.includes(row.id))).toBe(false);
    const decisions = await db.decision.findMany({
      where: { catalogId: fixture.catalogId, actorKind: 'policy' },
    });
    expect(decisions).toHaveLength(done.accepted);
    expect(await db.label.count({ where: { decisionId: { in: decisions.map((row) => row.id) } } })).toBe(0);
    const view = await readAcceptance(lead, ofCategories());
    expect(view).toMatchObject({ accepted: done.accepted, returned: 0, policy: { state: 'on', version: 1 } });
    expect(view.strata[0]).toMatchObject({ threshold: 0.95, audits: 320, isClosed: false });
  });

  it('closes at an alarm, gives back what came since the change, and stays closed', async () => {
    await audited(await doubted(320, 0.999), () => true);
    const early = await doubted(50, 0.999);
    await on();
    const first = await step();
    expect(first.accepted).toBeGreaterThan(20);
    // More flawless audits: what was accepted before them is out of doubt.
    await audited(await doubted(60, 0.999), () => true);
    const late = await doubted(50, 0.999);
    const second = await step();
    expect(second.accepted).toBeGreaterThan(20);
    await audited(await doubted(40, 0.999), (at) => at % 3 !== 0);
    const third = await step();
    expect(third).toMatchObject({ accepted: 0 });
    expect(third.returned).toBeGreaterThanOrEqual(second.accepted);
    const standing = await acceptedProducts();
    expect(standing.some((row) => late.includes(row.id))).toBe(false);
    expect(standing.length + third.returned).toBe(first.accepted + second.accepted);
    expect(standing.every((row) => early.includes(row.id))).toBe(true);
    const returned = await db.product.findFirstOrThrow({
      where: { id: { in: late }, currentSource: 'given' },
    });
    expect(returned.currentCategoryId).toBe(fixture.categories.vases);
    await doubted(50, 0.999);
    expect(await step()).toMatchObject({ accepted: 0, returned: 0 });
    expect((await readAcceptance(lead, ofCategories())).strata[0].isClosed).toBe(true);
    expect(
      await db.audit.count({ where: { catalogId: fixture.catalogId, event: 'acceptance.closed' } }),
    ).toBe(1);
  });

  it('gives back what was accepted while doubted audits waited to be judged', async () => {
    const { catalogId, categories, modelVersionId } = fixture;
    await audited(await doubted(320, 0.999), () => true);
    await on();
    // Audits that the policy drew: the world changes, but people come to judge them only after the next acceptance.
    const drawn = await doubted(60, 0.999);
    const items = drawn.map((subjectId) => ({ id: newId(), subjectId }));
    await db.reviewItem.createMany({
      data: items.map((item) => ({ ...item, catalogId, queue: 'categories', state: 'decided', blind: true })),
    });
    const between = await doubted(50, 0.999);
    const { accepted } = await step();
    expect(accepted).toBeGreaterThan(20);
    await audited(await doubted(100, 0.999), () => true);
    await someLabels(
      db,
      items.map(({ id, subjectId }) => ({
        ...{ catalogId, subjectId, itemId: id, blind: true, value: categories.vases },
        ...{ servedPolicy: 'acceptance-1', modelVersionId },
      })),
    );
    expect(await step()).toMatchObject({ accepted: 0, returned: accepted });
    const standing = await acceptedProducts();
    expect(standing.some((row) => between.includes(row.id))).toBe(false);
  });

  it('is off in one act, takes all back if told, and never what a person has decided since', async () => {
    await audited(await doubted(320, 0.999), () => true);
    await doubted(30, 0.999);
    await on();
    const { accepted } = await step();
    const [kept] = await acceptedProducts();
    await db.product.update({ where: { id: kept.id }, data: { currentSource: 'decision' } });
    const off = { catalogId: fixture.catalogId, state: 'off', reason: 'enough', giveBack: true } as const;
    expect(await setPolicy(lead, off)).toEqual({ ok: true, version: 2, returned: accepted - 1 });
    expect(await sources()).not.toHaveProperty('accepted');
    expect(await step()).toEqual({ accepted: 0, drawn: 0, returned: 0 });
    const moderator = await aPerson(db, 'Mo');
    expect(await setPolicy(moderator, off)).toEqual({ ok: false, reason: 'not-allowed' });
    const stranger = await aPerson(db, 'Sam', 'lead');
    expect(await setPolicy(stranger, off)).toEqual({ ok: false, reason: 'unknown-catalog' });
  });

  it('two steps at once place every product once', async () => {
    await audited(await doubted(320, 0.999), () => true);
    await doubted(60, 0.999);
    await on();
    const steps = await Promise.all([step(), step(), step()]);
    const accepted = steps.reduce((sum, one) => sum + one.accepted, 0);
    expect(await db.decision.count({ where: { catalogId: fixture.catalogId, actorKind: 'policy' } })).toBe(
      accepted,
    );
    expect(await sources()).toMatchObject({ accepted });
  });
});
