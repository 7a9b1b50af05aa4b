import { describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { imageStatsLength, statOffset } from '#server/ml/image/image-stats.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aProduct, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { askPortrait } from './ask-portrait.ts';
import { handle } from './draw-portrait.handler.ts';
import { readPortrait } from './read-portrait.ts';
import { readListings } from './store.ts';

const { db } = await testDatabase();
const lea = await aPerson(db, 'Lea', 'lead');

async function draw(catalogId: string): Promise<void> {
  const result = await handle({ catalogId, unitIds: [catalogId], signal: new AbortController().signal });
  await db.$transaction(async (tx) => result.write?.(tx));
}

describe('the portrait of a catalog', () => {
  it('is asked for, drawn by the worker, and kept until the next one is there', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId } = fixture;
    expect(await readPortrait(catalogId)).toMatchObject({ state: 'none', portrait: null });
    await askPortrait(lea, catalogId);
    await askPortrait(lea, catalogId);
    expect(await readPortrait(catalogId)).toMatchObject({ state: 'asked', portrait: null });
    expect(await db.stageState.count({ where: { stage: 'draw-portrait', unitId: catalogId } })).toBe(1);
    await aProduct(db, fixture, { title: 'Enamel kettle' });
    await draw(catalogId);
    const first = await readPortrait(catalogId);
    expect(first).toMatchObject({ state: 'done', portrait: { products: 1, read: 1 } });
    await askPortrait(lea, catalogId);
    expect(await readPortrait(catalogId)).toMatchObject({ state: 'asked', portrait: { products: 1 } });
  });

  it('reads what is listed, with the first picture that was fetched and how the others failed', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const productId = await aProduct(db, fixture, { title: 'Enamel kettle' });
    const gone = await aProduct(db, fixture);
    await db.product.update({ where: { id: gone }, data: { delistedAt: new Date() } });
    await db.product.update({
      where: { id: productId },
      data: { description: ' Holds\n two  litres. ', brand: 'Nordhaus' },
    });
    await db.productFeature.create({
      data: {
        ...{ productId, featureVersion: 'test', inputHash: productId, titleSignature: 'test' },
        features: { language: 'en' },
      },
    });
    const stats = new Uint8Array(imageStatsLength);
    stats[statOffset.white] = 255;
    const blobSha256 = newId();
    await db.imageStat.create({
      data: { blobSha256, encoderVersion: pixelsVersion, descriptor: new Uint8Array(4), stats },
    });
    for (const [position, state] of (['failed', 'done', 'done'] as const).entries())
      await db.image.create({
        data: {
          ...{ id: newId(), productId, position, source: `${position}`, state },
          blobSha256: state === 'done' ? (position === 1 ? blobSha256 : 'another') : null,
        },
      });
    await askPortrait(lea, catalogId);
    await draw(catalogId);
    const { portrait } = await readPortrait(catalogId);
    expect(portrait).toMatchObject({ products: 1, read: 1, pictures: { measured: 1, failed: 1 } });
    expect(portrait?.whole.descriptionWords).toMatchObject({ count: 1, median: 3 });
    expect(portrait?.whole.missing).toMatchObject({ brand: 0, gtin: 1, picture: 0, attributes: 0 });
    expect(portrait?.languages).toEqual([{ locale: 'en', products: 1 }]);
    expect(portrait?.categories.map(({ id, name }) => [id, name])).toEqual([
      [categories.vases, 'Home > Kitchen > Vases'],
    ]);
    expect(portrait?.branches.map(({ id }) => id)).toEqual([categories.home]);
  });

  it('pages by id without losing or doubling a listing, and samples the same ones each time', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId } = fixture;
    for (let at = 0; at < 25; at++) await aProduct(db, fixture);
    const readAll = async (oneIn: number): Promise<string[]> => {
      const ids: string[] = [];
      for (let after: string | null = null; ; after = ids[ids.length - 1]) {
        const page = await readListings(catalogId, { after, limit: 7, oneIn, pixelsVersion });
        ids.push(...page.map((row) => row.id));
        if (page.length < 7) return ids;
      }
    };
    const all = await readAll(1);
    expect(new Set(all).size).toBe(25);
    const half = await readAll(2);
    expect(half.length).toBeGreaterThan(3);
    expect(half.length).toBeLessThan(22);
    expect(await readAll(2)).toEqual(half);
  });
});
