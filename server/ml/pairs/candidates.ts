/**
 * Candidate pairs: the union of BM25 neighbours on title words, title 3-grams, all words, and model numbers, from both
 * sides, in one ranking by reciprocal rank (Cormack et al., "Reciprocal rank fusion", SIGIR 2009), so that a budget keeps
 * the likeliest over the whole collection.
 */
import type { PairCorpus } from './corpus.ts';
import type { Ragged } from './ragged.ts';
import { TextIndex } from './text-index.ts';
import { gramBuckets } from './tokens.ts';

export interface Candidates {
  /** Records; left < right. */
  left: Int32Array;
  right: Int32Array;
  /** Sum over lists of 1 / (rank + 10); descending. */
  score: Float32Array;
}

export interface CandidateOptions {
  /** Neighbours of a record in one list. */
  neighboursMax: number;
  /** Records before this one are the left table, the others the right; null: one table. */
  boundary: number | null;
  /** Only these records look for neighbours (one table); all unless told. */
  queries?: ArrayLike<number>;
  postingsMax?: number;
}

const rankOffset = 10;

/** Sums of reciprocal ranks by pair. Numbers as keys: left · count + right stays below 2⁵³. */
class Fusion {
  readonly scores = new Map<number, number>();
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  add(a: number, b: number, rank: number): void {
    const key = a < b ? a * this.count + b : b * this.count + a;
    this.scores.set(key, (this.scores.get(key) ?? 0) + 1 / (rank + rankOffset));
  }
}

function addNeighbours(
  fusion: Fusion,
  lists: Ragged,
  idCount: number,
  count: number,
  options: CandidateOptions,
): void {
  const { boundary, neighboursMax, postingsMax } = options;
  const search = (index: TextIndex, record: number): void => {
    index.search(lists.of(record), neighboursMax, record).documents.forEach((other, rank) => {
      fusion.add(record, other, rank);
    });
  };
  if (boundary === null) {
    const index = new TextIndex(lists, 0, count, idCount, postingsMax);
    if (options.queries)
      for (let at = 0; at < options.queries.length; at++) search(index, options.queries[at]);
    else for (let record = 0; record < count; record++) search(index, record);
    return;
  }
  const rights = new TextIndex(lists, boundary, count, idCount, postingsMax);
  for (let record = 0; record < boundary; record++) search(rights, record);
  const lefts = new TextIndex(lists, 0, boundary, idCount, postingsMax);
  for (let record = boundary; record < count; record++) search(lefts, record);
}

/** Candidates of a collection, best first; ties by record numbers. */
export function textCandidates(corpus: PairCorpus, options: CandidateOptions): Candidates {
  const { count } = corpus;
  const fusion = new Fusion(count);
  const wordCount = corpus.words.length;
  addNeighbours(fusion, corpus.titleWords, wordCount, count, options);
  addNeighbours(fusion, corpus.grams, gramBuckets, count, options);
  addNeighbours(fusion, corpus.allWords, wordCount, count, options);
  addNeighbours(fusion, corpus.models, wordCount, count, {
    ...options,
    neighboursMax: Math.min(10, options.neighboursMax),
  });
  const ranked = [...fusion.scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return {
    left: Int32Array.from(ranked, ([key]) => Math.floor(key / count)),
    right: Int32Array.from(ranked, ([key]) => key % count),
    score: Float32Array.from(ranked, ([, score]) => score),
  };
}
