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
import { forecast, readInsights } from './read-insights.ts';

const { db } = await testDatabase();

describe('insights', () => {
  it('of an empty catalog are zeros and unknowns, not errors', async () => {
    const { catalogId } = await aReviewCatalog(db);
    expect(await readInsights(catalogId, 14, Date.now())).toMatchObject({
      days: [],
      people: [],
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
    expect(insights.days).toMatchObject([{ category: 7, duplicate: 0, undone: 0 }]);
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
    expect(insights.forecasts[0]).toMatchObject({ queue: 'categories', open: 1, arrived: 0.3, decided: 0.2 });
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

  it('foresee an end only where more is decided than comes', () => {
    const flow = { queue: 'categories', open: 50, arrived: 70, decided: 140 };
    expect(forecast(flow, 14).daysLeft).toBe(10);
    expect(forecast({ ...flow, decided: 70 }, 14).daysLeft).toBeNull();
    expect(forecast({ ...flow, open: 0, decided: 0 }, 14).daysLeft).toBe(0);
  });
});
