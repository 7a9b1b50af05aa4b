import { describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { saveEmbeddings } from '#server/representation/group-embeddings.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { drawMap } from './draw-map.ts';

const { db } = await testDatabase();

/** A vector along one axis, a little off. */
function along(axis: number, off: number): Float32Array {
  const vector = new Float32Array(256);
  vector[axis] = 1;
  vector[200 + (off % 50)] = 0.1;
  return vector;
}

async function fill(fixture: ReviewFixture, embedderId: string): Promise<void> {
  const { kettles, vases, flasks } = fixture.categories;
  const places = [
    [kettles, 0],
    [vases, 1],
    [flasks, 1],
  ] as const;
  for (const [categoryId, axis] of places)
    for (let at = 0; at < 4; at++) {
      const productId = await aProduct(db, fixture);
      await db.product.update({ where: { id: productId }, data: { currentCategoryId: categoryId } });
      await inTransaction((tx) => saveEmbeddings(tx, embedderId, [{ productId, vector: along(axis, at) }]));
      // Vases and flasks are taken for each other; one vase in four first of all.
      const other = categoryId === vases ? flasks : vases;
      const isSwapped = categoryId === vases && at === 0;
      if (categoryId === kettles) continue;
      await db.suggestion.create({
        data: {
          ...{
            productId,
            modelVersionId: fixture.modelVersionId,
            inputHash: productId,
            p: 0.6,
            entropy: 0.5,
          },
          categoryId: isSwapped ? other : categoryId,
          topK: [
            { categoryId: isSwapped ? other : categoryId, p: 0.6 },
            { categoryId: isSwapped ? categoryId : other, p: 0.4 },
          ],
          evidence: {},
        },
      });
    }
}

describe('the map of categories', () => {
  it('is nothing while no model is active', async () => {
    const { catalogId } = await aReviewCatalog(db);
    expect(await drawMap(catalogId)).toBeNull();
  });

  it('puts categories of like products together, and counts what is taken for what', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const embedderId = newId();
    await db.activeModel.create({
      data: { catalogId, kind: 'embedder', modelVersionId: embedderId, promotedBy: 'test' },
    });
    await fill(fixture, embedderId);
    const map = await drawMap(catalogId);
    expect(map?.isCut).toBe(false);
    const placeOf = (id: string) => {
      const place = map?.places.find((one) => one.id === id);
      if (!place) throw new Error('not on the map');
      return place;
    };
    const [kettles, vases, flasks] = [categories.kettles, categories.vases, categories.flasks].map(placeOf);
    expect(vases).toMatchObject({ products: 4, branchId: categories.home, name: 'Home > Kitchen > Vases' });
    const far = (a: typeof vases, b: typeof vases): number => Math.hypot(a.x - b.x, a.y - b.y);
    expect(far(vases, flasks)).toBeLessThan(far(vases, kettles));
    expect(far(vases, flasks)).toBeLessThan(far(flasks, kettles));
    expect(map?.pairs).toHaveLength(1);
    const [pair] = map?.pairs ?? [];
    expect([pair.a.id, pair.b.id].sort()).toEqual([categories.vases, categories.flasks].sort());
    expect(pair).toMatchObject({ swapped: 1, a: { products: 4 }, b: { products: 4 } });
    expect(pair.mass).toBeCloseTo(8 * 0.4, 9);
    expect(pair.similarity).toBeCloseTo(1, 3);
  });
});
