/** Pictures of a table's rows as vectors: descriptors of our own, or any encoder plugged in by its manifest. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageEncoder } from '#server/inference/image-encoder.ts';
import { describedSidePx, describeImage } from '#server/ml/image/describe-image.ts';
import { decodeRgb } from '#server/pixels/decode-rgb.ts';

/** Pictures in flight at a time: libvips decodes each on a thread of its own. */
const inFlightMax = 8;

async function vectorOf(file: string, encoder: ImageEncoder | null): Promise<Float32Array | null> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return null;
  const rgb = await decodeRgb(
    bytes,
    encoder?.widthPx ?? describedSidePx,
    encoder?.heightPx ?? describedSidePx,
  );
  if (!rgb) return null;
  return encoder ? encoder.encode(rgb) : describeImage(rgb);
}

/** File of a cell inside the folder; null for an empty cell and for a name that leads out of the folder. */
function imageFile(folder: string, name: string | null): string | null {
  const first = (name ?? '').split('|')[0].trim();
  if (!first) return null;
  const file = path.resolve(folder, first);
  return file.startsWith(path.resolve(folder) + path.sep) ? file : null;
}

/**
 * @param names image file names of the rows; several joined by `|`: the first counts
 * @returns unit vectors in the rows' order; null where there is no readable picture
 */
export async function imageVectors(
  folder: string,
  names: (string | null)[],
  encoder: ImageEncoder | null,
): Promise<(Float32Array | null)[]> {
  const vectors: (Float32Array | null)[] = new Array(names.length).fill(null);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < names.length) {
      const row = next++;
      const file = imageFile(folder, names[row]);
      if (file) vectors[row] = await vectorOf(file, encoder);
    }
  };
  await Promise.all(Array.from({ length: inFlightMax }, lane));
  return vectors;
}
