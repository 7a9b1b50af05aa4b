import { describe, expect, it } from 'vitest';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { exactInterval, type StratumSample, stratifiedRatio, stratifiedTotal } from './stratified.ts';

/** Draws without replacement: hits among `asked` of `population`, of which `marked` are so. */
function draw(rng: Rng, { population, marked }: { population: number; marked: number }, asked: number) {
  let [hits, left] = [0, marked];
  for (let at = 0; at < asked; at++)
    if (rng.next() * (population - at) < left) {
      hits++;
      left--;
    }
  return { population, asked, hits };
}

describe('exactInterval', () => {
  it('is the published one', () => {
    // Clopper and Pearson's limits as R's binom.test prints them.
    expect(exactInterval(8, 10)).toMatchObject({
      low: expect.closeTo(0.4439, 4),
      high: expect.closeTo(0.9748, 4),
    });
    expect(exactInterval(0, 60).high).toBeCloseTo(0.0596, 4);
    expect(exactInterval(1, 200)).toMatchObject({
      low: expect.closeTo(0.00013, 5),
      high: expect.closeTo(0.0275, 4),
    });
    expect(exactInterval(5, 5)).toMatchObject({ low: expect.closeTo(0.4782, 4), high: 1 });
    expect(exactInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('stratified estimates', () => {
  const asked: StratumSample[] = [
    { population: 600, asked: 30, hits: 29 },
    { population: 100, asked: 20, hits: 12 },
    { population: 5000, asked: 25, hits: 1 },
  ];

  it('weigh each stratum by its size, and know what was asked whole', () => {
    expect(stratifiedTotal(asked).value).toBeCloseTo(580 + 60 + 200, 6);
    const whole = stratifiedTotal([{ population: 40, asked: 40, hits: 30 }]);
    expect(whole).toEqual({ value: 30, low: 30, high: 30 });
    // Nothing asked: anything between none and all.
    expect(stratifiedTotal([{ population: 40, asked: 0, hits: 0 }])).toEqual({ value: 0, low: 0, high: 40 });
  });

  it('give shares of several strata, with limits on either side', () => {
    const recall = stratifiedRatio(
      asked,
      (at) => Number(at < 2),
      () => 1,
    );
    expect(recall.value).toBeCloseTo(640 / 840, 6);
    expect(recall.low).toBeGreaterThan(0.3);
    expect(recall.low).toBeLessThan(recall.value);
    expect(recall.high).toBeGreaterThan(recall.value);
    expect(recall.high).toBeLessThan(1);
    // F1 = 2 hits above / (all above + all hits).
    const f1 = stratifiedRatio(
      asked,
      (at) => 2 * Number(at < 2),
      () => 1,
      700,
    );
    expect(f1.value).toBeCloseTo((2 * 640) / (700 + 840), 6);
  });

  it('hold the truth in 95 of 100 samples, small and lopsided ones included', () => {
    const world = [
      { population: 560, marked: 552 },
      { population: 90, marked: 60 },
      { population: 400, marked: 20 },
      { population: 9000, marked: 18 },
    ];
    const sizes = [30, 20, 30, 40];
    const truth = {
      precision: 612 / 650,
      recall: 612 / 650,
      f1: (2 * 612) / (650 + 650),
    };
    const rng = makeRng(5);
    const runs = 400;
    const held = { precision: 0, recall: 0, f1: 0 };
    const above = (at: number): number => Number(at < 2);
    for (let run = 0; run < runs; run++) {
      const strata = world.map((stratum, at) => draw(rng, stratum, sizes[at]));
      const precision = stratifiedTotal(strata.slice(0, 2));
      const found = {
        precision: { low: precision.low / 650, high: precision.high / 650 },
        recall: stratifiedRatio(strata, above, () => 1),
        f1: stratifiedRatio(
          strata,
          (at) => 2 * above(at),
          () => 1,
          650,
        ),
      };
      for (const name of ['precision', 'recall', 'f1'] as const)
        held[name] += Number(found[name].low <= truth[name] && truth[name] <= found[name].high);
    }
    for (const name of ['precision', 'recall', 'f1'] as const)
      expect(held[name] / runs, name).toBeGreaterThanOrEqual(0.95);
  });
});
