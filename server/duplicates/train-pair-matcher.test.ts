import { beforeAll, describe, expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import type { GeneralModel } from './general-models.ts';
import { type PairExamples, trainPairMatcher } from './train-pair-matcher.ts';

let corpus: CatalogCorpus;
let left: Int32Array;
let right: Int32Array;
let before: Float32Array;
let base: GeneralModel;

beforeAll(async () => {
  corpus = new CatalogCorpus();
  for (const listing of generateCatalog({ seed: 61, listings: 700 }).listings)
    corpus.add({ ...listing, price: (listing.priceMinor ?? Number.NaN) / 100, pictures: [] });
  corpus.finish();
  ({ left, right } = catalogCandidates(corpus, [...Array(corpus.count).keys()]));
  const column = catalogFeatures(corpus).names.indexOf('title cosine');
  const answer = async ({ values, rowCount, featureCount }: DenseRows) =>
    Float32Array.from({ length: rowCount }, (_, row) =>
      sigmoid(9 * (values[row * featureCount + column] - 0.55)),
    );
  base = { model: Buffer.from('general'), answer };
  before = await answer(catalogFeatures(corpus).rows(corpus.text, left, right));
});

/** People answer what the matcher thinks likely, and find it right as often as it says. */
function decisions(answer: (pair: number, at: number) => number): PairExamples {
  const likely = [...before.keys()].filter((pair) => before[pair] > 0.6).slice(0, 120);
  const unlikely = [...before.keys()].filter((pair) => before[pair] < 0.02).slice(0, 600);
  const rows = [...likely, ...unlikely];
  return {
    corpus,
    left: Int32Array.from(rows, (pair) => left[pair]),
    right: Int32Array.from(rows, (pair) => right[pair]),
    labels: Uint8Array.from(rows, (pair, at) => (at < likely.length ? answer(pair, at) : 0)),
    folds: Int32Array.from(rows, (_, at) => (at < likely.length ? at % 5 : -1)),
    train: Int32Array.from(rows.keys()),
    validation: new Int32Array(0),
  };
}

/** Mean change of p of pairs that nobody decided, where the matcher was in doubt. */
async function meanChange(examples: PairExamples, under = base): Promise<number> {
  const trained = await trainPairMatcher(examples, under, 1);
  const doubtful = [...before.keys()].filter((pair) => before[pair] > 0.1 && before[pair] < 0.5);
  const after = await trained.answer(
    Int32Array.from(doubtful, (pair) => left[pair]),
    Int32Array.from(doubtful, (pair) => right[pair]),
  );
  return after.reduce((sum, p, at) => sum + p - before[doubtful[at]], 0) / doubtful.length;
}

describe('learning on top of the general matcher', () => {
  it('takes it for no news that people agree with what was proposed', async () => {
    const agreeing = decisions((pair, at) => Number((at * 0.377) % 1 < before[pair]));
    const knowsNothing: GeneralModel = {
      ...base,
      answer: async ({ rowCount }) => new Float32Array(rowCount).fill(0.3),
    };
    const change = await meanChange(agreeing);
    expect(Math.abs(change)).toBeLessThan(0.15);
    expect(await meanChange(agreeing, knowsNothing)).toBeGreaterThan(1.5 * Math.abs(change));
  });

  it('lowers what people keep refusing', async () => {
    const change = await meanChange(decisions((_, at) => Number(at % 6 === 0)));
    expect(change).toBeLessThan(-0.08);
  });

  it('answers decided pairs fairly: by trees that did not see their fold', async () => {
    const examples = decisions((_, at) => at % 2);
    const trained = await trainPairMatcher(examples, base, 1);
    const seen = await trained.answer(examples.left, examples.right);
    const lossOf = (p: ArrayLike<number>): number =>
      examples.train
        .filter((row) => examples.folds[row] >= 0)
        .reduce((sum, row) => sum - Math.log(examples.labels[row] ? p[row] : 1 - p[row]), 0);
    expect(lossOf(trained.first)).toBeGreaterThan(lossOf(seen));
  });
});
