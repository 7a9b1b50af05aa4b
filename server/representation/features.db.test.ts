import { rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { blobPath, putBlob } from '#server/catalog/blob-store.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { descriptorLength } from '#server/ml/image/describe-image.ts';
import { imageStatsLength } from '#server/ml/image/image-stats.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { handle } from './features.handler.ts';
import { readPictureVectors } from './store-images.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;

/** A drawn JPEG of its own colours. */
function aPicture(tone: number): Promise<Buffer> {
  const pixels = Buffer.from(
    Uint8Array.from({ length: 80 * 60 * 3 }, (_, at) => (at * tone + Math.floor(at / 240) * 7) % 256),
  );
  return sharp(pixels, { raw: { width: 80, height: 60, channels: 3 } })
    .jpeg()
    .toBuffer();
}

async function addImage(productId: string, position: number, sha256: string): Promise<string> {
  const id = newId();
  await db.image.create({
    data: {
      id,
      productId,
      position,
      source: `file:${id}.jpg`,
      state: 'done',
      blobSha256: sha256,
      width: 80,
      height: 60,
    },
  });
  return id;
}

async function run(unitIds: string[], signal = new AbortController().signal) {
  const result = await handle({ catalogId: fixture.catalogId, unitIds, signal });
  const { write } = result;
  if (write) await inTransaction((tx) => write(tx));
  return result;
}

const picturesOf = async (productId: string): Promise<unknown> =>
  ((await db.productFeature.findUniqueOrThrow({ where: { productId } })).features as { pictures: unknown })
    .pictures;

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
});

describe('features', () => {
  it('measures each stored picture once, and again changes nothing', async () => {
    const [first, second] = [await aProduct(db, fixture), await aProduct(db, fixture)];
    const shared = await putBlob(await aPicture(3));
    const own = await putBlob(await aPicture(5));
    await addImage(first, 0, shared);
    await addImage(first, 1, own);
    await addImage(second, 0, shared);
    expect((await run([first, second])).done?.sort()).toEqual([first, second].sort());
    const rows = await db.imageStat.findMany({ where: { encoderVersion: pixelsVersion } });
    expect(rows.map((row) => row.blobSha256).sort()).toEqual([shared, own].sort());
    for (const row of rows) {
      expect(row.stats).toHaveLength(imageStatsLength);
      expect(row.descriptor).toHaveLength(4 * descriptorLength);
    }
    expect(await picturesOf(first)).toEqual({ measured: 2, unusable: [] });
    await run([first, second]);
    expect(await db.imageStat.findMany({ where: { encoderVersion: pixelsVersion } })).toEqual(rows);
    const vectors = await readPictureVectors([first, second], pixelsVersion);
    expect(vectors.get(first)).toEqual(vectors.get(second));
    expect(vectors.get(first)?.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4);
  });

  it('names a missing and a broken picture, and goes on', async () => {
    const product = await aProduct(db, fixture);
    const gone = await putBlob(await aPicture(7));
    const broken = await putBlob(await aPicture(11));
    const images = [await addImage(product, 0, gone), await addImage(product, 1, broken)];
    await rm(blobPath(gone));
    await writeFile(blobPath(broken), Buffer.from('\xff\xd8\xff no picture', 'latin1'));
    expect((await run([product])).done).toEqual([product]);
    expect(await picturesOf(product)).toEqual({
      measured: 0,
      unusable: [
        { imageId: images[0], reason: 'the stored picture is missing' },
        { imageId: images[1], reason: 'the stored picture cannot be decoded' },
      ],
    });
    expect(await db.imageStat.count({ where: { blobSha256: { in: [gone, broken] } } })).toBe(0);
  });

  it('takes a product without a picture, and an unknown one', async () => {
    const product = await aProduct(db, fixture);
    const unknown = newId();
    expect(await run([product, unknown])).toMatchObject({ done: [product], notApplicable: [unknown] });
    expect(await picturesOf(product)).toEqual({ measured: 0, unusable: [] });
  });

  it('gives the batch back when the worker stops', async () => {
    const product = await aProduct(db, fixture);
    const result = await run([product], AbortSignal.abort());
    expect(result.later?.unitIds).toEqual([product]);
    expect(await db.productFeature.count({ where: { productId: product } })).toBe(0);
  });
});
