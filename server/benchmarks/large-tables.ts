/**
 * What the rules for large tables cost in quality: from 100,000 rows on the vocabulary keeps the commonest features alone,
 * product2vec learns from a sample, and two folds make the choices. No shared set with levels has so many rows, so each rule is
 * forced by itself on a set that has fewer, beside the same training without it.
 */
import { chooseBlockWeights } from '#server/evaluation/block-weights.ts';
import { evaluateCategorize, type LabelledPart } from '#server/evaluation/evaluate-categorize.ts';
import { className, collectLabels, fillPaths, labelIds } from '#server/evaluation/label-levels.ts';
import { withNames } from '#server/evaluation/named-rows.ts';
import { learnVocabulary } from '#server/evaluation/text-vocabulary.ts';
import { type TextTable, trainAndScore } from '#server/evaluation/train-text.ts';
import { withTrainingRows } from '#server/evaluation/training-rows.ts';
import { fitTfidf, type TfidfModel } from '#server/ml/linear/tfidf.ts';
import { classificationMetrics } from '#server/ml/metrics/classification.ts';
import type { Measurement } from './benchmark.ts';

/** Shares of the columns: on this set, what the bound leaves of a catalog of some hundred thousand such rows, and of a million. */
const columnShares = [0.5, 0.2, 0.1];
/** One row in so many trains product2vec: 150,000 of a million are one in seven. */
const sampledEvery = 7;

interface Tables {
  train: LabelledPart;
  test: LabelledPart;
  levelNames: string[];
  threads: number;
}

/** The vocabulary with the commonest columns alone. */
function bounded(whole: TfidfModel, documents: Parameters<typeof fitTfidf>[0], share: number): TfidfModel {
  const { blocks, longFields, countsOnce, columnCount } = whole;
  const columnsMax = Math.floor(share * columnCount);
  return fitTfidf(documents, { blocks, longFields, countsOnce, documentsMin: 2, columnsMax });
}

/** Mean weighted F1 of the levels by first answers. */
function meanF1(
  scores: readonly Float32Array[],
  truth: readonly Int32Array[],
  counts: readonly number[],
): number {
  const f1s = scores.map((level, at) => {
    const firsts = Array.from(truth[at], (_, row) => {
      const own = level.subarray(row * counts[at], (row + 1) * counts[at]);
      return own.indexOf(Math.max(...own));
    });
    return classificationMetrics(truth[at], firsts).weightedF1;
  });
  return f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length;
}

/** The text models alone: by vocabularies of falling size, and product2vec by a sample. */
async function measureModels(
  name: string,
  { train, test, levelNames, threads }: Tables,
): Promise<Measurement[]> {
  const labels = collectLabels(levelNames, fillPaths(train.labels));
  const counts = labels.classes.map((classes) => classes.length);
  const ids = labelIds(labels, fillPaths(train.labels));
  const truth = labelIds(labels, fillPaths(test.labels));
  const leaf = counts.length - 1;
  const base = { threads, seed: 1, cost: 1 };
  const { documents } = train.input;
  const blockWeights = await chooseBlockWeights(documents, ids[leaf], counts[leaf], base);
  const taught = withNames(
    documents,
    ids,
    labels.classes.map((level) => level.map(className)),
  );
  const whole = learnVocabulary(taught.documents, blockWeights, counts);
  const scored = async (vocabulary: TfidfModel, own: Int32Array[], product2vec: boolean) =>
    withTrainingRows(vocabulary, taught.documents, { threads }, async (rows) => {
      const table: TextTable = { vocabulary, matrices: [rows], labels: own, classCounts: counts };
      return (await trainAndScore(table, test.input.documents, { ...base, product2vec })).scores;
    });
  const measure = (what: string, f1: number, reference: number): Measurement => ({
    ...{ name: `${name}, ${what}: mean weighted F1`, value: Number(f1.toFixed(4)), unit: 'share' },
    ratioToReference: f1 / reference,
  });
  const full = await scored(whole, taught.labels, true);
  const linear = meanF1(
    full.linear.map((level) => level[0]),
    truth,
    counts,
  );
  const vectors = meanF1(full.product2vec?.[0] ?? [], truth, counts);
  const measurements = [measure('linear model, all columns', linear, linear)];
  for (const share of columnShares) {
    const { linear: own } = await scored(bounded(whole, taught.documents, share), taught.labels, false);
    const f1 = meanF1(
      own.map((level) => level[0]),
      truth,
      counts,
    );
    measurements.push(measure(`linear model, the commonest ${share * 100} % of the columns`, f1, linear));
  }
  const sampled = taught.labels.map((level) => level.map((label, row) => (row % sampledEvery ? -1 : label)));
  const few = await scored(whole, sampled, true);
  measurements.push(
    measure('product2vec, all rows', vectors, vectors),
    measure(
      `product2vec, one row in ${sampledEvery}`,
      meanF1(few.product2vec?.[0] ?? [], truth, counts),
      vectors,
    ),
  );
  return measurements;
}

/** @returns mean weighted F1 with and without each rule; the ratio is to the same without it */
export async function measureLargeRules(name: string, tables: Tables): Promise<Measurement[]> {
  const measurements = await measureModels(name, tables);
  const { train, test, levelNames, threads } = tables;
  let four = 0;
  for (const folds of [4, 2]) {
    const { meanWeightedF1, levels } = await evaluateCategorize({
      ...{ train, valid: null, test, levelNames, final: false, folds },
      options: { threads, seed: 1, cost: 1 },
      log: () => undefined,
    });
    four ||= meanWeightedF1;
    const own = { name: `${name}, choices by ${folds} folds` };
    measurements.push(
      {
        ...{ name: `${own.name}: mean weighted F1`, value: Number(meanWeightedF1.toFixed(4)), unit: 'share' },
        ratioToReference: meanWeightedF1 / four,
      },
      ...levels.map(({ name: level, ece }) => ({
        ...{ name: `${own.name}: ${level} calibration error`, value: Number(ece.toFixed(4)), unit: 'share' },
      })),
    );
  }
  return measurements;
}
