/**
 * Prepares the listings of a large catalog over threads. Each thread makes a small catalog of some hundred listings with
 * words numbered anew; here they are put behind each other, words renumbered in the order in which they would have come. What
 * comes out is the same to the byte as adding listing by listing, whatever the number of threads.
 */
import type { CatalogCorpus, CatalogListing, CatalogParts } from '#server/ml/pairs/catalog-corpus.ts';
import { runThread } from './run-thread.ts';

/** Listings that a thread takes at once: of fewer, more words come again in the next; of more, the last thread is waited for longer. */
const taskListings = 2000;
/** Tasks under way or waiting to be put behind the others, for each thread. */
const tasksAThread = 3;

export class ListingPreparer {
  private readonly corpus: CatalogCorpus;
  private readonly atOnce: number;
  private readonly lanes: Promise<unknown>[];
  private readonly underWay: Promise<CatalogParts>[] = [];
  private waiting: CatalogListing[] = [];
  private tasks = 0;

  /**
   * @param threads 1 to do all of it here
   * @param atOnce listings of a task
   */
  constructor(corpus: CatalogCorpus, threads: number, atOnce = taskListings) {
    this.corpus = corpus;
    this.atOnce = atOnce;
    this.lanes = Array.from({ length: threads > 1 ? threads : 0 }, () => Promise.resolve());
  }

  /** Adds the next listing; wait for it where it gives a promise: enough are under way. */
  add(listing: CatalogListing): Promise<void> | undefined {
    if (this.lanes.length === 0) {
      this.corpus.add(listing);
      return;
    }
    this.waiting.push(listing);
    return this.waiting.length < this.atOnce ? undefined : this.start(tasksAThread * this.lanes.length);
  }

  /** Ends once the catalog holds every listing that was added. Rejects with what a thread threw. */
  async finish(): Promise<void> {
    if (this.waiting.length > 0) await this.start(0);
    await this.takeIn(0);
  }

  private start(mostUnderWay: number): Promise<void> {
    const lane = this.tasks++ % this.lanes.length;
    const task = { listings: this.waiting };
    this.waiting = [];
    const parts = this.lanes[lane].then(() => runThread({ work: 'prepare', task }));
    // What a task throws is told by `takeIn`, also where the next one of its lane goes on.
    this.lanes[lane] = parts.catch(() => undefined);
    this.underWay.push(parts);
    return this.takeIn(mostUnderWay);
  }

  /** Puts what is done behind the catalog, in order, until no more are under way than may be. */
  private async takeIn(mostUnderWay: number): Promise<void> {
    while (this.underWay.length > mostUnderWay) {
      const parts = await this.underWay[0];
      this.underWay.shift();
      this.corpus.append(parts);
    }
  }
}
