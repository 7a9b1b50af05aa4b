/** A word in one language finds what is filed under the category that it names in another, in the catalog and in the queues. */
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { claimNextCategory } from '#server/categorization/claim-next-category.ts';
import { readQueueStatus } from '#server/review/hold-leases.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  aPersonIn,
  aProduct,
  aReviewCatalog,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { listProducts } from './list-products.ts';
import { productFilterSchema } from './schema-products.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let german = '';
let titled = '';

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
  ann = await aPersonIn(db, fixture, 'ann');
  const { kettles, flasks } = fixture.categories;
  const names = [
    { categoryId: kettles, locale: 'de', name: 'Wasserkocher' },
    { categoryId: kettles, locale: 'en', name: 'Kettles' },
    { categoryId: flasks, locale: 'en', name: 'Kettle accessories' },
  ];
  await db.categoryName.deleteMany({ where: { categoryId: { in: [kettles, flasks] } } });
  await db.categoryName.createMany({
    data: names.map((row) => ({ ...row, pathName: row.name, searchText: row.name.toLowerCase() })),
  });
  german = await aProduct(db, fixture, { title: 'Wasserkocher Edelstahl 1,7 l' });
  titled = await aProduct(db, fixture, { title: 'Lid of a kettle' });
  const flask = await aProduct(db, fixture, { title: 'Thermoskanne' });
  await db.product.update({ where: { id: german }, data: { currentCategoryId: kettles } });
  await db.product.update({ where: { id: flask }, data: { currentCategoryId: flasks } });
});

const found = async (part: Record<string, string>) =>
  (await listProducts(fixture.catalogId, productFilterSchema.parse({ sort: 'best', ...part }))).products;

it('in the catalog, and says that the words are not there', async () => {
  const rows = await found({ q: 'kettle' });
  expect(new Map(rows.map((row) => [row.id, row.isByMeaning]))).toEqual(
    new Map([
      [titled, false],
      [german, true],
    ]),
  );
  expect((await found({ q: 'kettle', by: 'words' })).map((row) => row.id)).toEqual([titled]);
  // The first letters of a name are no name.
  expect((await found({ q: 'wasserk' })).map((row) => [row.id, row.isByMeaning])).toEqual([[german, false]]);
});

it('in the queue: what has the words first, then what is filed or proposed there, in the queue’s own order', async () => {
  const items = [
    await aCategoryItem(db, fixture, { title: 'Bollitore elettrico', priority: 1 }),
    await aCategoryItem(db, fixture, { title: 'Bouilloire inox', priority: 8 }),
    await aCategoryItem(db, fixture, { title: 'Kettle, red', priority: 0.1 }),
  ];
  const filter = { q: 'Kettle' };
  const status = await readQueueStatus(ann, 'categories', fixture.catalogId, filter);
  expect(status.counts.left).toBe(3);
  const claimed = await claimNextCategory(ann, {
    catalogId: fixture.catalogId,
    count: 3,
    scope: 'open',
    filter,
  });
  expect(claimed.cards.map((card) => card.itemId)).toEqual([
    items[2].itemId,
    items[1].itemId,
    items[0].itemId,
  ]);
});
