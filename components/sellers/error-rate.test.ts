import { describe, expect, it } from 'vitest';
import { errorRate } from './error-rate.ts';

const seller = (given: number, corrected: number, doubted: number) => ({
  ...{ sellerId: 's', name: 'S', products: given, given, corrected, doubted, decided: corrected },
  ...{ withoutCategory: 0, withoutPicture: 0, withoutGtin: 0, categories: 0, mapped: 0 },
});

describe('the error rate of a seller', () => {
  it("is Wilson's interval around the share", () => {
    // Known answer: 10 of 100 gives [.0552, .1744].
    const found = errorRate(seller(100, 4, 6));
    expect(found).toMatchObject({ wrong: 10, of: 100, rate: 0.1 });
    expect(found?.low).toBeCloseTo(0.0552, 3);
    expect(found?.high).toBeCloseTo(0.1744, 3);
  });

  it('is wide for a handful, never certain at zero, and absent where nothing was given', () => {
    expect(errorRate(seller(3, 0, 0))).toMatchObject({ wrong: 0, rate: 0 });
    expect(errorRate(seller(3, 0, 0))?.low).toBeCloseTo(0);
    expect(errorRate(seller(3, 0, 0))?.high).toBeGreaterThan(0.5);
    expect(errorRate(seller(0, 0, 0))).toBeNull();
  });

  it('is the estimate where there is one', () => {
    const estimate = { rows: 50, share: 0.06, low: 0.02, high: 0.1 };
    expect(errorRate(seller(100, 4, 6), estimate)).toEqual({
      wrong: 3,
      of: 50,
      rate: 0.06,
      low: 0.02,
      high: 0.1,
    });
  });
});
