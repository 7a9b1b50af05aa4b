import { describe, expect, it } from 'vitest';
import { encodeBagModel } from '#server/inference/bag-graph.ts';
import { runBags } from '#server/inference/run-bags.ts';
import { openModelBytes } from '#server/inference/session.ts';
import { tfidfRow } from '#server/ml/linear/tfidf.ts';
import { makeRng } from '#server/ml/rng.ts';
import { scoreLevels } from './score-levels.ts';
import { trainLevels } from './train-text.ts';

const rng = makeRng(8);
const labels = Int32Array.from({ length: 120 }, () => rng.below(4));
const documents = Array.from(labels, (label) => [
  `kind${label} w${rng.below(30)} w${rng.below(30)}`,
  `w${rng.below(30)} sort${label}`,
]);
const options = { threads: 1, seed: 1, cost: 1, product2vec: true, blockWeights: [1, 0.5, 2] };

describe('trainLevels', () => {
  it('keeps vectors whose ONNX model gives the scores of training, to 1e-4', async () => {
    const ids = [labels.map((label) => label >> 1), labels];
    const rows = { documents, pictures: null };
    const { scores } = await scoreLevels(rows, ids, [2, 4], [rows], options);
    const { vocabulary, product2vec } = await trainLevels(documents, ids, [2, 4], options);
    if (!product2vec) throw new Error('product2vec is missing');
    const table = {
      name: 'v',
      table: product2vec.table,
      width: product2vec.size,
      bias: null,
      unitLength: false,
    };
    const heads = product2vec.heads.map((weights, level) => ({
      name: `level${level}`,
      reads: 'v',
      weights,
      bias: product2vec.biases[level],
    }));
    const session = await openModelBytes(encodeBagModel('test', vocabulary.columnCount, [table], heads));
    const bags = documents.map((document) => tfidfRow(vocabulary, document));
    const found = await runBags(session, bags, ['level0', 'level1']);
    scores[0].product2vec?.forEach((expected, level) => {
      const apart = expected.reduce(
        (most, score, at) => Math.max(most, Math.abs(score - found[`level${level}`][at])),
        0,
      );
      expect(apart).toBeLessThan(1e-4);
      expect(Math.max(...expected)).toBeGreaterThan(1);
    });
  });

  it('searches for a schedule where it is asked to, the same each time, and says how the search went', async () => {
    const ids = [labels.map((label) => label >> 1), labels];
    const searches: number[] = [];
    const asked = {
      ...{ ...options, schedule: 'plateau' as const },
      watch: (epochs: readonly unknown[], search: boolean) => {
        if (search) searches.push(epochs.length);
      },
    };
    const [one, other] = [
      await trainLevels(documents, ids, [2, 4], asked),
      await trainLevels(documents, ids, [2, 4], asked),
    ];
    expect(other.product2vec).toEqual(one.product2vec);
    expect(searches.length).toBeGreaterThan(0);
    const plain = await trainLevels(documents, ids, [2, 4], options);
    expect(plain.product2vec).not.toEqual(one.product2vec);
    expect(plain.weights).toEqual(one.weights);
  });

  it('is the same from rows in files as from rows in memory', async () => {
    const ids = [labels.map((label) => label >> 1), labels];
    const [inMemory, inFiles] = await Promise.all(
      [2 ** 30, 0].map((rowBytesMax) => trainLevels(documents, ids, [2, 4], { ...options, rowBytesMax })),
    );
    expect(inFiles.weights).toEqual(inMemory.weights);
    expect(inFiles.product2vec).toEqual(inMemory.product2vec);
  });
});
