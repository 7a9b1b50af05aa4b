/**
 * Embeddings for matching: bags of tokens whose vectors are learnt so that listings of one thing point the same way, by an
 * additive angular margin: the angle to a thing's own direction counts for more than it is, by a margin that grows while
 * training. Sources: Deng et al., "ArcFace", CVPR 2019, eq. 3; negatives are the things of likely rivals and some at random
 * (sampled softmax, Jean et al., ACL 2015). Steps: AdaGrad with warm-up and clipped gradients, a faster head.
 */
import { makeRng, type Rng, shuffle } from '../rng.ts';

/** Tokens of many texts: those of text i are places starts[i]…starts[i + 1]. */
export interface TokenBags {
  starts: Int32Array;
  tokens: Int32Array;
  /** Weight of each token in its text, for example idf. */
  weights: Float32Array;
  tokenCount: number;
}

export interface MarginOptions {
  dimensions: number;
  epochs: number;
  /** Radians; from the first epoch after warm-up to the last. */
  marginFirst: number;
  marginLast: number;
  /** Cosines are multiplied by it before the softmax. */
  scale: number;
  learningRate: number;
  /** How much faster the directions of things learn than the tokens. */
  headFactor: number;
  /** Share of all steps over which the rate grows from nothing. */
  warmUpShare: number;
  /** Longest gradient of one text's vector. */
  clip: number;
  randomNegatives: number;
  seed: number;
}

export const marginDefaults: MarginOptions = {
  dimensions: 64,
  epochs: 8,
  marginFirst: 0.2,
  marginLast: 0.8,
  scale: 16,
  learningRate: 0.05,
  headFactor: 3,
  warmUpShare: 0.1,
  clip: 2,
  randomNegatives: 60,
  seed: 1,
};

export interface MarginEmbedding {
  dimensions: number;
  /** token × dimensions. */
  table: Float32Array;
}

/** Random directions: before anything is learnt, cosines are those of the weighted bags, but for noise. */
function randomTable(tokenCount: number, dimensions: number, rng: Rng): Float32Array {
  const scale = 1 / Math.sqrt(dimensions);
  return Float32Array.from({ length: tokenCount * dimensions }, () => rng.normal() * scale);
}

/** Writes the vector of one text, length 1 (or 0 where it has no token). Returns its length before. */
function embedOne(
  { dimensions, table }: MarginEmbedding,
  bags: TokenBags,
  text: number,
  out: Float32Array,
  at: number,
): number {
  out.fill(0, at, at + dimensions);
  for (let place = bags.starts[text]; place < bags.starts[text + 1]; place++) {
    const from = bags.tokens[place] * dimensions;
    const weight = bags.weights[place];
    for (let d = 0; d < dimensions; d++) out[at + d] += weight * table[from + d];
  }
  let squares = 0;
  for (let d = 0; d < dimensions; d++) squares += out[at + d] * out[at + d];
  const norm = Math.sqrt(squares);
  if (norm > 0) for (let d = 0; d < dimensions; d++) out[at + d] /= norm;
  return norm;
}

/** Vectors of all texts: texts × dimensions, each of length 1. */
export function embedBags(model: MarginEmbedding, bags: TokenBags): Float32Array {
  const count = bags.starts.length - 1;
  const vectors = new Float32Array(count * model.dimensions);
  for (let text = 0; text < count; text++) embedOne(model, bags, text, vectors, text * model.dimensions);
  return vectors;
}

/** The cosine that counts, and how it changes with the true one; beyond the last angle it falls on in a straight line. */
export function withMargin(cosine: number, margin: number): { value: number; slope: number } {
  const kept = Math.max(-1, Math.min(1, cosine));
  const sine = Math.sqrt(Math.max(1e-6, 1 - kept * kept));
  if (kept <= -Math.cos(margin)) return { value: kept - margin * Math.sin(margin), slope: 1 };
  return {
    value: kept * Math.cos(margin) - sine * Math.sin(margin),
    slope: Math.cos(margin) + (kept / sine) * Math.sin(margin),
  };
}

class Trainer {
  readonly model: MarginEmbedding;
  private readonly bags: TokenBags;
  private readonly things: Int32Array;
  private readonly rivals: readonly ArrayLike<number>[];
  private readonly options: MarginOptions;
  private readonly rng: Rng;
  private readonly heads: Float32Array;
  private readonly tableSquares: Float32Array;
  private readonly headSquares: Float32Array;
  private readonly thingCount: number;
  private readonly vector: Float32Array;
  private readonly gradient: Float32Array;

  constructor(
    bags: TokenBags,
    things: Int32Array,
    rivals: readonly ArrayLike<number>[],
    options: MarginOptions,
  ) {
    const { dimensions, seed } = options;
    this.bags = bags;
    this.things = things;
    this.rivals = rivals;
    this.options = options;
    this.rng = makeRng(seed);
    this.model = { dimensions, table: randomTable(bags.tokenCount, dimensions, this.rng.fork(1)) };
    this.thingCount = things.reduce((most, thing) => Math.max(most, thing + 1), 0);
    this.heads = this.meansOfThings();
    this.tableSquares = new Float32Array(bags.tokenCount);
    this.headSquares = new Float32Array(this.thingCount);
    this.vector = new Float32Array(dimensions);
    this.gradient = new Float32Array(dimensions);
  }

  private meansOfThings(): Float32Array {
    const { dimensions } = this.options;
    const vectors = embedBags(this.model, this.bags);
    const heads = new Float32Array(this.thingCount * dimensions);
    this.things.forEach((thing, text) => {
      if (thing < 0) return;
      for (let d = 0; d < dimensions; d++) heads[thing * dimensions + d] += vectors[text * dimensions + d];
    });
    return heads;
  }

  /** Distinct things other than the text's own: those of its rivals, then some at random. */
  private negatives(text: number): number[] {
    const own = this.things[text];
    const chosen = new Set<number>();
    const { [text]: rivals } = this.rivals;
    for (let at = 0; at < rivals.length; at++) chosen.add(this.things[rivals[at]]);
    for (let at = 0; at < this.options.randomNegatives; at++) chosen.add(this.rng.below(this.thingCount));
    chosen.delete(own);
    chosen.delete(-1);
    return [...chosen];
  }

  private headNorm(thing: number): number {
    const { dimensions } = this.options;
    let squares = 1e-12;
    for (let d = 0; d < dimensions; d++) squares += this.heads[thing * dimensions + d] ** 2;
    return Math.sqrt(squares);
  }

  /** One step on one text. Returns its loss. */
  step(text: number, margin: number, rate: number): number {
    const { dimensions, scale } = this.options;
    const norm = embedOne(this.model, this.bags, text, this.vector, 0);
    if (norm === 0) return 0;
    const things = [this.things[text], ...this.negatives(text)];
    const norms = things.map((thing) => this.headNorm(thing));
    const cosines = things.map((thing, place) => {
      let dot = 0;
      for (let d = 0; d < dimensions; d++) dot += this.vector[d] * this.heads[thing * dimensions + d];
      return dot / norms[place];
    });
    const own = withMargin(cosines[0], margin);
    const logits = cosines.map((cosine, place) => scale * (place === 0 ? own.value : cosine));
    const highest = Math.max(...logits);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - highest), 0);
    this.gradient.fill(0);
    things.forEach((thing, place) => {
      const p = Math.exp(logits[place] - highest) / sum;
      const slope = scale * (place === 0 ? (p - 1) * own.slope : p);
      this.learnHead(thing, slope, cosines[place], norms[place], rate);
    });
    this.learnTokens(text, norm, rate);
    return highest + Math.log(sum) - logits[0];
  }

  /** Adds to the vector's gradient what a thing's cosine asks, and turns the thing's direction. */
  private learnHead(thing: number, slope: number, cosine: number, norm: number, rate: number): void {
    const { dimensions, headFactor } = this.options;
    const from = thing * dimensions;
    let squares = 0;
    for (let d = 0; d < dimensions; d++) {
      this.gradient[d] += (slope * this.heads[from + d]) / norm;
      const turn = (slope * (this.vector[d] - (cosine * this.heads[from + d]) / norm)) / norm;
      squares += turn * turn;
    }
    this.headSquares[thing] += squares / dimensions;
    const step = (rate * headFactor) / Math.sqrt(this.headSquares[thing] + 1e-8);
    for (let d = 0; d < dimensions; d++) {
      const turn = (slope * (this.vector[d] - (cosine * this.heads[from + d]) / norm)) / norm;
      this.heads[from + d] -= step * turn;
    }
  }

  private learnTokens(text: number, norm: number, rate: number): void {
    const { dimensions, clip } = this.options;
    const { gradient, vector } = this;
    // Through the normalisation: what lies along the vector changes nothing.
    let along = 0;
    for (let d = 0; d < dimensions; d++) along += gradient[d] * vector[d];
    let squares = 0;
    for (let d = 0; d < dimensions; d++) {
      gradient[d] = (gradient[d] - along * vector[d]) / norm;
      squares += gradient[d] * gradient[d];
    }
    const long = Math.sqrt(squares);
    const kept = long > clip ? clip / long : 1;
    for (let place = this.bags.starts[text]; place < this.bags.starts[text + 1]; place++) {
      const token = this.bags.tokens[place];
      const weight = this.bags.weights[place] * kept;
      this.tableSquares[token] += (weight * weight * squares) / dimensions;
      const step = (rate * weight) / Math.sqrt(this.tableSquares[token] + 1e-8);
      for (let d = 0; d < dimensions; d++) this.model.table[token * dimensions + d] -= step * gradient[d];
    }
  }
}

/**
 * Learns.
 * @param things which texts are one thing, 0…; negative: the text is not learnt from
 * @param rivals of every text, others that look like it; those of one thing with it are left out
 * @param report mean loss of an epoch
 */
export function trainMarginEmbedding(
  bags: TokenBags,
  things: Int32Array,
  rivals: readonly ArrayLike<number>[],
  options: Partial<MarginOptions> = {},
  report: (epoch: number, loss: number) => void = () => {},
): MarginEmbedding {
  const chosen = { ...marginDefaults, ...options };
  const trainer = new Trainer(bags, things, rivals, chosen);
  const texts = Int32Array.from(things.keys()).filter((text) => things[text] >= 0);
  const rng = makeRng(chosen.seed).fork(2);
  const warmSteps = Math.max(1, chosen.warmUpShare * chosen.epochs * texts.length);
  let steps = 0;
  for (let epoch = 0; epoch < chosen.epochs; epoch++) {
    const grown = epoch / Math.max(1, chosen.epochs - 1);
    const margin = chosen.marginFirst + grown * (chosen.marginLast - chosen.marginFirst);
    let loss = 0;
    for (const text of shuffle(texts, rng)) {
      const rate = chosen.learningRate * Math.min(1, ++steps / warmSteps);
      loss += trainer.step(text, margin, rate);
    }
    report(epoch, loss / Math.max(1, texts.length));
  }
  return trainer.model;
}
