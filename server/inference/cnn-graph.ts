/**
 * The small convolutional net that learns what pictures of categories look like: its training graph (one step of stochastic
 * gradient descent with momentum, weights in and weights out) and the graph that only infers. docs/images.md.
 */
import { CnnTape, type TapeParameter } from './cnn-tape.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel, type TensorSpec } from './onnx-model.ts';

export interface CnnPlan {
  /** Pictures are square. */
  sidePx: number;
  /** Pictures of a step. */
  batch: number;
  /** Channels after each convolution; the last are the vector. Sides are halved before the first and after each but the first and the last. */
  channels: readonly number[];
  /** Classes of each level, root first. */
  classCounts: readonly number[];
  /** Share of a step that is kept for the next. */
  momentum: number;
  /** How strongly weights are pulled towards nothing. */
  decay: number;
}

/** One named array of the net: weights that are learnt, and running statistics of the normalisation. */
export interface CnnArray extends Pick<TapeParameter, 'name' | 'shape' | 'begin'> {
  isLearnt: boolean;
}

export interface CnnTrainingGraph {
  model: Buffer;
  /** Every array that goes through a step, in a fixed order: inputs NAME, outputs `NAME.next`. */
  arrays: CnnArray[];
}

/** Upper levels teach too, but less than the leaf. */
const upperLevelWeight = 0.3;
/** Share of the running statistics that a batch leaves as it was. */
const statisticsKept = 0.9;
const varianceFloor = 1e-5;

/** Input of one step besides the arrays. */
export const truthInput = (level: number): string => `truth${level}`;
export const momentumOf = (name: string): string => `${name}.momentum`;
export const nextOf = (name: string): string => `${name}.next`;

function addLayers(tape: CnnTape, plan: CnnPlan): string[] {
  const side = plan.sidePx / 2;
  // Four neighbouring pixels become twelve channels of one place: a quarter of the places, and nothing lost.
  let value = { name: tape.add('SpaceToDepth', ['pixels'], { blocksize: 2 }), shape: [12, side, side] };
  const last = plan.channels.length - 1;
  for (const [at, channels] of plan.channels.entries()) {
    const convolved = tape.convolve(`block${at}.weight`, value, channels, at === 0);
    value = tape.rectify(tape.normalise(`block${at}`, convolved)) as typeof value;
    if (at > 0 && at < last) value = tape.halve(value) as typeof value;
  }
  const vector = tape.average(value);
  const levels = plan.classCounts.length;
  return plan.classCounts.map((classes, level) => {
    const weight = level === levels - 1 ? 1 : upperLevelWeight;
    return tape.classify(`level${level}`, vector, classes, truthInput(level), weight);
  });
}

/** w ← w − rate · m, m ← momentum · m + gradient + decay · w (Polyak's heavy ball; decay as an L2 penalty). */
function addUpdate(tape: CnnTape, parameter: TapeParameter, plan: CnnPlan): void {
  const { name, decays } = parameter;
  const gradient = tape.gradients.get(name) ?? '';
  const pulled = decays
    ? tape.add('Add', [gradient, tape.add('Mul', [name, tape.number(plan.decay)])])
    : gradient;
  const kept = tape.add('Mul', [momentumOf(name), tape.number(plan.momentum)]);
  const moved = tape.graph.add('Add', [kept, pulled], nextOf(momentumOf(name)));
  tape.graph.add('Sub', [name, tape.add('Mul', [moved, 'rate'])], nextOf(name));
}

const float = (name: string, shape: readonly (number | string)[]): TensorSpec => ({
  ...{ name, type: 'float' as const, shape: [...shape] },
});

/**
 * pixels [batch, 3, side, side], truth of each level [batch, classes], rate [], all arrays and momenta → `loss` [] and the arrays
 * after the step. Pure: the same inputs give the same outputs.
 */
export function cnnTrainingGraph(plan: CnnPlan): CnnTrainingGraph {
  const tape = new CnnTape(plan.batch);
  const losses = addLayers(tape, plan);
  tape.graph.add('Sum', losses, 'loss');
  tape.backward();
  for (const parameter of tape.parameters) addUpdate(tape, parameter, plan);
  for (const { name, batchValue } of tape.statistics) {
    const kept = tape.add('Mul', [name, tape.number(statisticsKept)]);
    tape.graph.add(
      'Add',
      [kept, tape.add('Mul', [batchValue, tape.number(1 - statisticsKept)])],
      nextOf(name),
    );
  }
  const arrays = [
    ...tape.parameters.map(({ name, shape, begin }) => ({ name, shape, begin, isLearnt: true })),
    ...tape.statistics.map(({ name, shape, begin }) => ({ name, shape, begin, isLearnt: false })),
  ];
  const through = [
    ...arrays.map(({ name, shape }) => ({ name, shape })),
    ...tape.parameters.map(({ name, shape }) => ({ name: momentumOf(name), shape })),
  ];
  const { batch, sidePx } = plan;
  const model = encodeModel({
    name: 'cnn step',
    nodes: tape.graph.nodes,
    inputs: [
      float('pixels', [batch, 3, sidePx, sidePx]),
      ...plan.classCounts.map((classes, level) => float(truthInput(level), [batch, classes])),
      float('rate', []),
      ...through.map(({ name, shape }) => float(name, shape)),
    ],
    outputs: [float('loss', []), ...through.map(({ name, shape }) => float(nextOf(name), shape))],
    initializers: tape.graph.initializers,
  });
  return { model, arrays };
}

export type CnnWeights = ReadonlyMap<string, Float32Array>;

function arrayOf(weights: CnnWeights, name: string): Float32Array {
  const found = weights.get(name);
  if (!found) throw new Error(`the net has no ${name}`);
  return found;
}

/** The convolution of a block with its normalisation folded in: (w · x − mean) · scale / spread + shift. */
function foldBlock(weights: CnnWeights, block: string): { weight: Float32Array; bias: Float32Array } {
  const [scale, shift, mean, variance] = ['scale', 'shift', 'mean', 'variance'].map((part) =>
    arrayOf(weights, `${block}.${part}`),
  );
  const factors = scale.map((value, at) => value / Math.sqrt(variance[at] + varianceFloor));
  const weight = arrayOf(weights, `${block}.weight`);
  const perChannel = weight.length / scale.length;
  return {
    weight: weight.map((value, at) => value * factors[Math.floor(at / perChannel)]),
    bias: shift.map((value, at) => value - mean[at] * factors[at]),
  };
}

/**
 * pixels [n, 3, side, side] → `vector` [n, channels] of unit length. `withHeads` adds `logits0` … of each level, by which held-out
 * pictures are told.
 */
export function cnnInferenceGraph(plan: CnnPlan, weights: CnnWeights, withHeads: boolean): Buffer {
  const graph = new GraphBuilder();
  let value = graph.add('SpaceToDepth', ['pixels'], 'places', { blocksize: 2 });
  let from = 12;
  const last = plan.channels.length - 1;
  for (const [at, channels] of plan.channels.entries()) {
    const block = `block${at}`;
    const { weight, bias } = foldBlock(weights, block);
    const inputs = [
      value,
      graph.floats(`${block}.weight`, [channels, from, 3, 3], weight),
      graph.floats(`${block}.bias`, [channels], bias),
    ];
    const convolved = graph.add('Conv', inputs, `${block}.convolved`, {
      ...{ kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
    });
    value = graph.add('Relu', [convolved], `${block}.rectified`);
    if (at > 0 && at < last)
      value = graph.add('AveragePool', [value], `${block}.halved`, { kernel_shape: [2, 2], strides: [2, 2] });
    from = channels;
  }
  const mean = graph.add('ReduceMean', [value], 'mean', { axes: [2, 3], keepdims: 0 });
  const length = graph.add('ReduceL2', [mean], 'length', { axes: [1], keepdims: 1 });
  // Every channel may be off in an empty picture: its vector stays 0.
  const safe = graph.add('Max', [length, graph.floats('least', [], [1e-12])], 'length.safe');
  graph.add('Div', [mean, safe], 'vector');
  const heads = withHeads ? plan.classCounts : [];
  for (const [level, classes] of heads.entries())
    graph.add(
      'Gemm',
      [
        mean,
        graph.floats(`level${level}.weight`, [from, classes], arrayOf(weights, `level${level}.weight`)),
        graph.floats(`level${level}.bias`, [classes], arrayOf(weights, `level${level}.bias`)),
      ],
      `logits${level}`,
    );
  return encodeModel({
    name: 'cnn',
    nodes: graph.nodes,
    inputs: [float('pixels', ['n', 3, plan.sidePx, plan.sidePx])],
    outputs: [
      float('vector', ['n', from]),
      ...heads.map((classes, level) => float(`logits${level}`, ['n', classes])),
    ],
    initializers: graph.initializers,
  });
}
