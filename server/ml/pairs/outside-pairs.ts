/**
 * Pairs that no search has proposed, drawn by chance with known probability: from those whose titles share a rare word,
 * those of one category, and the rest. Within each every pair is as likely as any other, however many words it shares.
 */
import { pairsAmong } from '#server/ml/groups.ts';
import type { Rng } from '#server/ml/rng.ts';

/** A word of a title is rare up to so many listings that have it. */
export const rareMax = 20;

export const outsideStrata = ['outside-name', 'outside-category', 'outside-rest'] as const;
export type OutsideStratum = (typeof outsideStrata)[number];

export interface OutsideListings {
  /** Words of each title, without repeats. */
  words: readonly (readonly string[])[];
  /** Where each listing is filed; null: nowhere. */
  categories: readonly (string | null)[];
}

export interface PairDraws {
  /** Drawn pairs (left < right) of the stratum, each once, in the order drawn. */
  pairs: { left: number; right: number }[];
  /** How many pairs the draw was from, before any of `pairs` is found to be of another stratum. */
  of: number;
}

/** Groups of listings, and a draw of one in proportion to the pairs that it has. */
class PairUrn {
  readonly pairs: number;
  private readonly ends: Float64Array;
  private readonly groups: readonly (readonly number[])[];

  constructor(groups: readonly (readonly number[])[]) {
    this.groups = groups;
    let sum = 0;
    this.ends = Float64Array.from(groups, ({ length }) => {
      sum += pairsAmong(length);
      return sum;
    });
    this.pairs = sum;
  }

  draw(rng: Rng): [number, number] {
    const at = rng.next() * this.pairs;
    let [low, high] = [0, this.groups.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle] > at) high = middle;
      else low = middle + 1;
    }
    const group = this.groups[low];
    const one = rng.below(group.length);
    const other = rng.below(group.length - 1);
    const [x, y] = [group[one], group[other < one ? other : other + 1]];
    return x < y ? [x, y] : [y, x];
  }
}

function groupBy<Key>(count: number, keysOf: (listing: number) => Iterable<Key>): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (let listing = 0; listing < count; listing++)
    for (const key of keysOf(listing)) {
      const group = groups.get(key);
      if (group) group.push(listing);
      else groups.set(key, [listing]);
    }
  return groups;
}

/** Draws of one catalog: prepared once, in time and memory of its words. */
export class OutsidePairs {
  private readonly rare: Set<string>[];
  private readonly urns: Record<OutsideStratum, PairUrn>;
  private readonly listings: OutsideListings;

  constructor(listings: OutsideListings) {
    this.listings = listings;
    const count = listings.words.length;
    const byWord = groupBy(count, (at) => listings.words[at]);
    for (const [word, group] of byWord) if (group.length < 2 || group.length > rareMax) byWord.delete(word);
    this.rare = listings.words.map((words) => new Set(words.filter((word) => byWord.has(word))));
    const byCategory = groupBy(count, (at) => {
      const category = listings.categories[at];
      return category === null ? [] : [category];
    });
    this.urns = {
      'outside-name': new PairUrn([...byWord.values()]),
      'outside-category': new PairUrn([...byCategory.values()].filter((group) => group.length > 1)),
      'outside-rest': new PairUrn(count > 1 ? [Array.from({ length: count }, (_, at) => at)] : []),
    };
  }

  private sharedRare(left: number, right: number): number {
    let shared = 0;
    for (const word of this.rare[left]) if (this.rare[right].has(word)) shared++;
    return shared;
  }

  /** The stratum that a pair belongs to, if no search has proposed it. */
  stratumOf(left: number, right: number): OutsideStratum {
    if (this.sharedRare(left, right) > 0) return 'outside-name';
    const category = this.listings.categories[left];
    return category !== null && category === this.listings.categories[right]
      ? 'outside-category'
      : 'outside-rest';
  }

  /**
   * Tries `tries` draws and keeps those of the stratum, each pair once. A pair that shares m rare words is drawn m times
   * as often, so it is kept with probability 1/m.
   */
  draw(stratum: OutsideStratum, tries: number, rng: Rng): PairDraws {
    const urn = this.urns[stratum];
    const found = new Map<number, { left: number; right: number }>();
    let kept = 0;
    for (let at = 0; urn.pairs > 0 && at < tries; at++) {
      const [left, right] = urn.draw(rng);
      const isOf = this.stratumOf(left, right) === stratum;
      const isKept = isOf && (stratum !== 'outside-name' || rng.next() * this.sharedRare(left, right) < 1);
      if (!isKept) continue;
      kept++;
      found.set(left * this.listings.words.length + right, { left, right });
    }
    return { pairs: [...found.values()], of: tries > 0 ? (urn.pairs * kept) / tries : 0 };
  }
}
