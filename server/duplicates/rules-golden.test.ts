import { describe, expect, it } from 'vitest';
import { member } from './card-product.fixture.ts';
import { chooseGolden, rankMembers } from './rules-golden.ts';
import type { Survivorship } from './schema-survivorship.ts';

describe('golden record', () => {
  const members = [
    member('a', { brand: 'Acne', description: 'short' }),
    member('b', { brand: 'Acme', description: 'a long description', gtin: '05012345678900' }),
    member('c', { brand: 'acme' }),
  ];
  it('follows the rules that a catalog sets, field by field', () => {
    const sellers = [
      member('a', { brand: 'Acme', description: 'long and longer', sellerName: 'Bazaar' }),
      member('b', { brand: 'Acme', description: 'from the maker', sellerName: 'Maker' }),
      member('c', { brand: 'ACME Inc', description: 'x', sellerName: 'Other' }),
    ];
    const told = (rules: Survivorship['rules'], trustedSellers: string[] = []) =>
      Object.fromEntries(
        chooseGolden(sellers, { rules, trustedSellers }).map(({ field, productId }) => [field, productId]),
      );
    expect(told({})).toMatchObject({ description: 'a' });
    expect(told({ description: 'trusted-seller' }, ['Maker', 'Other'])).toMatchObject({ description: 'b' });
    expect(told({ brand: 'longest' })).toMatchObject({ brand: 'c', description: 'a' });
    expect(told({ title: 'trusted-seller' }, ['Nobody'])).toEqual(told({}));
  });

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
