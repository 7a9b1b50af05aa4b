/**
 * Trains the small net on labelled pictures: seeded, altered pictures, a rate that rises and falls, an early end on held-out
 * pictures, and a checkpoint after every epoch from which it goes on bit for bit (with as many threads).
 */
import { makeRng, type Rng, shuffle } from '#server/ml/rng.ts';
import {
  type CnnArrays,
  type CnnEpoch,
  type CnnProgress,
  decodeCheckpoint,
  encodeCheckpoint,
  trainingName,
} from './cnn-checkpoint.ts';
import {
  type CnnArray,
  type CnnPlan,
  cnnInferenceGraph,
  cnnTrainingGraph,
  momentumOf,
  nextOf,
  truthInput,
} from './cnn-graph.ts';
import { cnnSidePx, fillBatch } from './cnn-pictures.ts';
import { type Feed, type ModelSession, openModelBytes } from './session.ts';

/** Pictures of 64 × 64 are 12 kB each: 40,000 are 490 MB. */
export const cnnPicturesMax = 40_000;
/** Fewer labelled pictures teach a net nothing that descriptors do not know. */
export const cnnPicturesMin = 100;

const channelsUsed: readonly number[] = [32, 48, 96, 192];
const momentum = 0.9;
const decay = 5e-4;
const rateMax = 0.05;
/** Steps until the rate is at its highest, or a tenth of the training where that is less. */
const warmSteps = 50;
/** Looks at pictures in all: few pictures are looked at more often, within bounds. */
const looks = 150_000;
const epochsMin = 12;
const epochsMax = 50;
const heldOutShare = 0.1;
const heldOutMax = 2000;

export interface CnnPictures {
  /** 64 × 64 × 3 bytes each. */
  pictures: readonly Uint8Array[];
  /** Class of each picture per level, root first; −1 where it has none. */
  labels: readonly Int32Array[];
  classCounts: readonly number[];
}

export interface CnnOptions {
  seed: number;
  threads: number;
  /** Learns from crops of up to 20 % off. */
  isCropped: boolean;
  /** Left out: by the count of pictures. */
  epochs?: number;
  /** Channels after each convolution, where the net is to be smaller or larger. */
  channels?: readonly number[];
  /** Bytes of a checkpoint; of another training they are passed over. */
  resumeFrom?: Uint8Array | null;
  /** Is given a checkpoint after every epoch, to be kept as one whole. */
  keep?: (checkpoint: Buffer) => Promise<void>;
  report?: (epoch: CnnEpoch, epochs: number) => void;
  /** Ends the training after the running step by throwing its reason. */
  signal?: AbortSignal;
}

export interface TrainedCnn {
  /** ONNX encoder: pixels → vector. */
  model: Buffer;
  history: CnnEpoch[];
  /** The epoch that the model is from: the best on held-out pictures. */
  best: CnnEpoch;
  /** Epochs that a checkpoint had done. */
  resumedEpochs: number;
}

interface Training extends CnnPictures {
  plan: CnnPlan;
  arrays: CnnArray[];
  session: ModelSession;
  options: CnnOptions;
  epochs: number;
  learnt: Int32Array;
  heldOut: Int32Array;
}

function beginArrays(arrays: readonly CnnArray[], rng: Rng): CnnArrays {
  const out: CnnArrays = new Map();
  for (const { name, shape, begin } of arrays) {
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    out.set(
      name,
      data.map(() => ('value' in begin ? begin.value : begin.spread * rng.normal())),
    );
  }
  for (const { name, isLearnt } of arrays)
    if (isLearnt) out.set(momentumOf(name), new Float32Array(out.get(name)?.length ?? 0));
  return out;
}

/** Rises to its highest, then falls along half a cosine (Loshchilov & Hutter 2017, eq. 5, one cycle). */
function rateAt(step: number, steps: number): number {
  const warm = Math.min(1, (step + 1) / Math.max(1, Math.min(warmSteps, steps / 10)));
  return rateMax * warm * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
}

function truthFeeds({ labels, classCounts }: CnnPictures, rows: Int32Array): Record<string, Feed> {
  const feeds: Record<string, Feed> = {};
  for (const [level, classes] of classCounts.entries()) {
    const data = new Float32Array(rows.length * classes);
    for (const [at, row] of rows.entries())
      if (labels[level][row] >= 0) data[at * classes + labels[level][row]] = 1;
    feeds[truthInput(level)] = { shape: [rows.length, classes], data };
  }
  return feeds;
}

/** One pass over the pictures, the last few of a pass left to the next. Returns the mean loss. */
async function trainEpoch(training: Training, arrays: CnnArrays, epoch: number): Promise<number> {
  const { plan, session, options, learnt, epochs } = training;
  // A stream of its own for each epoch: a training that is taken up needs no other state.
  const rng = makeRng(options.seed).fork(epoch + 1);
  const order = shuffle(learnt.slice(), rng);
  const steps = Math.floor(order.length / plan.batch);
  const shape = [plan.batch, 3, plan.sidePx, plan.sidePx];
  const pixels = new Float32Array(plan.batch * 3 * plan.sidePx * plan.sidePx);
  const shapes = new Map(
    training.arrays.flatMap((array) =>
      [array.name, momentumOf(array.name)].map((name) => [name, [...array.shape]]),
    ),
  );
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    options.signal?.throwIfAborted();
    const rows = order.subarray(step * plan.batch, (step + 1) * plan.batch);
    fillBatch(training.pictures, rows, plan.sidePx, { isCropped: options.isCropped, rng }, pixels);
    const rate = rateAt(epoch * steps + step, epochs * steps);
    const feeds: Record<string, Feed> = {
      pixels: { shape, data: pixels },
      rate: { shape: [], data: Float32Array.of(rate) },
      ...truthFeeds(training, rows),
    };
    for (const [name, data] of arrays) feeds[name] = { shape: shapes.get(name) ?? [], data };
    const after = await session.run(feeds);
    for (const name of arrays.keys()) arrays.set(name, after[nextOf(name)].data as Float32Array);
    sum += Number(after.loss.data[0]);
  }
  return sum / steps;
}

/** Held-out pictures told right: the mean of the levels' accuracies, by the net as it would be used. */
async function measure(training: Training, arrays: CnnArrays): Promise<number> {
  const { plan, heldOut, classCounts, labels } = training;
  const net = await openModelBytes(cnnInferenceGraph(plan, arrays, true), training.options.threads);
  const right = classCounts.map(() => 0);
  const known = classCounts.map(() => 0);
  for (let from = 0; from < heldOut.length; from += plan.batch) {
    const rows = heldOut.subarray(from, from + plan.batch);
    const shape = [rows.length, 3, plan.sidePx, plan.sidePx];
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    fillBatch(training.pictures, rows, plan.sidePx, null, data);
    const answers = await net.run({ pixels: { shape, data } });
    for (const [level, classes] of classCounts.entries()) {
      const logits = answers[`logits${level}`].data as Float32Array;
      for (const [at, row] of rows.entries()) {
        if (labels[level][row] < 0) continue;
        const own = logits.subarray(at * classes, (at + 1) * classes);
        known[level]++;
        if (own.indexOf(Math.max(...own)) === labels[level][row]) right[level]++;
      }
    }
  }
  await net.close();
  const told = right.flatMap((count, level) => (known[level] ? [count / known[level]] : []));
  return told.reduce((sum, share) => sum + share, 0) / Math.max(1, told.length);
}

/** The best epoch so far; of equals the later one, which has seen more. */
function bestOf(history: readonly CnnEpoch[]): CnnEpoch {
  return history.reduce((best, one) => (one.accuracy >= best.accuracy ? one : best));
}

/** All epochs are done, or a third of them (four at least) went by without a better one. */
export function isOver(history: readonly CnnEpoch[], epochs: number): boolean {
  if (history.length === 0) return epochs === 0;
  const patience = Math.max(4, Math.ceil(epochs / 3));
  return history.length >= epochs || history.length - bestOf(history).epoch > patience;
}

async function run(training: Training, progress: CnnProgress, name: string): Promise<void> {
  const { epochs, options } = training;
  while (!isOver(progress.history, epochs)) {
    const epoch = progress.history.length;
    const loss = await trainEpoch(training, progress.arrays, epoch);
    const done = { epoch: epoch + 1, loss, accuracy: await measure(training, progress.arrays) };
    progress.history.push(done);
    if (bestOf(progress.history) === done)
      progress.best = new Map(
        training.arrays.map((array) => [array.name, progress.arrays.get(array.name) ?? new Float32Array(0)]),
      );
    await options.keep?.(encodeCheckpoint(name, progress));
    options.report?.(done, epochs);
  }
}

/**
 * Learns an encoder from labelled pictures. Same pictures, options and count of threads, same bytes, interrupted or not.
 * Some 300 looks a second of a core: 4,000 pictures take 8 minutes of one, 35,000 about 25.
 * Throws RangeError for fewer than `cnnPicturesMin` pictures.
 */
export async function trainCnn(given: CnnPictures, options: CnnOptions): Promise<TrainedCnn> {
  const count = given.pictures.length;
  if (count < cnnPicturesMin)
    throw new RangeError(`${count} labelled pictures are too few to learn a net from`);
  const heldOutCount = Math.min(heldOutMax, Math.ceil(heldOutShare * count));
  const rng = makeRng(options.seed).fork(0);
  const order = shuffle(
    Int32Array.from({ length: count }, (_, row) => row),
    rng,
  );
  const learnt = order.subarray(heldOutCount);
  const batch = learnt.length < 2000 ? 32 : 64;
  const channels = options.channels ?? channelsUsed;
  const plan = { sidePx: cnnSidePx, batch, channels, classCounts: given.classCounts, momentum, decay };
  const epochs = options.epochs ?? Math.min(epochsMax, Math.max(epochsMin, Math.ceil(looks / learnt.length)));
  const { model, arrays } = cnnTrainingGraph(plan);
  const settings = { plan, seed: options.seed, epochs, isCropped: options.isCropped };
  const name = trainingName(settings, given.pictures, given.labels);
  const known = options.resumeFrom ? decodeCheckpoint(name, options.resumeFrom) : null;
  const progress = known ?? { history: [], arrays: beginArrays(arrays, rng), best: new Map() };
  const resumedEpochs = progress.history.length;
  const session = await openModelBytes(model, options.threads);
  const heldOut = order.subarray(0, heldOutCount);
  try {
    await run({ ...given, plan, arrays, session, options, epochs, learnt, heldOut }, progress, name);
  } finally {
    await session.close();
  }
  const best = bestOf(progress.history);
  return {
    model: cnnInferenceGraph(plan, progress.best, false),
    history: progress.history,
    best,
    resumedEpochs,
  };
}
