import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { embedBags, type TokenBags, trainMarginEmbedding, withMargin } from './margin-embedding.ts';

/**
 * Texts of `things` things, four of each: two tokens of the thing in one of two languages, and six of no meaning. Token
 * 2·thing is what one language calls it, 2·thing + 1 the other.
 */
function texts(things: number): { bags: TokenBags; things: Int32Array } {
  const rng = makeRng(5);
  const noise = 2 * things;
  const lists = Array.from({ length: 4 * things }, (_, text) => {
    const thing = text >> 2;
    return [2 * thing + (text & 1), ...Array.from({ length: 6 }, () => noise + rng.below(40))];
  });
  return {
    bags: {
      starts: Int32Array.from({ length: lists.length + 1 }, (_, at) => 7 * at),
      tokens: Int32Array.from(lists.flat()),
      weights: new Float32Array(7 * lists.length).fill(1),
      tokenCount: noise + 40,
    },
    things: Int32Array.from(lists, (_, text) => text >> 2),
  };
}

/** Mean cosine of texts of one thing, less that of texts of two. */
function gap(vectors: Float32Array, things: Int32Array, dimensions: number): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let a = 0; a < things.length; a++) {
    for (let b = a + 1; b < things.length; b++) {
      let dot = 0;
      for (let d = 0; d < dimensions; d++) dot += vectors[a * dimensions + d] * vectors[b * dimensions + d];
      const same = Number(things[a] === things[b]);
      sums[same] += dot;
      counts[same]++;
    }
  }
  return sums[1] / counts[1] - sums[0] / counts[0];
}

describe('embedding by an angular margin', () => {
  const { bags, things } = texts(30);
  const rivals = Array.from(things, (_, text) => [(text + 4) % things.length, (text + 8) % things.length]);
  const options = { dimensions: 16, epochs: 30, seed: 3 };

  it('brings texts of one thing together though they share no word, and the more so with a margin', () => {
    const spread = (more: object): number => {
      const model = trainMarginEmbedding(bags, things, rivals, { ...options, ...more });
      return gap(embedBags(model, bags), things, 16);
    };
    const before = spread({ epochs: 0 });
    const without = spread({ marginFirst: 0, marginLast: 0 });
    const grown = spread({});
    expect(without).toBeGreaterThan(before + 0.1);
    expect(grown).toBeGreaterThan(without);
  });

  it('gives vectors of length 1, the same for the same seed, and none to a text without tokens', () => {
    const twice = [1, 2].map(() => trainMarginEmbedding(bags, things, rivals, { ...options, epochs: 2 }));
    expect(twice[0]).toEqual(twice[1]);
    const empty = { ...bags, starts: Int32Array.of(0, 7, 7) };
    const vectors = embedBags(twice[0], empty);
    expect(Math.hypot(...vectors.subarray(0, 16))).toBeCloseTo(1, 5);
    expect([...vectors.subarray(16)]).toEqual(new Array(16).fill(0));
  });

  it('is not taught by texts that belong to nothing', () => {
    const nothing = new Int32Array(things.length).fill(-1);
    const untaught = trainMarginEmbedding(bags, nothing, rivals, options);
    expect(untaught.table).toEqual(
      trainMarginEmbedding(bags, things, rivals, { ...options, epochs: 0 }).table,
    );
  });

  it('counts an angle as larger by the margin, with the slope of what it returns', () => {
    expect(withMargin(Math.cos(0.5), 0.3).value).toBeCloseTo(Math.cos(0.8), 6);
    for (const [cosine, margin] of [
      [0.2, 0.4],
      [-0.5, 0.8],
      [0.9, 0.2],
    ]) {
      const step = 1e-4;
      const rise = withMargin(cosine + step, margin).value - withMargin(cosine - step, margin).value;
      expect(withMargin(cosine, margin).slope).toBeCloseTo(rise / (2 * step), 3);
    }
    // Beyond the last angle it still falls.
    expect(withMargin(-0.99, 0.8).value).toBeLessThan(withMargin(-0.9, 0.8).value);
  });
});
