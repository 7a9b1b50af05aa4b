/** Vectors of products' pictures under any encoder, kept by (picture, encoder version). */
import { readBlob } from '#server/catalog/blob-store.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { ImageEncoder } from '#server/inference/image-encoder.ts';
import { decodeRgb } from '#server/pixels/decode-rgb.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import {
  type ImageStatRow,
  readMeasured,
  readPictureVectors,
  readStoredImages,
  saveImageStats,
} from './store-images.ts';

/** Pictures in flight; an encoder takes one core each. */
const lanes = 4;

/** The vector of a picture's bytes; null where they are no picture that we take. */
export async function encodePicture(encoder: ImageEncoder, bytes: Buffer): Promise<Float32Array | null> {
  const rgb = await decodeRgb(bytes, encoder.widthPx, encoder.heightPx, encoder.fit);
  return rgb && encoder.encode(rgb);
}

async function encodeMissing(productIds: string[], encoder: ImageEncoder): Promise<void> {
  const images = await readStoredImages(productIds);
  // The first picture of each product is the one that models read.
  const firsts = new Map<string, string>();
  for (const image of images) if (!firsts.has(image.productId)) firsts.set(image.productId, image.sha256);
  const hashes = [...new Set(firsts.values())];
  const known = await readMeasured(encoder.version, hashes);
  const waiting = hashes.filter((sha256) => !known.has(sha256));
  const rows: ImageStatRow[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < waiting.length) {
      const sha256 = waiting[next++];
      const bytes = await readBlob(sha256).catch(() => null);
      const vector = bytes && (await encodePicture(encoder, bytes));
      if (vector) rows.push({ sha256, stats: new Uint8Array(0), descriptor: vector });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await inTransaction((tx) => saveImageStats(tx, encoder.version, rows));
}

/**
 * The vector of each product's first picture; products without a readable one are left out. Descriptors come with the
 * `features` stage; what another encoder has not seen yet is encoded now and kept.
 * @param encoder the one at hand; vectors of another version are read as far as they are kept
 */
export async function pictureVectors(
  productIds: string[],
  version: string,
  encoder: ImageEncoder | null,
): Promise<Map<string, Float32Array>> {
  if (version !== pixelsVersion && encoder?.version === version) await encodeMissing(productIds, encoder);
  return readPictureVectors(productIds, version);
}
