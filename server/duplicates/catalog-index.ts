/**
 * The catalog prepared for matching, for bulk stages in the worker alone (single products are scored from the database).
 * Kept between batches; a batch brings the listings that changed, and only those are read and prepared again: a decision
 * about one product costs one query, not the catalog. One catalog at a time bounds the memory.
 */
import { createHash } from 'node:crypto';
import { CandidateFinder, type FindOptions } from '#server/compute/find-candidates.ts';
import { PairRows } from '#server/compute/pair-rows.ts';
import { ListingPreparer } from '#server/compute/prepare-listings.ts';
import { workerThreads } from '#server/config/worker-threads.ts';
import { Breather } from '#server/jobs/breather.ts';
import { addCatalogRow } from '#server/ml/filter/catalog-rows.ts';
import type { FilterRows } from '#server/ml/filter/filter-rows.ts';
import type { CatalogCandidates } from '#server/ml/pairs/candidate-pairs.ts';
import { candidateBounds } from '#server/ml/pairs/candidate-source.ts';
import { CatalogCorpus, type CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import { CatalogSearch } from '#server/ml/pairs/catalog-search.ts';
import { RecordFlags } from '#server/ml/pairs/record-flags.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { NearPictures } from './near-pictures.ts';
import {
  countListings,
  type ListingRow,
  lastChange,
  readChanges,
  readListings,
  readListingsOf,
} from './store-listings.ts';
import { type PictureStats, readPictureStats } from './store-picture-stats.ts';

const pageSize = 500;
/** Listings of a catalog from which on it is prepared over threads. */
const worthThreads = 20_000;
/** Changed listings that are searched apart before they go into one index with the rest. */
const apartMax = 2000;
/** Share of records that may stand for nothing any more before all is built anew. */
const goneShareMax = 0.25;
/** Merged and delisted listings are in no batch: they are looked for this often. */
const countEveryMs = 30_000;
/** A change is seen once it is committed, which may be this long after the time it bears. */
const commitLagMs = 5000;
/** Changes read in one look; the next look goes on from there. */
const changesMax = 5000;

/** Pictures are compared by their statistics here, not by hash. */
const bounds = { ...candidateBounds, hashesMax: 0 };
const noStats: PictureStats[] = [];
/** Pairs compared in one go in the worker's own thread: some 30 ms, in which it does nothing else. */
const blockPairs = 500;

function textAttributes(attributes: unknown): Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null) return {};
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name, String(value).slice(0, 300)]),
  );
}

function asListing(row: ListingRow): CatalogListing {
  return {
    title: row.title,
    description: row.description,
    brand: row.brand,
    gtin: row.gtin,
    mpn: row.mpn,
    url: row.url,
    price: row.priceMinor === null ? Number.NaN : Number(row.priceMinor) / 100,
    currency: row.currency,
    sellerKey: row.sellerId,
    locale: row.locale,
    attributes: textAttributes(row.attributes),
    pictures: row.pictures.map(([sha256, phash]) => ({
      sha256,
      phash: phash === null ? null : BigInt(phash),
    })),
  };
}

export function addListing(corpus: CatalogCorpus, row: ListingRow): void {
  corpus.add(asListing(row));
}

function fingerprint(row: ListingRow, measured: number): string {
  const text = JSON.stringify([row, measured], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return createHash('md5').update(text).digest('base64');
}

export class CatalogIndex {
  readonly corpus = new CatalogCorpus();
  private readonly pairRows = new PairRows(this.corpus);
  /** Product id of every record; a product that changed has several, of which the last counts. */
  readonly ids: string[] = [];
  /** Live products alone. */
  readonly recordOf = new Map<string, number>();
  private readonly fingerprints: string[] = [];
  private readonly gone = new RecordFlags();
  /** Most of the catalog, then what changed since. */
  private searches: CatalogSearch[] = [];
  private finder: CandidateFinder | null = null;
  private readonly pictures: NearPictures;
  private readonly breather = new Breather();
  /** Time of the last change that was seen, by the database's clock, and what was seen just before. */
  private changedAt = 0;
  private seenAt = new Map<string, number>();

  private constructor(pictures: NearPictures) {
    this.pictures = pictures;
  }

  get goneShare(): number {
    return this.gone.size / Math.max(1, this.ids.length);
  }

  /** Takes in rows as they are now by `preparer`; those that did not change cost nothing. Returns whether any did. */
  private async put(
    rows: readonly ListingRow[],
    preparer = new ListingPreparer(this.corpus, 1),
  ): Promise<boolean> {
    const measured = await readPictureStats(rows.map((row) => row.id));
    let isChanged = false;
    for (const row of rows) {
      await this.breather.pause();
      const stats = measured.get(row.id) ?? noStats;
      const mark = fingerprint(row, stats.length);
      const known = this.recordOf.get(row.id);
      if (known !== undefined && this.fingerprints[known] === mark) continue;
      this.drop(row.id);
      await preparer.add(asListing(row));
      for (const one of stats) this.pictures.add(this.ids.length, one);
      this.recordOf.set(row.id, this.ids.length);
      this.ids.push(row.id);
      this.fingerprints.push(mark);
      isChanged = true;
    }
    return isChanged;
  }

  private drop(id: string): void {
    const record = this.recordOf.get(id);
    if (record === undefined) return;
    this.gone.add(record);
    this.recordOf.delete(id);
  }

  private async makeFindable(): Promise<void> {
    this.corpus.finish(undefined, this.gone);
    const most = this.searches[0];
    const isApart = most !== undefined && this.ids.length - most.to <= apartMax;
    const search = new CatalogSearch(this.corpus, this.gone, isApart ? most.to : 0, bounds);
    for (const _ of search.prepare()) await this.breather.pause();
    this.searches = isApart ? [most, search] : [search];
    const { corpus: records, searches, gone, pictures } = this;
    this.finder = new CandidateFinder({ records, searches, gone, pictures, bounds });
  }

  /** Reads a whole catalog. */
  static async build(catalogId: string): Promise<CatalogIndex> {
    const index = new CatalogIndex(await NearPictures.open());
    const isLarge = (await countListings(catalogId)) >= worthThreads;
    const preparer = new ListingPreparer(index.corpus, isLarge ? workerThreads() : 1);
    index.changedAt = await lastChange(catalogId);
    // The database reads the next page while this process prepares one.
    for (let next = readListings(catalogId, null, pageSize); ; ) {
      const rows = await next;
      const isLast = rows.length < pageSize;
      if (!isLast) next = readListings(catalogId, rows[rows.length - 1].id, pageSize);
      // Where preparing fails, nobody asks for the page any more.
      next.catch(() => undefined);
      await index.put(rows, preparer);
      if (isLast) break;
    }
    await preparer.finish();
    await index.makeFindable();
    return index;
  }

  /** Products that changed since the last look, by whichever worker's hand. */
  private async changes(catalogId: string): Promise<string[]> {
    const since = new Date(this.changedAt - commitLagMs);
    const changed = await readChanges(catalogId, since, changesMax);
    const unseen = changed.filter(({ id, updatedAt }) => this.seenAt.get(id) !== updatedAt.getTime());
    this.seenAt = new Map(changed.map(({ id, updatedAt }) => [id, updatedAt.getTime()]));
    const last = changed.at(-1);
    if (last) this.changedAt = Math.max(this.changedAt, last.updatedAt.getTime());
    return unseen.map(({ id }) => id);
  }

  /** Reads these products again, and what else changed meanwhile. */
  async refresh(catalogId: string, productIds: readonly string[]): Promise<void> {
    const ids = [...new Set([...productIds, ...(await this.changes(catalogId))])];
    const rows = await readListingsOf(catalogId, ids);
    const live = new Set(rows.map((row) => row.id));
    for (const id of ids) if (!live.has(id)) this.drop(id);
    if (await this.put(rows)) await this.makeFindable();
  }

  /** Features of pairs of records, as `PairRows.each` gives them; beside the other work of this process. */
  eachRows(
    left: Int32Array,
    right: Int32Array,
    take: (rows: DenseRows, from: number) => Promise<void>,
  ): Promise<void> {
    const pause = (): Promise<void> => this.breather.pause();
    return this.pairRows.each(left, right, { threads: workerThreads(), blockPairs, pause }, take);
  }

  /** Adds what the pair filter reads of a record; the row's number is the one after the last. */
  addFilterRow(rows: FilterRows, record: number): number {
    return addCatalogRow(rows, this.corpus, record, this.pictures.firstOf(record));
  }

  /**
   * Candidate pairs of live products, as places in `ids` with bits of `source`, each once; null where it was aborted. Over
   * threads where the catalog is large enough, else beside the other work of this process.
   */
  async candidates(
    productIds: readonly string[],
    options: Pick<FindOptions, 'threads' | 'signal'>,
  ): Promise<CatalogCandidates | null> {
    const records = productIds.flatMap((id) => this.recordOf.get(id) ?? []);
    if (!this.finder) throw new Error('the index is not built');
    const pause = (): Promise<void> => this.breather.pause();
    return this.finder.find(Int32Array.from(records), { ...options, pause });
  }
}

let kept: { catalogId: string; index: Promise<CatalogIndex>; countedAt: number } | null = null;

function rebuild(catalogId: string): Promise<CatalogIndex> {
  const made = { catalogId, index: CatalogIndex.build(catalogId), countedAt: Date.now() };
  kept = made;
  made.index.catch(() => {
    if (kept === made) kept = null;
  });
  return made.index;
}

/** Whether listings went that no batch names: merged, delisted, or deleted. */
async function hasStrangers(catalogId: string, index: CatalogIndex): Promise<boolean> {
  if (!kept || Date.now() - kept.countedAt < countEveryMs) return false;
  kept.countedAt = Date.now();
  return (await countListings(catalogId)) < index.recordOf.size;
}

/**
 * The index of a catalog. Listings that are in no batch may be some batches old: each change of a listing brings a batch.
 * @param productIds read again as they are now
 */
export async function catalogIndex(
  catalogId: string,
  productIds: readonly string[] = [],
): Promise<CatalogIndex> {
  if (kept?.catalogId !== catalogId) return rebuild(catalogId);
  const before = kept.index;
  const refreshed = before.then(async (index) => {
    if (index.goneShare > goneShareMax || (await hasStrangers(catalogId, index)))
      return CatalogIndex.build(catalogId);
    if (productIds.length > 0) await index.refresh(catalogId, productIds);
    return index;
  });
  const made = { catalogId, index: refreshed, countedAt: kept.countedAt };
  kept = made;
  refreshed.catch(() => {
    if (kept === made) kept = null;
  });
  return refreshed;
}
