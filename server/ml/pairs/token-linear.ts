/**
 * A linear model over which words two listings share and which only one has: it learns that `refurbished` on one side
 * matters and `black` hardly does. Logistic loss, AdaGrad steps with L2, hashed weights. Stacked into the trees out of fold.
 * Source: Duchi et al., "Adaptive subgradient methods", JMLR 2011.
 */
import { sigmoid } from '../log-odds.ts';
import { makeRng, shuffle } from '../rng.ts';
import type { PairCorpus } from './corpus.ts';
import { Ragged } from './ragged.ts';

export interface TokenPairs {
  /** Feature ids of every pair: 2·word for shared, 2·word + 1 for one-sided. */
  features: Ragged;
  featureCount: number;
}

/** Words shared and one-sided of every pair. */
export function tokenPairs(
  corpus: PairCorpus,
  left: ArrayLike<number>,
  right: ArrayLike<number>,
): TokenPairs {
  const features = new Ragged();
  const buffer: number[] = [];
  for (let pair = 0; pair < left.length; pair++) {
    buffer.length = 0;
    addSide(corpus, left[pair], right[pair], true, buffer);
    addSide(corpus, right[pair], left[pair], false, buffer);
    features.push(buffer);
  }
  return { features, featureCount: 2 * corpus.words.count };
}

function addSide(corpus: PairCorpus, a: number, b: number, withShared: boolean, out: number[]): void {
  const other = corpus.titleWords.of(b);
  let place = 0;
  for (const id of corpus.titleWords.of(a)) {
    while (place < other.length && other[place] < id) place++;
    const isShared = other[place] === id;
    if (isShared || corpus.isInTitle(id, b)) {
      if (withShared) out.push(2 * id);
    } else out.push(2 * id + 1);
  }
}

export interface TokenLinear {
  weights: Float32Array;
  bias: number;
}

const epochs = 10;
const stepSize = 0.3;
const decay = 1e-4;

export function scoreTokens(model: TokenLinear, list: Int32Array): number {
  let sum = 0;
  for (const feature of list) sum += model.weights[feature];
  return model.bias + sum / Math.sqrt(Math.max(1, list.length));
}

/** Fits on some pairs. Positives weigh √(negatives / positives). */
export function trainTokenLinear(
  pairs: TokenPairs,
  labels: ArrayLike<number>,
  rows: ArrayLike<number>,
  seed: number,
): TokenLinear {
  const rng = makeRng(seed);
  const model: TokenLinear = { weights: new Float32Array(pairs.featureCount), bias: 0 };
  const squares = new Float32Array(pairs.featureCount).fill(0.01);
  const order = Int32Array.from(rows);
  let positives = 0;
  for (const row of order) positives += labels[row];
  const positiveWeight = Math.sqrt((order.length - positives + 1) / (positives + 1));
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, rng);
    for (const row of order) {
      const list = pairs.features.of(row);
      const norm = 1 / Math.sqrt(Math.max(1, list.length));
      const p = sigmoid(scoreTokens(model, list));
      const slope = (p - labels[row]) * (labels[row] ? positiveWeight : 1);
      model.bias -= 0.05 * slope;
      for (const feature of list) {
        const gradient = slope * norm + decay * model.weights[feature];
        squares[feature] += gradient * gradient;
        model.weights[feature] -= (stepSize * gradient) / Math.sqrt(squares[feature]);
      }
    }
  }
  return model;
}

/** A token model apart from the corpus it was learnt on: weights of a word shared and of a word that one side lacks. */
export interface TokenWeights {
  bias: number;
  words: Record<string, readonly [number, number]>;
}

/** Weaker weights of a word are dropped: most words never said anything. */
const weightMin = 1e-3;

export function tokenWeights(model: TokenLinear, corpus: PairCorpus): TokenWeights {
  const words: Record<string, readonly [number, number]> = {};
  for (let id = 0; id < corpus.words.count; id++) {
    const word = corpus.words.at(id);
    const [shared, lacking] = [model.weights[2 * id], model.weights[2 * id + 1]];
    if (Math.abs(shared) >= weightMin || Math.abs(lacking) >= weightMin)
      words[word] = [Number(shared.toPrecision(6)), Number(lacking.toPrecision(6))];
  }
  return { bias: model.bias, words };
}

/** The same model over the words of another corpus; words that it does not know weigh nothing. */
export function tokenLinear(told: TokenWeights, corpus: PairCorpus): TokenLinear {
  const weights = new Float32Array(2 * corpus.words.count);
  for (let id = 0; id < corpus.words.count; id++) {
    const word = corpus.words.at(id);
    if (!Object.hasOwn(told.words, word)) continue;
    const [shared, lacking] = told.words[word];
    weights[2 * id] = shared;
    weights[2 * id + 1] = lacking;
  }
  return { weights, bias: told.bias };
}
