import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { freezeDataset } from './freeze-dataset.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
});

async function given(leaf: 'kettles' | 'vases' | 'flasks'): Promise<string> {
  const id = await aProduct(db, fixture);
  await db.product.update({ where: { id }, data: { givenCategoryIds: [fixture.categories[leaf]] } });
  return id;
}

/** Leaf that a frozen dataset holds for a product, and where it came from; null where it holds none. */
async function example(productId: string): Promise<[string, string] | null> {
  const { datasetId } = await freezeDataset(fixture.catalogId);
  const item = await db.datasetItem.findFirst({ where: { datasetId, subjectId: productId } });
  const leaf = Object.entries(fixture.categories).find(([, id]) => id === item?.value)?.[0] ?? '';
  return item ? [leaf, item.source] : null;
}

describe('what training believes', () => {
  it('the seller, until a person has judged', async () => {
    const id = await given('vases');
    expect(await example(id)).toEqual(['vases', 'given']);
    await aLabel(db, { catalogId: fixture.catalogId, subjectId: id, value: fixture.categories.kettles });
    expect(await example(id)).toEqual(['kettles', 'label']);
  });

  it('nobody where people disagree, and the seller again where the labels were undone', async () => {
    const id = await given('vases');
    await aLabel(db, {
      catalogId: fixture.catalogId,
      subjectId: id,
      value: fixture.categories.kettles,
      state: 'disputed',
    });
    await aLabel(db, {
      catalogId: fixture.catalogId,
      subjectId: id,
      value: fixture.categories.flasks,
      state: 'disputed',
    });
    expect(await example(id)).toBeNull();
    await db.label.updateMany({ where: { subjectId: id }, data: { state: 'excluded' } });
    expect(await example(id)).toEqual(['vases', 'given']);
  });

  it('a label above the leaves only as far as it reaches', async () => {
    const [inside, outside] = [await given('vases'), await aProduct(db, fixture)];
    await db.product.update({ where: { id: outside }, data: { givenCategoryIds: [] } });
    for (const id of [inside, outside])
      await aLabel(db, {
        catalogId: fixture.catalogId,
        subjectId: id,
        value: fixture.categories.kitchen,
        depth: 2,
      });
    expect(await example(inside)).toEqual(['vases', 'given']);
    expect(await example(outside)).toBeNull();
  });

  it('not a category that the taxonomy no longer holds', async () => {
    const id = await given('vases');
    await aLabel(db, { catalogId: fixture.catalogId, subjectId: id, value: newId() });
    expect(await example(id)).toBeNull();
  });

  it('freezes the same content to the same dataset, and a change to another', async () => {
    const first = await freezeDataset(fixture.catalogId);
    const again = await freezeDataset(fixture.catalogId);
    expect(again.datasetId).toBe(first.datasetId);
    await aLabel(db, {
      catalogId: fixture.catalogId,
      subjectId: await given('vases'),
      value: fixture.categories.vases,
    });
    expect((await freezeDataset(fixture.catalogId)).sha256).not.toBe(first.sha256);
  });

  it('under the versions of today, which the manifest names with a portrait', async () => {
    await given('kettles');
    const { datasetId, splits } = await freezeDataset(fixture.catalogId);
    const { manifest } = await db.dataset.findUniqueOrThrow({ where: { id: datasetId } });
    const catalog = await db.catalog.findUniqueOrThrow({
      where: { id: fixture.catalogId },
      include: { taxonomyVersion: true },
    });
    expect(manifest).toMatchObject({
      rows: splits.length,
      under: {
        taxonomySha256: catalog.taxonomyVersion?.sha256,
        guidelines: 0,
        acceptancePolicy: null,
        categorizer: fixture.modelVersionId,
      },
    });
    const { portrait } = manifest as { portrait: { splits: Record<string, number> } };
    expect(Object.values(portrait.splits).reduce((sum, rows) => sum + rows, 0)).toBe(splits.length);
  });
});
