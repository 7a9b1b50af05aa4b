/**
 * Candidates of many listings of a catalog over worker threads, which share its lists and indexes without a copy. What
 * comes out does not depend on the number of threads.
 */
import { shareable, shareableParts } from '#server/ml/pairs/array-room.ts';
import { CandidatePairs, type CatalogCandidates, uniteCandidates } from '#server/ml/pairs/candidate-pairs.ts';
import { type CandidateBounds, candidateBounds } from '#server/ml/pairs/candidate-source.ts';
import { CatalogSearch, type SearchableRecords } from '#server/ml/pairs/catalog-search.ts';
import type { RaggedParts } from '#server/ml/pairs/ragged.ts';
import { RecordFlags } from '#server/ml/pairs/record-flags.ts';
import {
  type CandidateTask,
  type ListName,
  listNames,
  type SharedCatalog,
  searchRecord,
} from './find-candidates-task.ts';
import type { PictureScan } from './picture-scan.ts';
import { runThread } from './run-thread.ts';

/** Below so many listings a look-up is short, and starting a thread (0.7 s under tsx) costs more than the work. */
const worthListings = 20_000;
/** A thread that stays is worth this many look-ups. */
const worthQueries = 100;
/** Parts of the queries that each thread takes, so that none waits long for the last. */
const partsAThread = 8;
const stepMax = 1000;

/** Pictures of a catalog's listings. */
export interface CatalogPictures {
  scan: PictureScan;
  /** First place of a record's pictures in the scan, and the place behind its last. */
  placesOf(record: number): readonly [number, number];
}

export interface CandidateFinderParts {
  records: SearchableRecords;
  /** Prepared. */
  searches: readonly CatalogSearch[];
  gone: RecordFlags;
  pictures?: CatalogPictures;
  bounds: CandidateBounds;
}

export interface FindOptions {
  threads: number;
  /** Once aborted, looking ends soon and finds null. */
  signal?: AbortSignal;
  /** Awaited between two look-ups where no threads are worth their start: lets the process breathe. */
  pause?: () => Promise<void>;
  /** Listings below which no thread is started. */
  inlineBelow?: number;
}

let madeCatalogs = 0;

/** Finds candidates in a catalog as it is now: make another one where listings or indexes changed. */
export class CandidateFinder {
  private readonly parts: CandidateFinderParts;
  private shared: SharedCatalog | null = null;

  constructor(parts: CandidateFinderParts) {
    this.parts = parts;
  }

  /**
   * Candidate pairs of some records among all; null where it was aborted. Rejects with what a thread threw, once all have
   * ended.
   * @param queries records; those that are gone find nothing
   */
  async find(queries: Int32Array, options: FindOptions): Promise<CatalogCandidates | null> {
    const { threads, signal, inlineBelow = worthListings } = options;
    const { records } = this.parts;
    const isWorthThreads =
      threads > 1 && records.count >= inlineBelow && (queries.length >= worthQueries || inlineBelow === 0);
    const parts = isWorthThreads
      ? await this.findOverThreads(queries, threads, signal)
      : await this.findHere(queries, options);
    return signal?.aborted ? null : uniteCandidates(parts, records.count);
  }

  private placesOf(record: number): readonly [number, number] {
    return this.parts.pictures?.placesOf(record) ?? [0, 0];
  }

  private async findHere(queries: Int32Array, { signal, pause }: FindOptions): Promise<Float64Array[]> {
    const { records, searches, gone, pictures, bounds } = this.parts;
    const found = new CandidatePairs(records.count);
    const others = new Map<number, number>();
    const searcher = { searches, scan: pictures?.scan ?? null };
    for (const record of queries) {
      if (signal?.aborted) break;
      if (gone.has(record)) continue;
      others.clear();
      searchRecord(searcher, record, this.placesOf(record), gone, bounds, others);
      for (const [other, sources] of others) found.add(record, other, sources);
      await pause?.();
    }
    return [found.sorted()];
  }

  private async findOverThreads(
    queries: Int32Array,
    threads: number,
    signal?: AbortSignal,
  ): Promise<Float64Array[]> {
    const count = Math.min(threads, Math.ceil(queries.length / 2));
    const next = shareable(Int32Array.of(0));
    const stop = (): void => void Atomics.store(next, 0, queries.length);
    const task: Omit<CandidateTask, 'thread'> = {
      catalog: this.share(),
      gone: this.parts.gone.bytes,
      queries: shareable(queries),
      pictures: shareable(this.allPlaces(queries)),
      next,
      step: Math.max(1, Math.min(stepMax, Math.ceil(queries.length / (count * partsAThread)))),
    };
    if (signal?.aborted) return [];
    signal?.addEventListener('abort', stop, { once: true });
    const runs = Array.from({ length: count }, (_, thread) =>
      runThread({ work: 'candidates', task: { ...task, thread } }).catch((error: unknown) => {
        stop();
        throw error;
      }),
    );
    const ended = await Promise.allSettled(runs);
    signal?.removeEventListener('abort', stop);
    return ended.map((run) => {
      if (run.status === 'rejected') throw run.reason;
      return run.value;
    });
  }

  private allPlaces(queries: Int32Array): Int32Array {
    const places = new Int32Array(2 * queries.length);
    queries.forEach((record, at) => {
      places.set(this.placesOf(record), 2 * at);
    });
    return places;
  }

  private share(): SharedCatalog {
    if (this.shared) return this.shared;
    const { records, searches, pictures, bounds } = this.parts;
    const lists = Object.fromEntries(
      listNames.map((name) => [name, shareableParts(records[name].parts)]),
    ) as Record<ListName, RaggedParts>;
    this.shared = {
      key: ++madeCatalogs,
      count: records.count,
      lists,
      wordIdf: shareable(records.wordIdf),
      searches: searches.map(({ from, built }) => {
        if (!built) throw new Error('a search is not prepared');
        return { from, indexes: shareableParts(built) };
      }),
      bounds,
      pictures: pictures?.scan.share() ?? null,
    };
    return this.shared;
  }
}

/** Candidate pairs of a whole catalog, whose indexes are built here. */
export async function findCandidates(
  records: SearchableRecords,
  options: Omit<FindOptions, 'signal'> & { gone?: RecordFlags; bounds?: CandidateBounds },
): Promise<CatalogCandidates> {
  const { gone = new RecordFlags(), bounds = candidateBounds } = options;
  const search = new CatalogSearch(records, gone, 0, bounds);
  for (const _ of search.prepare());
  const everyone = Int32Array.from({ length: records.count }, (_, record) => record);
  const found = await new CandidateFinder({ records, searches: [search], gone, bounds }).find(
    everyone,
    options,
  );
  if (!found) throw new Error('nobody can have aborted this');
  return found;
}
