import { describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { aCategoryItem, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { readTaxonomy } from './read-taxonomy.ts';

const { db } = await testDatabase();

describe('the taxonomy in figures', () => {
  it('counts categories, what is used, and products by level, and names by language', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const places = [categories.kettles, categories.kettles, categories.kitchen, null];
    for (const currentCategoryId of places) {
      const { productId } = await aCategoryItem(db, fixture);
      await db.product.update({ where: { id: productId }, data: { currentCategoryId } });
    }
    const gone = await aCategoryItem(db, fixture);
    await db.product.update({
      where: { id: gone.productId },
      data: { currentCategoryId: categories.vases, delistedAt: new Date() },
    });
    const figures = await readTaxonomy(catalogId);
    expect(figures?.levels).toEqual([
      { depth: 1, categories: 1, leaves: 0, used: 1, products: 0 },
      { depth: 2, categories: 1, leaves: 0, used: 1, products: 1 },
      { depth: 3, categories: 3, leaves: 3, used: 1, products: 2 },
    ]);
    expect(figures?.locales).toEqual([
      { locale: 'en', named: 5 },
      { locale: 'fr', named: 5 },
    ]);
  });

  it('is nothing where the catalog has none', async () => {
    const { catalogId } = await aReviewCatalog(db);
    await db.catalog.update({ where: { id: catalogId }, data: { taxonomyVersionId: null } });
    expect(await readTaxonomy(catalogId)).toBeNull();
  });
});
