/**
 * Does the picture distance find altered copies, and how fast? `npm run bench -- pictures [FOLDER] [--threads N]`: FOLDER holds photos
 * (JPEG, PNG, WebP, any depth; at most 2,000 are read); without it pictures are drawn. Each is cropped, framed or given a
 * badge, brightened and compressed again, and looked for among all. Then all pairs of 45,000 pictures, a billion, over `--threads N`.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PictureScan } from '#server/compute/picture-scan.ts';
import { startThread } from '#server/compute/run-thread.ts';
import { pairsAmong } from '#server/ml/groups.ts';
import { imageStatsLength, statOffset } from '#server/ml/image/image-stats.ts';
import {
  isFlat,
  partDistance,
  pictureDistanceMax,
  pictureParts,
  weighedDistance,
} from '#server/ml/image/picture-distance.ts';
import { filterLikenessMin, shownLikenessMin } from '#server/ml/image/picture-likeness.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { alterPicture, anyAlterations } from '#server/pixels/alter-picture.ts';
import { measureImage } from '#server/pixels/measure-image.ts';
import { drawPictures } from '#server/tooling/generated-pairs.ts';
import { type Benchmark, type Measurement, threadsOf } from './benchmark.ts';
import type { PicturePairsTask } from './picture-pairs.worker.ts';

const seed = 271828;
const picturesMax = 2000;
const nearMax = 10;
const densePictures = 45_000;
const referencePairs = 2_000_000;
const hashBitsMax = 10;
const threadModule = new URL('./picture-pairs.worker.ts', import.meta.url);

export interface Pictures {
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

/** Photos of a folder, or drawn ones; each with an altered copy. */
export async function readPictures(folder: string | undefined): Promise<Pictures> {
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
  // Copies and strangers that the likeness lets through, at the bound of the filter and at that of the desk.
  const bounds = [filterLikenessMin, shownLikenessMin];
  const [likely, strangers] = [bounds.map(() => 0), bounds.map(() => 0)];
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
    bounds.forEach((least, bound) => {
      for (const one of found) {
        if (scan.likeness(place, one.place, least) === null) continue;
        if (one.owner === at) likely[bound]++;
        else strangers[bound]++;
      }
    });
  });
  const count = copies.length;
  return [
    ...['by distance and likeness', 'as shown at the desk'].flatMap((name, bound): Measurement[] => [
      {
        name: `altered copies found ${name}`,
        value: rounded(likely[bound] / count),
        unit: 'share',
        beside: { value: 0.95, source: 'required' },
      },
      {
        name: `strangers let through ${name}`,
        value: rounded(strangers[bound] / count / own.length, 5),
        unit: 'share',
        beside: { value: 0.001, source: 'required' },
      },
    ]),
    { name: 'altered copies within the distance', value: rounded(within / count), unit: 'share' },
    { name: 'altered copies among the ten nearest', value: rounded(nearest / count), unit: 'share' },
    { name: 'strangers within the distance', value: rounded(near / count / own.length, 5), unit: 'share' },
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

/** Counts all near pairs over threads; the clock runs from when every thread holds the pictures. */
async function countPairs(
  dense: readonly Uint8Array[],
  threads: number,
): Promise<{ seconds: number; passed: number; count: number }> {
  const workers = Array.from({ length: threads }, (_, first) => {
    const task: PicturePairsTask = { pictures: [...dense], first, step: threads };
    return startThread(threadModule, task);
  });
  const answerOf = <T>(worker: (typeof workers)[number]): Promise<T> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  const ready = await Promise.all(workers.map((worker) => answerOf<{ count: number }>(worker)));
  const startedAt = performance.now();
  const answers = workers.map((worker) => answerOf<{ passed: number }>(worker));
  for (const worker of workers) worker.postMessage('go');
  const passed = (await Promise.all(answers)).reduce((sum, answer) => sum + answer.passed, 0);
  return { seconds: (performance.now() - startedAt) / 1000, passed, count: ready[0].count };
}

/** Pairs a second of one core by the same sum in plain TypeScript. */
function plainPairsASecond(dense: readonly Uint8Array[]): number {
  const stats = new Uint8Array(dense.length * imageStatsLength);
  dense.forEach((own, at) => {
    stats.set(own, at * imageStatsLength);
  });
  const startedAt = performance.now();
  let within = 0;
  for (let pair = 0; pair < referencePairs; pair++)
    if (weighedDistance(stats, Math.floor(pair / dense.length), pair % dense.length) <= pictureDistanceMax)
      within++;
  if (within === 0) throw new Error('no picture is like itself');
  return referencePairs / ((performance.now() - startedAt) / 1000);
}

async function comparePairs({ own }: Pictures, threads: number): Promise<Measurement[]> {
  const rng = makeRng(seed);
  const dense = Array.from({ length: densePictures }, (_, at) =>
    at < own.length ? own[at] : mixed(own, rng),
  );
  const cpu = process.cpuUsage();
  const { seconds, passed, count } = await countPairs(dense, threads);
  const { user, system } = process.cpuUsage(cpu);
  const pairs = pairsAmong(count);
  const plainRate = plainPairsASecond(dense);
  const coreRate = pairs / ((user + system) / 1e6);
  return [
    {
      name: `all pairs of ${count} pictures, ${threads} threads`,
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
      name: 'pairs a second of all threads',
      value: Math.round(pairs / seconds),
      unit: 'pairs/s',
      beside: { value: 150e6, source: 'required, on four cores' },
    },
    {
      name: 'pairs a second of one core',
      value: Math.round(coreRate),
      unit: 'pairs/s',
      ratioToReference: coreRate / plainRate,
    },
  ];
}

export const benchmark: Benchmark = {
  about: 'altered copies of pictures by weighed distance (reference: the same distance in plain TypeScript)',
  async run(args, report) {
    const [folder] = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--threads');
    const pictures = await readPictures(folder);
    report(`${pictures.own.length} pictures, each with one altered copy`);
    return [...(await findCopies(pictures)), ...(await comparePairs(pictures, threadsOf(args)))];
  },
};
