/** `shelfwise evaluate categorize`: trains on one table, chooses on another (or by folds), measures on a third. */

import { type Embed, openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { classificationMetrics, expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { chooseBlockWeights } from './block-weights.ts';
import type { LevelAnswers } from './categorizer-choices.ts';
import { CopyIndex } from './copies.ts';
import { chooseSets, masksOf } from './evidence-sets.ts';
import { answerFused, makeFusedChoices } from './fused-choices.ts';
import {
  type HeadOptions,
  type HeldOutSet,
  heldOutByFolds,
  heldOutByTable,
  scoreHeads,
} from './held-out-heads.ts';
import { className, collectLabels, edgesOf, fillPaths, type LabelLevels, labelIds } from './label-levels.ts';
import { measureTree, type TreeMeasures } from './measure-tree.ts';
import type { InputRows } from './score-levels.ts';
import type { ScoreOptions } from './text-vocabulary.ts';

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
  /** Folds by which choices are made where no validation table is given; default 4. */
  folds?: number;
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
  /** Test rows whose path is known, answered with the likeliest path and with that of least expected distance. */
  tree: TreeMeasures;
  rowsPerSecond: number;
  trainSeconds: number;
  answers: { labels: LabelLevels; levels: LevelAnswers[] };
}

const foldsDefault = 4;

type Vectors = (Float32Array | null)[] | null;

/** Vectors of both parts; rows of a part without any have none. */
function joinVectors(left: LabelledPart, right: LabelledPart, of: (part: LabelledPart) => Vectors): Vectors {
  const [first, second] = [of(left), of(right)];
  if (!first && !second) return null;
  const none = (part: LabelledPart): null[] => part.input.documents.map(() => null);
  return [...(first ?? none(left)), ...(second ?? none(right))];
}

function joinParts(left: LabelledPart, right: LabelledPart): LabelledPart {
  return {
    input: {
      documents: [...left.input.documents, ...right.input.documents],
      pictures: joinVectors(left, right, (part) => part.input.pictures),
      encodings: joinVectors(left, right, (part) => part.input.encodings ?? null),
    },
    labels: left.labels.map((column, at) => [...column, ...right.labels[at]]),
  };
}

/** Share of test rows that show less than the rows that choices are made on, from which it is worth learning that case. */
const barerMin = 0.01;

/** Do the test rows (never their labels) ask for evidence sets that held-out rows do not have as they come? */
function needsAblation(input: CategorizeInput): boolean {
  const natural = chooseSets(masksOf((input.valid ?? input.train).input), false);
  const masks = masksOf(input.test.input);
  const barer = masks.filter((mask) => !natural.some((set) => (set & mask) === set));
  return barer.length > barerMin * masks.length;
}

interface Chosen {
  fused: FusedChoices;
  f1: number;
  /** Heads of the test rows by the same model, where no retraining is asked for. */
  test: { heads: HeadScores[]; seconds: number } | null;
}

/** Makes every choice on the held-out rows; test rows are scored on the way, never looked at. */
async function choose(input: CategorizeInput, labels: LabelLevels, options: HeadOptions): Promise<Chosen> {
  const classCounts = labels.classes.map((classes) => classes.length);
  const trainIds = labelIds(labels, input.train.labels);
  const held = input.valid;
  let sets: HeldOutSet[];
  let test: Chosen['test'] = null;
  if (held) {
    const others = input.final ? [] : [input.test.input];
    const found = await heldOutByTable(input.train.input, trainIds, classCounts, held.input, others, options);
    sets = found.sets;
    if (!input.final) test = { heads: found.others[0], seconds: found.seconds };
  } else {
    const byFolds = { ...options, copiesTogether: false };
    const foldCount = input.folds ?? foldsDefault;
    sets = (await heldOutByFolds(input.train.input, trainIds, classCounts, foldCount, byFolds)).sets;
  }
  const truth = held ? labelIds(labels, held.labels) : trainIds;
  const fused = makeFusedChoices(sets, truth, trainIds, classCounts, edgesOf(labels.classes));
  const answers = answerFused(fused, sets[0].heads, sets[0].masks);
  const f1s = answers.levels.map(
    (level, at) =>
      classificationMetrics(
        Int32Array.from(sets[0].rows, (row) => truth[at][row]),
        level.top.map((top) => top[0]),
      ).weightedF1,
  );
  return { fused, f1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length, test };
}

async function scoreTest(
  input: CategorizeInput,
  labels: LabelLevels,
  options: HeadOptions,
): Promise<NonNullable<Chosen['test']>> {
  const fit = input.final && input.valid ? joinParts(input.train, input.valid) : input.train;
  const classCounts = labels.classes.map((classes) => classes.length);
  const ids = labelIds(labels, fit.labels);
  const found = await scoreHeads(fit.input, ids, classCounts, [input.test.input], options);
  return { heads: found.heads[0], seconds: found.seconds };
}

/** The text embedder of the training rows, learnt without labels; says nothing where there is no text. */
async function learnEmbedder(input: CategorizeInput): Promise<Embed> {
  const { documents } = input.train.input;
  if (!documents.some((document) => document.some(Boolean))) return async (texts) => texts.map(() => null);
  return openEmbedderFiles(await trainEmbedder(documents, input.options.seed));
}

/** Answers of some rows. */
function takeAnswers(answers: LevelAnswers, rows: readonly number[]): LevelAnswers {
  return {
    top: rows.map((row) => answers.top[row]),
    p: rows.map((row) => answers.p[row]),
    firsts: rows.map((row) => answers.firsts[row]),
    seconds: rows.map((row) => answers.seconds[row]),
  };
}

/** Measures of one level over the rows that have a label there. */
function reportLevel(
  name: string,
  classes: number,
  truth: Int32Array,
  answers: LevelAnswers,
  thresholdOf: (row: number) => number | null,
): LevelReport {
  const firsts = answers.top.map((top) => top[0]);
  const isRight = firsts.map((first, row) => (first === truth[row] ? 1 : 0));
  const passed = isRight.filter((_, row) => answers.p[row] >= (thresholdOf(row) ?? Number.POSITIVE_INFINITY));
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

/** The input with the copies of its rows among labelled ones. */
function withCopies(part: LabelledPart, labelled: LabelledPart): LabelledPart {
  const index = new CopyIndex(labelled.input.documents);
  const copies = part.input.documents.map((document) => index.find(document, () => false));
  return { ...part, input: { ...part.input, copies } };
}

/** Training rows from which some are held out for the choices, once, instead of all by folds. */
const holdOutFrom = 30_000;
const heldOutRows = 6000;
/** Training rows up to which the model that answers is trained again with the held-out ones. */
const retrainRowsMax = 200_000;

/** Some rows of a part. */
export function takePart(part: LabelledPart, rows: readonly number[]): LabelledPart {
  const { documents, pictures, encodings } = part.input;
  return {
    input: {
      documents: rows.map((row) => documents[row]),
      pictures: pictures && rows.map((row) => pictures[row]),
      ...(encodings && { encodings: rows.map((row) => encodings[row]) }),
    },
    labels: part.labels.map((column) => rows.map((row) => column[row])),
  };
}

/** The input with a validation part where the table is large and came without one: folds would cost five trainings. */
function holdOut(asked: CategorizeInput): CategorizeInput {
  const count = asked.train.input.documents.length;
  if (asked.valid || count < holdOutFrom) return asked;
  const order = shuffle(
    Int32Array.from({ length: count }, (_, row) => row),
    makeRng(asked.options.seed),
  );
  const [held, kept] = [order.subarray(0, heldOutRows), order.subarray(heldOutRows)];
  return {
    ...asked,
    train: takePart(asked.train, Array.from(kept.sort())),
    valid: takePart(asked.train, Array.from(held.sort())),
    final: count <= retrainRowsMax,
  };
}

/** Runs the evaluation. Everything but the last measurement is blind to the test rows' labels. */
export async function evaluateCategorize(whole: CategorizeInput): Promise<CategorizeReport> {
  const startedAt = performance.now();
  const asked = holdOut(whole);
  const fit = asked.final && asked.valid ? joinParts(asked.train, asked.valid) : asked.train;
  const filled = (part: LabelledPart): LabelledPart => ({ ...part, labels: fillPaths(part.labels) });
  const input: CategorizeInput = {
    ...asked,
    train: filled(asked.train),
    valid: asked.valid && filled(withCopies(asked.valid, asked.train)),
    test: filled(withCopies(asked.test, fit)),
  };
  const labels = collectLabels(input.levelNames, input.train.labels);
  const classCounts = labels.classes.map((classes) => classes.length);
  const embed = await learnEmbedder(input);
  const leaf = classCounts.length - 1;
  const { documents } = input.train.input;
  const [trainIds] = labelIds({ names: [labels.names[leaf]], classes: [labels.classes[leaf]] }, [
    input.train.labels[leaf],
  ]);
  const blockWeights = await chooseBlockWeights(documents, trainIds, classCounts[leaf], input.options);
  input.log(`weights of the fields and all together: ${blockWeights.join(', ')}`);
  const options: HeadOptions = {
    ...input.options,
    blockWeights,
    classNames: labels.classes.map((level) => level.map(className)),
    product2vec: true,
    embed,
    ablate: needsAblation(input),
  };
  const best = await choose(input, labels, options);
  input.log(`${best.fused.heads.join(' + ')}: mean weighted F1 ${best.f1.toFixed(4)} on held-out rows`);
  const asks = { ...options, ablate: false, only: best.fused.heads };
  const test = best.test ?? (await scoreTest(input, labels, asks));
  const trainSeconds = (performance.now() - startedAt) / 1000;
  const answeringAt = performance.now();
  const masks = masksOf(input.test.input);
  const { levels: answers, sets } = answerFused(best.fused, test.heads, masks);
  const answerSeconds = (performance.now() - answeringAt) / 1000;
  const truth = labelIds(labels, input.test.labels);
  const evidence = best.fused.sets;
  const levels = answers.map((level, at) => {
    const rows = [...truth[at].keys()].filter((row) => asked.test.labels[at][row]);
    return reportLevel(
      labels.names[at],
      labels.classes[at].filter(className).length,
      Int32Array.from(rows, (row) => truth[at][row]),
      takeAnswers(level, rows),
      (place) => evidence[sets[rows[place]]].choices.thresholds[at],
    );
  });
  return {
    levels,
    meanWeightedF1: levels.reduce((sum, level) => sum + level.weightedF1, 0) / levels.length,
    tree: measureTree(best.fused, test.heads, masks, truth),
    rowsPerSecond: input.test.input.documents.length / Math.max(1e-9, test.seconds + answerSeconds),
    trainSeconds,
    answers: { labels, levels: answers },
  };
}
