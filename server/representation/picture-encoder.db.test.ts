import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { putBlob } from '#server/catalog/blob-store.ts';
import { newId } from '#server/db/uuid.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { encoderOfVersion, learntPictureEncoder } from './picture-encoder.ts';
import { pictureVectors } from './picture-vectors.ts';

const { db } = await testDatabase();
const products: string[] = [];
let catalogId = '';
let bareCatalogId = '';

const side = 96;

/** Stripes of a width, or a disc: what descriptors and patches tell apart. */
function aPicture(at: number): Promise<Buffer> {
  const isInk = (x: number, y: number): boolean =>
    at % 2 ? Math.floor(x / (4 + (at % 9))) % 2 === 0 : Math.hypot(x - 48, y - 48) < 20 + (at % 20);
  const pixels = new Uint8Array(side * side * 3).fill(255);
  for (let place = 0; place < side * side; place++)
    if (isInk(place % side, Math.floor(place / side))) pixels.set([at * 5, 80, 255 - at * 5], place * 3);
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg()
    .toBuffer();
}

beforeAll(async () => {
  const fixture = await aReviewCatalog(db);
  ({ catalogId } = fixture);
  ({ catalogId: bareCatalogId } = await aReviewCatalog(db));
  for (let at = 0; at < 44; at++) {
    const productId = await aProduct(db, fixture);
    const blobSha256 = await putBlob(await aPicture(at));
    products.push(productId);
    await db.image.create({
      data: {
        ...{ id: newId(), productId, position: 0, source: `file:${at}.jpg`, state: 'done' },
        ...{ blobSha256, width: side, height: side },
      },
    });
  }
});

describe('an encoder learnt from the pictures of a catalog', () => {
  it('is learnt once, kept, and opened again by the version that models name', async () => {
    const encoder = await learntPictureEncoder(catalogId, { id: newId(), seed: 1 });
    if (!encoder) throw new Error('no encoder');
    expect(encoder.version).toMatch(/^patches-[0-9a-f]{16}$/);
    const kept = await db.modelVersion.findMany({ where: { catalogId, kind: 'image-encoder' } });
    expect(kept.map((row) => row.name)).toEqual([encoder.version]);
    // Another seed would learn another encoder: the kept one is taken.
    const again = await learntPictureEncoder(catalogId, { id: newId(), seed: 2 });
    expect(again?.version).toBe(encoder.version);
    expect((await encoderOfVersion(encoder.version))?.version).toBe(encoder.version);
    expect(await db.modelVersion.count({ where: { catalogId, kind: 'image-encoder' } })).toBe(1);
    const vectors = await pictureVectors(products, encoder.version, encoder);
    expect(vectors.size).toBe(products.length);
    for (const vector of vectors.values()) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    const cosine = (left: number, right: number): number => {
      const [one, other] = [left, right].map((at) => vectors.get(products[at]) ?? new Float32Array());
      return one.reduce((sum, value, at) => sum + value * other[at], 0);
    };
    // Discs are nearer to discs than to stripes.
    expect(cosine(20, 22)).toBeGreaterThan(cosine(20, 21));
  }, 60_000);

  it('is learnt anew where the catalog has outgrown it', async () => {
    const [{ id, manifest }] = await db.modelVersion.findMany({
      where: { catalogId, kind: 'image-encoder' },
    });
    const smaller = { ...(manifest as object), trainedOn: { pictures: 22, seed: 1 } };
    await db.modelVersion.update({ where: { id }, data: { manifest: smaller } });
    const encoder = await learntPictureEncoder(catalogId, { id: newId(), seed: 2 });
    expect(encoder?.version).toMatch(/^patches-/);
    expect(await db.modelVersion.count({ where: { catalogId, kind: 'image-encoder' } })).toBe(2);
  }, 60_000);

  it('is none where there are too few pictures, and for versions that nobody has', async () => {
    expect(await learntPictureEncoder(bareCatalogId, { id: newId(), seed: 1 })).toBeNull();
    expect(await encoderOfVersion(pixelsVersion)).toBeNull();
    expect(await encoderOfVersion('patches-of-nobody')).toBeNull();
  });
});
