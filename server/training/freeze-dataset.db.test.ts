import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { freezeDataset } from './freeze-dataset.ts';
import { type DatasetItemRow, hashItems } from './rules-dataset.ts';
import { saveDataset } from './store-dataset.ts';
import { auditPolicy } from './store-golden.ts';
import { isUnchanged } from './verify-dataset.ts';

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

describe('a frozen dataset', () => {
  const itemOf = (subjectId: string, split: string): DatasetItemRow => ({
    ...{ subjectId, value: fixture.categories.vases, source: 'given', split },
    ...{ groupHash: 'g', inputHash: 'h' },
  });
  const save = (items: DatasetItemRow[]): Promise<string> =>
    inTransaction((tx) => {
      const dataset = { id: newId(), catalogId: fixture.catalogId, sha256: hashItems(items), manifest: {} };
      return saveDataset(tx, dataset, items);
    });

  it('is refused whole where a golden product or a copy of it was planted, or copies stand in two splits', async () => {
    const { catalogId, categories } = fixture;
    const [golden, copy, plain] = [await given('vases'), await given('vases'), await given('vases')];
    const clusterId = newId();
    await db.cluster.create({ data: { id: clusterId, catalogId, size: 2, density: 1 } });
    await db.clusterMember.createMany({
      data: [golden, copy].map((productId) => ({ productId, clusterId })),
    });
    await expect(save([itemOf(golden, 'train'), itemOf(copy, 'test')])).rejects.toThrow(
      'copies of 1 products stand in several splits',
    );
    // Side by side, or the weaker one in quarantine, they are no leak.
    await save([itemOf(golden, 'train'), itemOf(copy, 'train')]);
    await save([itemOf(golden, 'test'), itemOf(copy, 'quarantined')]);
    const before = await db.dataset.count({ where: { catalogId } });
    await aLabel(db, {
      ...{ catalogId, subjectId: golden, value: categories.vases },
      ...{ blind: true, servedPolicy: auditPolicy },
    });
    for (const planted of [golden, copy])
      await expect(save([itemOf(plain, 'train'), itemOf(planted, 'quarantined')])).rejects.toThrow(
        '1 golden products, or copies of one',
      );
    expect(await db.dataset.count({ where: { catalogId } })).toBe(before);
    await save([itemOf(plain, 'train')]);
  });

  it('is of one moment: clusters that change while it is frozen make no leak', async () => {
    const own = await aReviewCatalog(db);
    const products: string[] = [];
    for (let at = 0; at < 24; at++) products.push(await aProduct(db, own));
    await freezeDataset(own.catalogId);
    const { catalogId } = own;
    let isOver = false;
    /** Joins neighbours, then others, and so on: nearly every pair stands in two splits, so one of it is in quarantine. */
    const churn = async (): Promise<void> => {
      for (let shift = 0; !isOver; shift++) {
        await inTransaction(async (tx) => {
          await tx.clusterMember.deleteMany({ where: { productId: { in: products } } });
          const clusters = products.slice(0, 12).map(() => newId());
          await tx.cluster.createMany({
            data: clusters.map((id) => ({ id, catalogId, size: 2, density: 1 })),
          });
          const placeOf = (at: number): number => (at % 2 === 0 ? at / 2 : (Math.floor(at / 2) + shift) % 12);
          const data = products.map((productId, at) => ({ productId, clusterId: clusters[placeOf(at)] }));
          await tx.clusterMember.createMany({ data });
        });
      }
    };
    const churning = churn();
    try {
      for (let round = 0; round < 12; round++) await freezeDataset(catalogId);
    } finally {
      isOver = true;
      await churning;
    }
  });

  it('is known by its hash: one changed cell breaks it', async () => {
    await given('flasks');
    const { datasetId } = await freezeDataset(fixture.catalogId);
    expect(await isUnchanged(datasetId)).toBe(true);
    const [item] = await db.datasetItem.findMany({ where: { datasetId }, take: 1 });
    const key = {
      datasetId_subjectId_otherId: { datasetId, subjectId: item.subjectId, otherId: item.otherId },
    };
    await db.datasetItem.update({ where: key, data: { split: 'test', value: newId() } });
    expect(await isUnchanged(datasetId)).toBe(false);
    await db.datasetItem.update({ where: key, data: { split: item.split, value: item.value } });
    expect(await isUnchanged(datasetId)).toBe(true);
    await db.datasetItem.delete({ where: key });
    expect(await isUnchanged(datasetId)).toBe(false);
  });
});
