/** Held-out scores of every head, for rows as they are and with parts taken away: what fusion and calibration learn from. */

import type { KernelRidge } from '#server/inference/kernel-ridge.ts';
import type { Embed } from '#server/inference/text-embedder.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { CopyIndex, copyHeads } from './copies.ts';
import { chooseSets, keepParts, masksOf, rowsWith } from './evidence-sets.ts';
import { makeFolds } from './folds.ts';
import { type NeighbourPool, neighbourHead, textHeads } from './heads.ts';
import { type InputRows, scoreByFolds, scoreLevels } from './score-levels.ts';
import type { ScoreOptions } from './text-vocabulary.ts';
import { scoreVectors, trainVectorHeads, type VectorHead, vectorHead, vectorsOf } from './vector-heads.ts';

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

export interface HeldOut {
  /** The first is all rows as they are. */
  sets: HeldOutSet[];
  folds: Int32Array;
  /** The picture model of all rows. */
  pictures: KernelRidge | null;
}

interface Plan {
  mask: number;
  rows: number[];
  input: InputRows;
}

/** All rows as they are, then each evidence set; a set that all rows have is the first. */
function planSets(input: InputRows, ablate: boolean): Plan[] {
  const masks = masksOf(input);
  const all = [...masks.keys()];
  const natural: Plan = { mask: 0, rows: all, input };
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
}

export interface FoldOptions extends HeadOptions {
  /** Keep copies of a text in one fold; else they fall by chance, and what they tell is a head. */
  copiesTogether: boolean;
}

/** The rows with their copies in other folds. */
function withCopies(input: InputRows, folds: Int32Array): InputRows {
  const index = new CopyIndex(input.documents);
  const copies = input.documents.map((document, row) =>
    index.find(document, (other) => folds[other] === folds[row]),
  );
  return { ...input, copies };
}

/** Held-out scores by folds of the training rows. */
export async function heldOutByFolds(
  table: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  foldCount: number,
  options: FoldOptions,
): Promise<HeldOut> {
  const folds = makeFolds(table.documents, foldCount, options.seed, options.copiesTogether);
  const input = options.copiesTogether ? table : withCopies(table, folds);
  const plans = planSets(input, options.ablate);
  const text = await scoreByFolds(input, labels, classCounts, folds, plans, options);
  const learnt = await trainVectorHeads(input, labels, classCounts, options.seed, folds);
  const pool: NeighbourPool = { vectors: await options.embed(input.documents), labels, folds };
  const sets: HeldOutSet[] = [];
  for (const [at, plan] of plans.entries()) {
    const heads = textHeads(text[at], classCounts);
    for (const { name, heldOut } of learnt)
      if (heldOut) heads.push(planHead(name, heldOut, plan, classCounts));
    heads.push(
      await neighbourHead(
        options.embed,
        plan.input.documents,
        pool,
        classCounts,
        (row) => folds[plan.rows[row]],
      ),
    );
    if (plan.input.copies) heads.push(...copyHeads(plan.input.copies, labels, classCounts));
    sets.push({ mask: plan.mask, rows: plan.rows, masks: masksOf(plan.input), heads });
  }
  return { sets, folds, pictures: learnt.find(({ name }) => name === 'image')?.model ?? null };
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
  const stride = Math.max(1, train.documents.length / poolRowsMax);
  const rows = Array.from({ length: Math.min(train.documents.length, poolRowsMax) }, (_, at) =>
    Math.floor(at * stride),
  );
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
  const plans = planSets(held, options.ablate);
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
