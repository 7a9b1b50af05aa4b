/**
 * Candidate pairs inside a catalog, bounded per listing: exact keys first (GTIN, MPN, picture bytes), then near pictures,
 * then text neighbours. Found by lookup and inverted index; only pictures are compared one by one.
 */
import { textCandidates } from './candidates.ts';
import { type CatalogCorpus, pictureDistance } from './catalog-corpus.ts';

/** Where a candidate came from, as bits: candidate_pair.sources. */
export const source = { key: 1, picture: 2, text: 4, vector: 8, asked: 16 } as const;

export interface CatalogCandidates {
  left: Int32Array;
  right: Int32Array;
  sources: Uint8Array;
}

export interface CandidateBounds {
  /** Candidates that one listing may add. */
  perListingMax: number;
  textNeighboursMax: number;
}

export const candidateBounds: CandidateBounds = { perListingMax: 24, textNeighboursMax: 10 };

/** Listings that share a key with more than this many are a clump: the key tells nothing. */
const sharedKeyMax = 30;
/** Bits that a re-encoded, cropped or bordered picture may differ in. */
const pictureDistanceMax = 10;

function byKey(count: number, keysOf: (record: number) => readonly (string | null)[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let record = 0; record < count; record++) {
    for (const key of new Set(keysOf(record))) {
      if (!key) continue;
      const group = groups.get(key);
      if (group) group.push(record);
      else groups.set(key, [record]);
    }
  }
  return groups;
}

class CandidateSet {
  /** left · count + right → source bits. */
  readonly found = new Map<number, number>();
  private readonly added: Uint16Array;
  private readonly count: number;
  private readonly perListingMax: number;

  constructor(count: number, perListingMax: number) {
    this.count = count;
    this.added = new Uint16Array(count);
    this.perListingMax = perListingMax;
  }

  /** Adds a pair that `query` found, unless it has found enough. */
  add(query: number, other: number, bit: number): void {
    const key = Math.min(query, other) * this.count + Math.max(query, other);
    const known = this.found.get(key);
    if (known === undefined) {
      if (this.added[query] >= this.perListingMax) return;
      this.added[query]++;
    }
    this.found.set(key, (known ?? 0) | bit);
  }
}

function addSharedKeys(
  set: CandidateSet,
  queries: ArrayLike<number>,
  groups: Map<string, number[]>,
  keysOf: (record: number) => readonly (string | null)[],
  bit: number,
): void {
  for (let at = 0; at < queries.length; at++) {
    for (const key of keysOf(queries[at])) {
      const group = key ? groups.get(key) : undefined;
      if (!group || group.length > sharedKeyMax) continue;
      for (const other of group) if (other !== queries[at]) set.add(queries[at], other, bit);
    }
  }
}

function addNearPictures(set: CandidateSet, catalog: CatalogCorpus, queries: ArrayLike<number>): void {
  const withPictures = [...catalog.hashes.keys()].filter((record) => catalog.hashes[record].length > 0);
  for (let at = 0; at < queries.length; at++) {
    const own = catalog.hashes[queries[at]];
    if (own.length === 0) continue;
    const near: { other: number; distance: number }[] = [];
    for (const other of withPictures) {
      if (other === queries[at]) continue;
      const distance = pictureDistance(own, catalog.hashes[other]);
      if (distance <= pictureDistanceMax) near.push({ other, distance });
    }
    near.sort((x, y) => x.distance - y.distance || x.other - y.other);
    for (const { other } of near.slice(0, 10)) set.add(queries[at], other, source.picture);
  }
}

/** Candidates of some listings among all. */
export function catalogCandidates(
  catalog: CatalogCorpus,
  queries: ArrayLike<number>,
  bounds: CandidateBounds = candidateBounds,
): CatalogCandidates {
  const { count } = catalog;
  const set = new CandidateSet(count, bounds.perListingMax);
  const codes = (record: number): (string | null)[] => [
    catalog.gtins[record],
    catalog.mpns[record].length >= 4 ? `mpn ${catalog.mpns[record]}` : null,
  ];
  const files = (record: number): string[] => catalog.shas[record];
  addSharedKeys(set, queries, byKey(count, codes), codes, source.key);
  addSharedKeys(set, queries, byKey(count, files), files, source.picture);
  addNearPictures(set, catalog, queries);
  const text = textCandidates(catalog.text, {
    neighboursMax: bounds.textNeighboursMax,
    boundary: null,
    queries,
    postingsMax: 50_000,
  });
  const isQuery = new Uint8Array(count);
  for (let at = 0; at < queries.length; at++) isQuery[queries[at]] = 1;
  text.left.forEach((left, at) =>
    set.add(isQuery[left] ? left : text.right[at], isQuery[left] ? text.right[at] : left, source.text),
  );
  const keys = [...set.found.keys()].sort((a, b) => a - b);
  return {
    left: Int32Array.from(keys, (key) => Math.floor(key / count)),
    right: Int32Array.from(keys, (key) => key % count),
    sources: Uint8Array.from(keys, (key) => set.found.get(key) ?? 0),
  };
}
