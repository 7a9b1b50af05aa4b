/**
 * Candidate pairs: the union of BM25 neighbours on names (title words, two in a row, pieces of codes), title 3-grams, all words, and model numbers, from both
 * sides, in one ranking by reciprocal rank (Cormack et al., "Reciprocal rank fusion", SIGIR 2009), so that a budget keeps
 * the likeliest over the whole collection.
 */
import type { PairCorpus } from './corpus.ts';
import { PairScores, type RankedPairs } from './pair-scores.ts';
import type { Ragged } from './ragged.ts';
import { TextIndex } from './text-index.ts';
import { bucketCount, type TextIndexOptions } from './text-index-builder.ts';
import { gramBuckets, nameBuckets } from './tokens.ts';

/** Candidates, best first. Score: sum over lists of 1 / (rank + 10). */
export type Candidates = RankedPairs;

export interface CandidateOptions {
  /** Neighbours of a record in one list. */
  neighboursMax: number;
  /** Records before this one are the left table, the others the right; null: one table. */
  boundary: number | null;
  /** One table: only pairs inside a stretch [from, to) of records; all records are one stretch unless told. */
  stretches?: readonly (readonly [number, number])[];
  /** Only these records look for neighbours (one table: in one stretch); all unless told. */
  queries?: ArrayLike<number>;
  /** Most postings that one query reads; by the size of the collection unless told. */
  postingsMax?: number;
  /**
   * Who offers each record (negative: unknown), where nobody offers one thing twice: neighbours are of other sources then, and
   * at most `neighboursOfSource` of each, so that a source whose titles are all alike leaves places to the others.
   */
  sources?: Int32Array;
}

/** Damps the first ranks; 3 and 40 were both worse on the training pairs of WDC Block. */
export const rankOffset = 10;
const modelNeighboursMax = 10;
/** True pairs of PriceRunner's learning half within 60 neighbours a list: 1, 2, 3, 5, all of a source .903, .924, .926, .925, .919. */
const neighboursOfSource = 3;
/** So many times the neighbours are looked up where some are left out for their source. */
const lookedAtPerKept = 4;
const listsCount = 4;
/** Rare names alone: common ones cost time and, on WDC Block and PriceRunner, places among the first. */
const nameOptions: TextIndexOptions = { postingsMax: 1000, idfPower: 2 };

/** Postings that all queries together may read: some 30 s on one core, whatever the size of the collection. */
const postingsBudget = 4e9;
const postingsLeast = 4000;
const postingsMost = 200_000;

/** Most postings of a query, so that time grows in proportion to the queries and not with their square. */
export function postingsFor(queries: number): number {
  const share = Math.floor(postingsBudget / (listsCount * Math.max(1, queries)));
  return Math.max(postingsLeast, Math.min(postingsMost, share));
}

interface Scope {
  /** Records that look. */
  queries: ArrayLike<number>;
  /** Records that are found: [from, to). */
  from: number;
  to: number;
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, at) => from + at);
}

function scopesOf(count: number, options: CandidateOptions): Scope[] {
  const { boundary } = options;
  if (boundary !== null) {
    const queries = Int32Array.from(options.queries ?? range(0, count));
    return [
      { queries: queries.filter((record) => record < boundary), from: boundary, to: count },
      { queries: queries.filter((record) => record >= boundary), from: 0, to: boundary },
    ];
  }
  if (options.queries) return [{ queries: options.queries, from: 0, to: count }];
  return (options.stretches ?? [[0, count]]).map(([from, to]) => ({ queries: range(from, to), from, to }));
}

/** The first of a record's neighbours, at most some of each source and none of its own. */
function keepBySource(
  documents: Int32Array,
  record: number,
  sources: Int32Array,
  neighboursMax: number,
): Int32Array {
  const counts = new Map<number, number>();
  const own = sources[record];
  const kept = documents.filter((document) => {
    const source = sources[document];
    if (source < 0) return true;
    const before = counts.get(source) ?? 0;
    counts.set(source, before + 1);
    return source !== own && before < neighboursOfSource;
  });
  return kept.subarray(0, neighboursMax);
}

function addNeighbours(
  scores: PairScores,
  lists: Ragged,
  idCount: number,
  scope: Scope,
  neighboursMax: number,
  options: TextIndexOptions,
  sources: Int32Array | null,
): void {
  const index = TextIndex.of(lists, scope.from, scope.to, idCount, options);
  for (let at = 0; at < scope.queries.length; at++) {
    const record = scope.queries[at];
    const lookedAt = sources ? lookedAtPerKept * neighboursMax : neighboursMax;
    const { documents } = index.search(lists.of(record), lookedAt, record);
    const kept = sources ? keepBySource(documents, record, sources, neighboursMax) : documents;
    for (let rank = 0; rank < kept.length; rank++) scores.add(record, kept[rank], 1 / (rank + rankOffset));
  }
}

/** Candidates of a collection, best first; ties by record numbers. */
export function textCandidates(corpus: PairCorpus, options: CandidateOptions): Candidates {
  const { count } = corpus;
  const { neighboursMax, sources = null } = options;
  const wordCount = corpus.words.count;
  const scopes = scopesOf(count, options);
  const queryCount = scopes.reduce((sum, { queries }) => sum + queries.length, 0);
  const postingsMax = options.postingsMax ?? postingsFor(queryCount);
  const scores = new PairScores(count, queryCount * neighboursMax);
  for (const scope of scopes) {
    const add = (lists: Ragged, idCount: number, most: number, options: TextIndexOptions): void =>
      addNeighbours(scores, lists, idCount, scope, most, options, sources);
    add(corpus.names, bucketCount(corpus.names.start(count), nameBuckets), neighboursMax, nameOptions);
    add(corpus.grams, gramBuckets, neighboursMax, { postingsMax });
    add(corpus.allWords, wordCount, neighboursMax, { postingsMax });
    add(corpus.models, wordCount, Math.min(modelNeighboursMax, neighboursMax), { postingsMax });
  }
  return scores.ranked();
}
