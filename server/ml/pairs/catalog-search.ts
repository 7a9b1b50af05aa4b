/**
 * Candidates of one listing among those of a catalog: exact keys (GTIN, MPN, picture bytes), near pictures, rare names and
 * like titles. What a listing finds depends on the catalog alone, not on which others are looked up in the same batch.
 * Built once and asked often: a look-up costs some 0.15 ms in 100,000 listings.
 */
import { type CandidateBounds, candidateBounds, source } from './candidate-source.ts';
import { HashIndex } from './hash-index.ts';
import { buildKeyIndex, type KeyIndexParts, recordsWithKey } from './key-index.ts';
import { likelyNamesakes, type NamesakeLists } from './namesake-order.ts';
import type { Ragged } from './ragged.ts';
import { type Neighbours, TextIndex } from './text-index.ts';
import { bucketCount, type TextIndexOptions, type TextIndexParts } from './text-index-builder.ts';
import { gramBuckets, nameBuckets } from './tokens.ts';

/** Listings that share a key with more than this many are a clump: the key tells nothing. */
const sharedKeyMax = 30;
/** Bits that a re-encoded, cropped or bordered picture may differ in. */
const pictureDistanceMax = 10;

/**
 * Names: the rarest alone, in some 50 µs; grams find misspelt titles. Idf⁵: the one name that two listings share must
 * outweigh all that a long description repeats (of planted duplicates without codes in 50,000 listings, powers 3, 5 and 8
 * miss 239, 221 and 241 of 10,890). Too few postings miss names that a large catalog repeats, too many bring back what many
 * have in common.
 */
function nameOptions(listings: number): TextIndexOptions {
  return { postingsMax: Math.max(300, Math.min(4000, Math.floor(listings / 50))), idfPower: 5 };
}
const gramOptions: TextIndexOptions = { postingsMax: 4000 };

const none = new Int32Array(0);
const noNeighbours: Neighbours = { documents: none, scores: new Float32Array(0) };

/** What the search reads of the listings of a catalog. */
export interface SearchableRecords extends NamesakeLists {
  readonly count: number;
  /** GTIN and part number, hashed, and hashes of pictures' bytes: [high, low] by turns. */
  readonly keys: Ragged;
  readonly files: Ragged;
  /** Perceptual hashes of pictures, [high, low] by turns. */
  readonly hashes: Ragged;
  readonly phrases: Ragged;
  readonly grams: Ragged;
}

/** The indexes of a search: arrays alone, which threads can share. */
export interface SearchIndexes {
  keys: KeyIndexParts;
  files: KeyIndexParts;
  names: TextIndexParts;
  grams: TextIndexParts;
}

/** Records that stand for no listing any more. */
interface Gone {
  has(record: number): boolean;
}

export class CatalogSearch {
  /** Records that can be found: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly bounds: CandidateBounds;
  private readonly records: SearchableRecords;
  private readonly gone: Gone;
  private indexes: SearchIndexes | null = null;
  private pictures: HashIndex | null = null;
  private names: TextIndex | null = null;
  private grams: TextIndex | null = null;

  /**
   * Finds the records that the catalog holds now, from `from` on. Ready once `prepare` has run to its end.
   * @param gone records that stand for no listing any more: never found, also those that go later
   */
  constructor(
    records: SearchableRecords,
    gone: Gone = new Set(),
    from = 0,
    bounds: CandidateBounds = candidateBounds,
  ) {
    this.records = records;
    this.gone = gone;
    this.from = from;
    this.to = records.count;
    this.bounds = bounds;
  }

  /** Builds the indexes, a part between two yields. */
  *prepare(): Generator<void> {
    const { records, gone, from, to } = this;
    const isLeftOut = (record: number): boolean => gone.has(record);
    const keys = yield* buildKeyIndex(records.keys, from, to, isLeftOut);
    const files = yield* buildKeyIndex(records.files, from, to, isLeftOut);
    const { phrases, grams } = records;
    const held = phrases.start(to) - phrases.start(from);
    const names = yield* TextIndex.inSteps(phrases, from, to, bucketCount(held, nameBuckets), {
      ...nameOptions(to - from),
      isLeftOut,
    });
    const likeness = yield* TextIndex.inSteps(grams, from, to, gramBuckets, { ...gramOptions, isLeftOut });
    this.take({ keys, files, names: names.parts, grams: likeness.parts });
  }

  /** Takes indexes that another search of the same records has built. */
  take(indexes: SearchIndexes): this {
    this.indexes = indexes;
    this.names = new TextIndex(indexes.names);
    this.grams = new TextIndex(indexes.grams);
    if (this.bounds.hashesMax > 0) {
      const { hashes } = this.records;
      const isFound = (record: number): boolean => record >= this.from && !this.gone.has(record);
      this.pictures = new HashIndex(
        Array.from({ length: this.to }, (_, record) => (isFound(record) ? hashes.of(record) : none)),
      );
    }
    return this;
  }

  /** Postings that all look-ups so far have read. */
  get postingsRead(): number {
    return (this.names?.postingsRead ?? 0) + (this.grams?.postingsRead ?? 0);
  }

  /** What was built; null before. */
  get built(): SearchIndexes | null {
    return this.indexes;
  }

  /** Candidates of a record, which need not be one of those that can be found: the other record → bits of `source`. */
  candidates(record: number, found = new Map<number, number>()): Map<number, number> {
    const add = (others: Iterable<number>, bit: number, most: number): void => {
      let added = 0;
      for (const other of others) {
        if (other === record || this.gone.has(other)) continue;
        if (added++ >= most) break;
        found.set(other, (found.get(other) ?? 0) | bit);
      }
    };
    const { keysMax, picturesMax, hashesMax, namesMax, gramsMax } = this.bounds;
    const { keys, files } = this.records;
    add(this.sharing(keys.of(record), this.indexes?.keys), source.key, keysMax);
    add(this.sharing(files.of(record), this.indexes?.files), source.picture, picturesMax);
    add(this.nearPictures(record), source.picture, hashesMax);
    add(this.namesakes(record), source.text, namesMax);
    add(this.likeTitles(record), source.text, gramsMax);
    return found;
  }

  /** Those that share the rarest names with a record, most first. */
  withRareNames(record: number, countMax: number): Neighbours {
    return this.names?.search(this.records.phrases.of(record), countMax, record) ?? noNeighbours;
  }

  private sharing(own: Int32Array, index: KeyIndexParts | undefined): Set<number> {
    const others = new Set<number>();
    for (let at = 0; index && at < own.length; at += 2)
      for (const other of recordsWithKey(index, own[at], own[at + 1], sharedKeyMax)) others.add(other);
    return others;
  }

  private nearPictures(record: number): number[] {
    if (!this.pictures) return [];
    const own = this.records.hashes.of(record);
    const near = this.pictures.near(own, record, pictureDistanceMax, this.bounds.hashesMax);
    return near.map((one) => one.record);
  }

  /**
   * Those with the same rare names that are likely the same product, of whatever language. Names alone add up what a long
   * description repeats, and in a large catalog many products share a brand, a series and a number.
   */
  private namesakes(record: number): Int32Array {
    const { namesMax, namesLookedAt } = this.bounds;
    const { documents, scores } = this.withRareNames(record, namesLookedAt);
    return likelyNamesakes(this.records, record, documents, scores, namesMax);
  }

  private likeTitles(record: number): Iterable<number> {
    const grams = this.records.grams.of(record);
    return this.grams?.search(grams, this.bounds.gramsMax, record).documents ?? [];
  }
}
