/**
 * Features of many pairs of a catalog over threads, which look into its arrays without a copy. The same to the bit as
 * `catalogFeatures(corpus).rows`, for any number of threads.
 */
import { shareableParts } from '#server/ml/pairs/array-room.ts';
import type { CatalogCorpus, CatalogParts } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { dealParts } from './deal-parts.ts';
import { runThread } from './run-thread.ts';

/** Pairs of a task: some 50 ms, a megabyte of features. */
const taskPairs = 4000;
/** Fewer pairs are not worth a thread, nor are those of a catalog with which threads would hardly be up before all is done. */
const worthPairs = 2000;
const worthListings = 20_000;

export interface PairRowsOptions {
  threads: number;
  /** Listings below which no thread is started. */
  inlineBelow?: number;
  /** Awaited between two blocks where no threads are worth their start: lets the process breathe. */
  pause?: () => Promise<void>;
  /** Pairs of a block where no threads are worth their start. */
  blockPairs?: number;
}

let states = 0;

export class PairRows {
  private readonly corpus: CatalogCorpus;
  private shared: { key: number; count: number; catalog: CatalogParts } | null = null;

  /** @param corpus finished; where listings are added and it is finished again, rows are those of the catalog as it is then */
  constructor(corpus: CatalogCorpus) {
    this.corpus = corpus;
  }

  /**
   * Gives the rows of all pairs to `take`, a block at a time, each with the place of its first pair, in any order; the next
   * blocks are computed while `take` is awaited.
   * Rejects with what a thread or `take` threw.
   */
  async each(
    left: Int32Array,
    right: Int32Array,
    options: PairRowsOptions,
    take: (rows: DenseRows, from: number) => Promise<void>,
  ): Promise<void> {
    const { threads, inlineBelow = worthListings } = options;
    const isWorthThreads =
      threads > 1 &&
      this.corpus.count >= inlineBelow &&
      (left.length >= worthPairs || options.inlineBelow === 0);
    return isWorthThreads
      ? this.overThreads(left, right, threads, take)
      : this.here(left, right, options, take);
  }

  private async here(
    left: Int32Array,
    right: Int32Array,
    { pause, blockPairs = taskPairs }: PairRowsOptions,
    take: (rows: DenseRows, from: number) => Promise<void>,
  ): Promise<void> {
    const features = catalogFeatures(this.corpus);
    let taken = Promise.resolve();
    for (let from = 0; from < left.length; from += blockPairs) {
      const to = from + blockPairs;
      const rows = features.rows(this.corpus.text, left.subarray(from, to), right.subarray(from, to));
      await taken;
      taken = take(rows, from);
      // Told where it is awaited, which may be after a pause.
      taken.catch(() => undefined);
      await pause?.();
    }
    await taken;
  }

  private async overThreads(
    left: Int32Array,
    right: Int32Array,
    threads: number,
    take: (rows: DenseRows, from: number) => Promise<void>,
  ): Promise<void> {
    const { key, catalog } = this.share();
    const featureCount = catalogFeatures(this.corpus).count;
    const lanes = Array.from({ length: threads }, () => Promise.resolve());
    const run = async (part: number, lane: number): Promise<void> => {
      const from = part * taskPairs;
      const sides = {
        left: left.slice(from, from + taskPairs),
        right: right.slice(from, from + taskPairs),
      };
      const values = await runThread({ work: 'pair-rows', task: { key, catalog, ...sides } });
      // What the lane found before is being taken while its thread works on the next.
      await lanes[lane];
      lanes[lane] = take({ values, rowCount: sides.left.length, featureCount }, from);
      lanes[lane].catch(() => undefined);
    };
    await dealParts(Math.ceil(left.length / taskPairs), threads, run).finally(() =>
      Promise.allSettled(lanes),
    );
    await Promise.all(lanes);
  }

  private share(): { key: number; catalog: CatalogParts } {
    const { count } = this.corpus;
    if (this.shared?.count !== count)
      this.shared = { key: ++states, count, catalog: shareableParts(this.corpus.parts) };
    return this.shared;
  }
}
