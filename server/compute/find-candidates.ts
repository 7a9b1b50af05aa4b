/**
 * Candidates of all listings of a catalog over worker threads, which share listings and indexes without a copy. What comes
 * out does not depend on the number of threads.
 */
import { type CatalogCandidates, uniteCandidates } from '#server/ml/pairs/candidate-pairs.ts';
import { type CandidateBounds, candidateBounds } from '#server/ml/pairs/candidate-source.ts';
import {
  CatalogSearch,
  type SearchableRecords,
  type SearchIndexes,
} from '#server/ml/pairs/catalog-search.ts';
import type { Ragged, RaggedParts } from '#server/ml/pairs/ragged.ts';
import { type CandidateTask, runCandidateTask } from './find-candidates-task.ts';
import { startThread } from './run-thread.ts';
import { sharedFloats, sharedInts } from './shared-arrays.ts';

/** Below this, starting threads (0.7 s each under tsx) costs more than the work. */
const worthThreads = 20_000;

const threadModule = new URL('./find-candidates.worker.ts', import.meta.url);

function sharedLists(lists: Ragged): RaggedParts {
  const { values, ends } = lists.parts;
  return { values: sharedInts(values), ends: sharedInts(ends) };
}

function sharedWeights(weights: Float32Array): Float32Array {
  const shared = sharedFloats(weights.length);
  shared.set(weights);
  return shared;
}

function sharedIndexes({ keys, files, names, grams }: SearchIndexes): SearchIndexes {
  const share = (index: SearchIndexes['names']): SearchIndexes['names'] => ({
    ...index,
    starts: sharedInts(index.starts),
    postings: sharedInts(index.postings),
    idf: sharedWeights(index.idf),
    lengthNorm: sharedWeights(index.lengthNorm),
  });
  return {
    keys: { starts: sharedInts(keys.starts), entries: sharedInts(keys.entries) },
    files: { starts: sharedInts(files.starts), entries: sharedInts(files.entries) },
    names: share(names),
    grams: share(grams),
  };
}

function runThread(task: CandidateTask): Promise<Float64Array> {
  return new Promise((resolve, reject) => {
    const worker = startThread(threadModule, task);
    worker.once('message', (found: Float64Array) => resolve(found));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with code ${code} before it answered`)));
  });
}

export interface FindOptions {
  threads: number;
  /** Records that stand for no listing any more. */
  gone?: ReadonlySet<number>;
  bounds?: CandidateBounds;
  /** Listings below which no thread is started. */
  inlineBelow?: number;
}

/** Candidate pairs of a whole catalog. */
export async function findCandidates(
  records: SearchableRecords,
  { threads, gone = new Set(), bounds = candidateBounds, inlineBelow = worthThreads }: FindOptions,
): Promise<CatalogCandidates> {
  const search = new CatalogSearch(records, gone, 0, bounds);
  for (const _ of search.prepare());
  if (!search.built) throw new Error('the indexes were not built');
  const isInline = threads < 2 || records.count < inlineBelow;
  const task: CandidateTask = {
    count: records.count,
    keys: sharedLists(records.keys),
    files: sharedLists(records.files),
    hashes: sharedLists(records.hashes),
    phrases: sharedLists(records.phrases),
    grams: sharedLists(records.grams),
    words: sharedLists(records.words),
    wordIdf: sharedWeights(records.wordIdf),
    languages: sharedInts(records.languages),
    indexes: isInline ? search.built : sharedIndexes(search.built),
    gone: Int32Array.from(gone),
    bounds,
    next: sharedInts([0]),
  };
  const parts = isInline
    ? [runCandidateTask(task)]
    : await Promise.all(Array.from({ length: threads }, () => runThread(task)));
  return uniteCandidates(parts, records.count);
}
