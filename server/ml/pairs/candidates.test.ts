import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { source } from './candidate-source.ts';
import { postingsFor, textCandidates } from './candidates.ts';
import { CatalogCorpus, type CatalogListing, pictureDistance } from './catalog-corpus.ts';
import { catalogFeatures } from './catalog-features.ts';
import { CatalogSearch } from './catalog-search.ts';
import { buildCorpus } from './corpus.ts';
import { HashIndex, hashDistanceMax } from './hash-index.ts';
import { pairLikelihoods } from './pair-likelihood.ts';
import { reciprocalRanks } from './reciprocal-ranks.ts';

const plain: CatalogListing = {
  ...{ title: '', description: null, brand: null, gtin: null, mpn: null, price: Number.NaN, currency: null },
  ...{ sellerKey: '', locale: null, attributes: {}, pictures: [] },
};

function searchOf(listings: readonly Partial<CatalogListing>[], gone?: Set<number>) {
  const corpus = new CatalogCorpus();
  for (const listing of listings) corpus.add({ ...plain, ...listing });
  corpus.finish();
  const search = new CatalogSearch(corpus, gone);
  for (const _ of search.prepare());
  return { corpus, search };
}

describe('CatalogSearch', () => {
  it('finds planted duplicates in five languages without codes, at few pairs a listing', () => {
    const catalog = generateCatalog({ seed: 20261121, listings: 2000 });
    const { search } = searchOf(
      catalog.listings.map((listing) => ({ ...listing, gtin: null, mpn: null, price: 1, pictures: [] })),
    );
    const found = catalog.listings.map((_, record) => search.candidates(record));
    const groups = new Map<number, number[]>();
    catalog.listings.forEach(({ key }, record) => {
      const group = catalog.truth.group[key];
      groups.set(group, [...(groups.get(group) ?? []), record]);
    });
    let [right, all] = [0, 0];
    for (const records of groups.values()) {
      records.forEach((a, at) => {
        for (const b of records.slice(at + 1)) {
          all++;
          if (found[a].has(b) || found[b].has(a)) right++;
        }
      });
    }
    expect(all).toBeGreaterThan(300);
    expect(right / all).toBeGreaterThan(0.96);
    const pairs = found.reduce((sum, own) => sum + own.size, 0);
    expect(pairs / catalog.listings.length).toBeLessThan(16);
  });

  it('says by which source, and neither the listing itself nor one that is gone', () => {
    const gone = new Set<number>();
    const { search } = searchOf(
      [
        { title: 'Wolf', gtin: '4006381333931' },
        {
          title: 'Kiste',
          gtin: '4006381333931',
          pictures: [{ sha256: 'aa', phash: 0x0f0f0f0f0f0f0f0fn }],
        },
        { title: 'Bauch', pictures: [{ sha256: 'bb', phash: 0x0f0f0f0f0f0f0f0en }] },
        { title: 'Dorn', pictures: [{ sha256: 'cc', phash: 0n }] },
        { title: 'Hymne', pictures: [{ sha256: 'dd', phash: 0n }] },
      ],
      gone,
    );
    expect([...search.candidates(0)]).toEqual([[1, source.key]]);
    expect([...search.candidates(1)].sort()).toEqual([
      [0, source.key],
      [2, source.picture],
    ]);
    // Pictures of one colour hash to zero: they are like every other such picture, and tell nothing.
    expect([...search.candidates(3)]).toEqual([]);
    gone.add(0);
    expect([...search.candidates(1).keys()]).toEqual([2]);
  });

  it('reads a bounded number of postings in a catalog of near-identical listings', () => {
    const clump = (count: number) =>
      searchOf(Array.from({ length: count }, (_, at) => ({ title: `Steel kettle Vita 78 black ${at}` })));
    const sizeOf = (count: number): number => {
      const { search } = clump(count);
      return Math.max(...[0, 1, 2, count - 1].map((record) => search.candidates(record).size));
    };
    expect(sizeOf(300)).toBeLessThanOrEqual(15);
    expect(sizeOf(3000)).toBeLessThanOrEqual(15);
  });
});

describe('HashIndex', () => {
  it('finds what comparing every pair finds, up to its distance', () => {
    const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const flips = fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: hashDistanceMax });
    const flip = ([high, low]: number[], bits: readonly number[]): Int32Array =>
      Int32Array.from(
        bits.reduce(
          ([h, l], bit) => (bit < 32 ? [h, l ^ (1 << bit)] : [h ^ (1 << (bit - 32)), l]),
          [high, low],
        ),
      );
    fc.assert(
      fc.property(
        fc.tuple(word, word),
        fc.array(flips, { minLength: 1, maxLength: 12 }),
        (first, changes) => {
          const hashes = [
            Int32Array.from(first),
            ...changes.map((bits) => flip(first, bits)),
            new Int32Array(0),
          ];
          const found = new HashIndex(hashes).near(hashes[0], 0, hashDistanceMax, 100);
          const expected = hashes
            .map((hash, record) => ({ record, distance: pictureDistance(hashes[0], hash) }))
            .filter(({ record, distance }) => record !== 0 && distance <= hashDistanceMax)
            .sort((x, y) => x.distance - y.distance || x.record - y.record);
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the order of candidates', () => {
  it('ranks a pair among the pairs of both its records', () => {
    const ranks = reciprocalRanks(
      Int32Array.of(0, 0, 1),
      Int32Array.of(2, 3, 3),
      Float32Array.of(0.9, 0.5, 0.8),
      4,
    );
    // 0–2 is first of both; 0–3 second of both; 1–3 first of both.
    [2 / 10, 2 / 11, 2 / 10].forEach((rank, at) => {
      expect(ranks[at]).toBeCloseTo(rank, 6);
    });
  });

  it('takes a pair with the same model for likelier than one with another quantity', () => {
    const { corpus } = searchOf([
      { title: 'SanDisk Extreme 64GB microSDXC SDSQXA2', description: 'fast card' },
      { title: 'microSDXC card 64GB SanDisk SDSQXA2 Extreme', description: 'SanDisk Extreme' },
      { title: 'SanDisk Ultra 128GB microSDXC SDSQUA4', description: 'slow card' },
      { title: 'Garden hose 20 m' },
    ]);
    const features = catalogFeatures(corpus);
    const rows = features.rows(corpus.text, [0, 0, 0], [1, 2, 3]);
    const [same, sibling, stranger] = pairLikelihoods(features.names, rows);
    expect(same).toBeGreaterThan(5 * sibling);
    expect(same).toBeGreaterThan(5 * stranger);
    expect(() => pairLikelihoods(features.names.slice(1, 5), rows)).toThrow('no pair feature');
  });
});

describe('textCandidates', () => {
  const titled = (title: string) => ({
    ...{ title, text: '', brand: null, model: null, price: Number.NaN, extras: [] },
  });
  /** A shop whose titles are all alike, and two that say it in more words. */
  const titles = [
    ...Array.from({ length: 12 }, () => 'washing machine 9kg white'),
    'washing machine 9kg white of 1400 rounds',
    'white washing thing that turns',
  ];
  const corpus = buildCorpus(titles.map(titled), 0);
  const sources = Int32Array.from(titles, (_, at) => (at < 12 ? 0 : at - 11));
  const pairsOf = (known: Int32Array | undefined): string[] => {
    const { left, right } = textCandidates(corpus, {
      ...{ neighboursMax: 4, boundary: null },
      ...(known ? { sources: known } : {}),
    });
    return Array.from(left, (one, at) => `${one} ${right[at]}`);
  };

  it('leaves out pairs of one source, and places to others than the one whose titles are all alike', () => {
    const found = pairsOf(sources);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((pair) => pair.split(' ').every((record) => Number(record) < 12))).toEqual([]);
    expect(found).toContain('12 13');
    expect(pairsOf(undefined)).not.toContain('12 13');
    // Listings of unknown sources stay beside each other.
    expect(pairsOf(sources.map(() => -1))).toEqual(pairsOf(undefined));
  });
});

describe('postingsFor', () => {
  it('lets the work of all queries grow no faster than their number', () => {
    const work = [1e4, 1e5, 1e6].map((queries) => queries * postingsFor(queries));
    expect(work[1] / work[0]).toBeLessThanOrEqual(10);
    expect(work[2] / work[1]).toBeLessThanOrEqual(10);
  });
});
