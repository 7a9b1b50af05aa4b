import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { addFisher, type PatchAxes, type PatchMixture, pixelsInput } from './fisher-graph.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel } from './onnx-model.ts';
import { addCells, colourChannels, patchCells, patchedSidePx, patchPlaces } from './patch-cells.ts';
import { openPatchEncoder, trainPatchEncoder } from './patch-encoder.ts';
import { openModelBytes } from './session.ts';

const side = patchedSidePx;

/** A picture of stripes (of a direction and width) or of spots. */
function draw(kind: number, seed: number): Uint8Array {
  const rng = makeRng(seed);
  const phase = rng.below(16);
  const light = 60 + rng.below(120);
  return Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const x = pixel % side;
    const y = Math.floor(pixel / side);
    const along = [x, y, x + y][kind % 3] + phase;
    const wave = along % 16 < 8 ? light : 255 - light / 2;
    return Math.min(255, Math.max(0, wave + rng.below(20) + (at % 3 === kind % 3 ? 20 : 0)));
  });
}

const cosine = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, at) => sum + value * right[at], 0);

describe('an encoder learnt from pictures', () => {
  it('brings like pictures together, and is the same for the same seed', { timeout: 60_000 }, async () => {
    const pictures = Array.from({ length: 48 }, (_, at) => draw(at, at));
    const bytes = await trainPatchEncoder(pictures, 5);
    expect(bytes.equals(await trainPatchEncoder(pictures, 5))).toBe(true);
    const encoder = await openPatchEncoder(bytes);
    const vectors: Float32Array[] = [];
    for (let at = 0; at < 12; at++) vectors.push(await encoder.encode(draw(at, 1000 + at)));
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    const similarities = (isLike: boolean): number[] =>
      vectors.flatMap((left, a) =>
        vectors.flatMap((right, b) => (b > a && (a % 3 === b % 3) === isLike ? [cosine(left, right)] : [])),
      );
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(similarities(true))).toBeGreaterThan(mean(similarities(false)) + 0.3);
    await encoder.close();
  });

  it('takes a picture and its mirror image for the same', { timeout: 60_000 }, async () => {
    const encoder = await openPatchEncoder(
      await trainPatchEncoder(
        Array.from({ length: 40 }, (_, at) => draw(at, at)),
        5,
      ),
    );
    const picture = draw(2, 77);
    const mirrored = picture.map((_, at) => {
      const pixel = Math.floor(at / 3);
      return picture[3 * (pixel + side - 1 - 2 * (pixel % side)) + (at % 3)];
    });
    expect(mirrored).not.toEqual(picture);
    expect(cosine(await encoder.encode(picture), await encoder.encode(mirrored))).toBeGreaterThan(0.9999);
    await encoder.close();
  });

  it('refuses to learn from a handful of pictures', async () => {
    await expect(trainPatchEncoder([draw(0, 0)], 1)).rejects.toThrow('1 pictures are too few');
  });
});

/** Fisher vector of patches by the formulas as they stand in the paper, in float64. */
function fisherByHand(patches: number[][], { weights, means, variances }: PatchMixture): number[] {
  const width = patches[0].length;
  const first = new Float64Array(means.length);
  const second = new Float64Array(means.length);
  for (const patch of patches) {
    const density = Array.from(weights, (weight, k) =>
      patch.reduce((product, value, at) => {
        const variance = variances[k * width + at];
        const away = value - means[k * width + at];
        return (product * Math.exp((-away * away) / (2 * variance))) / Math.sqrt(2 * Math.PI * variance);
      }, weight),
    );
    const whole = density.reduce((sum, value) => sum + value, 0);
    density.forEach((own, k) => {
      for (let at = 0; at < width; at++) {
        const place = k * width + at;
        const away = (patch[at] - means[place]) / Math.sqrt(variances[place]);
        const share = own / whole / patches.length;
        first[place] += (share * away) / Math.sqrt(weights[k]);
        second[place] += (share * (away * away - 1)) / Math.sqrt(2 * weights[k]);
      }
    });
  }
  const ordered = Array.from(weights, (_, k) => [
    ...first.slice(k * width, (k + 1) * width),
    ...second.slice(k * width, (k + 1) * width),
  ]).flat();
  const roots = ordered.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value)));
  const length = Math.hypot(...roots);
  return roots.map((value) => value / length);
}

/** Mean and spread of the colours of a patch's cells. */
function colourPatch(rgb: Uint8Array, cellPx: number, cellX: number, cellY: number): number[] {
  const channel = (at: number, read: (values: number[]) => number): number[] =>
    Array.from({ length: patchCells * patchCells }, (_, cell) => {
      const left = (cellX + (cell % patchCells)) * cellPx;
      const top = (cellY + Math.floor(cell / patchCells)) * cellPx;
      const values = Array.from({ length: cellPx * cellPx }, (_, pixel) => {
        const x = left + (pixel % cellPx);
        const y = top + Math.floor(pixel / cellPx);
        return rgb[3 * (y * side + x) + at] / 255;
      });
      return read(values);
    });
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = (values: number[]): number =>
    Math.sqrt(Math.max(0, mean(values.map((value) => value * value)) - mean(values) ** 2));
  return [0, 1, 2].flatMap((at) => channel(at, mean)).concat([0, 1, 2].flatMap((at) => channel(at, spread)));
}

describe('the graph of Fisher vectors', () => {
  it('agrees with the formulas worked out one by one', async () => {
    const rng = makeRng(9);
    const patchSize = colourChannels * patchCells * patchCells;
    const size = 3;
    const axes: PatchAxes = {
      kind: 'colours',
      patchSize,
      size,
      axes: Float32Array.from({ length: size * patchSize }, () => rng.normal() / 10),
      mean: Float32Array.from({ length: size }, () => rng.normal() / 10),
    };
    const mixture: PatchMixture = {
      axes,
      weights: Float64Array.of(0.3, 0.7),
      means: Float64Array.from({ length: 2 * (size + 2) }, () => rng.normal() / 4),
      variances: Float64Array.from({ length: 2 * (size + 2) }, () => 0.2 + rng.next()),
    };
    const graph = new GraphBuilder();
    const output = addFisher(graph, addCells(graph, 'pixels'), mixture);
    const session = await openModelBytes(
      encodeModel({
        name: 'fisher',
        nodes: graph.nodes,
        inputs: [pixelsInput],
        outputs: [{ name: output, type: 'float', shape: [1, 4 * (size + 2)] }],
        initializers: graph.initializers,
      }),
    );
    const rgb = draw(1, 77);
    const planes = Float32Array.from({ length: rgb.length }, (_, at) => {
      const area = side * side;
      return rgb[3 * (at % area) + Math.floor(at / area)] / 255;
    });
    const answers = await session.run({ pixels: { shape: pixelsInput.shape, data: planes } });
    const patches = patchPlaces().map(({ x, y }, at) => {
      const cellPx = at < 29 * 29 ? 4 : 8;
      const cells = side / cellPx;
      const cellX = Math.round((x + 0.5) * cells - 2);
      const cellY = Math.round((y + 0.5) * cells - 2);
      const patch = colourPatch(rgb, cellPx, cellX, cellY);
      const turned = Array.from({ length: size }, (_, axis) =>
        patch.reduce(
          (sum, value, place) => sum + value * axes.axes[axis * patchSize + place],
          -axes.mean[axis],
        ),
      );
      return [...turned, x, y];
    });
    const expected = fisherByHand(patches, mixture);
    const found = answers[output].data as Float32Array;
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, at) => {
      expect(Math.abs(found[at] - value)).toBeLessThan(1e-5);
    });
    await session.close();
  });
});
