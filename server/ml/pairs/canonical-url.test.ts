import { describe, expect, it } from 'vitest';
import { source } from './candidate-source.ts';
import { canonicalUrl } from './canonical-url.ts';
import { catalogCandidates } from './catalog-candidates.ts';
import { CatalogCorpus, type CatalogListing } from './catalog-corpus.ts';

describe('the address of a page', () => {
  it('is one however it is written', () => {
    const written = [
      'https://www.Shop.example/p/7?size=4&colour=red',
      'http://shop.example/p/7/?colour=red&size=4&utm_source=mail#reviews',
      ' https://shop.example:443/p/7?gclid=x1&colour=red&size=4 ',
    ];
    expect(new Set(written.map(canonicalUrl))).toEqual(new Set(['shop.example/p/7?colour=red&size=4']));
    expect(canonicalUrl('https://shop.example/p/7?colour=blue&size=4')).not.toBe(canonicalUrl(written[0]));
    // Paths tell products apart by case too.
    expect(canonicalUrl('https://shop.example/p/aB')).not.toBe(canonicalUrl('https://shop.example/p/ab'));
  });

  it('is none of a front page, of another scheme, or of what is no address', () => {
    for (const text of [
      'https://shop.example/',
      'https://shop.example/index.html?utm_source=x',
      'ftp://a/b',
      'p/7',
      '',
      null,
    ])
      expect(canonicalUrl(text)).toBeNull();
  });

  it('is a key that listings of one page share', () => {
    const listing = (title: string, url: string | null): CatalogListing => ({
      ...{ title, url, description: null, brand: null, gtin: null, mpn: null, price: Number.NaN },
      ...{ currency: null, sellerKey: title, locale: null, attributes: {}, pictures: [] },
    });
    const corpus = new CatalogCorpus();
    corpus.add(listing('Wasserkocher aus Edelstahl', 'https://shop.example/p/7?utm_medium=feed'));
    corpus.add(listing('Bouilloire inox', 'http://www.shop.example/p/7'));
    corpus.add(listing('Zahnpasta', 'https://shop.example/p/8'));
    const { left, right, sources } = catalogCandidates(corpus.finish(), Int32Array.of(0, 1, 2));
    const byKey = Array.from(left, (a, at) => [a, right[at]]).filter((_, at) => sources[at] & source.key);
    expect(byKey).toEqual([[0, 1]]);
  });
});
