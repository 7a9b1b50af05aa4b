import { describe, expect, it } from 'vitest';
import { openFilter, toFilter } from '#server/ml/filter/filter-tree.ts';
import { randomRows } from '#server/ml/filter/random-rows.fixture.ts';
import {
  checkEnough,
  countProducts,
  type FilterPair,
  measureFilter,
  productsMin,
  recallAimedAt,
  sameMin,
  trainPairFilter,
} from './train-pair-filter.ts';

const rows = randomRows(1800, 31);
/** Listings of one centre are one thing here. */
const thing = (row: number): number => row % 9;

const same = (left: number, right: number): FilterPair => ({ left, right, isSame: true, group: `${left}` });
const other = (left: number, right: number): FilterPair => ({ left, right, isSame: false, group: null });
/** Pairs of two neighbours of one centre, each of a product of its own. */
const duplicates = Array.from({ length: 800 }, (_, at) => {
  const left = 18 * Math.floor(at / 9) + (at % 9);
  return same(left, left + 9);
});
const others = Array.from({ length: 900 }, (_, at) => other(at, at + 1)).filter(
  ({ left, right }) => thing(left) !== thing(right),
);

describe('the pair filter', () => {
  it('needs duplicates of enough products to prove what it keeps, and pairs of one product count once', () => {
    const chain = [same(1, 2), same(2, 3), same(1, 3), same(7, 8), other(3, 7)];
    expect(countProducts(chain)).toBe(2);
    const held = duplicates.slice(0, productsMin);
    const teaching = [...duplicates.slice(400, 400 + sameMin), ...others];
    expect(() => checkEnough(teaching, held)).not.toThrow();
    expect(() => checkEnough(teaching, held.slice(1))).toThrow(/132 products.*133 are needed/);
    expect(() => checkEnough(teaching.slice(1), held)).toThrow(RangeError);
    expect(() => checkEnough(duplicates, held)).toThrow(/beside 0 other pairs/);
  });

  it('proves .98 by so many products without a loss, and by one fewer not at all', () => {
    const measured = (products: number) => measureFilter(rows, openFilter, duplicates.slice(0, products));
    expect(measured(productsMin)).toMatchObject({ recall: 1, products: productsMin, isProven: true });
    expect(measured(productsMin - 1)).toMatchObject({ recall: 1, isProven: false });
    const refusesAll = toFilter(
      {
        ...{ feature: Int32Array.of(-1), threshold: new Float32Array(1), left: Int32Array.of(-1) },
        ...{ right: Int32Array.of(-1), missingLeft: new Uint8Array(1), value: new Float32Array(1) },
      },
      0.5,
    );
    expect(measureFilter(rows, refusesAll, duplicates)).toMatchObject({ recall: 0, isProven: false });
  });

  it('aims at the more the fewer products there are to prove it', () => {
    const aims = [productsMin, 300, 1000, 10_000].map(recallAimedAt);
    expect(aims).toEqual(aims.toSorted((x, y) => y - x));
    expect(aims[0]).toBeGreaterThan(0.9995);
    expect(aims[3]).toBeGreaterThan(0.99);
  });

  it('says so where nothing can be refused', () => {
    const told = duplicates.map((pair, at) => ({ ...pair, isSame: at % 2 === 0 }));
    expect(() => trainPairFilter(rows, told, 200)).toThrow(/no candidate can be refused/);
    const filter = trainPairFilter(rows, [...duplicates.slice(300), ...others], 300);
    const measured = measureFilter(rows, filter, [...duplicates.slice(0, 300), ...others.slice(700)]);
    expect(measured.recall).toBeGreaterThan(0.97);
    expect(measured.othersKept / measured.others).toBeLessThan(0.5);
  });
});
