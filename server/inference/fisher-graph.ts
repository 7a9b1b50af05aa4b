/**
 * Fisher vectors of patches as one ONNX graph (Sánchez, Perronnin, Mensink & Verbeek, "Image classification with the
 * Fisher vector", IJCV 2013, eq. 16–18 and 23): how the patches of a picture pull the means and widths of a mixture of
 * Gaussians that was learnt on all pictures. Square roots with sign, then unit length.
 */
import type { GraphBuilder } from './graph-builder.ts';
import { type CellMaps, patchCells, patchedSidePx, patchesAlong, patchPlaces } from './patch-cells.ts';

export type PatchKind = 'gradients' | 'colours';

/** Whitening axes of a kind's patches. */
export interface PatchAxes {
  kind: PatchKind;
  /** Numbers of a patch: channels × 4 × 4. */
  patchSize: number;
  /** Axes kept. */
  size: number;
  /** size × patchSize. */
  axes: Float32Array;
  /** Mean patch on the axes. */
  mean: Float32Array;
}

/** A mixture of Gaussians with diagonal widths over `axes.size + 2` numbers: the axes, and the place in the picture. */
export interface PatchMixture {
  axes: PatchAxes;
  /** Share of each component. */
  weights: Float64Array;
  /** components × (size + 2). */
  means: Float64Array;
  /** Squared widths, components × (size + 2). */
  variances: Float64Array;
}

/** Adds the patches of one kind on their axes, with their places: [size + 2, patches]. */
function addPatches(graph: GraphBuilder, maps: readonly CellMaps[], axes: PatchAxes): string {
  const { kind, size, patchSize } = axes;
  const channels = patchSize / (patchCells * patchCells);
  const kernel = [size, channels, patchCells, patchCells];
  graph.floats(`${kind}_axes`, kernel, axes.axes);
  graph.floats(`${kind}_mean`, [1, size, 1, 1], axes.mean);
  graph.floats(`${kind}_whole`, [1, channels, patchCells, patchCells], new Float32Array(patchSize).fill(1));
  graph.floats(`${kind}_little`, [1], [1e-3]);
  graph.integers(`${kind}_rows`, [size, -1]);
  const flat = maps.map((map) => {
    const name = `${kind}${map.cellPx}`;
    let turned: string;
    if (kind === 'gradients') {
      // Square roots of shares: distances are Hellinger's ("RootSIFT", Arandjelović & Zisserman, CVPR 2012).
      const sum = graph.add(
        'Conv',
        [map.gradients, `${kind}_whole`, `${kind}_little`],
        `${name}_patch_strength`,
      );
      const roots = graph.add('Sqrt', [map.gradients], `${name}_roots`);
      const raw = graph.add('Conv', [roots, `${kind}_axes`], `${name}_raw`);
      turned = graph.add('Div', [raw, graph.add('Sqrt', [sum], `${name}_scale`)], `${name}_turned`);
    } else turned = graph.add('Conv', [map.colours, `${kind}_axes`], `${name}_turned`);
    const centred = graph.add('Sub', [turned, `${kind}_mean`], `${name}_centred`);
    return graph.add('Reshape', [centred, `${kind}_rows`], `${name}_flat`);
  });
  const all = graph.add('Concat', flat, `${kind}_all`, { axis: 1 });
  const places = patchPlaces();
  const placed = graph.floats(
    `${kind}_places`,
    [2, places.length],
    [...places.map(({ x }) => x), ...places.map(({ y }) => y)],
  );
  return graph.add('Concat', [all, placed], `${kind}_patches`, { axis: 0 });
}

/** Constants of log p(patch, component) = linear · y + square · y² + bias. */
export function likelihoodOf({ weights, means, variances }: PatchMixture): {
  linear: Float32Array;
  square: Float32Array;
  bias: Float32Array;
} {
  const size = means.length / weights.length;
  const bias = Float32Array.from(weights, (weight, component) => {
    let sum = Math.log(weight);
    for (let at = component * size; at < (component + 1) * size; at++)
      sum -= 0.5 * (Math.log(variances[at]) + (means[at] * means[at]) / variances[at]);
    return sum;
  });
  return {
    linear: Float32Array.from(means, (mean, at) => mean / variances[at]),
    square: Float32Array.from(variances, (variance) => -0.5 / variance),
    bias,
  };
}

/** Adds the Fisher vector of one kind: [1, 2 · components · (size + 2)], of unit length. */
export function addFisher(graph: GraphBuilder, maps: readonly CellMaps[], mixture: PatchMixture): string {
  const { kind, size } = mixture.axes;
  const count = mixture.weights.length;
  const width = size + 2;
  const patchCount = maps.reduce((sum, map) => sum + patchesAlong(map.cellPx) ** 2, 0);
  const wide = [count, width];
  const name = (part: string): string => `${kind}_${part}`;
  const constant = (
    part: string,
    value: (mean: number, variance: number, weight: number) => number,
  ): string =>
    graph.floats(
      name(part),
      wide,
      Array.from(mixture.means, (mean, at) =>
        value(mean, mixture.variances[at], mixture.weights[Math.floor(at / width)]),
      ),
    );
  const patches = addPatches(graph, maps, mixture.axes);
  const squares = graph.add('Mul', [patches, patches], name('patch_squares'));
  const likelihood = likelihoodOf(mixture);
  const linear = graph.add(
    'MatMul',
    [graph.floats(name('linear'), wide, likelihood.linear), patches],
    name('likelihood_linear'),
  );
  const square = graph.add(
    'MatMul',
    [graph.floats(name('square'), wide, likelihood.square), squares],
    name('likelihood_square'),
  );
  const both = graph.add('Add', [linear, square], name('likelihood_both'));
  const bias = graph.floats(name('bias'), [count, 1], likelihood.bias);
  const shares = graph.add('Softmax', [graph.add('Add', [both, bias], name('likelihood'))], name('shares'), {
    axis: 0,
  });
  const mass = graph.add('ReduceSum', [shares, graph.integers(name('across'), [1])], name('mass'), {
    keepdims: 1,
  });
  const byPatch = graph.add('Transpose', [patches], name('by_patch'), { perm: [1, 0] });
  const squaresByPatch = graph.add('Transpose', [squares], name('squares_by_patch'), { perm: [1, 0] });
  const sum = graph.add('MatMul', [shares, byPatch], name('sum'));
  const squareSum = graph.add('MatMul', [shares, squaresByPatch], name('square_sum'));
  const means = constant('means', (mean) => mean);
  const pull = graph.add(
    'Sub',
    [sum, graph.add('Mul', [means, mass], name('expected'))],
    name('pull_on_means'),
  );
  const first = graph.add(
    'Mul',
    [pull, constant('first_scale', (_, variance, weight) => 1 / Math.sqrt(variance * weight) / patchCount)],
    name('first'),
  );
  const cross = graph.add('Mul', [sum, constant('twice_means', (mean) => 2 * mean)], name('cross'));
  const rest = graph.add(
    'Mul',
    [mass, constant('mean_square_less_variance', (mean, variance) => mean * mean - variance)],
    name('rest'),
  );
  const stretch = graph.add(
    'Add',
    [graph.add('Sub', [squareSum, cross], name('stretch_part')), rest],
    name('stretch'),
  );
  const second = graph.add(
    'Mul',
    [
      stretch,
      constant('second_scale', (_, variance, weight) => 1 / variance / Math.sqrt(2 * weight) / patchCount),
    ],
    name('second'),
  );
  const orders = graph.add('Concat', [first, second], name('orders'), { axis: 1 });
  return addUnitRoots(
    graph,
    graph.add('Reshape', [orders, graph.integers(name('row'), [1, -1])], name('vector')),
  );
}

/** sign(v) · √|v|, then unit length: the square of the length is the sum of |v|. */
function addUnitRoots(graph: GraphBuilder, vector: string): string {
  const size = graph.add('Abs', [vector], `${vector}_size`);
  const roots = graph.add('Sqrt', [size], `${vector}_roots`);
  const signed = graph.add('Mul', [graph.add('Sign', [vector], `${vector}_sign`), roots], `${vector}_signed`);
  const sum = graph.add('ReduceSum', [size, graph.integers(`${vector}_along`, [1])], `${vector}_sum`, {
    keepdims: 1,
  });
  const floor = graph.floats(`${vector}_floor`, [1], [1e-12]);
  const length = graph.add(
    'Sqrt',
    [graph.add('Add', [sum, floor], `${vector}_sum_floor`)],
    `${vector}_length`,
  );
  return graph.add('Div', [signed, length], `${vector}_unit`);
}

/** Shape of the pixels that every graph here reads. */
export const pixelsInput = {
  name: 'pixels',
  type: 'float' as const,
  shape: [1, 3, patchedSidePx, patchedSidePx],
};
