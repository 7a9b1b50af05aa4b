import { describe, expect, it } from 'vitest';
import { accuracyOf, allocate, type StratumSize } from './rules-pair-sample.ts';
import { pairStrata, type StratumAnswers } from './schema-pair-sample.ts';

const sizes: StratumSize[] = [
  { name: 'together-sure', population: 560, meanP: 0.99 },
  { name: 'together', population: 90, meanP: 0.8 },
  { name: 'together-weak', population: 12, meanP: 0.2 },
  { name: 'apart-above', population: 20, meanP: 0.6 },
  { name: 'apart-near', population: 150, meanP: 0.2 },
  { name: 'apart-far', population: 20_000, meanP: 0.004 },
  { name: 'outside-name', population: 5_000, meanP: 0 },
  { name: 'outside-category', population: 90_000, meanP: 0 },
  { name: 'outside-rest', population: 2_700_000, meanP: 0 },
];
const total = (asked: ReadonlyMap<string, number>): number =>
  [...asked.values()].reduce((sum, one) => sum + one, 0);

describe('allocate', () => {
  it.each([20, 60, 120, 1000])(
    'asks as many as told, of every part some, of none more than it has: %i',
    (size) => {
      const asked = allocate(sizes, size);
      expect(total(asked)).toBe(size);
      for (const { name, population } of sizes) {
        expect(asked.get(name), name).toBeGreaterThan(0);
        expect(asked.get(name), name).toBeLessThanOrEqual(population);
      }
    },
  );

  it('asks most where the matcher doubts most, and gives what one part cannot use to the others', () => {
    const asked = allocate(sizes, 120);
    const rateOf = (name: StratumSize['name']): number =>
      (asked.get(name) ?? 0) / (sizes.find((one) => one.name === name)?.population ?? 1);
    expect(rateOf('together')).toBeGreaterThan(rateOf('together-sure'));
    expect(rateOf('apart-near')).toBeGreaterThan(rateOf('apart-far'));
    const few = sizes.map((one) => (one.name.startsWith('apart') ? { ...one, population: 0 } : one));
    expect(total(allocate(few, 120))).toBe(120);
    const all = sizes.map((one) => ({ ...one, population: 4 }));
    expect(total(allocate(all, 120))).toBe(36);
    expect(total(allocate([], 120))).toBe(0);
  });
});

describe('accuracyOf', () => {
  const answers = (of: Partial<Record<string, { asked: number; same: number; cantTell?: number }>>) =>
    sizes.map(({ name, population }): StratumAnswers => {
      const { asked = 0, same = 0, cantTell = 0 } = of[name] ?? {};
      return { name, population, asked, answered: asked, same, cantTell };
    });

  it('says nothing before a proposed pair is judged', () => {
    expect(accuracyOf(answers({}), 'proposed')).toBeNull();
    expect(accuracyOf(answers({ 'apart-near': { asked: 5, same: 1 } }), 'proposed')).toBeNull();
  });

  it('weighs what was judged, leaves out who could not tell, and doubts what was not asked', () => {
    const judged = answers({
      'together-sure': { asked: 40, same: 40 },
      together: { asked: 25, same: 18, cantTell: 5 },
      'together-weak': { asked: 12, same: 6 },
      'apart-above': { asked: 20, same: 10 },
    });
    const found = accuracyOf(judged, 'proposed');
    expect(found?.precision.value).toBeCloseTo((560 + 90 * 0.9 + 6) / 662, 9);
    // Nothing was asked of the other parts: anything may be there.
    expect(found?.recall.low).toBeLessThan(0.01);
    expect(accuracyOf(judged, 'matcher')?.precision.value).toBeCloseTo((560 + 90 * 0.9 + 10) / 670, 9);
    expect(pairStrata).toHaveLength(sizes.length);
  });
});
