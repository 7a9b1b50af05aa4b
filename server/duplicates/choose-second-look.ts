/**
 * Whether a retrained matcher takes a second look: the general one, which reads nothing of the listings and so holds behind
 * any first look, unless held-out decisions say that the catalog is better off without. What stands around a decided pair is
 * found anew, among the listings as they were before decisions merged them. One learnt from the decisions themselves is no
 * choice: they are of proposed clusters alone, and of what stands outside it would know nothing (docs/duplicates.md).
 */
import { logOddsOf } from '#server/ml/log-odds.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { logLoss } from '#server/ml/trees/boost.ts';
import { takeDenseRows } from '#server/ml/trees/tree.ts';
import type { GeneralModel } from './general-models.ts';
import { linkMin } from './rules-groups.ts';
import type { PairExamples, TrainedPairMatcher } from './train-pair-matcher.ts';

/** Decided pairs with what the first look says of them, and every candidate around them. */
export interface LookExamples {
  /** Pairs of records: the decided ones, then those around them. */
  left: Int32Array;
  right: Int32Array;
  /** First p of all of them; of decided ones that taught the first look by a model that did not see their fold. */
  first: Float32Array;
  /** Records of the corpus. */
  records: number;
  /** Of the decided pairs, which are the first of all. */
  labels: Uint8Array;
}

export type LookKind = 'none' | 'general';

export interface ChosenLook {
  kind: LookKind;
  files: { surroundings?: Buffer };
  /** Mean logistic loss on the decisions; missing where too few of them have a chance. */
  losses: Partial<Record<LookKind, number>>;
}

/** Fewer decided pairs choose nothing: the general look stands then. */
const decidedMin = 40;

function lossOf(p: ArrayLike<number>, labels: Uint8Array): number {
  return logLoss(Float64Array.from(p, logOddsOf), labels);
}

/** Chooses by the answers of either to decided pairs with a chance. */
export async function chooseSecondLook(examples: LookExamples, general: GeneralModel): Promise<ChosenLook> {
  const { left, right, first, records, labels } = examples;
  const files = { surroundings: general.model };
  const judged = Int32Array.from(labels.keys()).filter((row) => first[row] >= linkMin);
  const truth = Uint8Array.from(judged, (row) => labels[row]);
  if (judged.length < decidedMin || new Set(truth).size < 2) return { kind: 'general', files, losses: {} };
  const around = new PairSurroundings({ left, right }, first, records);
  const again = await general.answer(takeDenseRows(around.rows(0, labels.length), judged));
  const losses = {
    none: lossOf(
      Float32Array.from(judged, (row) => first[row]),
      truth,
    ),
    general: lossOf(again, truth),
  };
  return losses.general <= losses.none
    ? { kind: 'general', files, losses }
    : { kind: 'none', files: {}, losses };
}

/** The decided examples, and every candidate that stands around them, as the first look answers them. */
export async function lookExamples(
  examples: PairExamples,
  trained: TrainedPairMatcher,
): Promise<LookExamples> {
  const { corpus, folds } = examples;
  // Not those that the matcher will be measured on.
  const decided = Int32Array.from([...examples.train, ...examples.validation]).filter(
    (row) => folds[row] >= 0,
  );
  const [left, right] = [examples.left, examples.right].map((side) =>
    Int32Array.from(decided, (row) => side[row]),
  );
  const keyOf = (a: number, b: number): number => Math.min(a, b) * corpus.count + Math.max(a, b);
  const known = new Set(Array.from(left, (a, at) => keyOf(a, right[at])));
  const found = catalogCandidates(corpus, [...new Set([...left, ...right])]);
  const fresh = Int32Array.from(found.left.keys()).filter(
    (at) => !known.has(keyOf(found.left[at], found.right[at])),
  );
  const [moreLeft, moreRight] = [found.left, found.right].map((side) => fresh.map((at) => side[at]));
  return {
    left: Int32Array.from([...left, ...moreLeft]),
    right: Int32Array.from([...right, ...moreRight]),
    first: Float32Array.from([
      ...Array.from(decided, (row) => trained.first[row]),
      ...(await trained.answer(moreLeft, moreRight)),
    ]),
    records: corpus.count,
    labels: Uint8Array.from(decided, (row) => examples.labels[row]),
  };
}
