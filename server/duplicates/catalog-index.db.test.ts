/** The kept index takes in what changed, and only that; the block stage writes what it finds, by every source. */
import { beforeAll, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { imageStatsLength, statFlag, statOffset } from '#server/ml/image/image-stats.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { saveEmbeddings } from '#server/representation/group-embeddings.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { handle as block } from './block.handler.ts';
import { type CatalogIndex, catalogIndex } from './catalog-index.ts';
import { readCandidateFigures } from './read-candidate-figures.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let kettle: string;
let lamp: string;
let tent: string;

/** A product of which the title alone says something. */
async function titled(title: string): Promise<string> {
  const id = await aProduct(db, fixture, { title });
  await db.product.update({ where: { id }, data: { attributes: {} } });
  return id;
}

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
  kettle = await titled('Homelle Vita 78 kettle steel');
  lamp = await titled('Fjordal Kante 39 lamp');
  tent = await titled('Boreal Dome 4 tent');
  for (const title of ['Garden hose', 'Piano stool', 'Wool blanket']) await titled(title);
});

/** What a product finds: the other product → bits of `source`. */
async function found(index: CatalogIndex, productId: string): Promise<Map<string, number>> {
  const pairs = await index.candidates([productId], { threads: 1 });
  return new Map(
    Array.from(pairs?.left ?? [], (left, at) => {
      const [one, other] = [index.ids[left], index.ids[pairs!.right[at]]];
      return [one === productId ? other : one, pairs!.sources[at]];
    }),
  );
}

const partners = async (index: CatalogIndex, productId: string): Promise<string[]> => [
  ...(await found(index, productId)).keys(),
];

async function runBlock(unitIds: string[]): Promise<void> {
  const { catalogId } = fixture;
  const result = await block({ catalogId, unitIds, signal: new AbortController().signal });
  await inTransaction(async (tx) => result.write?.(tx));
}

it('finds a changed listing by what it says now, and prepares nothing again where nothing changed', async () => {
  const { catalogId } = fixture;
  const index = await catalogIndex(catalogId, [kettle]);
  expect(await partners(index, lamp)).not.toContain(kettle);
  const before = index.ids.length;
  await db.product.update({ where: { id: kettle }, data: { currentSource: 'decision', revision: 5 } });
  expect((await catalogIndex(catalogId, [kettle])).ids.length).toBe(before);
  await db.product.update({ where: { id: kettle }, data: { title: 'Fjordal Kante 39 Lampe' } });
  const after = await catalogIndex(catalogId, [kettle]);
  expect(after).toBe(index);
  expect(after.ids.length).toBe(before + 1);
  expect(await partners(after, lamp)).toContain(kettle);
  expect(await partners(after, kettle)).toContain(lamp);
});

it('knows a new listing once its batch comes, and no delisted one', async () => {
  const { catalogId } = fixture;
  const added = await titled('Boreal Dome 4 Zelt');
  const index = await catalogIndex(catalogId, [added]);
  expect(await partners(index, tent)).toContain(added);
  await db.product.update({ where: { id: added }, data: { delistedAt: new Date() } });
  const after = await catalogIndex(catalogId, [added]);
  expect(after.recordOf.has(added)).toBe(false);
  expect(await partners(after, tent)).not.toContain(added);
});

it('knows what another worker has taken in, once a batch of its own comes', async () => {
  const { catalogId } = fixture;
  const elsewhere = await titled('Garden hose 20 m yellow');
  const own = await titled('Jardin: garden hose 20 m');
  const index = await catalogIndex(catalogId, [own]);
  expect(await partners(index, own)).toContain(elsewhere);
});

it('writes neighbours by vector beside those by text, and no pair with a merged listing', async () => {
  const model = newId();
  const { catalogId } = fixture;
  const files = [{ role: 'model', sha256: '0'.repeat(64), bytes: 0 }];
  const manifest = {
    ...{ kind: 'embedder', name: 'test', featureVersion: 'test', files },
    ...{ trainedOn: {}, evaluation: null, madeBy: {} },
  };
  await db.modelVersion.create({
    data: {
      id: model,
      catalogId,
      kind: 'embedder',
      name: 'test',
      sha256: model,
      manifest,
      origin: 'trained',
    },
  });
  await db.activeModel.create({
    data: { catalogId, kind: 'embedder', modelVersionId: model, promotedBy: 'test' },
  });
  const spoon = await titled('cuillère');
  const loeffel = await titled('Löffel');
  const vector = Float32Array.from({ length: 256 }, (_, at) => (at === 7 ? 1 : 0));
  await inTransaction((tx) =>
    saveEmbeddings(tx, model, [
      { productId: spoon, vector },
      { productId: loeffel, vector },
    ]),
  );
  await runBlock([spoon, tent]);
  const [a, b] = [spoon, loeffel].sort();
  const found = await db.candidatePair.findUnique({ where: { a_b: { a, b } } });
  expect((found?.sources ?? 0) & source.vector).toBe(source.vector);
  expect((found?.sources ?? 0) & source.text).toBe(0);
  const figures = await readCandidateFigures(catalogId);
  const byVector = figures.sources.find((one) => one.source === 'vector');
  expect(byVector).toMatchObject({ pairs: 1, alone: 1 });
  expect(figures.pairs).toBe(await db.candidatePair.count());
  expect(figures.recall.map((one) => one.of)).toEqual([0, 0]);
  await db.product.updateMany({
    where: { id: { in: [spoon, loeffel, tent] } },
    data: { gtin: '4006381333931' },
  });
  // Of the three pairs with one GTIN only that by vector is a candidate.
  expect((await readCandidateFigures(catalogId)).recall[0]).toMatchObject({ found: 1, of: 3 });
  await db.product.updateMany({ where: { gtin: { not: null } }, data: { gtin: null } });
  await db.candidatePair.deleteMany({});
  await db.product.update({ where: { id: spoon }, data: { survivorId: loeffel } });
  await runBlock([loeffel]);
  expect(await db.candidatePair.count({ where: { OR: [{ a: spoon }, { b: spoon }] } })).toBe(0);
});

it('compares pictures by their statistics once they are measured, and flat ones with none', async () => {
  const { catalogId } = fixture;
  const [red, crimson, blank, empty] = [
    await titled('Tisch'),
    await titled('Cuadro'),
    await titled('Vassoio'),
    await titled('Mug'),
  ];
  const stats = Uint8Array.from({ length: imageStatsLength }, (_, at) => (at * 37) % 251);
  stats[statOffset.flags] = 0;
  const near = stats.with(statOffset.colour + 3, 9);
  const flat = new Uint8Array(imageStatsLength).with(statOffset.flags, statFlag.flat);
  const pictures = [
    [red, stats],
    [crimson, near],
    [blank, flat],
    [empty, flat],
  ] as const;
  for (const [at, [productId]] of pictures.entries())
    await db.image.create({
      data: { id: newId(), productId, position: 0, source: 'test', state: 'done', blobSha256: `sha${at}` },
    });
  const before = await catalogIndex(catalogId, [red, crimson, blank, empty]);
  expect((await found(before, red)).get(crimson)).toBeUndefined();
  for (const [at, [, one]] of pictures.entries())
    await db.imageStat.create({
      data: {
        ...{ blobSha256: `sha${at}`, encoderVersion: pixelsVersion },
        ...{ stats: new Uint8Array(one), descriptor: new Uint8Array(0) },
      },
    });
  const after = await catalogIndex(catalogId, [red, crimson, blank, empty]);
  expect((await found(after, red)).get(crimson)).toBe(source.picture);
  expect((await found(after, blank)).get(empty)).toBeUndefined();
});
