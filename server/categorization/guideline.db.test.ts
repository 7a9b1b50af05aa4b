import { expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aReviewCatalog, letIn } from '#server/testing/review-fixture.ts';
import { markGuidelineSeen, readGuideline, readGuidelineVersions } from './store-guideline.ts';
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
  expect(await write('Somebody was faster.', 1)).toEqual({ ok: false, reason: 'changed-since' });
  expect(
    (await readGuidelineVersions(catalogId, categoryId)).map(({ version, body, by }) => [version, body, by]),
  ).toEqual([
    [2, 'Electric ones, up to 3 l.', 'ann'],
    [1, 'Electric ones.', 'ann'],
  ]);
  expect(await readGuidelineVersions(catalogId, fixture.categories.vases)).toEqual([]);
});
