/**
 * Which listings of a sample of the catalog are alike in the same things as two listings are: what many share tells little of
 * two. A word, an attribute's value or a brand is a set of the sample's listings, as bits; what a pair shares together is the
 * intersection, so that words that always come together ("Men Check Shirt") do not count as if each were news.
 */
import { bitCount } from '../bit-count.ts';
import type { CatalogCorpus } from './catalog-corpus.ts';

/** Pictures further apart than this have nothing in common, and how many others are as near tells nothing. */
export const likePictureBitsMax = 16;
/** A little further than the pair itself: its own distance is a draw. */
const slackBits = 2;
const farthest = likePictureBitsMax + slackBits;
/** No title has more words. */
const wordsMax = 1024;
/** Records whose neighbours by picture are remembered. */
const rememberedMax = 50_000;

/** Integers that tell which words of a set's bits may be other than zero: two for the largest sample. */
const guideWidth = 2;

/** Some of the sample's listings, as bits. */
class ListingSet {
  private readonly bits: Int32Array;
  /** So that a rare word of a title costs one step and not sixty-four. */
  private readonly guide = new Int32Array(guideWidth);

  constructor(width: number) {
    if (width > 32 * guideWidth) throw new Error('a sample larger than a set can guide through');
    this.bits = new Int32Array(width);
  }

  add(place: number): void {
    const word = place >> 5;
    this.bits[word] |= 1 << (place & 31);
    this.guide[word >> 5] |= 1 << (word & 31);
  }

  remove(place: number): void {
    this.bits[place >> 5] &= ~(1 << (place & 31));
  }

  clear(): void {
    this.bits.fill(0);
    this.guide.fill(0);
  }

  /** Takes what is in another. */
  become({ bits, guide }: ListingSet): void {
    this.bits.set(bits);
    this.guide.set(guide);
  }

  /** Leaves what is in another, too. */
  intersect(other: ListingSet): void {
    for (let part = 0; part < guideWidth; part++) {
      const { bits } = other;
      let left = this.guide[part];
      for (let words = left; words !== 0; words &= words - 1) {
        const word = 31 - Math.clz32(words & -words);
        const at = (part << 5) + word;
        this.bits[at] &= bits[at];
        if (this.bits[at] === 0) left ^= 1 << word;
      }
      this.guide[part] = left;
    }
  }

  count(): number {
    let count = 0;
    for (let part = 0; part < guideWidth; part++)
      for (let words = this.guide[part]; words !== 0; words &= words - 1)
        count += bitCount(this.bits[(part << 5) + 31 - Math.clz32(words & -words)]);
    return count;
  }

  each(visit: (place: number) => void): void {
    for (let at = 0; at < this.bits.length; at++)
      for (let word = this.bits[at]; word !== 0; word &= word - 1)
        visit((at << 5) + 31 - Math.clz32(word & -word));
  }
}

/** Sets by key, and how many listings each holds. */
class ListingSets {
  private readonly sets = new Map<number, { set: ListingSet; count: number }>();
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  add(key: number, place: number): void {
    let known = this.sets.get(key);
    if (!known) {
      known = { set: new ListingSet(this.width), count: 0 };
      this.sets.set(key, known);
    }
    known.set.add(place);
    known.count++;
  }

  of(key: number): ListingSet | undefined {
    return this.sets.get(key)?.set;
  }

  count(key: number): number {
    return this.sets.get(key)?.count ?? 0;
  }

  /** Makes `found` what is in the sets of the first `count` keys, the smallest of them first: mostly it is nearly all there is to read. */
  intersect(keys: Int32Array, count: number, found: ListingSet): void {
    let least = 0;
    for (let at = 1; at < count; at++) if (this.count(keys[at]) < this.count(keys[least])) least = at;
    const smallest = this.of(keys[least]);
    if (!smallest) {
      found.clear();
      return;
    }
    found.become(smallest);
    for (let at = 0; at < count; at++) {
      const set = at === least ? undefined : this.of(keys[at]);
      if (set) found.intersect(set);
    }
  }
}

export class CatalogSample {
  /** Listings of the sample. */
  readonly size: number;
  private readonly catalog: CatalogCorpus;
  private readonly records: Int32Array;
  private readonly placeOf = new Map<number, number>();
  private readonly words: ListingSets;
  private readonly brands: ListingSets;
  private readonly attributes: ListingSets;
  private readonly everybody: ListingSet;
  private readonly byWords: ListingSet;
  private readonly byAttributes: ListingSet;
  private readonly inAll: ListingSet;
  /** Scratch: title words that a pair shares. */
  private readonly sharedWords = new Int32Array(wordsMax);
  /** Pictures of the sample, high and low half by turns, and whose they are. */
  private readonly pictures: Int32Array;
  private readonly pictureOwners: Int32Array;
  private readonly nearPictures = new Map<number, Uint16Array>();

  constructor(catalog: CatalogCorpus, records: Int32Array) {
    this.catalog = catalog;
    this.records = records;
    this.size = records.length;
    const width = (records.length + 31) >> 5;
    this.words = new ListingSets(width);
    this.brands = new ListingSets(width);
    this.attributes = new ListingSets(width);
    this.everybody = new ListingSet(width);
    this.byWords = new ListingSet(width);
    this.byAttributes = new ListingSet(width);
    this.inAll = new ListingSet(width);
    const pictures: number[] = [];
    const owners: number[] = [];
    records.forEach((record, place) => {
      const hashes = catalog.hashes.of(record);
      pictures.push(...hashes);
      for (let at = 0; at < hashes.length; at += 2) owners.push(record);
      this.placeOf.set(record, place);
      this.everybody.add(place);
      for (const word of catalog.titleWords.of(record)) this.words.add(word, place);
      this.brands.add(catalog.text.brands.idOf(record), place);
      catalog.attributes.each(record, (key) => this.attributes.add(key, place));
    });
    this.pictures = Int32Array.from(pictures);
    this.pictureOwners = Int32Array.from(owners);
  }

  isOf(records: Int32Array): boolean {
    return this.records === records;
  }

  private leaveOut(set: ListingSet, record: number): void {
    const place = this.placeOf.get(record);
    if (place !== undefined) set.remove(place);
  }

  /** How many other listings hold all title words that both hold; NaN where they share none. */
  withSharedWords(a: number, b: number): number {
    const { titleWords } = this.catalog;
    const { data } = titleWords;
    const endA = titleWords.end(a);
    const endB = titleWords.end(b);
    let i = titleWords.start(a);
    let j = titleWords.start(b);
    let shared = 0;
    while (i < endA && j < endB) {
      const idA = data[i];
      const idB = data[j];
      if (idA === idB) this.sharedWords[shared++] = idA;
      if (idA <= idB) i++;
      if (idB <= idA) j++;
    }
    if (shared === 0) {
      this.byWords.become(this.everybody);
      this.leaveOut(this.byWords, a);
      this.leaveOut(this.byWords, b);
      return Number.NaN;
    }
    this.words.intersect(this.sharedWords, shared, this.byWords);
    this.leaveOut(this.byWords, a);
    this.leaveOut(this.byWords, b);
    return this.byWords.count();
  }

  /**
   * How many other listings have every value that both have, and how much news that is: bits, each value for itself.
   * NaN where they have none in common.
   */
  withSharedValues(a: number, b: number): { count: number; news: number } {
    this.byAttributes.become(this.everybody);
    let [shared, news] = [0, 0];
    this.catalog.attributes.eachShared(a, b, (key) => {
      news += Math.log2((this.size + 1) / (this.withValue(key) + 1));
      const set = this.attributes.of(key);
      if (set) this.byAttributes.intersect(set);
      else this.byAttributes.clear();
      shared++;
    });
    this.leaveOut(this.byAttributes, a);
    this.leaveOut(this.byAttributes, b);
    return shared > 0 ? { count: this.byAttributes.count(), news } : { count: Number.NaN, news: Number.NaN };
  }

  /** How many listings have a value of an attribute, by the number that the attributes give it. */
  withValue(key: number): number {
    return this.attributes.count(key);
  }

  private pictureBits(record: number, other: number): number {
    const { hashes } = this.catalog;
    const { data } = hashes;
    let least = 65;
    for (let i = hashes.start(record); i < hashes.end(record); i += 2)
      for (let j = hashes.start(other); j < hashes.end(other); j += 2) {
        const bits = bitCount(data[i] ^ data[j]) + bitCount(data[i + 1] ^ data[j + 1]);
        if (bits < least) least = bits;
      }
    return least;
  }

  /** How many listings of the sample, by how many bits their pictures are off the record's at least. */
  private countPictures(record: number): Uint16Array {
    const { hashes } = this.catalog;
    const { data } = hashes;
    const own = data.subarray(hashes.start(record), hashes.end(record));
    const { pictures, pictureOwners } = this;
    const counts = new Uint16Array(farthest + 2);
    for (let at = 0; at < pictureOwners.length; ) {
      const owner = pictureOwners[at];
      let least = farthest + 1;
      for (; at < pictureOwners.length && pictureOwners[at] === owner; at++)
        for (let i = 0; i < own.length; i += 2) {
          const bits = bitCount(own[i] ^ pictures[2 * at]) + bitCount(own[i + 1] ^ pictures[2 * at + 1]);
          if (bits < least) least = bits;
        }
      if (owner !== record) counts[least]++;
    }
    return counts;
  }

  /** How many listings of the sample but itself have a picture within `bits` of the record's. */
  withPictureWithin(record: number, bits: number): number {
    let known = this.nearPictures.get(record);
    if (!known) {
      known = this.countPictures(record);
      for (let at = 1; at <= farthest; at++) known[at] += known[at - 1];
      if (this.nearPictures.size >= rememberedMax) this.nearPictures.clear();
      this.nearPictures.set(record, known);
    }
    return known[Math.min(farthest, bits + slackBits)];
  }

  /**
   * How many other listings are like `a` in everything that `b` is like it in: title words, values, brand, and the picture
   * as near. To be asked behind the two above, whose sets it takes.
   * @param bits between the pictures of a and b; NaN where one has none
   */
  likeInAll(a: number, b: number, bits: number): number {
    const { inAll } = this;
    inAll.become(this.byWords);
    inAll.intersect(this.byAttributes);
    const { brands } = this.catalog.text;
    const brand = brands.idOf(a);
    if (brand === brands.idOf(b) && brands.of(a)) {
      const set = this.brands.of(brand);
      if (set) inAll.intersect(set);
      else inAll.clear();
    }
    if (!(bits <= likePictureBitsMax)) return inAll.count();
    let count = 0;
    inAll.each((place) => {
      if (this.pictureBits(a, this.records[place]) <= bits + slackBits) count++;
    });
    return count;
  }
}

const samples = new WeakMap<CatalogCorpus, CatalogSample>();

/** The catalog's sample as of its last `finish`. */
export function sampleOf(catalog: CatalogCorpus): CatalogSample {
  const known = samples.get(catalog);
  if (known?.isOf(catalog.sample)) return known;
  const made = new CatalogSample(catalog, catalog.sample);
  samples.set(catalog, made);
  return made;
}
