/**
 * Inverted index over lists of token ids, scored by BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework",
 * 2009, eq. 3.15, k1 = 1.2, b = .75, each token once a document). A query reads its rarest tokens first and stops after a
 * fixed number of postings: clumps of near-identical documents cost time in proportion, not squared.
 */
import type { Ragged } from './ragged.ts';

const saturation = 1.2;
const lengthShare = 0.75;

export interface Neighbours {
  /** Documents, best first; ties by number. */
  documents: Int32Array;
  scores: Float32Array;
}

export interface TextIndexOptions {
  /** Most postings that a query reads; the rarest token is always read. */
  postingsMax: number;
  /** Weight of a token: its idf to this power. Above 1, few rare tokens outweigh many common ones. */
  idfPower?: number;
  /** Records that are no documents. */
  isLeftOut?: (record: number) => boolean;
}

/** Records or ids between two yields while an index is built: some 10 ms. */
const stepRecords = 5000;
const stepIds = 200_000;
/** Idf is looked up by how many documents hold a token, up to here. */
const tabledCounts = 1024;

export class TextIndex {
  private readonly starts: Int32Array;
  private postings = new Int32Array(0);
  private readonly idf: Float32Array;
  private readonly lengthNorm: Float32Array;
  private readonly sums: Float32Array;
  private readonly touched: Int32Array;
  private readonly lists: Ragged;
  private readonly from: number;
  private readonly to: number;
  private readonly options: TextIndexOptions;

  private constructor(lists: Ragged, from: number, to: number, idCount: number, options: TextIndexOptions) {
    this.lists = lists;
    this.from = from;
    this.to = to;
    this.options = options;
    this.starts = new Int32Array(idCount + 1);
    this.idf = new Float32Array(idCount);
    const length = Math.max(0, to - from);
    this.lengthNorm = new Float32Array(length);
    this.sums = new Float32Array(length);
    this.touched = new Int32Array(length);
  }

  /**
   * Builds an index in steps.
   * @param lists ascending distinct token ids of every record
   * @param from, to the records that are documents
   * @param idCount ids lie in 0…idCount−1
   */
  static *inSteps(
    lists: Ragged,
    from: number,
    to: number,
    idCount: number,
    options: TextIndexOptions,
  ): Generator<void, TextIndex> {
    const index = new TextIndex(lists, from, to, idCount, options);
    const documents = yield* index.countTokens();
    yield* index.weighTokens(documents);
    yield* index.placePostings(documents);
    return index;
  }

  /** The same at once. */
  static of(lists: Ragged, from: number, to: number, idCount: number, options: TextIndexOptions): TextIndex {
    const steps = TextIndex.inSteps(lists, from, to, idCount, options);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  private *countTokens(): Generator<void, number> {
    const { lists, from, to, starts, options } = this;
    let documents = 0;
    for (let record = from; record < to; record++) {
      if ((record - from) % stepRecords === stepRecords - 1) yield;
      if (options.isLeftOut?.(record)) continue;
      documents++;
      for (const id of lists.of(record)) starts[id + 1]++;
    }
    return documents;
  }

  /** Turns counts into weights and into places among the postings. */
  private *weighTokens(documents: number): Generator<void> {
    const { idf, starts } = this;
    const power = this.options.idfPower ?? 1;
    const weigh = (count: number): number => Math.log(1 + (documents - count + 0.5) / (count + 0.5)) ** power;
    const tabled = Float32Array.from({ length: tabledCounts }, (_, count) => weigh(count));
    for (let id = 0; id < idf.length; id++) {
      if (id % stepIds === stepIds - 1) yield;
      const count = starts[id + 1];
      idf[id] = count < tabledCounts ? tabled[count] : weigh(count);
      starts[id + 1] += starts[id];
    }
  }

  private *placePostings(documents: number): Generator<void> {
    const { lists, from, to, starts, options } = this;
    const total = starts[starts.length - 1];
    this.postings = new Int32Array(total);
    const next = starts.slice(0, -1);
    const meanLength = total / Math.max(1, documents);
    for (let record = from; record < to; record++) {
      if ((record - from) % stepRecords === stepRecords - 1) yield;
      if (options.isLeftOut?.(record)) continue;
      for (const id of lists.of(record)) this.postings[next[id]++] = record - from;
      const length = lists.end(record) - lists.start(record);
      const norm = saturation * (1 - lengthShare + (lengthShare * length) / Math.max(1e-9, meanLength));
      this.lengthNorm[record - from] = (saturation + 1) / (1 + norm);
    }
  }

  /** Adds up the scores; returns how many documents were touched. */
  private accumulate(query: Int32Array): number {
    const order = Array.from(query).sort((a, b) => this.idf[b] - this.idf[a] || a - b);
    let touchedCount = 0;
    let read = 0;
    for (const id of order) {
      const end = this.starts[id + 1];
      read += end - this.starts[id];
      // At least the rarest token is always read.
      if (read > this.options.postingsMax && touchedCount > 0) break;
      const weight = this.idf[id];
      for (let at = this.starts[id]; at < end; at++) {
        const document = this.postings[at];
        if (this.sums[document] === 0) this.touched[touchedCount++] = document;
        this.sums[document] += weight * this.lengthNorm[document];
      }
    }
    return touchedCount;
  }

  /**
   * The best documents for a query.
   * @param self record that is not its own neighbour; −1 for none
   */
  search(query: Int32Array, countMax: number, self = -1): Neighbours {
    const touchedCount = this.accumulate(query);
    if (self >= this.from && self - this.from < this.sums.length) this.sums[self - this.from] = 0;
    const best = keepLargest(this.touched.subarray(0, touchedCount), this.sums, countMax);
    const scores = Float32Array.from(best, (document) => this.sums[document]);
    for (let at = 0; at < touchedCount; at++) this.sums[this.touched[at]] = 0;
    return { documents: best.map((document) => document + this.from), scores };
  }
}

/** Documents with the largest sums above 0, best first, by a bounded heap whose top is the worst kept. */
function keepLargest(candidates: Int32Array, sums: Float32Array, countMax: number): Int32Array {
  const heap = new Int32Array(countMax);
  let size = 0;
  const isWorse = (a: number, b: number): boolean => sums[a] < sums[b] || (sums[a] === sums[b] && a > b);
  for (const document of candidates) {
    if (sums[document] <= 0) continue;
    if (size < countMax) {
      let at = size++;
      while (at > 0 && isWorse(document, heap[(at - 1) >> 1])) {
        heap[at] = heap[(at - 1) >> 1];
        at = (at - 1) >> 1;
      }
      heap[at] = document;
    } else if (countMax > 0 && isWorse(heap[0], document)) siftDown(heap, size, document, isWorse);
  }
  return heap.slice(0, size).sort((a, b) => sums[b] - sums[a] || a - b);
}

/** Puts a document in the place of the worst. */
function siftDown(
  heap: Int32Array,
  size: number,
  document: number,
  isWorse: (a: number, b: number) => boolean,
): void {
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && isWorse(heap[child + 1], heap[child])) child++;
    if (!isWorse(heap[child], document)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = document;
}
