/**
 * Does the picture distance find altered copies, and how fast? `npm run bench -- pictures [FOLDER]`: FOLDER holds photos
 * (JPEG, PNG, WebP, any depth; at most 2,000 are read); without it pictures are drawn. Each is cropped, framed or given a
 * badge, brightened and compressed again, and looked for among all. Then all pairs of 45,000 pictures, a billion, on one core.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PictureScan } from '#server/compute/picture-scan.ts';
import { imageStatsLength, statOffset } from '#server/ml/image/image-stats.ts';
import { isFlat, partDistance, pictureDistanceMax, pictureParts } from '#server/ml/image/picture-distance.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { alterPicture, anyAlterations } from '#server/pixels/alter-picture.ts';
import { measureImage } from '#server/pixels/measure-image.ts';
import { drawPictures } from '#server/tooling/generated-pairs.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const seed = 271828;
const picturesMax = 2000;
const nearMax = 10;
const densePictures = 45_000;
const referencePairs = 2_000_000;
const hashBitsMax = 10;

interface Pictures {
  own: Uint8Array[];
  copies: Uint8Array[];
}

async function measureAll(folder: string, rng: Rng): Promise<Pictures> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort()
    .slice(0, picturesMax);
  const pictures: Pictures = { own: [], copies: [] };
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    const copy = await alterPicture(bytes, anyAlterations(rng), rng);
    const [one, other] = [await measureImage(bytes, 1, 1), await measureImage(copy.bytes, 1, 1)];
    if (!one || !other || isFlat(one.stats) || isFlat(other.stats)) continue;
    pictures.own.push(one.stats);
    pictures.copies.push(other.stats);
  }
  return pictures;
}

async function readPictures(folder: string | undefined): Promise<Pictures> {
  if (folder) return measureAll(folder, makeRng(seed));
  const scratch = mkdtempSync(join(tmpdir(), 'shelfwise-pictures-'));
  try {
    await drawPictures(join(scratch, 'catalog'), seed, 1500);
    return await measureAll(join(scratch, 'catalog', 'images'), makeRng(seed));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits));

/** Every altered copy is looked for among the originals. */
async function findCopies({ own, copies }: Pictures): Promise<Measurement[]> {
  const scan = await PictureScan.open();
  own.forEach((stats, owner) => {
    scan.add(owner, stats);
  });
  let [within, nearest, near] = [0, 0, 0];
  copies.forEach((stats, at) => {
    const place = scan.count;
    scan.add(own.length + at, stats);
    const found = scan
      .nearest(place, pictureDistanceMax, own.length + copies.length)
      .filter(({ owner }) => owner < own.length);
    const rank = found.findIndex(({ owner }) => owner === at);
    if (rank >= 0) within++;
    if (rank >= 0 && rank < nearMax) nearest++;
    near += found.length - (rank >= 0 ? 1 : 0);
  });
  const count = copies.length;
  return [
    {
      name: 'altered copies within the distance',
      value: rounded(within / count),
      unit: 'share',
      beside: { value: 0.95, source: 'required' },
    },
    { name: 'altered copies among the ten nearest', value: rounded(nearest / count), unit: 'share' },
    {
      name: 'strangers within the distance',
      value: rounded(near / count / own.length, 5),
      unit: 'share',
      beside: { value: 0.001, source: 'required' },
    },
    ...byHash({ own, copies }),
  ];
}

/** The same by difference hash alone, as a reference. */
function byHash({ own, copies }: Pictures): Measurement[] {
  const part = pictureParts.find(({ offset }) => offset === statOffset.dHash);
  if (!part) return [];
  const pair = new Uint8Array(2 * imageStatsLength);
  let [nearest, near] = [0, 0];
  copies.forEach((copy, at) => {
    pair.set(copy, imageStatsLength);
    const distances = own.map((stats) => {
      pair.set(stats);
      return partDistance(part, pair, 0, 1);
    });
    const nearer = distances.filter((distance) => distance < distances[at]).length;
    if (distances[at] <= hashBitsMax && nearer < nearMax) nearest++;
    near += distances.filter((distance) => distance <= hashBitsMax).length - 1;
  });
  return [
    {
      name: `by dHash of ${hashBitsMax} bits: copies among the ten nearest`,
      value: rounded(nearest / copies.length),
      unit: 'share',
    },
    {
      name: `by dHash of ${hashBitsMax} bits: strangers`,
      value: rounded(near / copies.length / own.length),
      unit: 'share',
    },
  ];
}

/** A picture with each part from another one: as many as are wanted, of the same kinds. */
function mixed(own: readonly Uint8Array[], rng: Rng): Uint8Array {
  const stats = own[rng.below(own.length)].slice();
  for (const { offset, length } of pictureParts) {
    const from = own[rng.below(own.length)];
    stats.set(from.subarray(offset, offset + length), offset);
  }
  return stats;
}

async function comparePairs({ own }: Pictures): Promise<Measurement[]> {
  const scan = await PictureScan.open();
  const rng = makeRng(seed);
  for (let at = 0; at < densePictures; at++) scan.add(at, at < own.length ? own[at] : mixed(own, rng));
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  let passed = 0;
  for (let place = 0; place < scan.count; place++) passed += scan.countWithin(place, pictureDistanceMax);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const pairs = (scan.count * (scan.count - 1)) / 2;
  const plainAt = performance.now();
  for (let place = 0; place * scan.count < referencePairs; place++) scan.plainBlock(place, 0, scan.count, 0);
  const plainRate = referencePairs / ((performance.now() - plainAt) / 1000);
  const rate = pairs / ((user + system) / 1e6);
  return [
    {
      name: `all pairs of ${scan.count} pictures`,
      value: rounded(seconds, 1),
      unit: 's',
      beside: { value: 10, source: 'required, on four cores' },
    },
    {
      name: 'pairs that pass',
      value: passed,
      unit: 'count',
      beside: { value: 1_000_000, source: 'required at most' },
    },
    {
      name: 'pairs a second of one core',
      value: Math.round(rate),
      unit: 'pairs/s',
      beside: { value: 150e6, source: 'required, on four cores' },
      ratioToReference: rate / plainRate,
    },
  ];
}

export const benchmark: Benchmark = {
  about: 'altered copies of pictures by weighed distance (reference: the same distance in plain TypeScript)',
  async run([folder], report) {
    const pictures = await readPictures(folder);
    report(`${pictures.own.length} pictures, each with one altered copy`);
    return [...(await findCopies(pictures)), ...(await comparePairs(pictures))];
  },
};
