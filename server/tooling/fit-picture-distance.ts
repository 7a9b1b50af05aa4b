/**
 * `npx tsx server/tooling/fit-picture-distance.ts`: prints the weights of server/ml/image/picture-distance.ts, learnt on the
 * drawn pictures of a generated catalog: each against an altered copy of itself, and against pictures of other things.
 */
import { partDistance, pictureParts } from '#server/ml/image/picture-distance.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { makeRng } from '#server/ml/rng.ts';
import { type Drawn, drawCopies } from './drawn-copies.ts';

const seed = 9101;
const listings = 2400;
const strangersCount = 100_000;
const steps = 400_000;
const learningRate = 0.1;
/** Weights are told as whole numbers of which the largest is about this. */
const largestWeight = 80;

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
    const error = sigmoid(sum) - (isCopy ? 0 : 1);
    row.forEach((value, at) => {
      const gradient = error * value;
      squares[at] += gradient * gradient;
      weights[at] -= (learningRate * gradient) / Math.sqrt(squares[at]);
    });
  }
  return pictureParts.map((_, at) => weights[at] / spreads[at]);
}

const drawn = await drawCopies(seed, listings);
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
