import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { reviewMapping, undoMapping } from '#server/catalog/review-mapping.ts';
import { type ReviewMapping, reviewMappingSchema } from '#server/catalog/schema-mapping.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { listSellers, readSellerTree } from './list-sellers.ts';
import { mappingFilterSchema } from './schema-sellers.ts';

const { db } = await testDatabase();
const actor = systemActor('Ann');
const [catalogId, otherCatalogId, sellerId, versionId, modelId] = [
  newId(),
  newId(),
  newId(),
  newId(),
  newId(),
];
const [home, kettles, pots] = [newId(), newId(), newId()];
const [boilers, misc] = [newId(), newId()];
const ids = Array.from({ length: 12 }, () => newId());
const filter = mappingFilterSchema.parse({});

beforeAll(async () => {
  const taxonomyId = newId();
  await db.taxonomy.create({ data: { id: taxonomyId, name: 't' } });
  await db.taxonomyVersion.create({
    data: { id: versionId, taxonomyId, label: 't', format: 'paths', sha256: 't', levels: 2 },
  });
  const node = (id: string, code: string, path: string, depth: number, parentId: string | null) => ({
    ...{ id, code, path, depth, parentId, taxonomyVersionId: versionId, isLeaf: depth === 2, name: code },
    pathName: path.replace(/\/$/, '').replaceAll('/', ' > '),
  });
  await db.category.createMany({ data: [node(home, 'home', 'home/', 1, null)] });
  await db.category.createMany({
    data: [node(kettles, 'kettles', 'home/kettles/', 2, home), node(pots, 'pots', 'home/pots/', 2, home)],
  });
  await db.catalog.createMany({
    data: [
      { id: catalogId, name: 'one', taxonomyVersionId: versionId },
      { id: otherCatalogId, name: 'two' },
    ],
  });
  await db.seller.create({ data: { id: sellerId, catalogId, key: 's', name: 'Seller' } });
  await db.sellerCategory.createMany({
    data: [
      { id: boilers, sellerId, path: 'Küche/Wasserkocher' },
      { id: misc, sellerId, path: 'Diverses' },
    ],
  });
  await db.modelVersion.create({
    data: {
      id: modelId,
      catalogId,
      kind: 'categorizer',
      name: 'm',
      sha256: 's',
      manifest: {},
      origin: 'trained',
    },
  });
  await db.activeModel.create({
    data: { catalogId, kind: 'categorizer', modelVersionId: modelId, promotedBy: 'x' },
  });
  // 0–7 stand in "Wasserkocher": 0–3 without a category, 4–7 given as pots. 8–11 stand in "Diverses", without one.
  await db.product.createMany({
    data: ids.map((id, at) => ({
      ...{ id, catalogId, sellerId, sku: `${at}`, title: `p ${at}`, inputHash: 'h' },
      sellerCategoryPath: at < 8 ? 'Küche/Wasserkocher' : 'Diverses',
      sellerCategoryId: at < 8 ? boilers : misc,
      givenCategoryIds: at >= 4 && at < 8 ? [pots] : [],
      currentCategoryId: at >= 4 && at < 8 ? pots : null,
    })),
  });
  // The model: kettles for 0–6; and 7 was decided to stay with the pots.
  await db.suggestion.createMany({
    data: ids.slice(0, 8).map((productId) => ({
      ...{
        productId,
        modelVersionId: modelId,
        inputHash: 'h',
        categoryId: kettles,
        p: 0.9,
        topK: [],
        entropy: 0,
        evidence: {},
      },
      suspicion: 0.9,
    })),
  });
  await db.product.update({ where: { id: ids[7] }, data: { currentSource: 'decision' } });
});

const placesOf = async () =>
  (await db.product.findMany({ where: { catalogId }, orderBy: { sku: 'asc' } })).map((product) => [
    product.sku,
    product.currentCategoryId,
    product.givenFrom,
    product.sellerCategoryPath,
  ]);
const answer = (part: Partial<ReviewMapping>) =>
  reviewMapping(
    actor,
    reviewMappingSchema.parse({
      catalogId,
      sellerCategoryId: boilers,
      answer: 'accept',
      categoryId: kettles,
      ...part,
    }),
  );

describe("a seller's own tree", () => {
  it('gets a proposal by the votes of its products, not by what their rows say', async () => {
    const tree = await readSellerTree(catalogId, sellerId, filter);
    expect(tree?.categories.map((row) => [row.path, row.products, row.voters])).toEqual([
      ['Küche/Wasserkocher', 8, 8],
      ['Diverses', 4, 0],
    ]);
    expect(tree?.categories[0].proposals).toMatchObject([
      { pathName: 'home > kettles', votes: 7 },
      { pathName: 'home > pots', votes: 1 },
    ]);
    expect(tree?.categories[1].proposals).toEqual([]);
    const cut = await readSellerTree(catalogId, sellerId, { ...filter, level: 1 });
    expect(cut?.categories[0].proposals).toMatchObject([{ pathName: 'home', votes: 8 }]);
    expect(await readSellerTree(otherCatalogId, sellerId, filter)).toBeNull();
  });

  it('pages by keyset, filters by words and state', async () => {
    const [first] = (await readSellerTree(catalogId, sellerId, filter))?.categories ?? [];
    const rest = await readSellerTree(catalogId, sellerId, {
      ...filter,
      after: `${first.products}_${first.sellerCategoryId}`,
    });
    expect(rest?.categories.map((row) => row.path)).toEqual(['Diverses']);
    expect((await readSellerTree(catalogId, sellerId, { ...filter, q: 'KOCHER' }))?.categories).toHaveLength(
      1,
    );
    expect((await readSellerTree(catalogId, sellerId, { ...filter, state: 'mapped' }))?.categories).toEqual(
      [],
    );
  });

  it('counts what is wrong by seller', async () => {
    expect(await listSellers(catalogId)).toMatchObject([
      {
        name: 'Seller',
        products: 12,
        given: 4,
        corrected: 0,
        doubted: 3,
        decided: 1,
        withoutCategory: 8,
        categories: 2,
        mapped: 0,
      },
    ]);
    expect(await listSellers(otherCatalogId)).toEqual([]);
  });
});

describe('reviewing a mapping', () => {
  it('places what came without a category and nothing else, wakes it, keeps the path, and undo puts all back', async () => {
    const before = await placesOf();
    const outcome = await answer({ proposedId: kettles, votes: 7, voters: 8 });
    expect(outcome).toMatchObject({ ok: true, products: 4 });
    const after = await placesOf();
    expect(after.filter(([, category]) => category === kettles).map(([sku]) => sku)).toEqual([
      '0',
      '1',
      '2',
      '3',
    ]);
    expect(after.filter(([, , from]) => from === 'mapping')).toHaveLength(4);
    expect(after.map(([, , , path]) => path)).toEqual(before.map(([, , , path]) => path));
    expect(await db.stageState.count({ where: { stage: 'suggest', state: 'waiting' } })).toBe(8);
    const [row] = (await readSellerTree(catalogId, sellerId, filter))?.categories ?? [];
    expect(row).toMatchObject({
      state: 'mapped',
      placed: 4,
      mapped: { categoryId: kettles },
      review: { answer: 'accept' },
    });
    if (!outcome.ok) return;
    expect(await undoMapping(actor, { catalogId, reviewId: outcome.reviewId })).toEqual({
      ok: true,
      products: 4,
    });
    expect(await placesOf()).toEqual(before);
    expect(await undoMapping(actor, { catalogId, reviewId: outcome.reviewId })).toEqual({
      ok: false,
      reason: 'undone-already',
    });
    expect(await db.audit.count({ where: { subject: boilers } })).toBe(2);
  });

  it('takes back the last answer only, and falls back to the one before', async () => {
    const first = await answer({});
    const second = await answer({ answer: 'change', categoryId: pots });
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(await undoMapping(actor, { catalogId, reviewId: first.reviewId })).toEqual({
      ok: false,
      reason: 'overtaken',
    });
    const differs = await readSellerTree(catalogId, sellerId, { ...filter, state: 'differs' });
    expect(differs?.categories.map((row) => row.mapped?.categoryId)).toEqual([pots]);
    expect(await undoMapping(actor, { catalogId, reviewId: second.reviewId })).toMatchObject({ ok: true });
    expect((await readSellerTree(catalogId, sellerId, filter))?.categories[0].mapped?.categoryId).toBe(
      kettles,
    );
  });

  it('out of scope empties what the mapping had placed; a decided product stays', async () => {
    expect(await answer({ answer: 'out-of-scope', categoryId: null })).toMatchObject({
      ok: true,
      products: 4,
    });
    const places = await placesOf();
    expect(places.slice(0, 4).map(([, category]) => category)).toEqual([null, null, null, null]);
    expect(places[7][1]).toBe(pots);
  });

  it('refuses a category of another taxonomy, and another catalog', async () => {
    expect(await answer({ categoryId: newId() })).toEqual({ ok: false, reason: 'unknown-category' });
    expect(await answer({ catalogId: otherCatalogId })).toEqual({ ok: false, reason: 'not-found' });
    expect(
      reviewMappingSchema.safeParse({ catalogId, sellerCategoryId: boilers, answer: 'accept' }).success,
    ).toBe(false);
  });
});
