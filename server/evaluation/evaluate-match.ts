/**
 * Measures pair matching on any two tables (or one) with labelled pairs. Features → linear token model, out of fold →
 * boosted trees; then, with context, a second round of trees that also sees how a pair stands among the other candidates
 * of its records, once by what the first round says of those and once by the answers of train where they have one, as on a
 * desk that knows what was decided beside. Every choice is made on valid, also which of the three counts. Then, with those
 * choices, all is learnt once more from train and valid together, as for a catalog that is used; test is scored once, by that.
 */
import { sigmoid } from '#server/ml/log-odds.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { contextFeatureCount, contextFeatures } from '#server/ml/pairs/context.ts';
import { buildCorpus, type PairCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import { alignmentFeatures } from '#server/ml/pairs/features-alignment.ts';
import { colourFeatures } from '#server/ml/pairs/features-colour.ts';
import { PairFeatures } from '#server/ml/pairs/pair-features.ts';
import { scoreTokens, type TokenPairs, tokenPairs, trainTokenLinear } from '#server/ml/pairs/token-linear.ts';
import { type BoostOptions, boostedLogOdds, type Labelled, logLoss } from '#server/ml/trees/boost.ts';
import { type DenseRows, takeDenseRows } from '#server/ml/trees/tree.ts';
import { type BinaryScore, binaryScore, steadyThreshold } from './binary-metrics.ts';
import { averageOfSeeds, fitMatcher, foldsByRecord, outOfFold } from './match-model.ts';
import type { PairSet } from './match-pairs.ts';

export interface MatchInput {
  left: PairRecord[];
  /** Null: pairs are within `left`. */
  right: PairRecord[] | null;
  extraNames: string[];
  train: PairSet;
  valid: PairSet;
  test: PairSet;
  seed: number;
  withContext: boolean;
  /** Whether the last models learn from valid too: not where a pair or listing of it is also in test. */
  learnsFromValid: boolean;
  log: (line: string) => void;
}

export interface MatchReport extends BinaryScore {
  threshold: number;
  validF1: number;
  pairsPerSecond: number;
  trainSeconds: number;
  /** Which of the three the figures above are of: the one with the least loss on valid. */
  chosen: 'noContext' | 'context' | 'answers';
  /** Pairs scored alone. */
  noContext: Measured;
  /** Among the other candidates of both records; null where it was not asked for. */
  context: Measured | null;
  /** The same, and with the answers of train to those. */
  answers: Measured | null;
  rows: { left: number; right: number; train: number; valid: number; test: number };
  /** What learning from train alone gives, by the same choices. */
  fromTrainAlone: { noContext: Measured; context: Measured | null; answers: Measured | null };
  /** P of every test pair. */
  p: Float64Array;
}

export interface Measured extends BinaryScore {
  threshold: number;
  validF1: number;
}

const foldCount = 5;
const neighboursMax = 6;
const aroundMax = 10;

/** Train, valid and test as one list of pairs, then the unlabelled ones around them; where each stretch ends. */
interface AllPairs {
  left: Int32Array;
  right: Int32Array;
  /** Of train, valid and test. */
  labels: Uint8Array;
  trainEnd: number;
  validEnd: number;
}

function joinSets(input: MatchInput): AllPairs {
  const sets = [input.train, input.valid, input.test];
  const shift = input.right ? input.left.length : 0;
  const concat = (pick: (set: PairSet) => ArrayLike<number>): number[] =>
    sets.flatMap((set) => Array.from(pick(set)));
  return {
    left: Int32Array.from(concat((set) => set.left)),
    right: Int32Array.from(
      concat((set) => set.right),
      (row) => row + shift,
    ),
    labels: Uint8Array.from(concat((set) => set.labels)),
    trainEnd: input.train.left.length,
    validEnd: input.train.left.length + input.valid.left.length,
  };
}

/**
 * Unlabelled pairs of the records of labelled ones with their nearest records in the whole tables: what a labelled pair
 * competes with. Files of pairs hold a few of these only.
 */
function addAround(pairs: AllPairs, corpus: PairCorpus, boundary: number | null): AllPairs {
  const listed = new Set([...pairs.left, ...pairs.right]);
  const keyOf = (a: number, b: number): number => Math.min(a, b) * corpus.count + Math.max(a, b);
  const known = new Set(Array.from(pairs.left, (left, at) => keyOf(left, pairs.right[at])));
  const queries = Int32Array.from(listed).sort();
  const found = textCandidates(corpus, { neighboursMax, boundary, queries });
  const counts = new Map<number, number>();
  // Best first, so that a record's first ones are its nearest.
  const isAround = (at: number): boolean => {
    const [left, right] = [found.left[at], found.right[at]];
    // Tables may hold the same listings: what is itself competes with nothing.
    if (known.has(keyOf(left, right)) || corpus.flatTexts.areEqual(left, right)) return false;
    const wanted = [left, right].filter(
      (record) => listed.has(record) && (counts.get(record) ?? 0) < aroundMax,
    );
    for (const record of wanted) counts.set(record, (counts.get(record) ?? 0) + 1);
    return wanted.length > 0;
  };
  const around = [...found.left.keys()].filter(isAround);
  const join = (own: Int32Array, more: Int32Array): Int32Array =>
    Int32Array.from([...own, ...around.map((at) => more[at])]);
  return { ...pairs, left: join(pairs.left, found.left), right: join(pairs.right, found.right) };
}

/** Scores of the linear token model: of train out of fold, of the rest by the mean of the folds' models. */
function stackTokens(tokens: TokenPairs, pairs: AllPairs, folds: Int32Array, seed: number): Float32Array {
  const scores = new Float32Array(pairs.left.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const inside = [...folds.keys()].filter((row) => folds[row] !== fold);
    const model = trainTokenLinear(tokens, pairs.labels, inside, seed + fold);
    for (let row = 0; row < scores.length; row++) {
      if (row >= pairs.trainEnd) scores[row] += scoreTokens(model, tokens.features.of(row)) / foldCount;
      else if (folds[row] === fold) scores[row] = scoreTokens(model, tokens.features.of(row));
    }
  }
  return scores;
}

/** Puts further columns beside rows. `more` holds `width` numbers a row. */
function withColumns(rows: DenseRows, more: Float32Array, width: number): DenseRows {
  const featureCount = rows.featureCount + width;
  const values = new Float32Array(rows.rowCount * featureCount);
  for (let row = 0; row < rows.rowCount; row++) {
    values.set(
      rows.values.subarray(row * rows.featureCount, (row + 1) * rows.featureCount),
      row * featureCount,
    );
    values.set(more.subarray(row * width, (row + 1) * width), row * featureCount + rows.featureCount);
  }
  return { values, rowCount: rows.rowCount, featureCount };
}

function stretch(rows: DenseRows, labels: Uint8Array, from: number, to: number): Labelled {
  const wanted = Int32Array.from({ length: to - from }, (_, at) => from + at);
  return { rows: takeDenseRows(rows, wanted), labels: labels.slice(from, to) };
}

interface Scored {
  threshold: number;
  validF1: number;
  /** Mean logistic loss on valid. */
  validLoss: number;
  options: Partial<BoostOptions>;
  test: BinaryScore;
  p: Float64Array;
  /** Log-odds of all pairs, fair for train too. */
  logOdds: Float32Array;
}

/** @param settled what was chosen before, where valid is learnt from too and nothing can be chosen on it */
function trainAndScore(
  rows: DenseRows,
  pairs: AllPairs,
  folds: Int32Array,
  seed: number,
  settled: Partial<BoostOptions> | null,
): Scored {
  const { labels, trainEnd, validEnd } = pairs;
  const train = stretch(rows, labels, 0, trainEnd);
  const valid = stretch(rows, labels, trainEnd, validEnd);
  const test = stretch(rows, labels, validEnd, labels.length);
  const around = stretch(rows, labels, labels.length, rows.rowCount);
  const { model, options } = settled
    ? { model: averageOfSeeds(train, settled, seed), options: settled }
    : fitMatcher(train, valid, seed);
  const fair = outOfFold(train, folds, [valid, test, around], options, seed);
  const logOdds = new Float32Array(rows.rowCount);
  logOdds.set(fair.own);
  logOdds.set(fair.others[0], trainEnd);
  logOdds.set(fair.others[1], validEnd);
  logOdds.set(fair.others[2], labels.length);
  const mixed = (set: Labelled, mean: Float64Array): Float64Array =>
    boostedLogOdds(model, set.rows).map((value, row) => (value + mean[row]) / 2);
  const validOdds = mixed(valid, fair.others[0]);
  const validP = validOdds.map(sigmoid);
  // Valid alone holds some hundred matches: a threshold that serves train's fair answers too is less of a lucky one. Over twelve
  // folds of train and valid it gives F1 .8935 where the peak gives .8906 on Walmart-Amazon, .7573 and .7543 on Amazon-Google.
  const trainP = Float64Array.from(fair.own, sigmoid);
  const threshold = steadyThreshold([...validP, ...trainP], [...valid.labels, ...train.labels]);
  const p = mixed(test, fair.others[1]).map(sigmoid);
  return {
    threshold,
    validF1: binaryScore(validP, valid.labels, threshold).f1,
    validLoss: logLoss(validOdds, valid.labels),
    options,
    test: binaryScore(p, test.labels, threshold),
    p,
    logOdds,
  };
}

/**
 * Features of the second round: the first round's answer and how it stands among the candidates of both records.
 * @param knowsAnswers whether those of train count with their answers; a pair's own is never among them
 */
function addContext(
  rows: DenseRows,
  pairs: AllPairs,
  first: Scored,
  keys: number[],
  { isOneTable, knowsAnswers }: { isOneTable: boolean; knowsAnswers: boolean },
): DenseRows {
  const p = first.logOdds.map(sigmoid);
  const known = p.map((one, row) => (knowsAnswers && row < pairs.trainEnd ? pairs.labels[row] : one));
  let wide = withColumns(rows, first.logOdds, 1);
  wide = withColumns(wide, contextFeatures(pairs, p, isOneTable, known), contextFeatureCount);
  for (const column of keys) {
    const key = columnOf(rows, column);
    wide = withColumns(wide, contextFeatures(pairs, key, isOneTable), contextFeatureCount);
  }
  return wide;
}

function columnOf(rows: DenseRows, column: number): Float32Array {
  return Float32Array.from(
    { length: rows.rowCount },
    (_, row) => rows.values[row * rows.featureCount + column],
  );
}

const measured = ({ test, threshold, validF1 }: Scored): Measured => ({ ...test, threshold, validF1 });

/** What every round reads. */
interface Prepared {
  isOneTable: boolean;
  withContext: boolean;
  seed: number;
  tokens: TokenPairs;
  plain: DenseRows;
  /** Columns that tell how a pair stands among the other candidates of its records. */
  keys: number[];
}

/** Pairs alone, among other candidates, and among those with answers. */
interface Rounds {
  noContext: Scored;
  context: Scored | null;
  answers: Scored | null;
}

/** @param settled rounds that chose before; null: these choose on valid */
function runRounds(prepared: Prepared, pairs: AllPairs, settled: Rounds | null): Rounds {
  const { isOneTable, withContext, seed, tokens, plain, keys } = prepared;
  const folds = foldsByRecord(pairs.left.subarray(0, pairs.trainEnd), foldCount);
  const rows = withColumns(plain, stackTokens(tokens, pairs, folds, seed), 1);
  const noContext = trainAndScore(rows, pairs, folds, seed, settled?.noContext.options ?? null);
  const among = (kind: 'context' | 'answers'): Scored | null => {
    if (!withContext) return null;
    const wide = addContext(rows, pairs, noContext, keys, { isOneTable, knowsAnswers: kind === 'answers' });
    return trainAndScore(wide, pairs, folds, seed + 1, settled?.[kind]?.options ?? null);
  };
  return { noContext, context: among('context'), answers: among('answers') };
}

/** Figures of rounds, with what valid says of the choices. */
function figuresOf(
  rounds: Rounds,
  chosenOnValid: Rounds,
): Pick<MatchReport, 'noContext' | 'context' | 'answers'> {
  const one = (kind: keyof Rounds): Measured | null => {
    const [scored, choice] = [rounds[kind], chosenOnValid[kind]];
    return scored && choice && { ...measured(scored), validF1: choice.validF1 };
  };
  return {
    noContext: { ...measured(rounds.noContext), validF1: chosenOnValid.noContext.validF1 },
    context: one('context'),
    answers: one('answers'),
  };
}

/** Trains and measures. */
export function evaluateMatch(input: MatchInput): MatchReport {
  const startedAt = performance.now();
  const isOneTable = input.right === null;
  const corpus = buildCorpus([...input.left, ...(input.right ?? [])], input.extraNames.length);
  const labelled = joinSets(input);
  const pairs = input.withContext
    ? addAround(labelled, corpus, isOneTable ? null : input.left.length)
    : labelled;
  input.log(
    `${labelled.left.length} labelled pairs, ${pairs.left.length - labelled.left.length} around them`,
  );
  const features = new PairFeatures(input.extraNames, !isOneTable, [
    colourFeatures(corpus),
    alignmentFeatures,
  ]);
  const featuresAt = performance.now();
  const plain = features.rows(corpus, pairs.left, pairs.right);
  const pairSeconds = (performance.now() - featuresAt) / 1000 / Math.max(1, pairs.left.length);
  input.log(`features: ${features.count} a pair, ${(pairSeconds * 1e6).toFixed(1)} µs a pair`);
  const { withContext, seed } = input;
  const tokens = tokenPairs(corpus, pairs.left, pairs.right);
  const keys = ['gram cosine', 'title weighted jaccard'].map((name) => features.names.indexOf(name));
  const prepared: Prepared = { isOneTable, withContext, seed, tokens, plain, keys };
  const choices = runRounds(prepared, pairs, null);
  input.log(
    `alone, from train: valid F1 ${choices.noContext.validF1.toFixed(4)}, test F1 ${choices.noContext.test.f1.toFixed(4)}`,
  );
  const best = (['noContext', 'context', 'answers'] as const).reduce((least, one) =>
    (choices[one]?.validLoss ?? Number.POSITIVE_INFINITY) < (choices[least]?.validLoss ?? 0) ? one : least,
  );
  const last = input.learnsFromValid
    ? runRounds(prepared, { ...pairs, trainEnd: pairs.validEnd }, choices)
    : choices;
  const chosen = last[best] ?? last.noContext;
  return {
    ...chosen.test,
    threshold: chosen.threshold,
    validF1: (choices[best] ?? choices.noContext).validF1,
    pairsPerSecond: 1 / Math.max(1e-9, pairSeconds),
    trainSeconds: (performance.now() - startedAt) / 1000,
    chosen: best,
    ...figuresOf(last, choices),
    fromTrainAlone: figuresOf(choices, choices),
    rows: {
      left: input.left.length,
      right: input.right?.length ?? input.left.length,
      train: pairs.trainEnd,
      valid: pairs.validEnd - pairs.trainEnd,
      test: pairs.labels.length - pairs.validEnd,
    },
    p: chosen.p,
  };
}
