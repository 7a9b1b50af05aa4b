/**
 * Inverted index over lists of token ids, scored by BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework",
 * 2009, eq. 3.15, k1 = 1.2, b = .75, each token once a document). A query reads its rarest tokens first and stops after a
 * fixed number of postings: clumps of near-identical documents cost time in proportion, not squared.
 */
import type { Ragged } from './ragged.ts';
import {
  idMask,
  TextIndexBuilder,
  type TextIndexOptions,
  type TextIndexParts,
} from './text-index-builder.ts';

export interface Neighbours {
  /** Documents, best first; ties by number. */
  documents: Int32Array;
  scores: Float32Array;
}

/** A query that has touched no more documents reads on, in part. */
const fewFound = 12;

export class TextIndex {
  readonly parts: TextIndexParts;
  /** Postings that all searches so far have read: what a clump must not blow up. */
  postingsRead = 0;
  private readonly mask: number;
  private readonly sums: Float32Array;
  private readonly touched: Int32Array;

  /** An index over parts that were built before. */
  constructor(parts: TextIndexParts) {
    this.parts = parts;
    this.mask = idMask(parts.idf.length);
    this.sums = new Float32Array(parts.lengthNorm.length);
    this.touched = new Int32Array(parts.lengthNorm.length);
  }

  /**
   * Builds an index in steps.
   * @param lists ascending distinct token ids of every record
   * @param from, to the records that are documents
   * @param idCount ids lie in 0…idCount−1, or are cut to as many bits where it is a power of two
   */
  static *inSteps(
    lists: Ragged,
    from: number,
    to: number,
    idCount: number,
    options: TextIndexOptions,
  ): Generator<void, TextIndex> {
    return new TextIndex(yield* new TextIndexBuilder(lists, from, to, idCount, options).build());
  }

  /** The same at once. */
  static of(lists: Ragged, from: number, to: number, idCount: number, options: TextIndexOptions): TextIndex {
    const steps = TextIndex.inSteps(lists, from, to, idCount, options);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** Adds up the scores; returns how many documents were touched. */
  private accumulate(query: Int32Array, self: number): number {
    const { idf, starts, postingsMax } = this.parts;
    const order = rarestFirst(query, this.mask, idf);
    let touchedCount = 0;
    let read = 0;
    for (const id of order) {
      const [start, end] = [starts[id], starts[id + 1]];
      read += end - start;
      if (read <= postingsMax) touchedCount = this.add(id, start, end, touchedCount);
      else {
        // Whoever found hardly any is in a clump: of the next token it reads as much as may be, from the record on.
        if (touchedCount <= fewFound) touchedCount = this.addAround(id, self, touchedCount);
        break;
      }
    }
    return touchedCount;
  }

  private add(id: number, start: number, end: number, touchedCount: number): number {
    const { postings, idf, lengthNorm } = this.parts;
    const { sums, touched } = this;
    const weight = idf[id];
    this.postingsRead += end - start;
    let count = touchedCount;
    for (let at = start; at < end; at++) {
      const document = postings[at];
      if (sums[document] === 0) touched[count++] = document;
      sums[document] += weight * lengthNorm[document];
    }
    return count;
  }

  /** Adds `postingsMax` postings of an id that has more, from a record on and then from the first. */
  private addAround(id: number, self: number, touchedBefore: number): number {
    const { postings, starts, postingsMax, from } = this.parts;
    const [start, end] = [starts[id], starts[id + 1]];
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (postings[middle] < self - from) low = middle + 1;
      else high = middle;
    }
    const last = Math.min(end, low + postingsMax);
    const touchedCount = this.add(id, low, last, touchedBefore);
    return this.add(id, start, Math.min(low, start + postingsMax - (last - low)), touchedCount);
  }

  /**
   * The best documents for a query.
   * @param self record that is not its own neighbour; −1 for none
   */
  search(query: Int32Array, countMax: number, self = -1): Neighbours {
    const touchedCount = this.accumulate(query, self);
    const { from } = this.parts;
    if (self >= from && self - from < this.sums.length) this.sums[self - from] = 0;
    const best = keepLargest(this.touched.subarray(0, touchedCount), this.sums, countMax);
    const scores = Float32Array.from(best, (document) => this.sums[document]);
    for (let at = 0; at < touchedCount; at++) this.sums[this.touched[at]] = 0;
    return { documents: best.map((document) => document + from), scores };
  }
}

/** Ids of a query, cut to the mask: rarest first, ties by number. By insertion: queries are short, and often nearly in order. */
function rarestFirst(query: Int32Array, mask: number, idf: Float32Array): Int32Array {
  const order = new Int32Array(query.length);
  for (let taken = 0; taken < query.length; taken++) {
    const id = query[taken] & mask;
    const rarity = idf[id];
    let at = taken;
    for (; at > 0; at--) {
      const before = order[at - 1];
      if (idf[before] > rarity || (idf[before] === rarity && before <= id)) break;
      order[at] = before;
    }
    order[at] = id;
  }
  return order;
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
