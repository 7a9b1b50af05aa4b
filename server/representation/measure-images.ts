/** Measures the stored pictures of a batch of products: each picture once per version, whoever shares it. */
import { readBlob } from '#server/catalog/blob-store.ts';
import { measureImage, pixelsVersion } from '#server/pixels/measure-image.ts';
import { type ImageStatRow, readMeasured, readStoredImages, type StoredImage } from './store-images.ts';

/** Pictures in flight: libvips has four threads of its own, and a file is read meanwhile. */
const lanes = 8;

export interface PictureFacts {
  /** Pictures with statistics. */
  measured: number;
  /** Pictures that cannot be used, with the reason for a person. */
  unusable: { imageId: string; reason: string }[];
}

export interface MeasuredBatch {
  rows: ImageStatRow[];
  /** By product id; products without a picture are left out. */
  facts: Map<string, PictureFacts>;
}

type Outcome = { ok: true; row: ImageStatRow } | { ok: false; reason: string };

async function measure(image: StoredImage): Promise<Outcome> {
  const bytes = await readBlob(image.sha256).catch(() => null);
  if (!bytes) return { ok: false, reason: 'the stored picture is missing' };
  const found = await measureImage(bytes, image.width, image.height);
  if (!found) return { ok: false, reason: 'the stored picture cannot be decoded' };
  return { ok: true, row: { sha256: image.sha256, ...found } };
}

/** Nothing is written: the caller keeps `rows` in its transaction. A picture that is measured already costs a look-up. */
export async function measureImages(productIds: string[], signal: AbortSignal): Promise<MeasuredBatch> {
  const images = await readStoredImages(productIds);
  const hashes = [...new Set(images.map((image) => image.sha256))];
  const known = await readMeasured(pixelsVersion, hashes);
  const waiting = [...new Map(images.map((image) => [image.sha256, image])).values()].filter(
    (image) => !known.has(image.sha256),
  );
  const outcomes = new Map<string, Outcome>();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < waiting.length && !signal.aborted) {
      const image = waiting[next++];
      outcomes.set(image.sha256, await measure(image));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const facts = new Map<string, PictureFacts>();
  for (const image of images) {
    const own = facts.get(image.productId) ?? { measured: 0, unusable: [] };
    facts.set(image.productId, own);
    const outcome = outcomes.get(image.sha256);
    if (known.has(image.sha256) || outcome?.ok) own.measured++;
    else if (outcome) own.unusable.push({ imageId: image.imageId, reason: outcome.reason });
  }
  const rows = [...outcomes.values()].flatMap((outcome) => (outcome.ok ? [outcome.row] : []));
  return { rows, facts };
}
