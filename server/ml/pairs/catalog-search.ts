/**
 * Candidates of one listing among all of a catalog: exact keys (GTIN, MPN, picture bytes), near pictures, rare
 * names and like titles. What a listing finds depends on the catalog alone, not on which others
 * are looked up in the same batch. Built once and asked often: a look-up costs some 0.15 ms in 100,000 listings.
 */
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

/**
 * Names: the few rarest alone, which cost 30 µs; of generated duplicates in five languages these find .98, all words
 * without such weights .69. Grams find misspelt titles.
 */
const textOptions = {
  names: { postingsMax: 300, idfPower: 3 },
  grams: { postingsMax: 4000 },
} satisfies Record<string, TextIndexOptions>;

const noHash = new Int32Array(0);

type Groups = Map<string, number[]>;

function addToGroup(groups: Groups, key: string, record: number): void {
  const group = groups.get(key);
  if (group) group.push(record);
  else groups.set(key, [record]);
}

export class CatalogSearch {
  private readonly catalog: CatalogCorpus;
  private readonly isDead: Uint8Array;
  private readonly bounds: CandidateBounds;
  private readonly keys: Groups = new Map();
  private readonly files: Groups = new Map();
  private pictures: HashIndex | null = null;
  private names: TextIndex | null = null;
  private grams: TextIndex | null = null;

  /**
   * Ready once `prepare` has run to its end.
   * @param isDead 1 for records that no longer stand for a listing: they are never found
   */
  constructor(catalog: CatalogCorpus, isDead: Uint8Array, bounds: CandidateBounds = candidateBounds) {
    this.catalog = catalog;
    this.isDead = isDead;
    this.bounds = bounds;
  }

  /** Builds the indexes, a part between two yields: at most some 100 ms each in 100,000 listings. */
  *prepare(): Generator<void> {
    const { catalog, isDead } = this;
    for (let record = 0; record < catalog.count; record++) {
      if (record % 20_000 === 19_999) yield;
      if (isDead[record]) continue;
      for (const key of this.keysOf(record)) addToGroup(this.keys, key, record);
      for (const sha256 of new Set(catalog.shas[record])) addToGroup(this.files, sha256, record);
    }
    yield;
    this.pictures = new HashIndex(catalog.hashes.map((own, record) => (isDead[record] ? noHash : own)));
    const { names, grams } = textOptions;
    yield;
    this.names = new TextIndex(catalog.text.phrases, 0, catalog.count, nameBuckets, {
      ...names,
      isLeftOut: isDead,
    });
    yield;
    this.grams = new TextIndex(catalog.text.grams, 0, catalog.count, gramBuckets, {
      ...grams,
      isLeftOut: isDead,
    });
  }

  private keysOf(record: number): string[] {
    const gtin = this.catalog.gtins[record];
    const mpn = this.catalog.mpns[record];
    const keys = gtin ? [`gtin ${gtin}`] : [];
    if (mpn.length >= partNumberLengthMin) keys.push(`mpn ${mpn}`);
    return keys;
  }

  /** Candidates of a record: the other record → bits of `source`. */
  candidates(record: number): Map<number, number> {
    const found = new Map<number, number>();
    const add = (others: Iterable<number>, bit: number, most: number): void => {
      let added = 0;
      for (const other of others) {
        if (other === record) continue;
        if (added++ >= most) break;
        found.set(other, (found.get(other) ?? 0) | bit);
      }
    };
    const { keysMax, picturesMax, namesMax, gramsMax } = this.bounds;
    add(this.sharing(this.keysOf(record), this.keys), source.key, keysMax);
    add(this.sharing(this.catalog.shas[record], this.files), source.picture, picturesMax);
    add(this.nearPictures(record), source.picture, picturesMax);
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
    const near = this.pictures?.near(own, record, pictureDistanceMax, this.bounds.picturesMax) ?? [];
    return near.map((one) => one.record);
  }

  /** Those with the same rare names: some of the same language, some of others, whose common words all differ. */
  private namesakes(record: number): number[] {
    const { locales, text } = this.catalog;
    const { namesMax, foreignMax, namesLookedAt } = this.bounds;
    const near = this.names?.search(text.phrases.of(record), namesLookedAt, record).documents ?? [];
    const chosen: number[] = [];
    const foreign: number[] = [];
    for (const other of near) {
      if (locales[other] === locales[record]) chosen.push(other);
      else if (foreign.length < foreignMax) foreign.push(other);
    }
    return [...foreign, ...chosen.slice(0, Math.max(namesMax - foreignMax, namesMax - foreign.length))];
  }

  private likeTitles(record: number): Iterable<number> {
    const grams = this.catalog.text.grams.of(record);
    return this.grams?.search(grams, this.bounds.gramsMax, record).documents ?? [];
  }
}
