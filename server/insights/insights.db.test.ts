import { describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import {
  aCategoryItem,
  aClusterItem,
  aPerson,
  aProduct,
  aReviewCatalog,
} from '#server/testing/review-fixture.ts';
import { everyDay, forecast, readInsights } from './read-insights.ts';

const { db } = await testDatabase();

describe('insights', () => {
  it('of an empty catalog are zeros and unknowns, not errors', async () => {
    const { catalogId } = await aReviewCatalog(db);
    expect(await readInsights(catalogId, 14, Date.now())).toMatchObject({
      people: [],
      corrections: [],
      alpha: { category: null, pair: null, things: 0 },
      coverage: { products: 0 },
      proposals: [],
    });
  });

  it('count what each person did, and how far they agree', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const [ann, ben] = [await aPerson(db, 'Ann'), await aPerson(db, 'Ben')];
    const products: string[] = [];
    for (let at = 0; at < 4; at++) products.push(await aProduct(db, fixture));
    const say = (actorId: string, at: number, value: string) =>
      aLabel(db, { catalogId, subjectId: products[at], value, actorId, seconds: 2 + at });
    for (const at of [0, 1, 2, 3]) await say(ann.id, at, categories.kettles);
    for (const at of [0, 1]) await say(ben.id, at, categories.kettles);
    await say(ben.id, 2, categories.vases);
    const insights = await readInsights(catalogId, 14, Date.now());
    expect(insights.days).toHaveLength(14);
    expect(insights.days.at(-1)).toMatchObject({ category: 7, duplicate: 0, undone: 0 });
    expect(insights.people).toMatchObject([
      { name: 'Ann', decisions: 4, shared: 3, agreed: 2, medianSeconds: 3.5 },
      { name: 'Ben', decisions: 3, shared: 3, agreed: 2, medianSeconds: 3 },
    ]);
    expect(insights.people[0].hours).toBeCloseTo(14 / 3600);
    expect(insights.pace).toMatchObject([{ kind: 'category', decisions: 7, medianSeconds: 3 }]);
    expect(insights.alpha.things).toBe(3);
    expect(insights.alpha.category).toBeCloseTo(0, 1);
    expect((await readInsights(catalogId, 14, Date.now() + 30 * 86_400_000)).people).toEqual([]);
  });

  it('tell what waits, what categories rest on, and how often the model was followed', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const taken = await aCategoryItem(db, fixture, {});
    const refused = await aCategoryItem(db, fixture, { blind: true });
    await aCategoryItem(db, fixture, {});
    await aClusterItem(db, fixture, 3);
    await aLabel(db, {
      ...{ catalogId, subjectId: taken.productId, itemId: taken.itemId, value: categories.kettles },
      suggestionShown: true,
    });
    await aLabel(db, {
      ...{ catalogId, subjectId: refused.productId, itemId: refused.itemId, value: categories.vases },
      blind: true,
    });
    for (const { itemId } of [taken, refused])
      await db.reviewItem.update({
        where: { id: itemId },
        data: { state: 'decided', decidedAt: new Date() },
      });
    await db.product.update({ where: { id: taken.productId }, data: { currentSource: 'decision' } });
    const insights = await readInsights(catalogId, 10, Date.now());
    expect(insights.queues.map(({ queue, reason, open }) => [queue, reason, open])).toEqual([
      ['categories', 'suspect', 1],
      ['duplicates', 'cluster', 1],
    ]);
    expect(insights.forecasts[0]).toMatchObject({ queue: 'categories', open: 1, daysLeft: 'unknown' });
    expect(insights.coverage).toEqual({
      products: 6,
      decided: 1,
      accepted: 0,
      given: 5,
      none: 0,
      records: 6,
    });
    expect(insights.proposals).toEqual([
      { reason: 'suspect', decided: 2, shown: 1, shownTaken: 1, blind: 1, blindTaken: 0 },
    ]);
    expect(await readInsights(newId(), 14, Date.now())).toMatchObject({ queues: [] });
  });

  it('foresee an end by what came and went since people began, and nothing on their first day', async () => {
    const flow = { queue: 'categories', open: 50, arrived: 70, decided: 140, days: 14 };
    expect(forecast(flow).daysLeft).toBe(10);
    expect(forecast({ ...flow, decided: 70 }).daysLeft).toBeNull();
    expect(forecast({ ...flow, open: 0, decided: 0 }).daysLeft).toBe(0);
    expect(forecast({ ...flow, days: 0.9 })).toMatchObject({ arrived: null, daysLeft: 'unknown' });
    expect(forecast({ ...flow, days: null }).daysLeft).toBe('unknown');

    const fixture = await aReviewCatalog(db);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    // A first import of six; four days ago people began: three decided since, one more came.
    for (let at = 0; at < 6; at++) {
      const { itemId } = await aCategoryItem(db, fixture);
      const decided = at < 3 ? { state: 'decided', decidedAt: daysAgo(4 - at) } : {};
      await db.reviewItem.update({ where: { id: itemId }, data: { createdAt: daysAgo(6), ...decided } });
    }
    await aCategoryItem(db, fixture);
    const [found] = (await readInsights(fixture.catalogId, 14, Date.now())).forecasts;
    expect(found).toMatchObject({ queue: 'categories', open: 4 });
    expect(found.arrived).toBeCloseTo(1 / 4, 2);
    expect(found.decided).toBeCloseTo(3 / 4, 2);
    expect(found.daysLeft).toBeCloseTo(8, 1);
  });

  it('show every day of the period', () => {
    const counted = [{ day: '2026-03-01', category: 5, duplicate: 1, undone: 0 }];
    expect(everyDay(counted, 3, Date.parse('2026-03-02T01:00:00Z'))).toEqual([
      { day: '2026-02-28', category: 0, duplicate: 0, undone: 0 },
      ...counted,
      { day: '2026-03-02', category: 0, duplicate: 0, undone: 0 },
    ]);
  });

  it('name what people correct, the costliest first, and who knows the known answers', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const ann = await aPerson(db, 'Ann');
    const answer = async (value: string, popularity: number, reason = 'suspect') => {
      const item = await aCategoryItem(db, fixture, {});
      await db.product.update({ where: { id: item.productId }, data: { popularity } });
      await db.reviewItem.update({ where: { id: item.itemId }, data: { reason } });
      await aLabel(db, {
        ...{ catalogId, subjectId: item.productId, itemId: item.itemId, value, actorId: ann.id },
        suggestionShown: true,
      });
      return item;
    };
    await answer(categories.kettles, 1000);
    await answer(categories.vases, 10);
    const dear = await answer(categories.vases, 90);
    const { corrections } = await readInsights(catalogId, 14, Date.now());
    expect(corrections).toMatchObject([{ decided: 2, value: 102 }]);
    expect(corrections[0].answered).toContain('Vases');
    expect(corrections[0].proposed).toContain('Kettles');
    expect(corrections[0].examples.map((one) => one.productId)[0]).toBe(dear.productId);

    for (const value of [categories.kettles, categories.kettles, categories.vases]) {
      const { productId } = await answer(value, 0, 'gold');
      await db.goldItem.create({
        data: { catalogId, productId, categoryId: categories.kettles, createdBy: ann.id },
      });
    }
    expect((await readInsights(catalogId, 14, Date.now())).people).toMatchObject([{ gold: 3, goldRight: 2 }]);
  });
});
