/** The queue by nearness: like a product, and by the meaning of words, with the other filters, for products and clusters. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { saveEmbeddings } from '#server/representation/group-embeddings.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  aClusterItem,
  aPerson,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { readQueueStatus } from './hold-leases.ts';
import type { SoughtFilter } from './schema-filter.ts';
import { claimItems, releaseLeases } from './store.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
const embedderId = newId();

/** A unit vector at an angle (degrees) from the first axis: cosines are known by heart. */
function at(degrees: number): Float32Array {
  const vector = new Float32Array(256);
  vector[0] = Math.cos((degrees * Math.PI) / 180);
  vector[1] = Math.sin((degrees * Math.PI) / 180);
  return vector;
}
const meaningAt = (degrees: number) => ({
  vector: `[${Array.from(at(degrees)).join(',')}]`,
  modelVersionId: embedderId,
});

async function putToUse(of: ReviewFixture, id: string): Promise<void> {
  const artefact = { kind: 'embedder', name: id, sha256: id, manifest: {}, origin: 'trained' };
  await db.modelVersion.create({ data: { id, catalogId: of.catalogId, ...artefact } });
  await db.activeModel.create({
    data: { catalogId: of.catalogId, kind: 'embedder', modelVersionId: id, promotedBy: 'test' },
  });
}

/** Items at angles from the first axis, worth less the nearer they are: the queue's own order is the other way round. */
const angles = [0, 10, 25, 40, 55, 70, 120];
const products: string[] = [];
const items: string[] = [];

const claimed = async (filter: SoughtFilter, queue: 'categories' | 'duplicates' = 'categories') => {
  const ask = { queue, catalogId: fixture.catalogId, scope: 'open' as const, count: 10, filter };
  const rows = await claimItems(ann, ask);
  await releaseLeases(
    ann.id,
    rows.map((row) => ({ itemId: row.id, leaseNumber: Number(row.leaseNumber) })),
  );
  return rows.map((row) => row.id);
};

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
  ann = await aPerson(db, 'Ann');
  await letIn(db, fixture, [ann]);
  await putToUse(fixture, embedderId);
  for (const [nth, degrees] of angles.entries()) {
    const title = degrees === 70 || degrees === 25 ? `whistling pot ${nth}` : `thing ${nth}`;
    const { itemId, productId } = await aCategoryItem(db, fixture, { priority: 1 + nth, title });
    products.push(productId);
    items.push(itemId);
  }
  await inTransaction((tx) =>
    saveEmbeddings(
      tx,
      embedderId,
      products.map((productId, nth) => ({ productId, vector: at(angles[nth]) })),
    ),
  );
});

describe('a queue like a product', () => {
  it('holds what is near, the nearest first, and nothing else', async () => {
    // cos 60° = .5: 70° and 120° are too far.
    expect(await claimed({ like: products[0] })).toEqual(items.slice(0, 5));
    // From 55°: 55, 40, 70, 25, 10, 0 (all within 60°), 120 is 65° away.
    expect(await claimed({ like: products[4] })).toEqual([4, 3, 5, 2, 1, 0].map((nth) => items[nth]));
  });

  it('keeps the other filters, and counts what it serves', async () => {
    await db.reviewItem.updateMany({
      where: { id: { in: [items[1], items[5]] } },
      data: { reason: 'missing' },
    });
    const filter = { like: products[0], reason: 'missing' };
    expect(await claimed(filter)).toEqual([items[1]]);
    const status = await readQueueStatus(ann, 'categories', fixture.catalogId, filter);
    expect(status.counts).toMatchObject({ left: 1, free: 1 });
    expect(status.like).toMatchObject({ productId: products[0], title: 'thing 0', hasVector: true });
    await db.reviewItem.updateMany({
      where: { id: { in: [items[1], items[5]] } },
      data: { reason: 'suspect' },
    });
  });

  it('is empty, and says why, for a product without a vector and for one of another catalog', async () => {
    const other = await aReviewCatalog(db);
    const stranger = await aCategoryItem(db, other);
    await db.$executeRaw`INSERT INTO embedding (product_id, model_version_id, v, representative)
      SELECT ${stranger.productId}::uuid, model_version_id, v, true FROM embedding WHERE product_id = ${products[0]}::uuid`;
    const bare = await aCategoryItem(db, fixture, { priority: 0.5 });
    expect(await claimed({ like: bare.productId })).toEqual([]);
    expect(await claimed({ like: stranger.productId })).toEqual([]);
    expect(await claimed({ like: newId() })).toEqual([]);
    const likeOf = async (like: string) =>
      (await readQueueStatus(ann, 'categories', fixture.catalogId, { like })).like;
    expect(await likeOf(bare.productId)).toMatchObject({ hasVector: false });
    expect(await likeOf(stranger.productId)).toBeNull();
    await db.reviewItem.update({ where: { id: bare.itemId }, data: { state: 'withdrawn' } });
  });

  it('measures by the embedder in use alone', async () => {
    const older = newId();
    await inTransaction((tx) =>
      saveEmbeddings(tx, older, [
        { productId: products[6], vector: at(0) },
        { productId: products[0], vector: at(0) },
      ]),
    );
    expect(await claimed({ like: products[0] })).toEqual(items.slice(0, 5));
  });
});

describe('a queue by words and meaning', () => {
  it('holds what has the words in the queue’s order, then what means the same, nearest first', async () => {
    expect(await claimed({ q: 'whistling pot' })).toEqual([items[5], items[2]]);
    const both = await claimed({ q: 'whistling pot', meaning: meaningAt(0) });
    expect(both).toEqual([5, 2, 0, 1, 3, 4].map((nth) => items[nth]));
  });

  it('counts the same, and narrows by like as well', async () => {
    const filter = { q: 'whistling pot', meaning: meaningAt(0), like: products[6] };
    // Within 60° of 120° and (the words or within 60° of 0°): 70° has the words, nothing else reaches.
    expect(await claimed(filter)).toEqual([items[5]]);
  });
});

it('clusters are near by their nearest member', async () => {
  const clusters = [];
  for (const [near, far] of [
    [30, 170],
    [5, 90],
    [80, 100],
  ]) {
    const made = await aClusterItem(db, fixture, 2);
    const vectors = [near, far].map((degrees, nth) => ({
      productId: made.memberIds[nth],
      vector: at(degrees),
    }));
    await inTransaction((tx) => saveEmbeddings(tx, embedderId, vectors));
    clusters.push(made.itemId);
  }
  expect(await claimed({ like: products[0] }, 'duplicates')).toEqual([clusters[1], clusters[0]]);
  expect(await claimed({ q: 'nowhere', meaning: meaningAt(90) }, 'duplicates')).toEqual(
    expect.arrayContaining([clusters[1], clusters[2]]),
  );
});
