/** Measures a retrained pair matcher, beside the one in use, on decided pairs of products that it never saw. */
import {
  openMatcherFiles,
  openPairMatcher,
  type PairMatcher,
  scorePairs,
} from '#server/duplicates/pair-matcher.ts';
import { previewClusters } from '#server/duplicates/preview-clusters.ts';
import type { PairAnswers, PairMeasures } from '#server/duplicates/schema-evaluation.ts';
import { binaryScore } from '#server/evaluation/binary-metrics.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { type Examples, toExamples } from './pair-examples.ts';
import { readPairItems } from './store-pairs.ts';

const threshold = 0.5;
const tiny = 1e-6;

/** What a matcher answers to the test pairs, against what people said. */
async function measure(matcher: PairMatcher, examples: Examples): Promise<PairAnswers> {
  const { corpus, test } = examples;
  const labels = test.map((row) => examples.labels[row]);
  const p = await scorePairs(
    matcher,
    corpus,
    test.map((row) => examples.left[row]),
    test.map((row) => examples.right[row]),
  );
  const losses = Array.from(p, (one, row) => -Math.log(Math.max(tiny, labels[row] ? one : 1 - one)));
  return {
    ...binaryScore(p, labels, threshold),
    logLoss: losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length),
  };
}

/** Test pairs from which on an evaluation is not provisional. */
export const testPairsNeeded = 200;

export async function evaluatePairs(
  catalogId: string,
  datasetId: string,
  model: ModelFiles,
): Promise<PairMeasures> {
  const examples = await toExamples(catalogId, await readPairItems(datasetId), []);
  const inUse = await openPairMatcher(catalogId);
  const candidate = await openMatcherFiles(model);
  const own = await measure(candidate, examples);
  const anchors = model.manifest.trainedOn['anchors'];
  return {
    pairs: {
      train: examples.train.length,
      validation: examples.validation.length,
      test: examples.test.length,
    },
    duplicates: examples.test.filter((row) => examples.labels[row] === 1).length,
    anchors: typeof anchors === 'number' ? anchors : 0,
    threshold,
    own,
    clusters: await previewClusters(catalogId, candidate),
    inUse: { name: inUse.name, ...(await measure(inUse, examples)) },
  };
}
