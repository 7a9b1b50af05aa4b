import { expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aProduct, aReviewCatalog, letIn } from '#server/testing/review-fixture.ts';
import {
  listGuidelines,
  markGuidelineSeen,
  readGuideline,
  readGuidelineVersions,
} from './store-guideline.ts';
import { writeGuideline } from './write-guideline.ts';

const { db } = await testDatabase();

it('tells each person which version they last read, and keeps every version', async () => {
  const fixture = await aReviewCatalog(db);
  const [ann, ben] = [await aPerson(db, 'ann'), await aPerson(db, 'ben')];
  await letIn(db, fixture, [ann, ben]);
  const { catalogId } = fixture;
  const categoryId = fixture.categories.kettles;
  const write = (body: string, basedOn: number) =>
    writeGuideline(ann, { catalogId, categoryId, body, basedOn });
  const read = async () => {
    const [hers, his] = [ann, ben].map((actor) => readGuideline(actor, catalogId, categoryId));
    return [await hers, await his].map((one) => [one?.version, one?.isNew, one?.seen]);
  };
  await write('Electric ones.', 0);
  await markGuidelineSeen(ann, categoryId, 1);
  await write('Electric ones, up to 3 l.', 1);
  expect(await read()).toEqual([
    [2, true, 1],
    [2, true, 0],
  ]);
  await markGuidelineSeen(ann, categoryId, 2);
  expect((await read())[0]).toEqual([2, false, 2]);
  // Nothing is kept of a version that is not there, nor for who may not see it.
  await markGuidelineSeen(ann, categoryId, 9);
  await markGuidelineSeen(await aPerson(db, 'stranger'), categoryId, 2);
  expect((await read())[0]).toEqual([2, false, 2]);
  expect(await db.userSetting.count()).toBe(1);
  expect(await write('Somebody was faster.', 1)).toEqual({ ok: false, reason: 'changed-since' });
  expect(
    (await readGuidelineVersions(catalogId, categoryId)).map(({ version, body, by }) => [version, body, by]),
  ).toEqual([
    [2, 'Electric ones, up to 3 l.', 'ann'],
    [1, 'Electric ones.', 'ann'],
  ]);
  expect(await readGuidelineVersions(catalogId, fixture.categories.vases)).toEqual([]);
});

it('lists the newest of each category, the last changed first, with the products that it holds for', async () => {
  const fixture = await aReviewCatalog(db);
  const ann = await aPerson(db, 'ann');
  await letIn(db, fixture, [ann]);
  const { catalogId, categories } = fixture;
  const write = (categoryId: string, body: string, basedOn: number) =>
    writeGuideline(ann, { catalogId, categoryId, body, basedOn });
  await write(categories.kitchen, 'What cooks.', 0);
  await write(categories.vases, 'For flowers.', 0);
  await write(categories.kitchen, `What cooks, and ${'more '.repeat(100)}`, 1);
  await aProduct(db, fixture);
  await markGuidelineSeen(ann, categories.vases, 1);
  const listed = await listGuidelines(ann, catalogId);
  expect(listed).toMatchObject([
    { categoryId: categories.kitchen, version: 2, products: 1, isNew: true, by: 'ann' },
    { categoryId: categories.vases, version: 1, products: 1, isNew: false, beginning: 'For flowers.' },
  ]);
  expect(listed[0].beginning).toHaveLength(300);
  expect(await listGuidelines(ann, (await aReviewCatalog(db)).catalogId)).toEqual([]);
});
