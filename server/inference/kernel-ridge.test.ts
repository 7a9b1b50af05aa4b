import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { encodeKernelRidge, runKernelRidge, scoreKernelRidge, trainKernelRidge } from './kernel-ridge.ts';
import { openModelBytes } from './session.ts';

/** Two rings on a sphere's cap, told apart by their height alone: no plane through the origin parts them well. */
function rings(count: number, seed: number): { vectors: Float32Array[]; labels: Int32Array } {
  const rng = makeRng(seed);
  const labels = Int32Array.from({ length: count }, () => rng.below(2));
  const vectors = Array.from(labels, (label) => {
    const angle = rng.next() * 2 * Math.PI;
    const radius = (label ? 0.75 : 0.3) + 0.05 * rng.normal();
    const raw = [radius * Math.cos(angle), radius * Math.sin(angle), rng.next() < 0.5 ? -1 : 1];
    const length = Math.hypot(...raw);
    return Float32Array.from(raw, (value) => value / length);
  });
  return { vectors, labels };
}

function accuracy(scores: Float32Array, labels: Int32Array): number {
  return (
    labels.filter((label, row) => scores[2 * row + label] > scores[2 * row + 1 - label]).length /
    labels.length
  );
}

describe('kernel ridge', () => {
  const { vectors, labels } = rings(400, 1);
  const rows = { vectors, labels: [labels], classCounts: [2], seed: 1 };

  it('parts classes that no plane parts, on rows it has not seen', async () => {
    const { model, heldOut } = await trainKernelRidge({ ...rows, landmarksMax: 150 }, null);
    expect(heldOut).toBeNull();
    const fresh = rings(300, 2);
    const [scores] = await scoreKernelRidge(model, fresh.vectors);
    expect(accuracy(scores, fresh.labels)).toBeGreaterThan(0.97);
  });

  it('scores held-out rows as a model would that was trained without them', async () => {
    const folds = Int32Array.from(labels, (_, row) => row % 4);
    const { heldOut } = await trainKernelRidge(rows, folds);
    expect(accuracy(heldOut?.[0] ?? new Float32Array(), labels)).toBeGreaterThan(0.95);
    // A row's own label must not reach its own held-out score.
    const flipped = labels.map((label, row) => (folds[row] === 0 ? 1 - label : label));
    const other = await trainKernelRidge({ ...rows, labels: [flipped] }, folds);
    for (let row = 0; row < labels.length; row += 4)
      expect(other.heldOut?.[0][2 * row]).toBeCloseTo(heldOut?.[0][2 * row] ?? Number.NaN, 4);
  });

  it('answers alike as an ONNX file, in any batch', async () => {
    const { model } = await trainKernelRidge({ ...rows, landmarksMax: 60 }, null);
    const session = await openModelBytes(encodeKernelRidge('test', model, ['level1']));
    const [found] = await runKernelRidge(session, vectors, ['level1']);
    const [expected] = await scoreKernelRidge(model, vectors);
    found.forEach((score, at) => expect(score).toBeCloseTo(expected[at], 4));
    const [one] = await runKernelRidge(session, vectors.slice(5, 6), ['level1']);
    expect(one[0]).toBeCloseTo(found[10], 4);
    await session.close();
  });
});
