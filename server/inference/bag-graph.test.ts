import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { encodeBagModel } from './bag-graph.ts';
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
});
