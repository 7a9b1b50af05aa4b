/**
 * Candidates of one listing among those of a catalog: exact keys (GTIN, MPN, picture bytes), near pictures, rare names and
 * like titles. What a listing finds depends on the catalog alone, not on which others are looked up in the same batch.
 * Built once and asked often: a look-up costs some 0.15 ms in 100,000 listings.
 */
import { addToGroup } from '../groups.ts';
import { type CandidateBounds, candidateBounds, source } from './candidate-source.ts';
import type { CatalogCorpus } from './catalog-corpus.ts';
import { HashIndex } from './hash-index.ts';
import { TextIndex, type TextIndexOptions } from './text-index.ts';
import { gramBuckets, nameBuckets } from './tokens.ts';

/** Listings that share a key with more than this many are a clump: the key tells nothing. */
const sharedKeyMax = 30;
/** Bits that a re-encoded, cropped or bordered picture may differ in. */
const pictureDistanceMax = 10;
/** Shorter part numbers (`100`, `A1`) are shared by chance. */
const partNumberLengthMin = 4;
/** Records between two yields of `prepare`. */
const stepRecords = 10_000;

/**
 * Names: the rarest alone, in some 50 µs; grams find misspelt titles. Of duplicates generated in five languages, without
 * codes, rare names find .98 in 10,000 listings and .95 in 50,000; all words without such weights found .69 in 10,000. Too
 * few postings miss names that a large catalog repeats, too many bring back what many have in common.
 */
function nameOptions(listings: number): TextIndexOptions {
  return { postingsMax: Math.max(300, Math.min(4000, Math.floor(listings / 50))), idfPower: 3 };
}
const gramOptions: TextIndexOptions = { postingsMax: 4000 };

const noHash = new Int32Array(0);

type Groups = Map<string, number[]>;

export class CatalogSearch {
  /** Records that can be found: [from, to). */
  readonly from: number;
  readonly to: number;
  private readonly catalog: CatalogCorpus;
  private readonly gone: ReadonlySet<number>;
  private readonly bounds: CandidateBounds;
  private readonly keys: Groups = new Map();
  private readonly files: Groups = new Map();
  private pictures: HashIndex | null = null;
  private names: TextIndex | null = null;
  private grams: TextIndex | null = null;

  /**
   * Finds the records that the catalog holds now, from `from` on. Ready once `prepare` has run to its end.
   * @param gone records that stand for no listing any more: never found, also those that go later
   */
  constructor(
    catalog: CatalogCorpus,
    gone: ReadonlySet<number> = new Set(),
    from = 0,
    bounds: CandidateBounds = candidateBounds,
  ) {
    this.catalog = catalog;
    this.gone = gone;
    this.from = from;
    this.to = catalog.count;
    this.bounds = bounds;
  }

  /** Builds the indexes, a part between two yields. */
  *prepare(): Generator<void> {
    const { catalog, gone, from, to } = this;
    for (let record = from; record < to; record++) {
      if ((record - from) % stepRecords === stepRecords - 1) yield;
      if (gone.has(record)) continue;
      for (const key of this.keysOf(record)) addToGroup(this.keys, key, record);
      for (const sha256 of new Set(catalog.shas[record])) addToGroup(this.files, sha256, record);
    }
    yield;
    if (this.bounds.hashesMax > 0) {
      const hashes = catalog.hashes.slice(0, to);
      this.pictures = new HashIndex(
        hashes.map((own, record) => (record < from || gone.has(record) ? noHash : own)),
      );
    }
    const isLeftOut = (record: number): boolean => gone.has(record);
    const { phrases, grams } = catalog.text;
    this.names = yield* TextIndex.inSteps(phrases, from, to, nameBuckets, {
      ...nameOptions(to - from),
      isLeftOut,
    });
    this.grams = yield* TextIndex.inSteps(grams, from, to, gramBuckets, { ...gramOptions, isLeftOut });
  }

  private keysOf(record: number): string[] {
    const gtin = this.catalog.gtins[record];
    const mpn = this.catalog.mpns[record];
    const keys = gtin ? [`gtin ${gtin}`] : [];
    if (mpn.length >= partNumberLengthMin) keys.push(`mpn ${mpn}`);
    return keys;
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
    add(this.sharing(this.keysOf(record), this.keys), source.key, keysMax);
    add(this.sharing(this.catalog.shas[record], this.files), source.picture, picturesMax);
    add(this.nearPictures(record), source.picture, hashesMax);
    add(this.namesakes(record), source.text, namesMax);
    add(this.likeTitles(record), source.text, gramsMax);
    return found;
  }

  private sharing(keys: readonly string[], groups: Groups): Set<number> {
    const others = new Set<number>();
    for (const key of keys) {
      const group = groups.get(key) ?? [];
      if (group.length <= sharedKeyMax) for (const other of group) others.add(other);
    }
    return others;
  }

  private nearPictures(record: number): number[] {
    const own = this.catalog.hashes[record];
    const near = this.pictures?.near(own, record, pictureDistanceMax, this.bounds.hashesMax) ?? [];
    return near.map((one) => one.record);
  }

  /** Those with the same rare names: some of the same language, some of others, whose common words all differ. */
  private namesakes(record: number): number[] {
    const { locales, text } = this.catalog;
    const { namesMax, foreignMax, namesLookedAt } = this.bounds;
    const near = this.names?.search(text.phrases.of(record), namesLookedAt, record).documents ?? [];
    const own: number[] = [];
    const foreign: number[] = [];
    for (const other of near) {
      if (locales[other] === locales[record]) own.push(other);
      else if (foreign.length < foreignMax) foreign.push(other);
    }
    return [...foreign, ...own.slice(0, namesMax - Math.min(foreign.length, foreignMax))];
  }

  private likeTitles(record: number): Iterable<number> {
    const grams = this.catalog.text.grams.of(record);
    return this.grams?.search(grams, this.bounds.gramsMax, record).documents ?? [];
  }
}
