import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putBlob } from '#server/catalog/blob-store.ts';
import { newId } from '#server/db/uuid.ts';
import type { ImageEncoder } from '#server/inference/image-encoder.ts';
import { encodeModel } from '#server/inference/onnx-model.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { pictureVectors } from './picture-vectors.ts';
import { pluggedEncoder } from './plugged-encoder.ts';

const { db } = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-plugged-'));
afterAll(() => rmSync(folder, { recursive: true }));
const products: string[] = [];
let encoder: ImageEncoder;

/** Mean red, green and blue: the smallest encoder there is. */
function writeEncoder(): string {
  const model = encodeModel({
    name: 'mean colour',
    nodes: [{ operator: 'GlobalAveragePool', inputs: ['pixels'], outputs: ['colour'] }],
    inputs: [{ name: 'pixels', type: 'float', shape: [1, 3, 16, 16] }],
    outputs: [{ name: 'colour', type: 'float', shape: [1, 3, 1, 1] }],
    initializers: [],
  });
  writeFileSync(path.join(folder, 'colour.onnx'), model);
  const manifest = path.join(folder, 'colour.json');
  writeFileSync(
    manifest,
    JSON.stringify({ file: 'colour.onnx', widthPx: 16, heightPx: 16, pooling: 'mean' }),
  );
  return manifest;
}

function aPicture(r: number, b: number): Promise<Buffer> {
  return sharp({ create: { width: 20, height: 20, channels: 3, background: { r, g: 0, b } } })
    .jpeg()
    .toBuffer();
}

async function addImage(productId: string, position: number, blobSha256: string): Promise<void> {
  const image = { id: newId(), productId, position, source: `file:${position}.jpg`, state: 'done' as const };
  await db.image.create({ data: { ...image, blobSha256, width: 20, height: 20 } });
}

beforeAll(async () => {
  const fixture = await aReviewCatalog(db);
  for (let at = 0; at < 4; at++) products.push(await aProduct(db, fixture));
  const red = await putBlob(await aPicture(250, 0));
  const blue = await putBlob(await aPicture(0, 250));
  await addImage(products[0], 0, red);
  await addImage(products[0], 1, blue);
  await addImage(products[1], 0, red);
  await addImage(products[2], 0, blue);
  const opened = await pluggedEncoder(writeEncoder());
  if (!opened) throw new Error('no encoder');
  encoder = opened;
});

describe('vectors of a plugged encoder', () => {
  it('are made once a picture, of the first picture of each product', async () => {
    let encoded = 0;
    const counting: ImageEncoder = {
      ...encoder,
      encode: (rgb) => {
        encoded++;
        return encoder.encode(rgb);
      },
    };
    const found = await pictureVectors(products, encoder.version, counting);
    expect([...found.keys()].sort()).toEqual(products.slice(0, 3).sort());
    expect(found.get(products[0])).toEqual(found.get(products[1]));
    expect(found.get(products[0])?.[0]).toBeGreaterThan(0.99);
    expect(found.get(products[2])?.[2]).toBeGreaterThan(0.99);
    // Two products share a picture, and a second picture is not read.
    expect(encoded).toBe(2);
    expect(await pictureVectors(products, encoder.version, counting)).toEqual(found);
    expect(encoded).toBe(2);
  });

  it('are read as far as they are kept when the encoder is gone, and none of another version', async () => {
    expect((await pictureVectors(products, encoder.version, null)).size).toBe(3);
    expect((await pictureVectors(products, 'onnx-of-yesterday', encoder)).size).toBe(0);
  });

  it('are refused in one line where the manifest is no good, and tried again when it was mended', async () => {
    const manifest = path.join(folder, 'later.json');
    await expect(pluggedEncoder(manifest)).rejects.toThrow('cannot be opened');
    writeFileSync(
      manifest,
      JSON.stringify({ file: 'colour.onnx', widthPx: 16, heightPx: 16, pooling: 'mean' }),
    );
    expect((await pluggedEncoder(manifest))?.version).toBe(encoder.version);
    expect(await pluggedEncoder('')).toBeNull();
  });
});
