import { describe, expect, it } from 'vitest';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import type { CnnEpoch } from './cnn-checkpoint.ts';
import { cnnSidePx, fillBatch } from './cnn-pictures.ts';
import { type CnnOptions, type CnnPictures, isOver, trainCnn } from './cnn-training.ts';
import { cnnEncoder } from './image-encoder.ts';

const side = cnnSidePx;

/** What is drawn: a disc, a square or a cross, dark on light, in any colour, at any place. Colour tells nothing. */
const shapes: ((x: number, y: number, size: number) => boolean)[] = [
  (x, y, size) => Math.hypot(x, y) < size,
  (x, y, size) => Math.max(Math.abs(x), Math.abs(y)) < size * 0.85,
  (x, y, size) =>
    Math.min(Math.abs(x), Math.abs(y)) < size * 0.25 && Math.max(Math.abs(x), Math.abs(y)) < size,
];

function draw(shape: number, rng: Rng): Uint8Array {
  const size = 14 + rng.below(10);
  const [left, top] = [26 + rng.below(12), 26 + rng.below(12)];
  const [ink, paper] = [0, 1].map((which) => [0, 1, 2].map(() => which * 110 + rng.below(100)));
  const out = new Uint8Array(side * side * 3);
  for (let place = 0; place < side * side; place++) {
    const isInk = shapes[shape]((place % side) - left, Math.floor(place / side) - top, size);
    for (let channel = 0; channel < 3; channel++)
      out[3 * place + channel] = (isInk ? ink : paper)[channel] + rng.below(40);
  }
  return out;
}

/** Two levels: whether the thing is round, and which it is. */
function drawn(count: number, seed: number): CnnPictures {
  const rng = makeRng(seed);
  const which = Int32Array.from({ length: count }, () => rng.below(3));
  return {
    pictures: Array.from(which, (shape) => draw(shape, rng)),
    labels: [which.map((shape) => (shape === 0 ? 1 : 0)), which],
    classCounts: [2, 3],
  };
}

const options: CnnOptions = { seed: 5, threads: 1, isCropped: false, channels: [8, 16, 32, 64] };

describe('a net that learns from labelled pictures', () => {
  it('tells drawn shapes apart that it has not seen, by vectors of unit length', async () => {
    const { model, best } = await trainCnn(drawn(480, 1), { ...options, isCropped: true, epochs: 14 });
    expect(best.accuracy).toBeGreaterThan(0.9);
    const encoder = await cnnEncoder(model);
    expect(encoder.version).toMatch(/^onnx-[0-9a-f]{16}$/);
    const vectorsOf = async ({ pictures }: CnnPictures): Promise<Float32Array[]> => {
      const out: Float32Array[] = [];
      for (const picture of pictures) out.push(await encoder.encode(picture));
      return out;
    };
    const [known, asked] = [drawn(80, 1), drawn(100, 2)];
    const [knownVectors, askedVectors] = [await vectorsOf(known), await vectorsOf(asked)];
    expect(Math.hypot(...askedVectors[0])).toBeCloseTo(1, 5);
    const dot = (left: Float32Array, right: Float32Array): number =>
      left.reduce((sum, value, at) => sum + value * right[at], 0);
    const right = askedVectors.filter((vector, at) => {
      const near = knownVectors.map((other) => dot(vector, other));
      return known.labels[1][near.indexOf(Math.max(...near))] === asked.labels[1][at];
    });
    expect(right.length).toBeGreaterThan(95);
    await encoder.close();
  });

  it('goes on from a checkpoint bit for bit, and begins anew from that of another training', async () => {
    const pictures = drawn(120, 3);
    const kept: Buffer[] = [];
    const keep = async (bytes: Buffer): Promise<void> => {
      kept.push(bytes);
    };
    const short = { ...options, epochs: 3 };
    const whole = await trainCnn(pictures, { ...short, keep });
    expect(kept.length).toBe(3);
    expect(whole.resumedEpochs).toBe(0);
    const resumed = await trainCnn(pictures, { ...short, resumeFrom: kept[0] });
    expect(resumed.resumedEpochs).toBe(1);
    expect(resumed.model.equals(whole.model)).toBe(true);
    expect(resumed.history).toEqual(whole.history);
    // Nothing is left to do, and nothing is lost.
    expect((await trainCnn(pictures, { ...short, resumeFrom: kept[2] })).model.equals(whole.model)).toBe(
      true,
    );
    const other = await trainCnn(pictures, { ...short, seed: 6, resumeFrom: kept[0] });
    expect(other.resumedEpochs).toBe(0);
    expect(other.model.equals(whole.model)).toBe(false);
    const broken = await trainCnn(pictures, { ...short, resumeFrom: kept[0].subarray(0, 5000) });
    expect(broken.resumedEpochs).toBe(0);
    expect(broken.model.equals(whole.model)).toBe(true);
  });

  it('is over after its epochs, or where a third of them brought nothing better', () => {
    const told = (...accuracies: number[]): CnnEpoch[] =>
      accuracies.map((accuracy, at) => ({ epoch: at + 1, loss: 1, accuracy }));
    expect(isOver([], 3)).toBe(false);
    expect(isOver(told(0.1, 0.2, 0.3), 3)).toBe(true);
    expect(isOver(told(0.5, 0.4, 0.4, 0.4, 0.4), 12)).toBe(false);
    expect(isOver(told(0.5, 0.4, 0.4, 0.4, 0.4, 0.4), 12)).toBe(true);
    expect(isOver(told(0.5, 0.4, 0.4, 0.4, 0.4, 0.4), 24)).toBe(false);
    // As good as the best is no worse.
    expect(isOver(told(0.5, 0.4, 0.4, 0.4, 0.5, 0.4), 12)).toBe(false);
  });

  it('ends where it is asked to, and says what is too few', async () => {
    const stop = new AbortController();
    const ending = trainCnn(drawn(120, 3), {
      ...{ ...options, epochs: 9, signal: stop.signal },
      report: () => stop.abort(new Error('enough')),
    });
    await expect(ending).rejects.toThrow('enough');
    await expect(trainCnn(drawn(20, 3), options)).rejects.toThrow(RangeError);
  });
});

describe('pictures as the net reads them', () => {
  const picture = draw(2, makeRng(9));
  const read = (isAltered: boolean, isCropped: boolean, seed: number): Float32Array => {
    const out = new Float32Array(3 * side * side);
    const alteration = isAltered ? { isCropped, rng: makeRng(seed) } : null;
    fillBatch([picture], Int32Array.of(0), side, alteration, out);
    return out;
  };

  it('are as they are when they are told', () => {
    const plain = read(false, false, 0);
    for (const place of [0, 77, side * side - 1])
      for (let channel = 0; channel < 3; channel++)
        expect(plain[channel * side * side + place]).toBeCloseTo(
          (picture[3 * place + channel] / 255 - 0.5) / 0.25,
          5,
        );
  });

  it('are altered by the seed alone, and never more than crops of a fifth', () => {
    expect(read(true, true, 4)).toEqual(read(true, true, 4));
    expect(read(true, true, 4)).not.toEqual(read(true, true, 5));
    // A picture whose value is its column: what is read spans at least .8 of it, either way round.
    const ramp = Uint8Array.from({ length: side * side * 3 }, (_, at) => Math.floor(at / 3) % side);
    for (let seed = 0; seed < 40; seed++) {
      const out = new Float32Array(3 * side * side);
      fillBatch([ramp], Int32Array.of(0), side, { isCropped: true, rng: makeRng(seed) }, out);
      const value = (x: number): number => (out[x] * 0.25 + 0.5) * 255;
      const spans = Math.abs(value(side - 1) - value(0)) / (side - 1);
      expect(spans).toBeGreaterThan(0.8 * 0.78);
      expect(spans).toBeLessThan(1.21);
    }
  });
});
