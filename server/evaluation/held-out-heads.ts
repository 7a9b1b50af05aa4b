/** Held-out scores of every head, for rows as they are and with parts taken away: what fusion and calibration learn from. */

import type { KernelRidge } from '#server/inference/kernel-ridge.ts';
import type { Embed } from '#server/inference/text-embedder.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { spreadEvenly } from '#server/ml/spread-evenly.ts';
import { CopyIndex, copyHeads } from './copies.ts';
import { chooseSets, keepParts, masksOf, rowsWith } from './evidence-sets.ts';
import { FoldModel } from './fold-models.ts';
import { makeFolds } from './folds.ts';
import { type NeighbourPool, neighbourHead, textHeads } from './heads.ts';
import { type InputRows, scoreFolds, scoreLevels } from './score-levels.ts';
import type { ScoreOptions } from './text-vocabulary.ts';
import { type TextTable, type TrainedLevels, withTextTable } from './train-text.ts';
import {
  scoreVectors,
  trainVectorHeads,
  type VectorHead,
  type VectorModel,
  vectorHead,
  vectorsOf,
} from './vector-heads.ts';

/** Rows, cut down to the parts of a set, with the scores of models that did not see them. */
export interface HeldOutSet {
  /** 0 stands for rows as they are, of differing evidence. */
  mask: number;
  /** Rows of the held-out input. */
  rows: number[];
  /** What each of them has to show (evidence-sets.ts). */
  masks: Int32Array;
  heads: HeadScores[];
}

/** Heads of rows as they are, by models that did not see them; all rows of one fold. */
export type FoldHeads = (fold: number, rows: readonly number[]) => Promise<HeadScores[]>;

export interface HeldOut {
  /** The first is rows as they are: all, or of a large table as many as choices take. */
  sets: HeldOutSet[];
  folds: Int32Array;
  /** The picture model of all rows. */
  pictures: KernelRidge | null;
  /**
   * Heads of the rows that the first set leaves out; null where it has all, or nobody asked for the others. It holds the folds'
   * models, half a gigabyte for a million rows: whoever is through with it sets it to null.
   */
  headsOf: FoldHeads | null;
}

/** Rows, as they are, that choices are made on: their scores are held in memory, 6 KB a row at 300 classes. */
export const choiceRowsMax = 20_000;
/** Rows from which no neighbours are looked for: everyone's with everyone would cost hours, and models of so many rows know more. */
const neighbourRowsMax = 100_000;

interface Plan {
  mask: number;
  rows: number[];
  input: InputRows;
}

/** Some rows of the input. */
export function takeRows(input: InputRows, rows: readonly number[]): InputRows {
  const { documents, pictures, encodings, copies } = input;
  return {
    documents: rows.map((row) => documents[row]),
    pictures: pictures && rows.map((row) => pictures[row]),
    encodings: encodings && rows.map((row) => encodings[row]),
    copies: copies && rows.map((row) => copies[row]),
  };
}

/** Rows as they are: all, or so many of a large table, spread evenly. */
function planNatural(input: InputRows, rowsMax: number): Plan {
  const count = input.documents.length;
  const rows = spreadEvenly(count, rowsMax);
  return { mask: 0, rows, input: rows.length === count ? input : takeRows(input, rows) };
}

/** Rows as they are, then each evidence set; a set that all rows have is the first. */
function planSets(input: InputRows, ablate: boolean, rowsMax: number): Plan[] {
  const masks = masksOf(input);
  const natural = planNatural(input, rowsMax);
  const plans = [natural];
  for (const mask of chooseSets(masks, ablate)) {
    const rows = rowsWith(masks, mask);
    if (masks.every((own) => own === mask)) natural.mask = mask;
    else plans.push({ mask, rows, input: keepParts(input, rows, mask) });
  }
  return plans;
}

/** The head's rows of a plan: a picture looks the same whatever text is taken away, an encoded text is all of it. */
function planHead(
  name: VectorHead,
  whole: HeadScores,
  plan: Plan,
  classCounts: readonly number[],
): HeadScores {
  const vectors = vectorsOf(name, plan.input);
  const kept = [...plan.rows.keys()].filter((at) => whole.present[plan.rows[at]] === 1 && vectors[at]);
  const scores = classCounts.map((count, level) => {
    const out = new Float32Array(kept.length * count);
    kept.forEach((at, place) => {
      const row = plan.rows[at];
      out.set(whole.levels[level].subarray(row * count, (row + 1) * count), place * count);
    });
    return out;
  });
  return vectorHead(name, plan.rows.length, kept, scores, classCounts);
}

export interface HeadOptions extends ScoreOptions {
  /** Embeds texts for the neighbours' head; learnt without labels. */
  embed: Embed;
  /** Learn also what each missing part costs. */
  ablate: boolean;
  /** Heads that are asked for; all where it is left out. */
  only?: readonly string[];
  /** Rows, as they are, that choices are made on; default `choiceRowsMax`. */
  choiceRows?: number;
}

export interface FoldOptions extends HeadOptions {
  /** Keep copies of a text in one fold; else they fall by chance, and what they tell is a head. */
  copiesTogether: boolean;
  /** Keep the folds' models for the rows that the first set leaves out. */
  answerAll?: boolean;
}

/** The rows with their copies in other folds. */
function withCopies(input: InputRows, folds: Int32Array): InputRows {
  const index = new CopyIndex(input.documents);
  const copies = input.documents.map((document, row) =>
    index.find(document, (other) => folds[other] === folds[row]),
  );
  return { ...input, copies };
}

/** What heads of a fold's rows are made from once the folds are trained. */
interface FoldParts {
  input: InputRows;
  labels: Int32Array[];
  classCounts: number[];
  folds: Int32Array;
  learnt: VectorModel[];
  pool: NeighbourPool | null;
  options: FoldOptions;
}

/** Heads beside those of the text models, for the rows of a plan. */
async function otherHeads(parts: FoldParts, plan: Plan): Promise<HeadScores[]> {
  const { labels, classCounts, folds, learnt, pool, options } = parts;
  const heads: HeadScores[] = [];
  for (const { name, heldOut } of learnt) if (heldOut) heads.push(planHead(name, heldOut, plan, classCounts));
  const foldOf = (row: number): number => folds[plan.rows[row]];
  if (pool) heads.push(await neighbourHead(options.embed, plan.input.documents, pool, classCounts, foldOf));
  if (plan.input.copies) heads.push(...copyHeads(plan.input.copies, labels, classCounts));
  return heads;
}

function headsByFold(parts: FoldParts, models: readonly FoldModel[]): FoldHeads {
  return async (fold, rows) => {
    const input = takeRows(parts.input, rows);
    const text = await models[fold].score(input.documents, parts.options.threads);
    const others = await otherHeads(parts, { mask: 0, rows: [...rows], input });
    return [...textHeads(text, parts.classCounts), ...others];
  };
}

/** Held-out scores by folds of the training rows. */
export async function heldOutByFolds(
  table: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  foldCount: number,
  options: FoldOptions,
  opened?: TextTable,
): Promise<HeldOut> {
  if (!opened)
    return withTextTable(table.documents, labels, classCounts, options, (own) =>
      heldOutByFolds(table, labels, classCounts, foldCount, options, own),
    );
  const folds = makeFolds(table.documents, foldCount, options.seed, options.copiesTogether);
  const input = options.copiesTogether ? table : withCopies(table, folds);
  const plans = planSets(input, options.ablate, options.choiceRows ?? choiceRowsMax);
  const models: FoldModel[] = [];
  const keepFold = async (fold: number, trained: TrainedLevels): Promise<void> => {
    models[fold] = await FoldModel.place(trained);
  };
  const isPartial = plans[0].rows.length < input.documents.length;
  const keep = isPartial && options.answerAll ? keepFold : undefined;
  const text = await scoreFolds(opened, input, folds, plans, options, keep);
  const learnt = await trainVectorHeads(input, labels, classCounts, options.seed, folds);
  const isSearched = input.documents.length <= neighbourRowsMax;
  const pool = isSearched ? { vectors: await options.embed(input.documents), labels, folds } : null;
  const parts = { input, labels, classCounts, folds, learnt, pool, options };
  const sets: HeldOutSet[] = [];
  for (const [at, plan] of plans.entries()) {
    const heads = [...textHeads(text[at], classCounts), ...(await otherHeads(parts, plan))];
    sets.push({ mask: plan.mask, rows: plan.rows, masks: masksOf(plan.input), heads });
  }
  return {
    sets,
    folds,
    pictures: learnt.find(({ name }) => name === 'image')?.model ?? null,
    headsOf: keep ? headsByFold(parts, models) : null,
  };
}

export interface ScoredOthers {
  /** Per input: the heads' scores. */
  heads: HeadScores[][];
  /** Seconds that scoring the other inputs took. */
  seconds: number;
}

/** Labelled rows among which neighbours are looked for: more are searched in the desk by an index, here by brute force. */
const poolRowsMax = 50_000;

async function openPool(train: InputRows, labels: Int32Array[], embed: Embed): Promise<NeighbourPool> {
  const rows = spreadEvenly(train.documents.length, poolRowsMax);
  return {
    vectors: await embed(rows.map((row) => train.documents[row])),
    labels: labels.map((level) => Int32Array.from(rows, (row) => level[row])),
    folds: null,
  };
}

/** Trains every head on some rows and scores others. */
export async function scoreHeads(
  train: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  others: InputRows[],
  options: HeadOptions,
): Promise<ScoredOthers> {
  const isAsked = (name: string): boolean => options.only?.includes(name) ?? true;
  const product2vec = options.product2vec && isAsked('product2vec');
  const text = await scoreLevels(train, labels, classCounts, others, { ...options, product2vec });
  const learnt = await trainVectorHeads(train, labels, classCounts, options.seed, null);
  const pool = isAsked('neighbours') ? await openPool(train, labels, options.embed) : null;
  const startedAt = performance.now();
  const heads: HeadScores[][] = [];
  for (const [at, input] of others.entries()) {
    const own = textHeads(text.scores[at], classCounts);
    for (const model of learnt) own.push(await scoreVectors(model, input, classCounts));
    if (pool) own.push(await neighbourHead(options.embed, input.documents, pool, classCounts, () => -1));
    if (input.copies) own.push(...copyHeads(input.copies, labels, classCounts));
    heads.push(own);
  }
  return { heads, seconds: text.scoreSeconds + (performance.now() - startedAt) / 1000 };
}

/** Held-out scores on a validation table: rows as they are, and with parts taken away. */
export async function heldOutByTable(
  train: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  held: InputRows,
  others: InputRows[],
  options: HeadOptions,
): Promise<{ sets: HeldOutSet[]; others: HeadScores[][]; seconds: number }> {
  const plans = planSets(held, options.ablate, Number.POSITIVE_INFINITY);
  const inputs = [...plans.map((plan) => plan.input), ...others];
  const found = await scoreHeads(train, labels, classCounts, inputs, options);
  const share = others.reduce((sum, input) => sum + input.documents.length, 0);
  const total = inputs.reduce((sum, input) => sum + input.documents.length, 0);
  return {
    sets: plans.map(({ mask, rows, input }, at) => ({
      mask,
      rows,
      masks: masksOf(input),
      heads: found.heads[at],
    })),
    others: found.heads.slice(plans.length),
    seconds: (found.seconds * share) / Math.max(1, total),
  };
}
