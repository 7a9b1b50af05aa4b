/** Learns what patches of a set of pictures look like: whitening axes, then a mixture of Gaussians by EM. No labels. */
import { eigen } from '#server/ml/ridge/eigen.ts';
import type { Rng } from '#server/ml/rng.ts';
import { likelihoodOf, type PatchAxes, type PatchKind, type PatchMixture } from './fisher-graph.ts';
import { type Matrix, multiply, multiplyTransposed } from './matrix-product.ts';

/** Axes below this share of the strongest one are noise and are not blown up. */
const axisShareMin = 1e-6;
const rounds = 12;
/** A component is never narrower than this share of the whole width. */
const varianceShareMin = 0.02;
const weightMin = 1e-5;

/** Whitening axes of patches (rows), strongest first. */
export async function learnAxes(kind: PatchKind, patches: Matrix, size: number): Promise<PatchAxes> {
  const { rows, columns, data } = patches;
  const mean = new Float64Array(columns);
  for (let at = 0; at < data.length; at++) mean[at % columns] += data[at] / rows;
  const spread = Float64Array.from((await multiplyTransposed(patches, patches)).data, (sum) => sum / rows);
  for (let row = 0; row < columns; row++)
    for (let column = 0; column < columns; column++)
      spread[row * columns + column] -= mean[row] * mean[column];
  const { values, vectors } = eigen(spread, columns);
  const axes = new Float32Array(size * columns);
  const turnedMean = new Float32Array(size);
  for (let axis = 0; axis < size; axis++) {
    const scale = 1 / Math.sqrt(Math.max(values[axis], axisShareMin * values[0], Number.MIN_VALUE));
    for (let at = 0; at < columns; at++) {
      axes[axis * columns + at] = vectors[axis * columns + at] * scale;
      turnedMean[axis] += axes[axis * columns + at] * mean[at];
    }
  }
  return { kind, patchSize: columns, size, axes, mean: turnedMean };
}

/** Patches on their axes with their places: rows × (size + 2). */
export async function project(axes: PatchAxes, patches: Matrix, places: Float32Array): Promise<Matrix> {
  const { size, patchSize } = axes;
  const turned = new Float32Array(patchSize * size);
  for (let axis = 0; axis < size; axis++)
    for (let at = 0; at < patchSize; at++) turned[at * size + axis] = axes.axes[axis * patchSize + at];
  const { data } = await multiply(patches, { rows: patchSize, columns: size, data: turned });
  const width = size + 2;
  const out = new Float32Array(patches.rows * width);
  for (let row = 0; row < patches.rows; row++) {
    for (let axis = 0; axis < size; axis++)
      out[row * width + axis] = data[row * size + axis] - axes.mean[axis];
    out.set(places.subarray(2 * row, 2 * row + 2), row * width + size);
  }
  return { rows: patches.rows, columns: width, data: out };
}

/** Each row beside its squares: rows × 2 · width. */
function withSquares({ rows, columns, data }: Matrix): Matrix {
  const out = new Float32Array(2 * data.length);
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < columns; at++) {
      const value = data[row * columns + at];
      out[2 * row * columns + at] = value;
      out[(2 * row + 1) * columns + at] = value * value;
    }
  return { rows, columns: 2 * columns, data: out };
}

/** Share of each component in each row, in place of log-likelihoods. */
function toShares(likelihood: Float32Array, bias: Float32Array): void {
  const count = bias.length;
  for (let from = 0; from < likelihood.length; from += count) {
    const own = likelihood.subarray(from, from + count);
    let top = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < count; at++) {
      own[at] += bias[at];
      top = Math.max(top, own[at]);
    }
    let sum = 0;
    for (let at = 0; at < count; at++) {
      own[at] = Math.exp(own[at] - top);
      sum += own[at];
    }
    for (let at = 0; at < count; at++) own[at] /= sum;
  }
}

/** E step: rows × components. */
async function sharesOf(mixture: PatchMixture, squared: Matrix): Promise<Matrix> {
  const { linear, square, bias } = likelihoodOf(mixture);
  const count = bias.length;
  const width = linear.length / count;
  const turned = new Float32Array(2 * width * count);
  for (let component = 0; component < count; component++)
    for (let at = 0; at < width; at++) {
      turned[at * count + component] = linear[component * width + at];
      turned[(width + at) * count + component] = square[component * width + at];
    }
  const likelihood = await multiply(squared, { rows: 2 * width, columns: count, data: turned });
  toShares(likelihood.data, bias);
  return likelihood;
}

/** M step, in place. */
function refit(mixture: PatchMixture, sums: Float32Array, masses: Float64Array, floors: Float64Array): void {
  const width = floors.length;
  const whole = masses.reduce((sum, mass) => sum + mass, 0);
  for (const [component, mass] of masses.entries()) {
    mixture.weights[component] = Math.max(weightMin, mass / whole);
    // A component that nobody wants stays where it is.
    if (mass < 1) continue;
    for (let at = 0; at < width; at++) {
      const mean = sums[2 * component * width + at] / mass;
      const square = sums[(2 * component + 1) * width + at] / mass;
      mixture.means[component * width + at] = mean;
      mixture.variances[component * width + at] = Math.max(floors[at], square - mean * mean);
    }
  }
}

function varianceOf({ rows, columns, data }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let at = 0; at < data.length; at++) {
    sums[at % columns] += data[at];
    squares[at % columns] += data[at] * data[at];
  }
  return squares.map((square, at) => Math.max(1e-9, square / rows - (sums[at] / rows) ** 2));
}

/**
 * Expectation maximisation (Dempster, Laird & Rubin 1977) from random patches as first means.
 * @param patches projected, rows × (size + 2)
 */
export async function learnMixture(
  axes: PatchAxes,
  patches: Matrix,
  components: number,
  rng: Rng,
): Promise<PatchMixture> {
  const width = patches.columns;
  const whole = varianceOf(patches);
  const mixture: PatchMixture = {
    axes,
    weights: new Float64Array(components).fill(1 / components),
    means: new Float64Array(components * width),
    variances: new Float64Array(components * width),
  };
  for (let component = 0; component < components; component++) {
    const row = rng.below(patches.rows);
    for (let at = 0; at < width; at++) {
      mixture.means[component * width + at] = patches.data[row * width + at];
      mixture.variances[component * width + at] = whole[at] / 2;
    }
  }
  const squared = withSquares(patches);
  const floors = whole.map((variance) => variance * varianceShareMin);
  for (let round = 0; round < rounds; round++) {
    const shares = await sharesOf(mixture, squared);
    const sums = await multiplyTransposed(shares, squared);
    const masses = new Float64Array(components);
    for (let at = 0; at < shares.data.length; at++) masses[at % components] += shares.data[at];
    refit(mixture, sums.data, masses, floors);
  }
  return mixture;
}
