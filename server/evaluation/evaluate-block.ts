/** Measures candidates: which share of the true pairs stands among the first n of the ranking. */
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { buildCorpus, type PairRecord } from '#server/ml/pairs/corpus.ts';
import type { PairSet } from './match-pairs.ts';

export interface BlockInput {
  left: PairRecord[];
  right: PairRecord[] | null;
  extraCount: number;
  truth: PairSet;
  budgets: number[];
}

export interface BlockReport {
  recall: Record<string, number>;
  truePairs: number;
  candidates: number;
  seconds: number;
}

const neighboursMin = 20;
const neighboursMost = 400;

/** Candidates of the tables and their recall at every budget. Truth counts pairs with label 1 alone. */
export function evaluateBlock(input: BlockInput): BlockReport {
  const startedAt = performance.now();
  const { left, right, truth } = input;
  const corpus = buildCorpus(right ? [...left, ...right] : left, input.extraCount);
  const shift = right ? left.length : 0;
  const budgetMost = Math.max(...input.budgets);
  // Twice the budget a record: a list that is too short would cut the ranking before the budget does.
  const wanted = Math.ceil((2 * budgetMost) / Math.max(1, corpus.count));
  const candidates = textCandidates(corpus, {
    neighboursMax: Math.min(neighboursMost, Math.max(neighboursMin, wanted)),
    boundary: right ? left.length : null,
  });
  const key = (a: number, b: number): number => Math.min(a, b) * corpus.count + Math.max(a, b);
  const wantedPairs = new Set<number>();
  truth.labels.forEach((label, at) => {
    if (label) wantedPairs.add(key(truth.left[at], truth.right[at] + shift));
  });
  const recall: Record<string, number> = {};
  let found = 0;
  let place = 0;
  for (const budget of [...input.budgets].sort((a, b) => a - b)) {
    for (; place < budget && place < candidates.left.length; place++) {
      if (wantedPairs.has(key(candidates.left[place], candidates.right[place]))) found++;
    }
    recall[String(budget)] = wantedPairs.size === 0 ? 0 : found / wantedPairs.size;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { recall, truePairs: wantedPairs.size, candidates: candidates.left.length, seconds };
}
