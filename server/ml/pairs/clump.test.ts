import { describe, expect, it } from 'vitest';
import { averageLink } from '../graph/average-link.ts';
import { CandidatePairs, uniteCandidates } from './candidate-pairs.ts';
import { candidateBounds } from './candidate-source.ts';
import { CatalogCorpus } from './catalog-corpus.ts';
import { CatalogSearch } from './catalog-search.ts';

const clumpSize = 45_000;
const lookedUp = 3000;
/** Most postings that a look-up may read: 4,000 of names and of 3-grams each. */
const postingsMax = 8000;

/** One product, listed again and again: half of the listings word for word the same, half with a number of their own. */
function clump(count: number): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (let at = 0; at < count; at++)
    corpus.add({
      title: `Vita 78 kettle steel${at % 2 ? ` ${at}` : ''}`,
      ...{ description: null, brand: 'Vita', gtin: '4006381333931', mpn: 'VI78-ST', price: 30 },
      ...{ currency: 'EUR', sellerKey: 's', locale: 'en', attributes: { Colour: 'steel' } },
      pictures: [{ sha256: 'one', phash: null }],
    });
  return corpus.finish();
}

/** Minutes, not seconds: what is counted here is work, and a loaded machine may take its time. */
const limit = { timeout: 180_000 };

describe('45,000 near-identical listings', () => {
  it('cost as much a listing as any others, and come out in groups that a person can look at', limit, () => {
    const corpus = clump(clumpSize);
    const search = new CatalogSearch(corpus);
    for (const _ of search.prepare());
    const found = new CandidatePairs(clumpSize);
    const step = clumpSize / lookedUp;
    let most = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let record = 0; record < clumpSize; record += step) {
      const before = search.postingsRead;
      const own = search.candidates(record);
      expect(search.postingsRead - before).toBeLessThanOrEqual(postingsMax);
      for (const [other, sources] of own) found.add(record, other, sources);
      most = Math.max(most, own.size);
      least = Math.min(least, own.size);
    }
    expect(least).toBeGreaterThanOrEqual(candidateBounds.namesMax);
    expect(most).toBeLessThanOrEqual(15);
    // What the matcher would say of all of them: the very same product. A pair that nobody compared counts against a join.
    const pairs = uniteCandidates([found.sorted()], clumpSize);
    const clusters = averageLink(
      clumpSize,
      { ...pairs, p: new Float32Array(pairs.left.length).fill(0.99) },
      0.5,
    );
    const sizes = new Map<number, number>();
    for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeGreaterThan(1);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(60);
  });
});
