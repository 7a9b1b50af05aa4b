import { expect, it } from 'vitest';
import { sigmoid } from '#server/ml/log-odds.ts';
import { makeRng } from '#server/ml/rng.ts';
import { boostedLogOdds, trainBoosted } from '#server/ml/trees/boost.ts';
import { openModelBytes } from './session.ts';
import { encodeTreeModel, runTrees } from './tree-graph.ts';

it('trees in ONNX equal the kernel to 1e-5, missing values included', async () => {
  const rng = makeRng(5);
  const [rowCount, featureCount] = [600, 5];
  const values = Float32Array.from({ length: rowCount * featureCount }, () =>
    rng.next() < 0.2 ? Number.NaN : rng.normal(),
  );
  const labels = Uint8Array.from({ length: rowCount }, (_, row) =>
    Number.isNaN(values[row * 5]) || values[row * 5 + 1] > 0.3 ? 1 : 0,
  );
  const rows = { values, rowCount, featureCount };
  const model = trainBoosted({ rows, labels }, { treesMax: 40, columnShare: 1 });
  const session = await openModelBytes(encodeTreeModel('test', model, { scale: 0.9, shift: -0.2 }));
  const found = await runTrees(session, rows);
  boostedLogOdds(model, rows).forEach((logOdds, row) => {
    expect(Math.abs(found[row] - sigmoid(0.9 * logOdds - 0.2))).toBeLessThan(1e-5);
  });
  await session.close();
});
