/**
 * Kernel ridge classification of dense vectors by landmarks (Nyström: Williams & Seeger, NIPS 2000; Rudi et al., "Less
 * is more", NIPS 2015): k(x, z) = exp(γ (2 x·z − 2)) for unit vectors, features φ(x) = L⁻¹ k(x, landmarks) with
 * K = L Lᵀ, then ridge regression on class indicators. With every row a landmark it is exact kernel ridge.
 * Closed form, no learning rate; held-out scores of all folds come from the same sums. On fashion articleType, image
 * only: .834 against .769 for a linear model on the same descriptors (2,048 landmarks, one held-out fifth, 2026-11-21).
 */
import { largest } from '#server/ml/largest.ts';
import { factorise, invertLower, solveLower, solveUpper } from '#server/ml/ridge/cholesky.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { type Matrix, multiply, multiplyTransposed } from './matrix-product.ts';
import { encodeModel, type Initializer, type OnnxNode } from './onnx-model.ts';
import type { ModelSession } from './session.ts';

export interface RidgeRows {
  /** Unit vectors of one length. */
  vectors: readonly Float32Array[];
  /** Class ids per level; −1 where unknown. */
  labels: readonly Int32Array[];
  classCounts: readonly number[];
  seed: number;
  /** Most landmarks: cost grows with its cube, 2,048 take 8 s on one core with four folds. */
  landmarksMax?: number;
}

export interface KernelRidge {
  /** landmarks × size. */
  landmarks: Float32Array;
  size: number;
  gamma: number;
  /** Per level: landmarks × classes. */
  coefficients: Float32Array[];
}

const landmarksDefault = 1536;
/** Price of large coefficients; .03 and .3 were within .01 of it on both picture sets. */
const ridge = 0.1;
const jitter = 1e-3;
/** Over the mean squared distance: near the best of 1, 1.5 and 2 on both picture sets. */
const gammaTimesDistance = 1.5;
/** Rows of one product: bounded memory however many rows there are. */
const blockRows = 1024;

function toMatrix(vectors: readonly Float32Array[]): Matrix {
  const columns = vectors[0].length;
  const data = new Float32Array(vectors.length * columns);
  vectors.forEach((vector, row) => data.set(vector, row * columns));
  return { rows: vectors.length, columns, data };
}

function transpose({ rows, columns, data }: Matrix): Matrix {
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) out[column * rows + row] = data[row * columns + column];
  return { rows: columns, columns: rows, data: out };
}

/** Mean squared distance of random pairs of unit vectors. */
function meanDistance(vectors: readonly Float32Array[], seed: number): number {
  const rng = makeRng(seed);
  let sum = 0;
  const pairs = 2000;
  for (let pair = 0; pair < pairs; pair++) {
    const left = vectors[rng.below(vectors.length)];
    const right = vectors[rng.below(vectors.length)];
    for (let at = 0; at < left.length; at++) sum += (left[at] - right[at]) ** 2;
  }
  return Math.max(1e-3, sum / pairs);
}

/** Turns products of unit vectors into kernel values, in place. */
function toKernel(products: Matrix, gamma: number): Matrix {
  const { data } = products;
  for (let at = 0; at < data.length; at++) data[at] = Math.exp(gamma * (2 * data[at] - 2));
  return products;
}

interface FeatureMap {
  landmarks: Matrix;
  turned: Matrix;
  gamma: number;
  /** L⁻ᵀ: kernel values → features. */
  whitening: Matrix;
}

async function buildMap(rows: RidgeRows): Promise<FeatureMap> {
  const count = Math.min(rows.vectors.length, rows.landmarksMax ?? landmarksDefault);
  const order = shuffle([...rows.vectors.keys()], makeRng(rows.seed)).slice(0, count);
  const landmarks = toMatrix(order.map((row) => rows.vectors[row]));
  const turned = transpose(landmarks);
  const gamma = gammaTimesDistance / meanDistance(rows.vectors, rows.seed);
  const kernel = Float64Array.from(toKernel(await multiply(landmarks, turned), gamma).data);
  for (let at = 0; at < count; at++) kernel[at * count + at] += jitter;
  factorise(kernel, count);
  const inverse: Matrix = {
    rows: count,
    columns: count,
    data: Float32Array.from(invertLower(kernel, count)),
  };
  return { landmarks, turned, gamma, whitening: transpose(inverse) };
}

async function featuresOf(map: FeatureMap, vectors: readonly Float32Array[]): Promise<Matrix> {
  return multiply(toKernel(await multiply(toMatrix(vectors), map.turned), map.gamma), map.whitening);
}

/** Class indicators of all levels side by side. */
function indicators(rows: RidgeRows, picked: number[]): Matrix {
  const columns = rows.classCounts.reduce((sum, count) => sum + count, 0);
  const data = new Float32Array(picked.length * columns);
  picked.forEach((row, at) => {
    let from = 0;
    rows.labels.forEach((labels, level) => {
      if (labels[row] >= 0) data[at * columns + from + labels[row]] = 1;
      from += rows.classCounts[level];
    });
  });
  return { rows: picked.length, columns, data };
}

interface Sums {
  /** Σ φ φᵀ */
  gram: Float64Array;
  /** Σ φ y */
  sides: Float64Array;
}

const addTo = (sum: Float64Array, part: Float32Array): void => {
  for (let at = 0; at < sum.length; at++) sum[at] += part[at];
};

async function sumRows(map: FeatureMap, rows: RidgeRows, picked: number[], width: number): Promise<Sums> {
  const count = map.landmarks.rows;
  const sums: Sums = { gram: new Float64Array(count * count), sides: new Float64Array(count * width) };
  for (let from = 0; from < picked.length; from += blockRows) {
    const block = picked.slice(from, from + blockRows);
    const features = await featuresOf(
      map,
      block.map((row) => rows.vectors[row]),
    );
    addTo(sums.gram, (await multiplyTransposed(features, features)).data);
    addTo(sums.sides, (await multiplyTransposed(features, indicators(rows, block))).data);
  }
  return sums;
}

/** (Gram + λ I)⁻¹ · sides, as coefficients over features: landmarks × all classes. */
function solve(gram: Float64Array, sides: Float64Array, count: number): Float32Array {
  const matrix = gram.slice();
  for (let at = 0; at < count; at++) matrix[at * count + at] += ridge;
  const solution = sides.slice();
  factorise(matrix, count);
  solveLower(matrix, count, solution, sides.length / count);
  solveUpper(matrix, count, solution, sides.length / count);
  return Float32Array.from(solution);
}

function splitLevels(data: Float32Array, rowCount: number, classCounts: readonly number[]): Float32Array[] {
  const width = classCounts.reduce((sum, count) => sum + count, 0);
  let from = 0;
  return classCounts.map((count) => {
    const level = new Float32Array(rowCount * count);
    for (let row = 0; row < rowCount; row++)
      level.set(data.subarray(row * width + from, row * width + from + count), row * count);
    from += count;
    return level;
  });
}

function subtract(total: Float64Array, part: Float64Array): Float64Array {
  return total.map((value, at) => value - part[at]);
}

/**
 * Trains on all rows; with folds, also scores every row by the rows of the other folds.
 * Landmarks may lie in any fold: they carry no labels.
 * @returns heldOut: rows × classes per level, null without folds
 */
export async function trainKernelRidge(
  rows: RidgeRows,
  folds: Int32Array | null,
): Promise<{ model: KernelRidge; heldOut: Float32Array[] | null }> {
  const map = await buildMap(rows);
  const count = map.landmarks.rows;
  const width = rows.classCounts.reduce((sum, classes) => sum + classes, 0);
  const all = [...rows.vectors.keys()];
  const foldCount = folds ? largest(folds) + 1 : 1;
  const members = Array.from({ length: foldCount }, (_, fold) =>
    folds ? all.filter((row) => folds[row] === fold) : all,
  );
  const parts: Sums[] = [];
  for (const picked of members) parts.push(await sumRows(map, rows, picked, width));
  const gram = new Float64Array(count * count);
  const sides = new Float64Array(count * width);
  for (const part of parts) {
    for (let at = 0; at < gram.length; at++) gram[at] += part.gram[at];
    for (let at = 0; at < sides.length; at++) sides[at] += part.sides[at];
  }
  const toCoefficients = async (solution: Float32Array): Promise<Matrix> =>
    multiply(map.whitening, { rows: count, columns: width, data: solution });
  let heldOut: Float32Array[] | null = null;
  if (folds) {
    const scores = new Float32Array(all.length * width);
    for (const [fold, picked] of members.entries()) {
      if (picked.length === 0) continue;
      const part = parts[fold];
      const solution = solve(subtract(gram, part.gram), subtract(sides, part.sides), count);
      const found = await scoreBlocks(map, await toCoefficients(solution), rows.vectors, picked);
      picked.forEach((row, at) => {
        scores.set(found.subarray(at * width, (at + 1) * width), row * width);
      });
    }
    heldOut = splitLevels(scores, all.length, rows.classCounts);
  }
  const coefficients = await toCoefficients(solve(gram, sides, count));
  return {
    model: {
      landmarks: map.landmarks.data,
      size: map.landmarks.columns,
      gamma: map.gamma,
      coefficients: splitLevels(coefficients.data, count, rows.classCounts),
    },
    heldOut,
  };
}

async function scoreBlocks(
  map: Pick<FeatureMap, 'turned' | 'gamma'>,
  coefficients: Matrix,
  vectors: readonly Float32Array[],
  picked: readonly number[],
): Promise<Float32Array> {
  const out = new Float32Array(picked.length * coefficients.columns);
  for (let from = 0; from < picked.length; from += blockRows) {
    const block = picked.slice(from, from + blockRows).map((row) => vectors[row]);
    const kernel = toKernel(await multiply(toMatrix(block), map.turned), map.gamma);
    out.set((await multiply(kernel, coefficients)).data, from * coefficients.columns);
  }
  return out;
}

/** The bytes of a model: vectors float [rows, size] → an output per level, named by `outputs`. */
export function encodeKernelRidge(name: string, model: KernelRidge, outputs: readonly string[]): Buffer {
  const count = model.landmarks.length / model.size;
  const turned = transpose({ rows: count, columns: model.size, data: model.landmarks });
  const nodes: OnnxNode[] = [
    { operator: 'MatMul', inputs: ['vectors', 'landmarks'], outputs: ['products'] },
    { operator: 'Mul', inputs: ['products', 'twice_gamma'], outputs: ['scaled'] },
    { operator: 'Sub', inputs: ['scaled', 'twice_gamma'], outputs: ['exponents'] },
    { operator: 'Exp', inputs: ['exponents'], outputs: ['kernel'] },
    ...outputs.map(
      (output): OnnxNode => ({
        operator: 'MatMul',
        inputs: ['kernel', `${output}_coefficients`],
        outputs: [output],
      }),
    ),
  ];
  const initializers: Initializer[] = [
    { name: 'landmarks', shape: [model.size, count], data: turned.data },
    { name: 'twice_gamma', shape: [1], data: Float32Array.of(2 * model.gamma) },
    ...model.coefficients.map((data, level) => ({
      name: `${outputs[level]}_coefficients`,
      shape: [count, data.length / count],
      data,
    })),
  ];
  return encodeModel({
    name,
    nodes,
    inputs: [{ name: 'vectors', type: 'float', shape: ['rows', model.size] }],
    outputs: outputs.map((output, level) => ({
      name: output,
      type: 'float' as const,
      shape: ['rows', model.coefficients[level].length / count],
    })),
    initializers,
  });
}

/** Scores of vectors per output: rows × classes. */
export async function runKernelRidge(
  session: ModelSession,
  vectors: readonly Float32Array[],
  outputs: readonly string[],
): Promise<Float32Array[]> {
  if (vectors.length === 0) return outputs.map(() => new Float32Array(0));
  const widths: number[] = [];
  const parts: Float32Array[][] = outputs.map(() => []);
  for (let from = 0; from < vectors.length; from += blockRows) {
    const block = toMatrix(vectors.slice(from, from + blockRows));
    const answers = await session.run({ vectors: { shape: [block.rows, block.columns], data: block.data } });
    outputs.forEach((output, at) => {
      widths[at] = answers[output].shape[1];
      parts[at].push(answers[output].data as Float32Array);
    });
  }
  return parts.map((blocks, at) => {
    const out = new Float32Array(vectors.length * widths[at]);
    blocks.forEach((block, place) => {
      out.set(block, place * blockRows * widths[at]);
    });
    return out;
  });
}

/** Scores of vectors by a model that is not written to a file: rows × classes per level. */
export async function scoreKernelRidge(
  model: KernelRidge,
  vectors: readonly Float32Array[],
): Promise<Float32Array[]> {
  const count = model.landmarks.length / model.size;
  const turned = transpose({ rows: count, columns: model.size, data: model.landmarks });
  const all = [...vectors.keys()];
  const levels: Float32Array[] = [];
  for (const data of model.coefficients) {
    const coefficients: Matrix = { rows: count, columns: data.length / count, data };
    levels.push(await scoreBlocks({ turned, gamma: model.gamma }, coefficients, vectors, all));
  }
  return levels;
}
