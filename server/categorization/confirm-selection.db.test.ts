import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { listHistory } from '#server/review/list-history.ts';
import { countFacets } from '#server/review/store-filter.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  acceptanceOf,
  aPerson,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { claimGrid } from './claim-grid.ts';
import { claimNextCategory } from './claim-next-category.ts';
import { confirmGrid, confirmSelection, freezeSelection, undoSelection } from './confirm-selection.ts';
import { decideCategory } from './decide-category.ts';
import { countGroups } from './store-grid.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let bob: Actor;

const placesOf = async (productIds: string[]) =>
  (await db.product.findMany({ where: { id: { in: productIds } }, orderBy: { id: 'asc' } })).map(
    (product) => [product.currentCategoryId, product.currentSource],
  );
const freeze = async (actor: Actor, filter: object = {}) => {
  const outcome = await freezeSelection(actor, { catalogId: fixture.catalogId, filter });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.selection;
};

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  bob = await aPerson(db, 'Bob');
});
beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann, bob]);
});

describe('a selection of all that match', () => {
  it('is frozen when it is made, confirmed whole, and undone to exactly what was', async () => {
    const items = [];
    for (let at = 0; at < 4; at++)
      items.push(await aCategoryItem(db, fixture, { title: `Electric kettle ${at}` }));
    await aCategoryItem(db, fixture, { title: 'A vase' });
    const ids = items.map((item) => item.productId).sort();
    const before = await placesOf(ids);
    const { bulkId, total, sample } = await freeze(ann, { q: 'electric' });
    expect([total, sample.length]).toEqual([4, 4]);
    await aCategoryItem(db, fixture, { title: 'Electric kettle, later' });
    expect(await confirmSelection(ann, bulkId, 3)).toEqual({ ok: false, reason: 'count-differs' });
    expect(await confirmSelection(bob, bulkId, 4)).toEqual({ ok: false, reason: 'not-found' });
    const done = await confirmSelection(ann, bulkId, 4);
    expect(done).toMatchObject({ ok: true, selection: { state: 'confirmed', done: 4, waiting: 0, left: 0 } });
    expect(await confirmSelection(ann, bulkId, 4)).toEqual(done);
    expect(await placesOf(ids)).toEqual(ids.map(() => [fixture.categories.kettles, 'decision']));
    expect((await listHistory(ann, fixture.catalogId))[0]).toMatchObject({
      kind: 'bulk',
      count: 4,
      isUndone: false,
    });
    expect(await undoSelection(ann, bulkId)).toMatchObject({
      ok: true,
      selection: { state: 'undone', undone: 4 },
    });
    expect(await placesOf(ids)).toEqual(before);
    expect(
      await db.label.count({ where: { catalogId: fixture.catalogId, state: { not: 'excluded' } } }),
    ).toBe(0);
    const open = await db.reviewItem.count({ where: { catalogId: fixture.catalogId, state: 'open' } });
    expect(open).toBe(6);
  });

  it('leaves what somebody holds, what changed and what is blind, and says so', async () => {
    const held = await aCategoryItem(db, fixture, { priority: 9 });
    const changed = await aCategoryItem(db, fixture);
    const plain = await aCategoryItem(db, fixture);
    await aCategoryItem(db, fixture, { blind: true });
    const { bulkId, total } = await freeze(ann);
    expect(total).toBe(3);
    await claimNextCategory(bob, { catalogId: fixture.catalogId, scope: 'open', count: 1 });
    await db.product.update({ where: { id: changed.productId }, data: { revision: { increment: 1 } } });
    expect(await confirmSelection(ann, bulkId, 3)).toMatchObject({
      ok: true,
      selection: { done: 1, left: 2 },
    });
    const [[place]] = await placesOf([plain.productId]);
    expect(place).toBe(fixture.categories.kettles);
    expect(await placesOf([held.productId])).toEqual([[fixture.categories.vases, 'given']]);
  });

  it('is narrowed by seller, language, reason and branch', async () => {
    const french = await aCategoryItem(db, fixture);
    await db.product.update({ where: { id: french.productId }, data: { locale: 'fr' } });
    const unsure = await aCategoryItem(db, fixture);
    await db.reviewItem.update({ where: { id: unsure.itemId }, data: { reason: 'uncertain' } });
    const totals = [];
    for (const filter of [
      { locale: 'fr' },
      { reason: 'uncertain' },
      { seller: fixture.sellerId },
      { seller: newId() },
      { branch: fixture.categories.kitchen },
      { branch: fixture.categories.vases },
      { category: fixture.categories.kettles },
      { category: fixture.categories.flasks },
    ])
      totals.push((await freeze(ann, filter)).total);
    expect(totals).toEqual([1, 1, 2, 0, 2, 0, 2, 0]);
    expect(await countFacets(ann, 'categories', fixture.catalogId)).toMatchObject({
      reasons: [
        { value: 'suspect', count: 1 },
        { value: 'uncertain', count: 1 },
      ],
      branches: [{ name: 'Home', count: 2 }],
      sellers: [{ name: 'Nordhaus', count: 2 }],
      locales: [{ value: 'fr', count: 1 }],
    });
  });
});

describe('the confirm grid', () => {
  /** Vectors on a circle: `angle` 0 is the middle of the category. */
  const embed = async (productId: string, embedderId: string, angle: number) => {
    const v = `[${[Math.cos(angle), Math.sin(angle), ...Array(254).fill(0)].join(',')}]`;
    await db.$executeRaw`INSERT INTO embedding (product_id, model_version_id, v) VALUES (${productId}::uuid, ${embedderId}::uuid, ${v}::vector)`;
  };

  it('counts what is free: neither what somebody else holds nor what oneself holds in another window', async () => {
    for (let at = 0; at < 3; at++) await aCategoryItem(db, fixture);
    const counts = async () => (await countGroups(ann, fixture.catalogId, {})).map((group) => group.count);
    expect(await counts()).toEqual([3]);
    const { catalogId } = fixture;
    await claimNextCategory(bob, { catalogId, scope: 'open', count: 1 });
    await claimNextCategory(ann, { catalogId, scope: 'open', count: 1 });
    expect(await counts()).toEqual([1]);
  });

  it('shows the odd ones first, confirms the unmarked once, and hands the exceptions back', async () => {
    const embedderId = newId();
    await db.modelVersion.create({
      data: {
        id: embedderId,
        catalogId: fixture.catalogId,
        kind: 'embedder',
        name: 'test',
        sha256: embedderId,
        manifest: {},
        origin: 'trained',
      },
    });
    await db.activeModel.create({
      data: {
        catalogId: fixture.catalogId,
        kind: 'embedder',
        modelVersionId: embedderId,
        promotedBy: 'test',
      },
    });
    const angles = [0.1, 1.4, 0.5];
    const items = [];
    for (const angle of angles) {
      const item = await aCategoryItem(db, fixture);
      await embed(item.productId, embedderId, angle);
      items.push(item);
    }
    const settled = await aCategoryItem(db, fixture, { priority: 50 });
    await embed(settled.productId, embedderId, 0);
    const [first] = (await claimNextCategory(ann, { catalogId: fixture.catalogId, scope: 'open', count: 1 }))
      .cards;
    await decideCategory(ann, acceptanceOf(first, fixture.categories.kettles));
    const input = { catalogId: fixture.catalogId, categoryId: fixture.categories.kettles };
    const { cards } = await claimGrid(ann, { ...input, count: 24 });
    expect(cards.map((card) => card.itemId)).toEqual([items[1].itemId, items[2].itemId, items[0].itemId]);
    const lease = ({ itemId, leaseNumber, subjectRevision }: (typeof cards)[number]) => ({
      itemId,
      leaseNumber,
      subjectRevision,
    });
    const page = {
      ...input,
      bulkId: newId(),
      seconds: 8,
      confirmed: cards.slice(1).map(lease),
      exceptions: [lease(cards[0])],
    };
    const said = await confirmGrid(ann, page);
    expect(said).toMatchObject({ ok: true, selection: { done: 2, left: 0 } });
    expect(await confirmGrid(ann, page)).toEqual(said);
    expect(await confirmGrid(bob, page)).toEqual({ ok: false, reason: 'not-found' });
    const next = await claimNextCategory(bob, { catalogId: fixture.catalogId, scope: 'open', count: 5 });
    expect(next.cards.map((card) => [card.itemId, card.card.priorityReason])).toEqual([
      [items[1].itemId, 'marked as an exception in the grid'],
    ]);
    await undoSelection(ann, page.bulkId);
    expect(await placesOf([items[0].productId])).toEqual([[fixture.categories.vases, 'given']]);
  });
});
