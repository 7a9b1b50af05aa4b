import { describe, expect, it } from 'vitest';
import type { SellerCategoryRow } from '#server/browse/schema-sellers.ts';
import { clearRows } from './rules-clear.ts';

const row = (
  votes: number,
  voters: number,
  state: SellerCategoryRow['state'] = 'new',
): SellerCategoryRow => ({
  ...{ sellerCategoryId: `${votes}/${voters}`, path: 'a', products: voters, voters, placed: 0, state },
  ...{ mapped: null, review: null },
  proposals: votes > 0 ? [{ categoryId: 'c', pathName: 'C', depth: 1, votes }] : [],
});

describe('clearRows', () => {
  it('takes open categories whose products agree, enough of them', () => {
    const rows = [row(5, 5), row(4, 4), row(19, 20), row(18, 20), row(0, 0), row(9, 9, 'mapped')];
    expect(clearRows(rows).map((one) => one.sellerCategoryId)).toEqual(['5/5', '19/20']);
  });
});
