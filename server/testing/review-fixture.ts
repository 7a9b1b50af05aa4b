/** A small catalog with filled queues, for the tests of the review desk: rows as the machine's stages would leave them. */
import { type Actor, mintPerson } from '#server/auth/actor.ts';
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';

export interface ReviewFixture {
  catalogId: string;
  sellerId: string;
  modelVersionId: string;
  /** home, kitchen (under home), and the leaves kettles, vases, flasks under kitchen. */
  categories: Record<'home' | 'kitchen' | 'kettles' | 'vases' | 'flasks', string>;
}

/** A person known to the database. */
export async function aPerson(db: Db, name: string, role: Actor['role'] = 'moderator'): Promise<Actor> {
  const id = newId();
  await db.user.create({ data: { id, name, email: `${id}@example.test`, role } });
  return mintPerson({ id, name, role });
}

export async function aReviewCatalog(db: Db): Promise<ReviewFixture> {
  const ids = { taxonomy: newId(), version: newId(), catalog: newId(), seller: newId(), model: newId() };
  await db.taxonomy.create({ data: { id: ids.taxonomy, name: `taxonomy ${ids.taxonomy}` } });
  await db.taxonomyVersion.create({
    data: {
      id: ids.version,
      taxonomyId: ids.taxonomy,
      label: '1',
      format: 'parent-child',
      sha256: ids.version,
      levels: 3,
    },
  });
  const categories = await someCategories(db, ids.version);
  await db.catalog.create({
    data: { id: ids.catalog, name: `catalog ${ids.catalog}`, taxonomyVersionId: ids.version },
  });
  await db.seller.create({
    data: { id: ids.seller, catalogId: ids.catalog, key: 'nordhaus', name: 'Nordhaus' },
  });
  await db.modelVersion.create({
    data: {
      id: ids.model,
      catalogId: ids.catalog,
      kind: 'categorizer',
      name: 'test',
      sha256: ids.model,
      manifest: {},
      origin: 'trained',
    },
  });
  await db.activeModel.create({
    data: { catalogId: ids.catalog, kind: 'categorizer', modelVersionId: ids.model, promotedBy: 'test' },
  });
  return { catalogId: ids.catalog, sellerId: ids.seller, modelVersionId: ids.model, categories };
}

async function someCategories(db: Db, taxonomyVersionId: string): Promise<ReviewFixture['categories']> {
  const tree = [
    ['home', null, 'Home', 'Maison'],
    ['kitchen', 'home', 'Kitchen', 'Cuisine'],
    ['kettles', 'kitchen', 'Kettles', 'Bouilloires'],
    ['vases', 'kitchen', 'Vases', 'Vases'],
    ['flasks', 'kitchen', 'Thermos flasks', 'Thermos'],
  ] as const;
  const made: Record<string, { id: string; path: string; depth: number; pathName: string; french: string }> =
    {};
  for (const [code, parent, name, french] of tree) {
    const above = parent ? made[parent] : null;
    const row = {
      id: newId(),
      path: `${above?.path ?? ''}${code}/`,
      depth: (above?.depth ?? 0) + 1,
      pathName: above ? `${above.pathName} > ${name}` : name,
      french: above ? `${above.french} > ${french}` : french,
    };
    made[code] = row;
    const { id, path, depth, pathName } = row;
    await db.category.create({
      data: {
        id,
        taxonomyVersionId,
        code,
        parentId: above?.id ?? null,
        path,
        depth,
        isLeaf: depth === 3,
        name,
        pathName,
      },
    });
    await db.categoryName.createMany({
      data: [
        { categoryId: id, locale: 'en', name, pathName, searchText: name.toLowerCase() },
        {
          categoryId: id,
          locale: 'fr',
          name: french,
          pathName: row.french,
          searchText: french.toLowerCase(),
        },
      ],
    });
  }
  return Object.fromEntries(tree.map(([code]) => [code, made[code].id])) as ReviewFixture['categories'];
}

export async function aProduct(
  db: Db,
  fixture: ReviewFixture,
  more: { title?: string; sku?: string } = {},
): Promise<string> {
  const id = newId();
  await db.product.create({
    data: {
      id,
      catalogId: fixture.catalogId,
      sellerId: fixture.sellerId,
      sku: more.sku ?? id,
      title: more.title ?? `Kettle ${id.slice(-4)}`,
      priceMinor: 3990n,
      currency: 'EUR',
      attributes: { capacity: '1.7 l' },
      givenCategoryIds: [fixture.categories.vases],
      currentCategoryId: fixture.categories.vases,
      inputHash: id,
    },
  });
  return id;
}

/** A product that waits in the category queue, kettles proposed over the given vases. Returns item and product. */
export async function aCategoryItem(
  db: Db,
  fixture: ReviewFixture,
  more: { priority?: number; blind?: boolean; title?: string } = {},
): Promise<{ itemId: string; productId: string }> {
  const productId = await aProduct(db, fixture, more);
  const { kettles, vases, flasks } = fixture.categories;
  await db.suggestion.create({
    data: {
      productId,
      modelVersionId: fixture.modelVersionId,
      inputHash: productId,
      categoryId: kettles,
      p: 0.93,
      topK: [
        { categoryId: kettles, p: 0.93 },
        { categoryId: flasks, p: 0.04 },
        { categoryId: vases, p: 0.01 },
      ],
      depthOk: 3,
      entropy: 0.3,
      pGiven: 0.01,
      suspicion: 0.9,
      evidence: {
        words: ['kettle'],
        sentence: 'The title says kettle.',
        modalities: [{ name: 'text', categoryId: kettles, p: 0.9 }],
      },
    },
  });
  const itemId = newId();
  await db.reviewItem.create({
    data: {
      id: itemId,
      catalogId: fixture.catalogId,
      queue: 'categories',
      subjectId: productId,
      priority: more.priority ?? 1,
      priorityReason: 'the given category is doubted',
      reason: 'suspect',
      modelVersionId: fixture.modelVersionId,
      blind: more.blind ?? false,
    },
  });
  return { itemId, productId };
}
