import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlikeProducts, facetCounts } from './rules-facets.ts';
import { facetNames, productFilterSchema } from './schema-products.ts';

const seller = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const product = fc.record({
  status: fc.constantFrom('listed', 'delisted', 'merged'),
  source: fc.constantFrom('given', 'decision', 'none'),
  doubt: fc.constantFrom('doubted', 'fine'),
  duplicates: fc.constantFrom('proposed', 'none'),
  attributes: fc.constantFrom('suggested', 'none'),
  locale: fc.constantFrom('de', 'fr', 'none'),
  seller: fc.integer({ min: 0, max: 2 }).map(seller),
});
const some = (values: readonly string[]) => fc.subarray([...values]).map((chosen) => chosen.join(','));
const asked = fc.record({
  status: some(['listed', 'merged']),
  source: some(['given', 'none']),
  doubt: some(['doubted', 'fine']),
  duplicates: some(['proposed']),
  attributes: some(['suggested']),
  locale: some(['de', 'none']),
  seller: some([seller(0), seller(1)]),
});

describe('facetCounts', () => {
  it('says what counting the products one by one says', () => {
    fc.assert(
      fc.property(fc.array(product, { maxLength: 30 }), asked, (products, address) => {
        const filter = productFilterSchema.parse(address);
        const rows: AlikeProducts[] = products.map((one) => ({ ...one, products: 1 }));
        const { total, counts } = facetCounts(rows, filter);
        const matching = (without?: string) =>
          products.filter((one) =>
            facetNames.every(
              (facet) =>
                facet === without ||
                filter[facet].length === 0 ||
                (filter[facet] as string[]).includes(one[facet]),
            ),
          );
        expect(total).toBe(matching().length);
        for (const facet of facetNames) {
          const said = counts.filter((count) => count.facet === facet);
          expect(said.reduce((sum, count) => sum + count.products, 0)).toBe(matching(facet).length);
          for (const { value, products: n } of said)
            expect(n).toBe(matching(facet).filter((one) => one[facet] === value).length);
        }
      }),
      { seed: 5 },
    );
  });
});
