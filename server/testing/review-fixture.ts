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

/** What a claim hands out, as far as an answer has to repeat it. */
interface Held {
  itemId: string;
  leaseNumber: number;
  subjectRevision: number;
}

/** The answer to a held item as a deck would send it, under a key of its own. */
export function answerTo<Answer>(held: Held, answer: Answer) {
  return {
    idempotencyKey: newId(),
    itemId: held.itemId,
    leaseNumber: held.leaseNumber,
    subjectRevision: held.subjectRevision,
    seconds: 2.5,
    idleRemoved: false,
    suggestionShown: true,
    answer,
  };
}

/** Takes an answer back. */
export function undoOf(decided: { idempotencyKey: string; itemId: string }) {
  return {
    idempotencyKey: newId(),
    targetKey: decided.idempotencyKey,
    itemId: decided.itemId,
    kind: 'decide' as const,
  };
}

/** The answer to a held category card that accepts a category as proposed. */
export function acceptanceOf(held: Held, categoryId: string) {
  return answerTo(held, { kind: 'category' as const, categoryId, via: 'proposal' as const });
}

/** A person known to the database. */
export async function aPerson(db: Db, name: string, role: Actor['role'] = 'moderator'): Promise<Actor> {
  const id = newId();
  await db.user.create({ data: { id, name, email: `${id}@example.test`, role } });
  return mintPerson({ id, name, role });
}

/** Lets people work on a catalog. */
export async function letIn(db: Db, fixture: ReviewFixture, people: Actor[]): Promise<void> {
  await db.catalogAccess.createMany({
    data: people.map((person) => ({ userId: person.id, catalogId: fixture.catalogId })),
    skipDuplicates: true,
  });
}

/** A person who works on the catalog. */
export async function aPersonIn(
  db: Db,
  fixture: ReviewFixture,
  name: string,
  role?: Actor['role'],
): Promise<Actor> {
  const person = await aPerson(db, name, role);
  await letIn(db, fixture, [person]);
  return person;
}

/** Listings of which nothing matters but that they are there. */
export async function someListings(db: Db, fixture: ReviewFixture, count: number): Promise<string[]> {
  const { catalogId, sellerId } = fixture;
  const ids = Array.from({ length: count }, newId);
  await db.product.createMany({
    data: ids.map((id) => ({ id, catalogId, sellerId, sku: id, title: 'Kettle', inputHash: id })),
  });
  return ids;
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

/** A proposed cluster of new products that waits in the duplicate queue; the last link is the weakest. */
export async function aClusterItem(
  db: Db,
  fixture: ReviewFixture,
  size: number,
  more: { priority?: number; memberIds?: string[] } = {},
): Promise<{ itemId: string; clusterId: string; memberIds: string[] }> {
  const made =
    more.memberIds ?? (await Promise.all(Array.from({ length: size }, () => aProduct(db, fixture))));
  const memberIds = [...made].sort();
  const ids = { cluster: newId(), item: newId() };
  const weakestPair = { a: memberIds[0], b: memberIds[memberIds.length - 1], p: 0.61 };
  await db.cluster.create({
    data: {
      id: ids.cluster,
      catalogId: fixture.catalogId,
      size: memberIds.length,
      density: 1,
      p: 0.9,
      weakestPair,
    },
  });
  await db.clusterMember.createMany({
    data: memberIds.map((productId) => ({ productId, clusterId: ids.cluster })),
  });
  await db.pairScore.createMany({
    data: memberIds.flatMap((a, at) =>
      memberIds.slice(at + 1).map((b) => ({
        a,
        b,
        modelVersionId: fixture.modelVersionId,
        p: b === weakestPair.b && a === weakestPair.a ? 0.61 : 0.95,
        reasons: { for: ['titles agree'], against: [] },
      })),
    ),
    skipDuplicates: true,
  });
  await db.reviewItem.create({
    data: {
      id: ids.item,
      catalogId: fixture.catalogId,
      queue: 'duplicates',
      subjectId: ids.cluster,
      priority: more.priority ?? 1,
      priorityReason: 'proposed by the model',
      reason: 'cluster',
    },
  });
  return { itemId: ids.item, clusterId: ids.cluster, memberIds };
}
