import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { facetsOf } from './count-facets.ts';
import { listProducts } from './list-products.ts';
import { listTree } from './list-tree.ts';
import { readProduct } from './read-product.ts';
import { type ProductFilter, productFilterSchema } from './schema-products.ts';

const { db } = await testDatabase();
const [catalogId, otherCatalogId, sellerId, otherSellerId, strangerId] = [
  newId(),
  newId(),
  newId(),
  newId(),
  newId(),
];
const [taxonomyId, versionId, modelId] = [newId(), newId(), newId()];
const [home, kettles, lamps] = [newId(), newId(), newId()];
const count = 150;
const ids = Array.from({ length: count }, () => newId());
const filterOf = (part: Record<string, string> = {}): ProductFilter => productFilterSchema.parse(part);

function titleOf(at: number): string {
  if (at === 7) return 'Sale 50%_off cable';
  if (at === 8) return 'Cafetière percolator';
  return `Cable number ${at}`;
}

async function makeTaxonomy(): Promise<void> {
  await db.taxonomy.create({ data: { id: taxonomyId, name: 't' } });
  await db.taxonomyVersion.create({
    data: { id: versionId, taxonomyId, label: 't', format: 'paths', sha256: 't', levels: 2 },
  });
  const node = (id: string, code: string, path: string, depth: number, parentId: string | null) => ({
    ...{ id, code, path, depth, parentId, taxonomyVersionId: versionId, isLeaf: depth === 2 },
    ...{ name: code, pathName: path.replace(/\/$/, '').replaceAll('/', ' > ') },
  });
  await db.category.createMany({ data: [node(home, 'home', 'home/', 1, null)] });
  await db.category.createMany({
    data: [node(kettles, 'kettles', 'home/kettles/', 2, home), node(lamps, 'lamps', 'home/lamps/', 2, home)],
  });
}

/** Every third product is a lamp, the others kettles; 5 have none. 3 and 4 are one cluster, 5 is merged into 6. */
async function makeProducts(): Promise<void> {
  const categoryOf = (at: number): string | null => {
    if (at >= count - 5) return null;
    return at % 3 === 0 ? lamps : kettles;
  };
  await db.product.createMany({
    data: ids.map((id, at) => ({
      ...{ id, catalogId, sku: `sku-${at}`, title: titleOf(at), inputHash: 'h', priceMinor: 100n },
      sellerId: at < 100 ? sellerId : otherSellerId,
      locale: at % 2 === 0 ? 'en' : null,
      gtin: at === 9 ? '04006381333931' : null,
      currentCategoryId: categoryOf(at),
      givenCategoryIds: categoryOf(at) ? [categoryOf(at) as string] : [],
      delistedAt: at === 1 ? new Date() : null,
      survivorId: at === 5 ? ids[6] : null,
    })),
  });
  await db.merge.create({
    data: {
      ...{ id: newId(), catalogId, clusterId: newId(), survivorId: ids[6], decisionId: newId() },
      ...{ memberIds: [ids[5], ids[6]], golden: {}, losers: {} },
    },
  });
  const clusterId = newId();
  await db.cluster.create({ data: { id: clusterId, catalogId, size: 2, density: 1 } });
  await db.clusterMember.createMany({ data: [3, 4].map((at) => ({ clusterId, productId: ids[at] })) });
  await db.modelVersion.create({
    data: {
      id: modelId,
      catalogId,
      kind: 'categorizer',
      name: 'm',
      sha256: 'abcdef',
      manifest: {},
      origin: 'trained',
    },
  });
  await db.activeModel.create({
    data: { catalogId, kind: 'categorizer', modelVersionId: modelId, promotedBy: 'x' },
  });
  const attributesId = newId();
  await db.modelVersion.create({
    data: {
      ...{ id: attributesId, catalogId, kind: 'attributes', name: 'a', sha256: 'fedcba' },
      ...{ manifest: {}, origin: 'trained' },
    },
  });
  await db.activeModel.create({
    data: { catalogId, kind: 'attributes', modelVersionId: attributesId, promotedBy: 'x' },
  });
  const colour = [{ name: 'Colour', value: 'red', p: 0.97, words: [] }];
  // The last two do not count: nothing was sure, and the listing has changed since.
  await db.attributeSuggestion.createMany({
    data: [8, 9, 10, 11].map((at) => ({
      ...{ productId: ids[at], modelVersionId: attributesId, inputHash: at === 11 ? 'before' : 'h' },
      suggested: at === 10 ? [] : colour,
    })),
  });
  await db.suggestion.createMany({
    data: [10, 11, 12].map((at) => ({
      ...{
        productId: ids[at],
        modelVersionId: modelId,
        inputHash: 'h',
        categoryId: kettles,
        p: 0.9,
        topK: [{ categoryId: kettles, p: 0.9 }],
      },
      ...{ entropy: 0.1, evidence: { sentence: 'the title says so' }, suspicion: at === 10 ? 0.9 : 0.6 },
    })),
  });
}

beforeAll(async () => {
  await makeTaxonomy();
  await db.catalog.createMany({
    data: [
      { id: catalogId, name: 'one', taxonomyVersionId: versionId },
      { id: otherCatalogId, name: 'two' },
    ],
  });
  await db.seller.createMany({
    data: [
      { id: sellerId, catalogId, key: 's', name: 'Seller' },
      { id: otherSellerId, catalogId, key: 'o', name: 'Other' },
      { id: strangerId, catalogId: otherCatalogId, key: 's', name: 'Stranger' },
    ],
  });
  await makeProducts();
});

async function allSkus(part: Record<string, string>): Promise<(string | null)[]> {
  const seen: (string | null)[] = [];
  let after: string | undefined;
  do {
    const page = await listProducts(catalogId, { ...filterOf(part), after });
    seen.push(...page.products.map((product) => product.sku));
    after = page.next ?? undefined;
  } while (after);
  return seen;
}

describe('the product list', () => {
  it.each(['newest', 'oldest', 'changed'])('pages through every product once, %s first', async (sort) => {
    const seen = await allSkus({ sort });
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
    if (sort === 'oldest') expect(seen[0]).toBe('sku-0');
    if (sort === 'newest') expect(seen[0]).toBe(`sku-${count - 1}`);
  });

  it('finds words without regard to accents, the last one by its beginning, and codes as they are', async () => {
    const titles = async (q: string) =>
      (await listProducts(catalogId, filterOf({ q }))).products.map((p) => p.title);
    expect(await titles('cafetiere perc')).toEqual(['Cafetière percolator']);
    expect(await titles('50%_OFF')).toEqual(['Sale 50%_off cable']);
    expect(await titles('sku-3')).toEqual(['Cable number 3']);
    expect(await titles('4006381 333931')).toEqual(['Cable number 9']);
    expect(await titles('%')).toEqual(['Sale 50%_off cable']);
  });

  it('offers the nearest titles where nothing has the words, but not where filters hide what has', async () => {
    const page = await listProducts(catalogId, filterOf({ q: 'percolattor' }));
    expect(page).toMatchObject({ isNearest: true, next: null });
    expect(page.products[0].title).toBe('Cafetière percolator');
    expect(await listProducts(catalogId, filterOf({ q: 'cafetiere', status: 'delisted' }))).toMatchObject({
      products: [],
      isNearest: false,
    });
  });

  it('takes a whole branch, and the values of a facet as or', async () => {
    expect(await allSkus({ category: home })).toHaveLength(count - 5);
    expect(await allSkus({ category: lamps })).toHaveLength(49);
    expect(await allSkus({ category: 'none' })).toHaveLength(5);
    expect(await allSkus({ status: 'delisted,merged' })).toEqual(['sku-5', 'sku-1']);
    expect(await allSkus({ doubt: 'doubted' })).toEqual(['sku-12']);
    expect(await allSkus({ duplicates: 'proposed' })).toEqual(['sku-4', 'sku-3']);
    expect(await allSkus({ duplicates: 'record' })).toEqual(['sku-6']);
    expect(await allSkus({ attributes: 'suggested' })).toEqual(['sku-9', 'sku-8']);
    expect(await allSkus({ attributes: 'none' })).toHaveLength(count - 2);
    expect(await allSkus({ locale: 'none', seller: otherSellerId })).toHaveLength(25);
  });

  it('reads any address: what it cannot read counts as not given', async () => {
    const filter = filterOf({
      category: "x'; drop",
      seller: 'no-uuid',
      sort: 'price',
      status: 'gone',
      after: '1_2',
    });
    expect(filter).toMatchObject({
      category: undefined,
      seller: [],
      sort: 'newest',
      status: [],
      after: undefined,
    });
    const mixed = { ...filterOf({ sort: 'newest' }), after: `5_${ids[3]}` };
    expect((await listProducts(catalogId, mixed)).products[0].sku).toBe(`sku-${count - 1}`);
  });
});

describe('facets and tree', () => {
  it('counts what each choice would show, as the list then shows it', async () => {
    const { total, counts } = await facetsOf(catalogId, filterOf({ seller: sellerId }));
    expect(total).toBe(100);
    const countOf = (facet: string, value: string) =>
      counts.find((row) => row.facet === facet && row.value === value)?.products ?? 0;
    // A facet is counted under all filters but its own.
    expect(countOf('seller', otherSellerId)).toBe(50);
    for (const row of counts.filter((one) => one.facet !== 'seller')) {
      const shown = await allSkus({ seller: sellerId, [row.facet]: row.value });
      expect([row.facet, row.value, shown.length]).toEqual([row.facet, row.value, row.products]);
    }
    expect(countOf('doubt', 'doubted')).toBe(1);
    expect(counts.find((row) => row.value === sellerId)?.label).toBe('Seller');
  });

  it('rolls products up the tree, a level at a time, under the filters', async () => {
    const roots = await listTree(catalogId, filterOf(), null);
    expect(roots.nodes).toEqual([
      { categoryId: home, name: 'home', depth: 1, isLeaf: false, products: count - 5 },
    ]);
    expect(roots.withoutCategory).toBe(5);
    const children = await listTree(catalogId, filterOf({ category: lamps, status: 'listed' }), home);
    // The category chosen does not narrow the tree; 1 is delisted and 5 merged, both kettles.
    expect(children.nodes.map((node) => [node.name, node.products])).toEqual([
      ['kettles', 94],
      ['lamps', 49],
    ]);
    expect((await listTree(otherCatalogId, filterOf(), home)).nodes).toEqual([]);
  });
});

describe('the product page', () => {
  it('shows a product of its own catalog only, with its suggestion and what it was merged with', async () => {
    expect(await readProduct(otherCatalogId, ids[12])).toBeNull();
    expect(await readProduct(catalogId, ids[12])).toMatchObject({
      seller: { name: 'Seller' },
      source: 'given',
      suggestion: {
        isDoubted: true,
        sentence: 'the title says so',
        answers: [{ pathName: 'home > kettles' }],
      },
    });
    expect(await readProduct(catalogId, ids[5])).toMatchObject({
      status: 'merged',
      survivor: { productId: ids[6] },
    });
    const record = await readProduct(catalogId, ids[6]);
    expect(record?.mergedInto.map((other) => other.productId)).toEqual([ids[5]]);
    expect((await readProduct(catalogId, ids[3]))?.cluster?.others[0].productId).toBe(ids[4]);
  });

  it('tells its history newest first', async () => {
    const product = await readProduct(catalogId, ids[12]);
    expect(product?.events.map((event) => event.kind)).toEqual(['suggested', 'imported']);
    expect(product?.events[0]).toMatchObject({ kind: 'suggested', pathName: 'home > kettles', p: 0.9 });
  });
});
