import { describe, expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { CatalogSearch } from '#server/ml/pairs/catalog-search.ts';
import { findCandidates } from './find-candidates.ts';

function corpusOf(listings: number): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const listing of generateCatalog({ seed: 5, listings }).listings)
    corpus.add({
      ...listing,
      price: Number.NaN,
      pictures: listing.images.map(({ file, seed }) => ({
        sha256: file,
        phash: BigInt(seed) * 0x9e3779b97f4an,
      })),
    });
  return corpus.finish();
}

describe('findCandidates', () => {
  it('finds over threads what one listing after the other finds, with the same sources', async () => {
    const corpus = corpusOf(2500);
    const gone = new Set([3, 700, 1999]);
    const search = new CatalogSearch(corpus, gone);
    for (const _ of search.prepare());
    const expected = new Map<string, number>();
    for (let record = 0; record < corpus.count; record++) {
      if (gone.has(record)) continue;
      for (const [other, sources] of search.candidates(record)) {
        const key = `${Math.min(record, other)} ${Math.max(record, other)}`;
        expected.set(key, (expected.get(key) ?? 0) | sources);
      }
    }
    for (const threads of [1, 3]) {
      const { left, right, sources } = await findCandidates(corpus, { threads, gone, inlineBelow: 0 });
      const found = new Map([...left].map((a, at) => [`${a} ${right[at]}`, sources[at]]));
      expect(found.size).toBe(left.length);
      expect(found).toEqual(expected);
      const order = [...left].map((a, at) => a * corpus.count + right[at]);
      expect(order).toEqual([...order].sort((x, y) => x - y));
    }
  });
});
