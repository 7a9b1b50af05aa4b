import { describe, expect, it } from 'vitest';
import { valueFactors } from './rules-values.ts';

describe('what products are worth by their category', () => {
  it('scales popularity to what somebody set, the nearest category first', () => {
    const of = valueFactors([
      { path: 'home/', byPopularity: 100, own: 200 },
      { path: 'home/kitchen/', byPopularity: 50, own: 5 },
      { path: 'home/garden/', byPopularity: 50, own: null },
      { path: 'toys/', byPopularity: 0, own: 9 },
    ]);
    expect(of(['home', 'kitchen', 'kettles'])).toBe(0.1);
    expect(of(['home', 'garden'])).toBe(2);
    expect(of(['toys', 'cars'])).toBe(1);
    expect(of([])).toBe(1);
  });
});
