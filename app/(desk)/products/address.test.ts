import { describe, expect, it } from 'vitest';
import { fromServer, orderWithout, toQuery } from '#components/products/product-filter.ts';
import { productFilterSchema } from '#server/browse/schema-products.ts';

const shown = (address: Record<string, string>) => fromServer(productFilterSchema.parse(address));

describe('the address of the product list', () => {
  it('names no order that goes without saying, and means the same on both sides', () => {
    for (const address of [
      {},
      { q: 'kettle' },
      { like: '01a1fd26-93ae-77e6-9e3d-3f843a5349e5' },
      { q: 'kettle', sort: 'newest' },
      { sort: 'changed' },
      { q: 'kettle', by: 'words', status: 'listed,merged' },
    ] as Record<string, string>[]) {
      expect(Object.fromEntries(new URLSearchParams(toQuery(shown(address))))).toEqual(address);
      expect(
        productFilterSchema.parse(Object.fromEntries(new URLSearchParams(toQuery(shown(address))))),
      ).toEqual(productFilterSchema.parse(address));
    }
  });

  it('orders by nearness only where something is sought', () => {
    expect([orderWithout({ q: '', like: '' }), orderWithout({ q: 'x', like: '' })]).toEqual([
      'newest',
      'best',
    ]);
    expect(productFilterSchema.parse({ sort: 'best' }).sort).toBe('newest');
    expect(productFilterSchema.parse({ q: ' \u0000\ud800 ', sort: 'best' })).toMatchObject({
      q: '',
      sort: 'newest',
    });
  });
});
