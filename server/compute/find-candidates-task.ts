/** The work of `CandidateFinder` as one thread does it: takes the next listings and looks up their candidates. */
import { CandidatePairs } from '#server/ml/pairs/candidate-pairs.ts';
import { type CandidateBounds, source } from '#server/ml/pairs/candidate-source.ts';
import {
  CatalogSearch,
  type SearchableRecords,
  type SearchIndexes,
} from '#server/ml/pairs/catalog-search.ts';
import { Ragged, type RaggedParts } from '#server/ml/pairs/ragged.ts';
import { RecordFlags } from '#server/ml/pairs/record-flags.ts';
import { PictureScan, type SharedPictures } from './picture-scan.ts';

/** Lists of a catalog's listings, by name. */
export const listNames = [
  'keys',
  'files',
  'hashes',
  'phrases',
  'grams',
  'titleWords',
  'numbers',
  'facts',
] as const;

export type ListName = (typeof listNames)[number];

/** A catalog to look into, in shared arrays. */
export interface SharedCatalog {
  /** Equal for tasks over the same arrays: a thread keeps what it made of them. */
  key: number;
  count: number;
  lists: Record<ListName, RaggedParts>;
  wordIdf: Float32Array;
  searches: { from: number; indexes: SearchIndexes }[];
  bounds: CandidateBounds;
  pictures: SharedPictures | null;
}

export interface CandidateTask {
  catalog: SharedCatalog;
  /** One byte a record: 1 where it stands for no listing any more. */
  gone: Uint8Array;
  /** Records that look. */
  queries: Int32Array;
  /** Of each of them, where its pictures begin and end among all. */
  pictures: Int32Array;
  /** The next query that no thread has taken; beyond the last to end all threads. */
  next: Int32Array;
  /** Queries that a thread takes at once. */
  step: number;
  /** Number of this thread. */
  thread: number;
}

/** What finds the candidates of single records. */
export interface Searcher {
  searches: readonly CatalogSearch[];
  scan: PictureScan | null;
}

/** Adds what a record finds, by every source, to `found`: the other record → bits of `source`. */
export function searchRecord(
  { searches, scan }: Searcher,
  record: number,
  pictures: readonly [number, number],
  gone: RecordFlags,
  { picturesMax }: CandidateBounds,
  found: Map<number, number>,
): void {
  for (const search of searches) search.candidates(record, found);
  if (!scan || pictures[0] === pictures[1]) return;
  for (const other of scan.nearOwners(record, pictures, picturesMax, (owner) => gone.has(owner)))
    found.set(other, (found.get(other) ?? 0) | source.picture);
}

let kept: { key: number; thread: number; gone: RecordFlags; searcher: Searcher } | null = null;

async function searcherOf({
  catalog,
  gone,
  thread,
}: CandidateTask): Promise<{ gone: RecordFlags; searcher: Searcher }> {
  if (kept?.key === catalog.key && kept.thread === thread && kept.gone.bytes.buffer === gone.buffer)
    return kept;
  const flags = new RecordFlags(gone);
  const lists = Object.fromEntries(
    listNames.map((name) => [name, Ragged.over(catalog.lists[name])]),
  ) as Record<ListName, Ragged>;
  const records: SearchableRecords = { count: catalog.count, wordIdf: catalog.wordIdf, ...lists };
  const searches = catalog.searches.map(({ from, indexes }) =>
    new CatalogSearch(records, flags, from, catalog.bounds).take(indexes),
  );
  const scan = catalog.pictures && (await PictureScan.over(catalog.pictures, thread));
  kept = { key: catalog.key, thread, gone: flags, searcher: { searches, scan } };
  return kept;
}

/** Candidates of the queries that this thread took, as `CandidatePairs.sorted` gives them. */
export async function runCandidateTask(task: CandidateTask): Promise<Float64Array> {
  const { catalog, queries, pictures, next, step } = task;
  const { gone, searcher } = await searcherOf(task);
  const found = new CandidatePairs(catalog.count);
  const others = new Map<number, number>();
  for (let from = Atomics.add(next, 0, step); from < queries.length; from = Atomics.add(next, 0, step)) {
    const to = Math.min(queries.length, from + step);
    for (let at = from; at < to; at++) {
      const record = queries[at];
      if (gone.has(record)) continue;
      others.clear();
      const places: [number, number] = [pictures[2 * at], pictures[2 * at + 1]];
      searchRecord(searcher, record, places, gone, catalog.bounds, others);
      for (const [other, sources] of others) found.add(record, other, sources);
    }
  }
  return found.sorted().slice();
}
