import { describe, expect, it } from 'vitest';
import type { CardProduct } from '#server/review/schema-product.ts';
import { chooseGolden, rankMembers } from './rules-golden.ts';

const member = (productId: string, more: Partial<CardProduct> = {}): CardProduct => ({
  productId,
  revision: 1,
  title: `Phone ${productId}`,
  brand: null,
  description: null,
  sku: productId,
  skuGiven: true,
  gtin: null,
  mpn: null,
  price: null,
  priceMinor: null,
  currency: null,
  catalogLocale: 'en',
  locale: null,
  sellerName: 's',
  sellerCategoryPath: null,
  url: null,
  attributes: [],
  images: [],
  ...more,
});

describe('golden record', () => {
  const members = [
    member('a', { brand: 'Acne', description: 'short' }),
    member('b', { brand: 'Acme', description: 'a long description', gtin: '05012345678900' }),
    member('c', { brand: 'acme' }),
  ];
  it('takes the majority for what identifies and the fullest text, with source and losers', () => {
    const golden = Object.fromEntries(chooseGolden(members).map((field) => [field.field, field]));
    expect(golden.brand).toMatchObject({
      value: 'Acme',
      productId: 'b',
      losers: [{ productId: 'a', value: 'Acne' }],
    });
    expect(golden.description).toMatchObject({ value: 'a long description' });
    expect(golden.title).toMatchObject({ value: 'Phone b' });
    expect(golden.price).toBeUndefined();
  });
  it('does not depend on the order of the members', () => {
    expect(chooseGolden([...members].reverse())).toEqual(chooseGolden(members));
    expect(rankMembers([...members].reverse()).map((one) => one.productId)).toEqual(['b', 'a', 'c']);
  });
});
