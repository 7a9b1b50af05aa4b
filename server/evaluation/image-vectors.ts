/** Pictures of a table's rows as vectors: descriptors of our own, or any encoder plugged in by its manifest. */
import { readFile } from 'node:fs/promises';
import type { ImageEncoder } from '#server/inference/image-encoder.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { decodeRgb } from '#server/pixels/decode-rgb.ts';
import { type ImageFolder, namesInCell } from './image-files.ts';

/** Pictures in flight at a time: libvips decodes each on a thread of its own. */
const inFlightMax = 8;

export interface PictureVectors {
  /** Unit vectors in the rows' order; null where there is no readable picture. */
  vectors: (Float32Array | null)[];
  /** Rows by what became of their cell: all of them together are the rows. */
  counts: { read: number; noName: number; notFound: number; unreadable: number };
  /** A few names for a person to look into. */
  examples: { notFound: string[]; unreadable: string[] };
}

const examplesMax = 3;

type Outcome = { kind: 'read'; vector: Float32Array } | { kind: 'noName' | 'notFound' | 'unreadable' };

async function readPicture(file: string, encoder: ImageEncoder): Promise<Float32Array | null> {
  const bytes = await readFile(file).catch(() => null);
  const rgb = bytes && (await decodeRgb(bytes, encoder.widthPx, encoder.heightPx, encoder.fit));
  return rgb && encoder.encode(rgb);
}

/** The first picture of a cell that is there and can be read. */
async function readCell(folder: ImageFolder, names: string[], encoder: ImageEncoder): Promise<Outcome> {
  if (names.length === 0) return { kind: 'noName' };
  let isFound = false;
  for (const name of names) {
    const file = folder.find(name);
    if (!file) continue;
    isFound = true;
    const vector = await readPicture(file, encoder);
    if (vector) return { kind: 'read', vector };
  }
  return { kind: isFound ? 'unreadable' : 'notFound' };
}

/** Pictures of random rows, decoded: what an encoder is learnt from. Rows without a readable picture are passed over. */
export async function sampleRows(
  folder: ImageFolder,
  cells: readonly (string | null)[],
  count: number,
  sidePx: number,
  seed: number,
): Promise<{ row: number; rgb: Uint8Array }[]> {
  const order = shuffle([...cells.keys()], makeRng(seed));
  const pictures: { row: number; rgb: Uint8Array }[] = [];
  for (let from = 0; from < order.length && pictures.length < count; from += inFlightMax) {
    const read = order.slice(from, from + inFlightMax).map(async (row) => {
      const [name] = namesInCell(cells[row]);
      const file = name ? folder.find(name) : null;
      const bytes = file && (await readFile(file).catch(() => null));
      return { row, rgb: bytes ? await decodeRgb(bytes, sidePx, sidePx) : null };
    });
    for (const { row, rgb } of await Promise.all(read))
      if (rgb && pictures.length < count) pictures.push({ row, rgb });
  }
  return pictures;
}

/** The pictures of `sampleRows` alone. */
export async function samplePictures(...sample: Parameters<typeof sampleRows>): Promise<Uint8Array[]> {
  return (await sampleRows(...sample)).map(({ rgb }) => rgb);
}

/** @param cells image file names of the rows, by server/evaluation/image-files.ts */
export async function imageVectors(
  folder: ImageFolder,
  cells: readonly (string | null)[],
  encoder: ImageEncoder,
): Promise<PictureVectors> {
  const found: PictureVectors = {
    vectors: new Array(cells.length).fill(null),
    counts: { read: 0, noName: 0, notFound: 0, unreadable: 0 },
    examples: { notFound: [], unreadable: [] },
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < cells.length) {
      const row = next++;
      const outcome = await readCell(folder, namesInCell(cells[row]), encoder);
      found.counts[outcome.kind]++;
      if (outcome.kind === 'read') found.vectors[row] = outcome.vector;
      else if (outcome.kind !== 'noName' && found.examples[outcome.kind].length < examplesMax)
        found.examples[outcome.kind].push(cells[row] ?? '');
    }
  };
  await Promise.all(Array.from({ length: inFlightMax }, lane));
  return found;
}
