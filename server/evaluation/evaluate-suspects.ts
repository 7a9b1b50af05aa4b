/** `shelfwise evaluate suspects`: plants wrong labels in a table and measures how well the model finds them. */

import { fitScale } from '#server/ml/calibrate/calibrate.ts';
import { probabilities, suspicions } from '#server/ml/linear/suspicion.ts';
import { countWrong, estimateWrong, labelRowsMin, type WrongShare } from '#server/ml/linear/wrong-share.ts';
import { areaUnderRoc, orderDescending } from '#server/ml/metrics/classification.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { chooseBlockWeights } from './block-weights.ts';
import { collectLabels, labelIds } from './label-levels.ts';
import { outOfFold } from './out-of-fold.ts';
import type { InputRows } from './score-levels.ts';
import type { ScoreOptions } from './text-vocabulary.ts';

export interface SuspectsInput {
  input: InputRows;
  /** Label columns, root first. */
  labels: (string | null)[][];
  names: string[];
  /** Share of rows to give a wrong label. */
  plant: number;
  /** Plant the sibling that a model confuses most, instead of a random other leaf. */
  confusable: boolean;
  options: ScoreOptions;
}

export interface SuspectsReport {
  auroc: number;
  precisionAtPlanted: number;
  planted: number;
  rows: number;
  classes: number;
  /** Of all rows, as planted and as estimated without knowing; what stood wrong in the table before counts in the latter alone. */
  plantedShare: number;
  estimatedShare: WrongShare;
  /** Mean absolute error of the estimate by given category, of those with enough rows, and how many of the planted shares lie in their interval. */
  categories: { measured: number; meanAbsoluteError: number; within: number };
}

const foldCount = 5;

/** For each class the other class, of the same parent where there is one, to which its rows score highest on average. */
function confusions(
  scores: Float32Array,
  truth: Int32Array,
  classCount: number,
  parents: number[],
): Int32Array {
  const sums = new Float64Array(classCount * classCount);
  for (let row = 0; row < truth.length; row++) {
    for (let label = 0; label < classCount; label++)
      sums[truth[row] * classCount + label] += scores[row * classCount + label];
  }
  return Int32Array.from({ length: classCount }, (_, own) => {
    const others = [...Array(classCount).keys()].filter((label) => label !== own);
    const siblings = others.filter((label) => parents[label] === parents[own]);
    const pool = siblings.length > 0 ? siblings : others;
    return pool.reduce(
      (best, label) => (sums[own * classCount + label] > sums[own * classCount + best] ? label : best),
      pool[0],
    );
  });
}

/** Parent of each leaf, as an id of its path above the leaf. */
function parentsOf(labels: (string | null)[][], leaves: Int32Array, classCount: number): number[] {
  const ids = new Map<string, number>();
  const parents: number[] = new Array(classCount).fill(-1);
  leaves.forEach((leaf, row) => {
    const above = labels
      .slice(0, -1)
      .map((column) => column[row] ?? '')
      .join('\u0001');
    if (!ids.has(above)) ids.set(above, ids.size);
    parents[leaf] = ids.get(above) ?? -1;
  });
  return parents;
}

/** Rows with planted wrong labels, and what a model that did not see each row says of it. */
export interface PlantedRows {
  /** Rows × classes, calibrated against the given labels, out of fold. */
  p: Float64Array;
  classCount: number;
  truth: Int32Array;
  given: Int32Array;
  isPlanted: Uint8Array;
}

/** Plants wrong labels and scores every row by a model of the other folds. */
export async function scorePlanted(asked: SuspectsInput): Promise<PlantedRows> {
  const { options } = asked;
  const leafColumn = asked.labels[asked.labels.length - 1];
  const kept = [...leafColumn.keys()].filter((row) => leafColumn[row]);
  const labels = collectLabels(asked.names.slice(-1), [kept.map((row) => leafColumn[row])]);
  const [truth] = labelIds(labels, [kept.map((row) => leafColumn[row])]);
  const classCount = labels.classes[0].length;
  const input: InputRows = {
    documents: kept.map((row) => asked.input.documents[row]),
    pictures: asked.input.pictures ? kept.map((row) => asked.input.pictures?.[row] ?? null) : null,
  };
  const rng = makeRng(options.seed);
  const chosen = shuffle([...truth.keys()], rng).slice(0, Math.round(asked.plant * truth.length));
  const given = truth.slice();
  const isPlanted = new Uint8Array(truth.length);
  let wrongOf = (own: number): number => {
    const other = rng.below(classCount - 1);
    return other >= own ? other + 1 : other;
  };
  if (asked.confusable) {
    const clean = await outOfFold(input, [truth], [classCount], foldCount, options);
    const parents = parentsOf(
      asked.labels.map((column) => kept.map((row) => column[row])),
      truth,
      classCount,
    );
    const confused = confusions(clean.scores[0], truth, classCount, parents);
    wrongOf = (own) => confused[own];
  }
  for (const row of chosen) {
    given[row] = wrongOf(truth[row]);
    isPlanted[row] = 1;
  }
  const blockWeights = await chooseBlockWeights(input.documents, given, classCount, options);
  const noisy = await outOfFold(input, [given], [classCount], foldCount, {
    ...options,
    blockWeights,
    classNames: labels.classes,
    seed: options.seed + 1,
  });
  const scale = fitScale(noisy.scores[0], classCount, given);
  const p = probabilities(noisy.scores[0], classCount, scale);
  return { p, classCount, truth, given, isPlanted };
}

/** The likeliest other class of each row beside its given one. */
function opinionsOf({ p, classCount, given }: PlantedRows): { pGiven: Float64Array; pOther: Float64Array } {
  const pOther = new Float64Array(given.length);
  for (let row = 0; row < given.length; row++) {
    for (let label = 0; label < classCount; label++)
      if (label !== given[row]) pOther[row] = Math.max(pOther[row], p[row * classCount + label]);
  }
  return { pGiven: Float64Array.from(given, (label, row) => p[row * classCount + label]), pOther };
}

type Estimated = Pick<SuspectsReport, 'plantedShare' | 'estimatedShare' | 'categories'>;

function estimateShares(rows: PlantedRows): Estimated {
  const { given, classCount, isPlanted } = rows;
  const counts = countWrong(opinionsOf(rows), given, given, classCount);
  const planted = new Float64Array(classCount);
  given.forEach((label, row) => {
    planted[label] += isPlanted[row];
  });
  const found = estimateWrong(counts.all, counts.groups);
  if (!found) throw new RangeError(`no category has ${labelRowsMin} rows`);
  const errors = counts.groups.flatMap(({ rows: count }, label) => {
    if (count < labelRowsMin) return [];
    const { share, low, high } = found.groups[label];
    const truth = planted[label] / count;
    return [{ error: Math.abs(share - truth), isWithin: low <= truth && truth <= high }];
  });
  const measured = errors.length;
  return {
    plantedShare: isPlanted.reduce((sum, one) => sum + one, 0) / given.length,
    estimatedShare: found.all,
    categories: {
      measured,
      meanAbsoluteError: errors.reduce((sum, one) => sum + one.error, 0) / Math.max(1, measured),
      within: errors.filter((one) => one.isWithin).length / Math.max(1, measured),
    },
  };
}

export async function evaluateSuspects(asked: SuspectsInput): Promise<SuspectsReport> {
  const planted = await scorePlanted(asked);
  const { p, classCount, truth, given, isPlanted } = planted;
  const doubt = suspicions(p, classCount, given);
  const count = isPlanted.reduce((sum, one) => sum + one, 0);
  const first = orderDescending(doubt).slice(0, count);
  return {
    auroc: areaUnderRoc(doubt, isPlanted),
    precisionAtPlanted: first.filter((row) => isPlanted[row] === 1).length / Math.max(1, count),
    planted: count,
    rows: truth.length,
    classes: classCount,
    ...estimateShares(planted),
  };
}
