/** Builds an inverted index over lists of token ids, in steps: counts, weights and places, then postings. */
import { roomForFloats, roomForInts } from './array-room.ts';
import type { Ragged } from './ragged.ts';

export interface TextIndexOptions {
  /** Most postings that a query reads. */
  postingsMax: number;
  /** Weight of a token: its idf to this power. Above 1, few rare tokens outweigh many common ones. */
  idfPower?: number;
  /** Records that are no documents. */
  isLeftOut?: (record: number) => boolean;
}

/** What an index consists of: arrays alone, which threads can share. */
export interface TextIndexParts {
  /** Record of the first document. */
  from: number;
  postingsMax: number;
  /** Place of each id's postings, and the end behind the last. */
  starts: Int32Array;
  /** Documents, ascending within each id. */
  postings: Int32Array;
  idf: Float32Array;
  lengthNorm: Float32Array;
}

const saturation = 1.2;
const lengthShare = 0.75;
/** Records or ids between two yields while an index is built: some 10 ms. */
const stepRecords = 5000;
const stepIds = 200_000;
/** Idf is looked up by how many documents hold a token, up to here. */
const tabledCounts = 1024;

/** Ids of an index are cut to these bits: it may have fewer buckets than ids were hashed to. */
export function idMask(idCount: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, idCount))) - 1;
}

/** Buckets for hashed lists: a power of two, some four to every distinct id that as many may hold. */
export function bucketCount(idsHeld: number, bucketsMax: number): number {
  return Math.min(bucketsMax, 2 ** Math.max(12, Math.ceil(Math.log2(idsHeld + 1)) + 1));
}

export class TextIndexBuilder {
  private readonly starts: Int32Array;
  private readonly idf: Float32Array;
  private readonly mask: number;
  private readonly lists: Ragged;
  private readonly from: number;
  private readonly to: number;
  private readonly options: TextIndexOptions;

  constructor(lists: Ragged, from: number, to: number, idCount: number, options: TextIndexOptions) {
    this.lists = lists;
    this.from = from;
    this.to = Math.max(from, to);
    this.options = options;
    this.mask = idMask(idCount);
    this.starts = roomForInts(idCount + 1);
    this.idf = roomForFloats(idCount);
  }

  *build(): Generator<void, TextIndexParts> {
    const documents = yield* this.countTokens();
    yield* this.weighTokens(documents);
    return yield* this.placePostings(documents);
  }

  private *countTokens(): Generator<void, number> {
    const { lists, from, to, starts, mask, options } = this;
    let documents = 0;
    for (let record = from; record < to; record++) {
      if ((record - from) % stepRecords === stepRecords - 1) yield;
      if (options.isLeftOut?.(record)) continue;
      documents++;
      for (const id of lists.of(record)) starts[(id & mask) + 1]++;
    }
    return documents;
  }

  /** Turns counts into weights and into places among the postings. */
  private *weighTokens(documents: number): Generator<void> {
    const { idf, starts } = this;
    const power = this.options.idfPower ?? 1;
    const weigh = (count: number): number =>
      Math.log(1 + Math.max(0, documents - count + 0.5) / (count + 0.5)) ** power;
    const tabled = Float32Array.from({ length: tabledCounts }, (_, count) => weigh(count));
    for (let id = 0; id < idf.length; id++) {
      if (id % stepIds === stepIds - 1) yield;
      const count = starts[id + 1];
      idf[id] = count < tabledCounts ? tabled[count] : weigh(count);
      starts[id + 1] += starts[id];
    }
  }

  private *placePostings(documents: number): Generator<void, TextIndexParts> {
    const { lists, from, to, starts, idf, mask, options } = this;
    const postings = roomForInts(starts[starts.length - 1]);
    const lengthNorm = roomForFloats(to - from);
    const next = starts.slice(0, -1);
    const meanLength = postings.length / Math.max(1, documents);
    for (let record = from; record < to; record++) {
      if ((record - from) % stepRecords === stepRecords - 1) yield;
      if (options.isLeftOut?.(record)) continue;
      for (const id of lists.of(record)) postings[next[id & mask]++] = record - from;
      const length = lists.end(record) - lists.start(record);
      const norm = saturation * (1 - lengthShare + (lengthShare * length) / Math.max(1e-9, meanLength));
      lengthNorm[record - from] = (saturation + 1) / (1 + norm);
    }
    return { from, postingsMax: options.postingsMax, starts, postings, idf, lengthNorm };
  }
}
