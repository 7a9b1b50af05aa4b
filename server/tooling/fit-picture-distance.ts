/**
 * `npx tsx server/tooling/fit-picture-distance.ts`: prints the weights of server/ml/image/picture-distance.ts, learnt on the
 * drawn pictures of a generated catalog: each against an altered copy of itself, and against pictures of other things.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { imageStatsLength } from '#server/ml/image/image-stats.ts';
import { isFlat, partDistance, pictureParts } from '#server/ml/image/picture-distance.ts';
import { makeRng } from '#server/ml/rng.ts';
import { alterPicture, anyAlterations } from '#server/pixels/alter-picture.ts';
import { measureImage } from '#server/pixels/measure-image.ts';
import { drawPictures } from './generated-pairs.ts';

const seed = 9101;
const listings = 2400;
const strangersCount = 100_000;
const steps = 400_000;
const learningRate = 0.1;
/** Weights are told as whole numbers of which the largest is about this. */
const largestWeight = 80;

interface Drawn {
  /** Statistics of the pictures, then of their altered copies. */
  stats: Uint8Array;
  count: number;
  thing: number[];
}

async function draw(): Promise<Drawn> {
  const catalog = generateCatalog({ seed, listings });
  const scratch = mkdtempSync(join(tmpdir(), 'shelfwise-pictures-'));
  const rng = makeRng(seed);
  const [own, altered, thing]: [Uint8Array[], Uint8Array[], number[]] = [[], [], []];
  try {
    await drawPictures(join(scratch, 'catalog'), seed, listings);
    for (const listing of catalog.listings) {
      for (const { file } of listing.images) {
        const bytes = readFileSync(join(scratch, 'catalog', 'images', file));
        const copy = await alterPicture(bytes, anyAlterations(rng), rng);
        const [one, other] = [await measureImage(bytes, 1, 1), await measureImage(copy.bytes, 1, 1)];
        if (!one || !other || isFlat(one.stats) || isFlat(other.stats)) continue;
        own.push(one.stats);
        altered.push(other.stats);
        thing.push(catalog.truth.group[listing.key]);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const stats = new Uint8Array(2 * own.length * imageStatsLength);
  [...own, ...altered].forEach((one, at) => {
    stats.set(one, at * imageStatsLength);
  });
  return { stats, count: own.length, thing };
}

const parts = (drawn: Drawn, a: number, b: number): number[] =>
  pictureParts.map((part) => partDistance(part, drawn.stats, a, b));

/** Logistic regression by AdaGrad on parts in units of their spread; returns weights of the parts as they are. */
function weigh(copies: number[][], strangers: number[][]): number[] {
  const all = [...copies, ...strangers];
  const spreads = pictureParts.map((_, at) => {
    const mean = all.reduce((sum, row) => sum + row[at], 0) / all.length;
    return Math.sqrt(all.reduce((sum, row) => sum + (row[at] - mean) ** 2, 0) / all.length);
  });
  const weights = [...pictureParts.map(() => 0), 0];
  const squares = weights.map(() => 1e-6);
  const rng = makeRng(1);
  for (let step = 0; step < steps; step++) {
    const isCopy = step % 2 === 0;
    const [from] = [isCopy ? copies : strangers];
    const row = [...from[rng.below(from.length)].map((part, at) => part / spreads[at]), -1];
    const sum = row.reduce((total, value, at) => total + weights[at] * value, 0);
    const error = 1 / (1 + Math.exp(-sum)) - (isCopy ? 0 : 1);
    row.forEach((value, at) => {
      const gradient = error * value;
      squares[at] += gradient * gradient;
      weights[at] -= (learningRate * gradient) / Math.sqrt(squares[at]);
    });
  }
  return pictureParts.map((_, at) => weights[at] / spreads[at]);
}

const drawn = await draw();
const copies = Array.from({ length: drawn.count }, (_, at) => parts(drawn, at, drawn.count + at));
const rng = makeRng(2);
const strangers: number[][] = [];
while (strangers.length < strangersCount) {
  const [a, b] = [rng.below(drawn.count), rng.below(drawn.count)];
  if (drawn.thing[a] !== drawn.thing[b]) strangers.push(parts(drawn, a, b));
}
const weights = weigh(copies, strangers);
const unit = largestWeight / Math.max(...weights);
pictureParts.forEach(({ name }, at) => {
  console.log(`${(weights[at] * unit).toFixed(1).padStart(6)}  ${name}`);
});
