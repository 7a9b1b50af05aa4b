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
  /**
   * Of every document by turns what a search has summed up and its length norm: side by side, since each posting needs both,
   * and what takes time is coming by the memory.
   */
  private readonly cells: Float32Array;
  private readonly touched: Int32Array;

  /** An index over parts that were built before. */
  constructor(parts: TextIndexParts) {
    this.parts = parts;
    this.mask = idMask(parts.idf.length);
    this.cells = new Float32Array(2 * parts.lengthNorm.length);
    for (let document = 0; document < parts.lengthNorm.length; document++)
      this.cells[2 * document + 1] = parts.lengthNorm[document];
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
    const { postings, idf } = this.parts;
    const { cells, touched } = this;
    const weight = idf[id];
    this.postingsRead += end - start;
    let count = touchedCount;
    for (let at = start; at < end; at++) {
      const cell = 2 * postings[at];
      if (cells[cell] === 0) touched[count++] = postings[at];
      cells[cell] += weight * cells[cell + 1];
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
    const { cells, touched } = this;
    if (self >= from && self - from < this.parts.lengthNorm.length) cells[2 * (self - from)] = 0;
    const best = new BestDocuments(countMax);
    for (let at = 0; at < touchedCount; at++) {
      const document = touched[at];
      best.offer(document, cells[2 * document]);
      cells[2 * document] = 0;
    }
    return best.sorted(from);
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

/** More than a search may ask for. */
const placesMax = 2 ** 20;

/** The documents with the largest sums above 0, in a bounded heap whose top is the worst kept; of equal sums the smaller number. */
class BestDocuments {
  private readonly documents: Int32Array;
  private readonly sums: Float32Array;
  /** The sums' bits, which stand in the order of the sums: none is below 0. */
  private readonly sumBits: Int32Array;
  private size = 0;

  constructor(countMax: number) {
    this.documents = new Int32Array(countMax);
    this.sums = new Float32Array(countMax);
    this.sumBits = new Int32Array(this.sums.buffer);
  }

  offer(document: number, sum: number): void {
    if (sum <= 0) return;
    if (this.size < this.documents.length) this.rise(document, sum);
    else if (this.size > 0 && this.isWorse(0, document, sum)) this.sink(document, sum);
  }

  /** Best first. */
  sorted(from: number): Neighbours {
    const { size, sums, sumBits, documents } = this;
    // As numbers: the engine sorts those in a tenth of the time that it takes to ask which of two comes first.
    const keys = new Float64Array(size);
    for (let place = 0; place < size; place++) keys[place] = sumBits[place] * placesMax + place;
    keys.sort();
    const found = { documents: new Int32Array(size), scores: new Float32Array(size) };
    for (let rank = 0; rank < size; rank++) {
      const place = keys[size - 1 - rank] % placesMax;
      const document = documents[place] + from;
      let at = rank;
      for (; at > 0 && found.scores[at - 1] === sums[place] && found.documents[at - 1] > document; at--)
        found.documents[at] = found.documents[at - 1];
      found.documents[at] = document;
      found.scores[rank] = sums[place];
    }
    return found;
  }

  /** Whether what stands at a place is worse than another document. */
  private isWorse(place: number, document: number, sum: number): boolean {
    return this.sums[place] < sum || (this.sums[place] === sum && this.documents[place] > document);
  }

  private put(place: number, document: number, sum: number): void {
    this.documents[place] = document;
    this.sums[place] = sum;
  }

  private rise(document: number, sum: number): void {
    let at = this.size++;
    for (let parent = (at - 1) >> 1; at > 0 && !this.isWorse(parent, document, sum); parent = (at - 1) >> 1) {
      this.put(at, this.documents[parent], this.sums[parent]);
      at = parent;
    }
    this.put(at, document, sum);
  }

  /** Puts a document in the place of the worst. */
  private sink(document: number, sum: number): void {
    let at = 0;
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      if (child + 1 < this.size && this.isWorse(child + 1, this.documents[child], this.sums[child])) child++;
      if (!this.isWorse(child, document, sum)) break;
      this.put(at, this.documents[child], this.sums[child]);
      at = child;
    }
    this.put(at, document, sum);
  }
}
