/** Measures of a classifier's answers. Classes are integers; −1 stands for a class that training never saw. */

export interface ClassificationMetrics {
  accuracy: number;
  /** F1 of each true class, weighted by its true count. */
  weightedF1: number;
  /** Mean F1 over the classes that occur among truth or answers. */
  macroF1: number;
}

export interface ClassF1 {
  f1: number;
  /** Rows whose true class this is. */
  truly: number;
}

/** F1 of each class that occurs among truth or answers. Throws RangeError on lists of unequal length. */
export function f1ByClass(truth: ArrayLike<number>, answers: ArrayLike<number>): Map<number, ClassF1> {
  if (truth.length !== answers.length) throw new RangeError('truth and answers differ in length');
  const counts = new Map<number, { truly: number; answered: number; both: number }>();
  const countOf = (label: number): { truly: number; answered: number; both: number } => {
    const known = counts.get(label) ?? { truly: 0, answered: 0, both: 0 };
    counts.set(label, known);
    return known;
  };
  for (let at = 0; at < truth.length; at++) {
    countOf(truth[at]).truly++;
    countOf(answers[at]).answered++;
    if (truth[at] === answers[at] && truth[at] >= 0) countOf(truth[at]).both++;
  }
  const f1Of = (both: number, sum: number): number => (both === 0 ? 0 : (2 * both) / sum);
  return new Map(
    Array.from(counts, ([label, { truly, answered, both }]) => [
      label,
      { f1: f1Of(both, truly + answered), truly },
    ]),
  );
}

/** Accuracy and F1. Throws RangeError on lists of unequal length. */
export function classificationMetrics(
  truth: ArrayLike<number>,
  answers: ArrayLike<number>,
): ClassificationMetrics {
  const classes = f1ByClass(truth, answers);
  let right = 0;
  for (let at = 0; at < truth.length; at++) if (truth[at] >= 0 && truth[at] === answers[at]) right++;
  let weighted = 0;
  let summed = 0;
  for (const { f1, truly } of classes.values()) {
    weighted += f1 * truly;
    summed += f1;
  }
  const total = Math.max(1, truth.length);
  return {
    accuracy: right / total,
    weightedF1: weighted / total,
    macroF1: summed / Math.max(1, classes.size),
  };
}

/** Order of indices by descending value; equal values by index, so that the order is total. */
export function orderDescending(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, at) => at);
  return order.sort((left, right) => values[right] - values[left] || left - right);
}

/**
 * Expected calibration error over bins of equal mass: Σ |bin| / n · |accuracy(bin) − confidence(bin)|.
 * Source: Nixon et al., "Measuring Calibration in Deep Learning", 2019 (adaptive binning).
 */
export function expectedCalibrationError(
  confidences: ArrayLike<number>,
  isRight: ArrayLike<number>,
  binCount = 15,
): number {
  const order = orderDescending(confidences);
  let error = 0;
  for (let bin = 0; bin < binCount; bin++) {
    const from = Math.floor((bin * order.length) / binCount);
    const to = Math.floor(((bin + 1) * order.length) / binCount);
    let confidence = 0;
    let right = 0;
    for (let at = from; at < to; at++) {
      confidence += confidences[order[at]];
      right += isRight[order[at]];
    }
    error += Math.abs(confidence - right);
  }
  return order.length === 0 ? 0 : error / order.length;
}

/** Area under the ROC curve by ranks (Mann–Whitney); ties count half. NaN when one class is empty. */
export function areaUnderRoc(scores: ArrayLike<number>, isPositive: ArrayLike<number>): number {
  const order = orderDescending(scores);
  let positives = 0;
  let negatives = 0;
  let won = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tiedPositives = 0;
    while (to < order.length && scores[order[to]] === scores[order[from]])
      tiedPositives += isPositive[order[to++]];
    const tiedNegatives = to - from - tiedPositives;
    won += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    from = to;
  }
  return won / (positives * negatives);
}
