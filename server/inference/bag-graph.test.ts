import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { encodeBagModel } from './bag-graph.ts';
import { openBagBytes } from './bag-model.ts';
import { runBags } from './run-bags.ts';
import { openModelBytes } from './session.ts';

describe('bag models', () => {
  it('equal the plain sums to 1e-5, for rows of any length, padded or empty', async () => {
    const rng = makeRng(3);
    const features = 50;
    const classes = Float32Array.from({ length: features * 7 }, () => rng.normal());
    const bias = Float32Array.from({ length: 7 }, () => rng.normal());
    const vectors = Float32Array.from({ length: features * 4 }, () => rng.normal());
    const bytes = encodeBagModel('test', features, [
      { name: 'leaf', table: classes, width: 7, bias, unitLength: false },
      { name: 'embedding', table: vectors, width: 4, bias: null, unitLength: true },
    ]);
    const rows = [0, 3, 1, 9].map((length) => ({
      indices: Int32Array.from({ length }, () => rng.below(features)),
      values: Float32Array.from({ length }, () => rng.next()),
    }));
    const session = await openModelBytes(bytes);
    const answers = await runBags(session, rows, ['leaf', 'embedding']);
    rows.forEach((row, at) => {
      const leaf = Array.from(bias);
      const vector = [0, 0, 0, 0];
      row.indices.forEach((id, place) => {
        for (let column = 0; column < 7; column++)
          leaf[column] += classes[id * 7 + column] * row.values[place];
        for (let column = 0; column < 4; column++)
          vector[column] += vectors[id * 4 + column] * row.values[place];
      });
      const length = Math.max(1e-9, Math.hypot(...vector));
      leaf.forEach((value, column) => expect(answers.leaf[at * 7 + column]).toBeCloseTo(value, 5));
      vector.forEach((value, column) =>
        expect(answers.embedding[at * 4 + column]).toBeCloseTo(value / length, 5),
      );
    });
    await session.close();
  });

  it('are scored by the kernel as onnxruntime scores them, to 1e-5: any widths, heads, rows longer than a walk', async () => {
    const rng = makeRng(4);
    const normals = (length: number): Float32Array => Float32Array.from({ length }, () => rng.normal() / 8);
    const features = 300;
    const widths = [5, 70, 131];
    const tables = widths.map((width, at) => ({
      name: `level${at}`,
      table: normals(features * width),
      width,
      bias: at === 0 ? normals(width) : null,
      unitLength: at === 2,
    }));
    const vector = {
      name: 'vector',
      table: normals(features * 70),
      width: 70,
      bias: null,
      unitLength: false,
    };
    const head = { name: 'leaf', reads: 'vector', weights: normals(70 * 9), bias: normals(9) };
    const bytes = encodeBagModel('test', features, [...tables, vector], [head]);
    const rows = [0, 1, 40, 20_000, 40_000, 30, 0].map((length) => ({
      indices: Int32Array.from({ length }, () => rng.below(features)),
      values: Float32Array.from({ length }, () => rng.next() / Math.sqrt(length)),
    }));
    const outputs = ['level0', 'level1', 'level2', 'vector', 'leaf'];
    const session = await openModelBytes(bytes);
    const expected = await runBags(session, rows, outputs);
    const model = await openBagBytes(bytes);
    expect(model.parts).not.toBeNull();
    const found = await model.run(rows, outputs);
    for (const name of outputs)
      found[name].forEach((value, at) => {
        expect(Math.abs(value - expected[name][at])).toBeLessThan(1e-5);
      });
    await session.close();
  });
});
