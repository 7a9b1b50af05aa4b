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
/** Records whose neighbours by picture are remembered. */
const rememberedMax = 50_000;

type Bits = Int32Array;

class BitSets {
  private readonly sets = new Map<number, Bits>();
  private readonly counts = new Map<Bits, number>();
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  add(key: number, place: number): void {
    let set = this.sets.get(key);
    if (!set) {
      set = new Int32Array(this.width);
      this.sets.set(key, set);
    }
    set[place >> 5] |= 1 << (place & 31);
  }

  of(key: number): Bits | undefined {
    return this.sets.get(key);
  }

  count(key: number): number {
    const set = this.sets.get(key);
    if (!set) return 0;
    const known = this.counts.get(set) ?? countBits(set);
    this.counts.set(set, known);
    return known;
  }
}

function intersect(bits: Bits, set: Bits | undefined): void {
  if (!set) bits.fill(0);
  else for (let at = 0; at < bits.length; at++) bits[at] &= set[at];
}

function countBits(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at++) if (bits[at] !== 0) count += bitCount(bits[at]);
  return count;
}

export class CatalogSample {
  /** Listings of the sample. */
  readonly size: number;
  private readonly catalog: CatalogCorpus;
  private readonly records: Int32Array;
  private readonly placeOf = new Map<number, number>();
  private readonly words: BitSets;
  private readonly brands: BitSets;
  private readonly attributes: BitSets;
  private readonly everybody: Bits;
  private readonly byWords: Bits;
  private readonly byAttributes: Bits;
  private readonly inAll: Bits;
  /** Pictures of the sample, high and low half by turns, and whose they are. */
  private readonly pictures: Int32Array;
  private readonly pictureOwners: Int32Array;
  private readonly nearPictures = new Map<number, Uint16Array>();

  constructor(catalog: CatalogCorpus, records: Int32Array) {
    this.catalog = catalog;
    this.records = records;
    this.size = records.length;
    const width = (records.length + 31) >> 5;
    this.words = new BitSets(width);
    this.brands = new BitSets(width);
    this.attributes = new BitSets(width);
    this.everybody = new Int32Array(width);
    this.byWords = new Int32Array(width);
    this.byAttributes = new Int32Array(width);
    this.inAll = new Int32Array(width);
    const pictures: number[] = [];
    const owners: number[] = [];
    records.forEach((record, place) => {
      const hashes = catalog.hashes.of(record);
      pictures.push(...hashes);
      for (let at = 0; at < hashes.length; at += 2) owners.push(record);
      this.placeOf.set(record, place);
      this.everybody[place >> 5] |= 1 << (place & 31);
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

  private leaveOut(bits: Bits, a: number, b: number): void {
    for (const record of [a, b]) {
      const place = this.placeOf.get(record);
      if (place !== undefined) bits[place >> 5] &= ~(1 << (place & 31));
    }
  }

  /** How many other listings hold all title words that both hold; NaN where they share none. */
  withSharedWords(a: number, b: number): number {
    const { titleWords } = this.catalog;
    const { data } = titleWords;
    const [endA, endB] = [titleWords.end(a), titleWords.end(b)];
    let [i, j] = [titleWords.start(a), titleWords.start(b)];
    this.byWords.set(this.everybody);
    let shared = 0;
    while (i < endA && j < endB) {
      const [idA, idB] = [data[i], data[j]];
      if (idA === idB) {
        intersect(this.byWords, this.words.of(idA));
        shared++;
      }
      if (idA <= idB) i++;
      if (idB <= idA) j++;
    }
    this.leaveOut(this.byWords, a, b);
    return shared > 0 ? countBits(this.byWords) : Number.NaN;
  }

  /**
   * How many other listings have every value that both have, and how much news that is: bits, each value for itself.
   * NaN where they have none in common.
   */
  withSharedValues(a: number, b: number): { count: number; news: number } {
    this.byAttributes.set(this.everybody);
    let [shared, news] = [0, 0];
    this.catalog.attributes.eachShared(a, b, (key) => {
      news += Math.log2((this.size + 1) / (this.withValue(key) + 1));
      intersect(this.byAttributes, this.attributes.of(key));
      shared++;
    });
    this.leaveOut(this.byAttributes, a, b);
    return shared > 0
      ? { count: countBits(this.byAttributes), news }
      : { count: Number.NaN, news: Number.NaN };
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
    this.inAll.set(this.byWords);
    intersect(this.inAll, this.byAttributes);
    const { brands } = this.catalog.text;
    const brand = brands.idOf(a);
    if (brand === brands.idOf(b) && brands.of(a)) intersect(this.inAll, this.brands.of(brand));
    if (!(bits <= likePictureBitsMax)) return countBits(this.inAll);
    let count = 0;
    for (let at = 0; at < this.inAll.length; at++) {
      for (let word = this.inAll[at]; word !== 0; word &= word - 1) {
        const place = (at << 5) + 31 - Math.clz32(word & -word);
        if (this.pictureBits(a, this.records[place]) <= bits + slackBits) count++;
      }
    }
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
