/** The work of `findCandidates` as one thread does it: takes the next records and looks up their candidates. */
import { CandidatePairs } from '#server/ml/pairs/candidate-pairs.ts';
import type { CandidateBounds } from '#server/ml/pairs/candidate-source.ts';
import { CatalogSearch, type SearchIndexes } from '#server/ml/pairs/catalog-search.ts';
import { Ragged, type RaggedParts } from '#server/ml/pairs/ragged.ts';

/** Listings of a catalog and indexes over them, in shared arrays. */
export interface CandidateTask {
  count: number;
  keys: RaggedParts;
  files: RaggedParts;
  hashes: RaggedParts;
  phrases: RaggedParts;
  grams: RaggedParts;
  words: RaggedParts;
  wordIdf: Float32Array;
  languages: Int32Array;
  indexes: SearchIndexes;
  gone: Int32Array;
  bounds: CandidateBounds;
  /** The next record that no thread has taken. */
  next: Int32Array;
}

/** Records that a thread takes at once. */
const stepRecords = 1000;

/** Candidates of the records that this thread took, as `CandidatePairs.sorted` gives them. */
export function runCandidateTask(task: CandidateTask): Float64Array {
  const records = {
    count: task.count,
    keys: Ragged.over(task.keys),
    files: Ragged.over(task.files),
    hashes: Ragged.over(task.hashes),
    phrases: Ragged.over(task.phrases),
    grams: Ragged.over(task.grams),
    words: Ragged.over(task.words),
    wordIdf: task.wordIdf,
    languages: task.languages,
  };
  const gone = new Set(task.gone);
  const search = new CatalogSearch(records, gone, 0, task.bounds).take(task.indexes);
  const found = new CandidatePairs(task.count);
  const others = new Map<number, number>();
  for (let from = take(task); from < task.count; from = take(task)) {
    const to = Math.min(task.count, from + stepRecords);
    for (let record = from; record < to; record++) {
      if (gone.has(record)) continue;
      others.clear();
      for (const [other, sources] of search.candidates(record, others)) found.add(record, other, sources);
    }
  }
  return found.sorted();
}

function take({ next }: CandidateTask): number {
  return Atomics.add(next, 0, stepRecords);
}
