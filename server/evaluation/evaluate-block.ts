/** Measures candidates: which share of the true pairs stands among the first n of the ranking. */
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import type { PairRecord } from '#server/ml/pairs/corpus.ts';
import type { PairSet } from './match-pairs.ts';
import { catalogJudge, rerank, toCatalog } from './rerank-candidates.ts';

export interface BlockInput {
  left: PairRecord[];
  right: PairRecord[] | null;
  truth: PairSet;
  budgets: number[];
  log: (line: string) => void;
}

export interface BlockReport {
  recall: Record<string, number>;
  truePairs: number;
  /** Pairs in the ranking: recall cannot grow with budgets beyond it. */
  candidates: number;
  seconds: number;
}

const neighboursMin = 20;
const neighboursMost = 400;
/** Candidates that are looked at one by one, at some 50 µs each; those beyond keep the order of the text search. */
const judgedMost = 400_000;
/** A closer look brings pairs up from far beyond the budget: 4 found .8 points more than 1.2 in Amazon-Google at 6,815. */
const judgedPerBudget = 4;

/** Recall at every budget, in one walk down the ranking. */
function recallAt(
  budgets: readonly number[],
  ranking: { left: Int32Array; right: Int32Array },
  isTrue: (at: number) => boolean,
  trueCount: number,
): Record<string, number> {
  const recall: Record<string, number> = {};
  let found = 0;
  let place = 0;
  for (const budget of [...budgets].sort((a, b) => a - b)) {
    for (; place < budget && place < ranking.left.length; place++) if (isTrue(place)) found++;
    recall[String(budget)] = trueCount === 0 ? 0 : found / trueCount;
  }
  return recall;
}

/** Candidates of the tables and their recall at every budget. Truth counts pairs with label 1 alone. */
export async function evaluateBlock(input: BlockInput): Promise<BlockReport> {
  const startedAt = performance.now();
  const { left, right, truth, budgets } = input;
  const catalog = toCatalog(right ? [...left, ...right] : left);
  const { count } = catalog;
  const shift = right ? left.length : 0;
  const budgetMost = Math.max(...budgets);
  // Twice the budget a record: a list that is too short would cut the ranking before the budget does.
  const wanted = Math.ceil((2 * budgetMost) / Math.max(1, count));
  const found = textCandidates(catalog.text, {
    neighboursMax: Math.min(neighboursMost, Math.max(neighboursMin, wanted)),
    boundary: right ? left.length : null,
  });
  input.log(`${found.left.length} candidates by text`);
  const judgedMax = Math.min(judgedMost, Math.ceil(judgedPerBudget * budgetMost));
  const ranking = await rerank(found, await catalogJudge(catalog), count, judgedMax);
  const key = (a: number, b: number): number => Math.min(a, b) * count + Math.max(a, b);
  const truePairs = new Set<number>();
  truth.labels.forEach((label, at) => {
    if (label) truePairs.add(key(truth.left[at], truth.right[at] + shift));
  });
  const isTrue = (at: number): boolean => truePairs.has(key(ranking.left[at], ranking.right[at]));
  return {
    recall: recallAt(budgets, ranking, isTrue, truePairs.size),
    truePairs: truePairs.size,
    candidates: ranking.left.length,
    seconds: (performance.now() - startedAt) / 1000,
  };
}
