/** `shelfwise evaluate categorize`: trains on one table, chooses on another (or by folds), measures on a third. */

import { classificationMetrics, expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import {
  answerWith,
  type CategorizerChoices,
  type LevelAnswers,
  type LevelScores,
  makeChoices,
} from './categorizer-choices.ts';
import { collectLabels, type LabelLevels, labelIds } from './label-levels.ts';
import { outOfFold } from './out-of-fold.ts';
import { type InputRows, type ScoreOptions, scoreLevels } from './score-levels.ts';

/** One part of the data: input rows and the label columns, root first. */
export interface LabelledPart {
  input: InputRows;
  labels: (string | null)[][];
}

export interface CategorizeInput {
  train: LabelledPart;
  valid: LabelledPart | null;
  test: LabelledPart;
  levelNames: string[];
  /** Retrain on train + valid before the test. */
  final: boolean;
  options: ScoreOptions;
  /** Progress for people. */
  log: (line: string) => void;
}

export interface LevelReport {
  name: string;
  classes: number;
  accuracy: number;
  weightedF1: number;
  macroF1: number;
  ece: number;
  coverageAt98: number;
  precisionAtCoverage: number | null;
  topK: Record<string, number>;
}

export interface CategorizeReport {
  levels: LevelReport[];
  meanWeightedF1: number;
  rowsPerSecond: number;
  trainSeconds: number;
  answers: { labels: LabelLevels; levels: LevelAnswers[] };
}

/** Folds by which choices are made where no validation table is given. */
const foldCount = 4;

function joinParts(left: LabelledPart, right: LabelledPart): LabelledPart {
  const dense = left.input.dense || right.input.dense;
  const denseOf = (part: LabelledPart): (Float32Array | null)[] =>
    part.input.dense ?? part.input.documents.map(() => null);
  return {
    input: {
      documents: [...left.input.documents, ...right.input.documents],
      dense: dense ? [...denseOf(left), ...denseOf(right)] : null,
    },
    labels: left.labels.map((column, at) => [...column, ...right.labels[at]]),
  };
}

/** Tried where training is quick enough to try: costs, and the weight of a picture beside text blocks of weight 1. */
const textSettings: Settings[] = [
  { cost: 0.3, denseWeight: 0.5 },
  { cost: 1, denseWeight: 0.5 },
];
const pictureSettings: Settings[] = [...textSettings, { cost: 1, denseWeight: 1.25 }];
const quickRowsMax = 4000;

type Settings = Pick<ScoreOptions, 'cost' | 'denseWeight'>;

function settingsToTry(input: CategorizeInput): Settings[] {
  const { cost, denseWeight } = input.options;
  if (input.train.input.documents.length > quickRowsMax) return [{ cost, denseWeight }];
  return input.train.input.dense ? pictureSettings : textSettings;
}

interface Chosen {
  choices: CategorizerChoices;
  f1: number;
  settings: Settings;
  /** Scores of the test rows by the same model, where no retraining is asked for. */
  test: { scores: LevelScores; seconds: number } | null;
}

/** Trains with one setting and makes every choice on the held-out rows; test rows are scored on the way, never looked at. */
async function choose(input: CategorizeInput, labels: LabelLevels, settings: Settings): Promise<Chosen> {
  const classCounts = labels.classes.map((classes) => classes.length);
  const trainIds = labelIds(labels, input.train.labels);
  const options = { ...input.options, ...settings };
  const held = input.valid;
  let scores: LevelScores;
  let test: Chosen['test'] = null;
  if (held) {
    const others = input.final ? [held.input] : [held.input, input.test.input];
    const found = await scoreLevels(input.train.input, trainIds, classCounts, others, options);
    scores = found.scores.map(([level]) => level);
    // Both inputs are timed together: the test's share is by rows.
    const share =
      input.test.input.documents.length / (held.input.documents.length + input.test.input.documents.length);
    if (!input.final)
      test = { scores: found.scores.map((level) => level[1]), seconds: found.scoreSeconds * share };
  } else {
    scores = (await outOfFold(input.train.input, trainIds, classCounts, foldCount, options)).scores;
  }
  const truth = held ? labelIds(labels, held.labels) : trainIds;
  const choices = makeChoices(scores, truth, trainIds, classCounts);
  const answers = answerWith(choices, scores, truth[0].length);
  const f1s = answers.map(
    (level, at) =>
      classificationMetrics(
        truth[at],
        level.top.map((top) => top[0]),
      ).weightedF1,
  );
  return { choices, f1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length, settings, test };
}

async function scoreTest(
  input: CategorizeInput,
  labels: LabelLevels,
  settings: Settings,
): Promise<NonNullable<Chosen['test']>> {
  const fit = input.final && input.valid ? joinParts(input.train, input.valid) : input.train;
  const classCounts = labels.classes.map((classes) => classes.length);
  const options = { ...input.options, ...settings };
  const found = await scoreLevels(
    fit.input,
    labelIds(labels, fit.labels),
    classCounts,
    [input.test.input],
    options,
  );
  return { scores: found.scores.map(([level]) => level), seconds: found.scoreSeconds };
}

function reportLevel(
  name: string,
  classes: number,
  truth: Int32Array,
  answers: LevelAnswers,
  threshold: number | null,
): LevelReport {
  const firsts = answers.top.map((top) => top[0]);
  const isRight = firsts.map((first, row) => (first === truth[row] ? 1 : 0));
  const passed = threshold === null ? [] : isRight.filter((_, row) => answers.p[row] >= threshold);
  const topShare = (count: number): number =>
    answers.top.filter((top, row) => top.slice(0, count).includes(truth[row])).length /
    Math.max(1, truth.length);
  return {
    name,
    classes,
    ...classificationMetrics(truth, firsts),
    ece: expectedCalibrationError(answers.p, isRight),
    coverageAt98: passed.length / Math.max(1, truth.length),
    precisionAtCoverage: passed.length ? passed.filter((right) => right === 1).length / passed.length : null,
    topK: { 1: topShare(1), 3: topShare(3), 5: topShare(5) },
  };
}

/** Runs the evaluation. Everything but the last measurement is blind to the test rows' labels. */
export async function evaluateCategorize(input: CategorizeInput): Promise<CategorizeReport> {
  const startedAt = performance.now();
  const labels = collectLabels(input.levelNames, input.train.labels);
  const classCounts = labels.classes.map((classes) => classes.length);
  let best: Chosen | null = null;
  for (const settings of settingsToTry(input)) {
    const found = await choose(input, labels, settings);
    const picture = input.train.input.dense ? `, picture weight ${settings.denseWeight}` : '';
    input.log(`cost ${settings.cost}${picture}: mean weighted F1 ${found.f1.toFixed(4)} on held-out rows`);
    if (!best || found.f1 > best.f1) best = found;
  }
  if (!best) throw new Error('no setting was tried');
  const test = best.test ?? (await scoreTest(input, labels, best.settings));
  const trainSeconds = (performance.now() - startedAt) / 1000;
  const answeringAt = performance.now();
  const answers = answerWith(best.choices, test.scores, input.test.input.documents.length);
  const answerSeconds = (performance.now() - answeringAt) / 1000;
  const truth = labelIds(labels, input.test.labels);
  const { thresholds } = best.choices;
  const levels = answers.map((level, at) =>
    reportLevel(labels.names[at], classCounts[at], truth[at], level, thresholds[at]),
  );
  return {
    levels,
    meanWeightedF1: levels.reduce((sum, level) => sum + level.weightedF1, 0) / levels.length,
    rowsPerSecond: input.test.input.documents.length / Math.max(1e-9, test.seconds + answerSeconds),
    trainSeconds,
    answers: { labels, levels: answers },
  };
}
